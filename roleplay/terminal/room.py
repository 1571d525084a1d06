"""Leads a room through a talk: teams decide, the room sees how, a reply is played, up to the debrief.

At every prompt Enter does the one thing that comes next.
"""

from collections.abc import Callable, Mapping
from typing import Literal

from roleplay.app.room import LiveRoom
from roleplay.groups.room import smallest_first
from roleplay.groups.ways import future
from roleplay.i18n import _
from roleplay.terminal.prompt import LONGEST
from roleplay.terminal.room_closing import Closing
from roleplay.terminal.room_debrief_view import show_ending, show_parting
from roleplay.terminal.room_deciding import Deciding
from roleplay.terminal.room_prompt import RoomPrompt
from roleplay.terminal.room_view import (
    default_camp,
    kept_part,
    other_ways,
    show_camps,
    show_help,
    show_pick,
    show_played,
    show_spots,
    show_welcome,
)
from roleplay.terminal.screen import Screen
from roleplay.terminal.talk_view import show_cards, show_rubric

Step = Literal[
    "welcome", "deciding", "doubt", "pick", "played", "ended", "going-back", "leaving", "closing", "closed"
]
"""What the next line that is typed answers."""


class RoomPlayer:
    """One facilitator, one room, one prompt."""

    def __init__(self, room: LiveRoom, screen: Screen, prompt: RoomPrompt, minutes: float) -> None:
        """`minutes` are for discussing each turn; 0 for as long as it takes."""
        self._room = room
        self._screen = screen
        self._prompt = prompt
        self._step: Step = "welcome"
        self._deciding = Deciding(room, screen, prompt, minutes)
        self._closing = Closing(room, screen)
        self._told_loss = False
        self._answers: Mapping[Step, Callable[[str], None]] = {
            "welcome": self._go_on,
            "deciding": self._decide,
            "doubt": self._doubt,
            "pick": self._pick,
            "played": self._go_on,
            "ended": self._close,
            "going-back": self._go_back,
            "leaving": self._go_on,
            "closing": self._close,
        }
        self._keys: Mapping[str, Callable[[], None]] = {
            "?": lambda: show_help(screen),
            "k": lambda: show_cards(screen, room.session.open_cards()),
            "r": lambda: show_rubric(screen, room.encounter.rubric),
            "t": self._transcript,
            "s": self._show_again,
            "c": self._compare,
            "z": self._to_spots,
            "u": self._to_spots,
            "d": self._leave,
        }

    def run(self) -> bool:
        """Lead the room to its end or to a pause; return True when it is over."""
        if self._room.stage == "closed":
            self._closing.show_all()
            self._step = "closed"
        elif self._room.session.state.turn or self._room.votes:
            self._arrive()
        else:
            show_welcome(self._screen, self._room)
        while self._step != "closed":
            if not self._take_line():
                self._pause()
                return False
        self._tell_loss()
        self._screen.flush()
        return True

    def _take_line(self) -> bool:
        """Ask once and carry out what was typed; return False to pause."""
        self._tell_loss()
        self._screen.flush()
        try:
            typed = self._prompt.ask()
        except KeyboardInterrupt:
            self._screen.line()
            return False
        if typed is None or typed.text.lower() == "q":
            return False
        if typed.is_cut:
            self._screen.line(
                _("Only the first {count} characters were heard.").format(count=LONGEST), "warning"
            )
        if action := self._keys.get(typed.text.lower()):
            action()
        else:
            self._answers[self._step](typed.text)
        return True

    def _arrive(self) -> None:
        """Go to where the room stands."""
        self._prompt.discuss(0)
        stage = self._room.stage
        if stage == "vote":
            self._step = "deciding"
            self._deciding.begin()
        elif stage == "play":
            self._to_camps()
        else:
            self._to_end()

    def _go_on(self, text: str) -> None:
        """Go on from something that was only to be looked at; what was typed ahead counts there."""
        self._arrive()
        if text:
            self._answers[self._step](text)

    def _show_again(self) -> None:
        if self._step == "welcome":
            show_welcome(self._screen, self._room)
        elif self._step == "closing":
            self._closing.begin()
        else:
            self._arrive()

    def _decide(self, text: str) -> None:
        if self._deciding.take(text):
            self._room.disclose()
            self._to_camps()

    def _to_camps(self) -> None:
        show_camps(self._screen, self._room)
        is_unanimous = len(smallest_first(self._room.camps)) == 1 and not self._room.is_crossroads
        if is_unanimous and self._room.doubt is None:
            self._step = "doubt"
            self._screen.line(_("One doubt, in a few words? Enter: none"), "quiet")
        else:
            self._step = "pick"
            show_pick(self._screen, self._room)

    def _doubt(self, text: str) -> None:
        if not self._deciding.take_reason(text):
            self._room.note_doubt(kept_part(self._screen, text))
            self._step = "pick"
            show_pick(self._screen, self._room)

    def _pick(self, text: str) -> None:
        if self._deciding.take_reason(text):
            return
        camps = {str(camp.number): camp for camp in self._room.camps}
        camp = camps.get(text) if text else default_camp(self._room)
        if camp is None:
            self._screen.line(
                _("Type a number from 1 to {count}. How the teams decided stays.").format(count=len(camps)),
                "warning",
            )
            return
        turn = self._room.play(camp)
        show_played(self._screen, self._room, turn)
        if turn.receipt is None:
            show_pick(self._screen, self._room)
        elif turn.after.is_ended:
            self._to_end()
        else:
            self._step = "played"
            self._screen.line(_("Enter: reply {turn}").format(turn=self._room.turn), "quiet")

    def _to_end(self) -> None:
        room = self._room
        self._step = "ended"
        show_ending(self._screen, future(room.encounter, room.session.events, 1))
        if room.way.parent is not None and (parting := room.parting()):
            show_parting(self._screen, parting)
        self._screen.line()
        self._screen.line(_("Enter: debrief   z: play a reply another way"), "quiet")

    def _to_spots(self) -> None:
        spots = self._room.spots
        if not spots and not other_ways(self._room):
            self._screen.line(_("There is nothing to go back to yet."))
            return
        self._prompt.discuss(0)
        self._step = "going-back"
        show_spots(self._screen, self._room, spots)

    def _go_back(self, text: str) -> None:
        spots, ways = self._room.spots, other_ways(self._room)
        count = len(spots) + len(ways)
        number = int(text) if text.isdecimal() and len(text) < 4 else 0
        if text and not 1 <= number <= count:
            self._screen.line(_("Choose a number from 1 to {count}.").format(count=count), "warning")
            return
        if number > len(spots):
            self._room.go_on_with(ways[number - len(spots) - 1])
        elif number:
            self._room.go_back(spots[number - 1])
        self._arrive()

    def _compare(self) -> None:
        parting = self._room.parting()
        if parting is None:
            self._screen.line(_("There is only one way yet. z goes back and plays a reply another way."))
        else:
            show_parting(self._screen, parting)

    def _transcript(self) -> None:
        from roleplay.terminal.debrief_view import debrief_of, show_transcript

        show_transcript(self._screen, debrief_of(self._room.session))

    def _leave(self) -> None:
        """Go to the debrief; where the talk goes on, only when asked twice."""
        if self._step in ("ended", "leaving", "closing"):
            self._step = "ended"
            self._close("")
            return
        self._prompt.discuss(0)
        self._step = "leaving"
        self._screen.line(_("The talk is not over. d again goes to the debrief; Enter goes on."), "warning")

    def _close(self, text: str) -> None:
        if self._step == "ended":
            self._step = "closing"
            self._closing.begin()
        elif self._closing.take(text):
            self._step = "closed"

    def _pause(self) -> None:
        self._screen.line(
            _("Paused and kept. Go on with: roleplay group room --resume {code}").format(
                code=self._room.record.id
            )
            if self._room.keep()
            else _("Ended. This room is not kept.")
        )
        self._screen.flush()

    def _tell_loss(self) -> None:
        """Say loudly, once, that not everything is kept."""
        if self._room.loss is not None and not self._told_loss:
            self._told_loss = True
            self._screen.line(
                _("NOT KEPT: {reason}. You can go on; this room is gone when the program ends.").format(
                    reason=self._room.loss
                ),
                "warning",
            )
