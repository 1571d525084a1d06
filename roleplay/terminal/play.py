"""Plays one session at a prompt: shows, asks, carries out, until the talk ends or the trainee pauses.

What is needed only after a reply (feedback, hints, the debrief) is imported then: 20 ms that the first line
of a talk need not wait for.
"""

from collections.abc import Callable, Mapping
from typing import Final

from roleplay.app.played import PlayedSession
from roleplay.domain.events import Event
from roleplay.domain.turn import Turn
from roleplay.engine import respond
from roleplay.i18n import _
from roleplay.terminal.mood_view import show_mood
from roleplay.terminal.prompt import LONGEST, Prompt
from roleplay.terminal.screen import Screen
from roleplay.terminal.talk_view import (
    show_brief,
    show_cards,
    show_choices,
    show_rubric,
    show_words,
)

PATIENT_REPLIES: Final = 2
"""Replies in a row that were not understood before the choices are pointed out."""


class Player:
    """One trainee, one session, one prompt."""

    def __init__(self, session: PlayedSession, screen: Screen, prompt: Prompt) -> None:
        self._session = session
        self._screen = screen
        self._prompt = prompt
        self._is_practice = session.record.mode == "practice"
        self._hint_rung = 0
        self._told_loss = False
        self._keys: Mapping[str, Callable[[], None]] = {
            "?": self._help,
            "k": self._cards,
            "c": self._cards,
            "h": self._hint,
            "u": self._undo,
            "b": self._contest,
            "r": lambda: show_rubric(screen, session.encounter.rubric),
            "t": self._transcript,
        }

    def play(self, opening: tuple[Event, ...]) -> bool:
        """Play to the end or to a pause; return True when the talk has ended. `opening` is said first."""
        show_brief(self._screen, self._session.encounter, self._session.record.mode)
        self._show_place(opening)
        while not self._is_over():
            self._tell_loss()
            if not self._take_turn():
                self._pause()
                return False
        self._tell_loss()
        self._close()
        self._screen.flush()
        return True

    def _is_over(self) -> bool:
        return self._session.state.is_ended

    def _take_turn(self) -> bool:
        """Ask once and carry out what was typed; return False when the trainee wants to pause."""
        self._screen.flush()
        try:
            typed = self._prompt.ask()
        except KeyboardInterrupt:
            self._screen.line()
            return False
        if typed is None or typed.text.lower() in ("q", "p"):
            return False
        if typed.is_cut:
            self._screen.line(
                _("Only the first {count} characters were heard.").format(count=LONGEST), "warning"
            )
        self._carry_out(typed.text)
        return True

    def _carry_out(self, text: str) -> None:
        choices = self._session.choices
        if not text:
            self._screen.line(
                _("Say something, or choose a number from 1 to {count}.").format(count=len(choices))
            )
        elif action := self._keys.get(text.lower()):
            action()
        elif text[0] in "bB" and text[1:].isdecimal() and len(text) < 4:
            self._contest(int(text[1:]))
        elif text.isdecimal() and len(text) < 4:
            number = int(text)
            if 1 <= number <= len(choices):
                self._follow(self._session.choose(choices[number - 1]))
            else:
                self._screen.line(
                    _("Choose a number from 1 to {count}, or type a reply.").format(count=len(choices))
                )
        elif len(text) == 1:
            self._screen.line(_("'{key}' is not a key here. Type ? for help.").format(key=text))
        else:
            self._follow(self._session.say(text))

    def _follow(self, turn: Turn) -> None:
        """Show what came of a reply."""
        self._hint_rung = 0
        if turn.receipt is None:
            show_words(self._screen, self._session.encounter, turn.events)
            self._screen.line(
                _("That was not understood. Nothing is lost: say it another way, or choose."), "quiet"
            )
            if turn.after.unheard >= PATIENT_REPLIES:
                self._show_choices()
            return
        if self._is_practice:
            from roleplay.terminal.feedback_view import show_turn

            show_turn(self._screen, self._session.encounter, turn)
        self._show_place(turn.events)

    def _show_place(self, events: tuple[Event, ...]) -> None:
        show_words(self._screen, self._session.encounter, events)
        if self._session.state.is_ended:
            return
        if self._is_practice:
            show_mood(self._screen, self._session.state.mood)
        self._show_choices()

    def _show_choices(self) -> None:
        choices = self._session.choices
        texts = [respond(self._session.encounter, self._session.state, choice).text for choice in choices]
        show_choices(self._screen, choices, texts)

    def _help(self) -> None:
        lines = [
            _("1, 2, 3 …   take that reply; or type your own words"),
            _("k   cards: the facts on your desk, with source and date"),
            _("r   rubric: what is judged"),
            _("t   transcript so far"),
            _("q   pause; the session is kept and you can resume it"),
        ]
        if self._is_practice:
            lines[2:2] = [
                _("h   hint: first the stage, then the technique, then a line"),
                _("u   take the last reply back"),
                _("b   that is not what I meant: contest what was heard"),
            ]
        for line in lines:
            self._screen.line(line, hang=4)

    def _cards(self) -> None:
        show_cards(self._screen, self._session.open_cards())

    def _hint(self) -> None:
        if not self._is_practice:
            self._screen.line(_("There are no hints in an assessment."))
            return
        from roleplay.terminal.feedback_view import show_hint

        self._hint_rung = show_hint(self._screen, self._session, self._hint_rung + 1)

    def _undo(self) -> None:
        if not self._is_practice:
            self._screen.line(_("In an assessment nothing is taken back."))
        elif not self._session.undo():
            self._screen.line(_("There is nothing to take back yet."))
        else:
            self._hint_rung = 0
            self._screen.line(_("Taken back. You are here again:"), "warning")
            self._show_place(self._session.last_words())

    def _contest(self, number: int | None = None) -> None:
        if not self._is_practice:
            self._screen.line(_("In an assessment you see at the end what was heard."))
            return
        from roleplay.terminal.feedback_view import show_heard

        show_heard(self._screen, self._session, number)

    def _transcript(self) -> None:
        from roleplay.terminal.debrief_view import debrief_of, show_transcript

        show_transcript(self._screen, debrief_of(self._session))

    def _show_debrief(self) -> None:
        from roleplay.terminal.debrief_view import debrief_of, show_debrief

        show_debrief(self._screen, debrief_of(self._session))

    def _close(self) -> None:
        """Show what came of the talk."""
        self._show_debrief()
        if self._session.keep():
            self._screen.line(
                _("See it again: roleplay debrief {id}").format(id=self._session.record.id), "quiet"
            )

    def _pause(self) -> None:
        self._screen.line(
            _("Paused and kept. Go on with: roleplay resume {id}").format(id=self._session.record.id)
            if self._session.keep()
            else _("Ended. This session is not kept.")
        )
        self._screen.flush()

    def _tell_loss(self) -> None:
        """Say loudly, once, that the session is no longer kept."""
        if self._session.loss is not None and not self._told_loss:
            self._told_loss = True
            self._screen.line(
                _("NOT KEPT: {reason}. You can play on; this session is gone when the program ends.").format(
                    reason=self._session.loss
                ),
                "warning",
            )
