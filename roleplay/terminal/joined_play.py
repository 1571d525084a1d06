"""Plays a talk that a host keeps, at the same prompt and with the same views as one that is kept here."""

from collections.abc import Sequence

from roleplay.app.hosting.messages import Reply
from roleplay.app.hosting.refused import Refused
from roleplay.app.joining.remote import RemoteSession
from roleplay.domain.events import Event, HandedBack, Improvised, Replied, TookOver, Undone, Unheard
from roleplay.domain.turn import Turn
from roleplay.i18n import _
from roleplay.terminal.joined_room import JoinedRoom
from roleplay.terminal.news_prompt import NewsPrompt
from roleplay.terminal.play import Player
from roleplay.terminal.screen import Screen
from roleplay.terminal.talk_view import show_words
from roleplay.terminal.watching import CalledAway


class JoinedPlayer(Player):
    """One trainee in a group."""

    def __init__(
        self, session: RemoteSession, screen: Screen, prompt: NewsPrompt, room: JoinedRoom, return_with: str
    ) -> None:
        """`return_with` is the command by which one comes back to this seat."""
        super().__init__(session, screen, prompt)
        self._remote = session
        self._news = prompt
        self._room = room
        self._return_with = return_with
        self.pending: Reply | None = None
        """What was said before the program ended, while it is not known whether the host has it."""

    def _deliver(self, pending: Reply) -> None:
        """Bring it to the host, and say what came of it."""
        if pending.session != self._remote.record.id:
            return
        if pending.version < self._remote.record.version:
            self._remote.courier.claim.clear()
            if not _has(self._remote.events[pending.version :], pending):
                self._give_back(pending.text, _("The talk has gone on without your last reply."))
            return
        self._screen.line(_("Your last reply goes off now."), "quiet")
        try:
            self._follow(self._remote.reply(pending))
        except Refused as error:
            self._give_back(pending.text, error.message)

    def _take_turn(self) -> bool:
        try:
            if self.pending is not None:
                pending, self.pending = self.pending, None
                self._deliver(pending)
                return True
            return super()._take_turn()
        except CalledAway:
            self._news.step_aside()
            self._take_up()
        except Refused as error:
            self._screen.line(error.message, "warning", hang=2)
            if error.reason == "stale":
                self._wait_for_talk()
        except KeyboardInterrupt:
            self._screen.line()
            return False
        return True

    def _carry_out(self, text: str) -> None:
        if self._remote.is_taken_over and text.isdecimal():
            self._screen.line(_("The facilitator is speaking: answer in your own words."))
            return
        try:
            super()._carry_out(text)
        except Refused:
            if len(text) > 1 and self._news.is_watching:
                self._news.put_back(text)
            raise

    def _give_back(self, text: str, why: str) -> None:
        self._screen.line(why, "warning", hang=2)
        if text:
            self._screen.line(_("You had said: “{text}”").format(text=text), hang=2)
            if self._news.is_watching:
                self._news.put_back(text)

    def _wait_for_talk(self) -> None:
        """See what has happened in the talk meanwhile."""
        talk = self._room.await_talk()
        if talk is not None:
            self._show_fresh(self._remote.take_up(talk))

    def _take_up(self) -> None:
        self._room.tell()
        talk = self._room.my_talk
        if talk is not None and not self._room.is_gone:
            self._show_fresh(self._remote.take_up(talk))
        self._screen.flush()

    def _show_fresh(self, events: Sequence[Event]) -> None:
        """Write what happened in the talk without us: what the facilitator did, or we in another window."""
        name = self._session.encounter.persona.name
        for event in events:
            match event:
                case TookOver():
                    self._screen.line(
                        _(
                            "The facilitator speaks for {name} now. Answer in your own words; "
                            "this is not scored."
                        ).format(name=name),
                        "warning",
                    )
                case Improvised(is_officer=False, text=text):
                    self._screen.labelled(name.upper(), text, "customer")
                case Improvised(text=text) | Unheard(text=text):
                    self._screen.labelled(_("YOU"), text, "bold")
                case HandedBack():
                    self._screen.line(_("{name} speaks for themselves again.").format(name=name), "warning")
                case Replied(response=response):
                    self._screen.labelled(_("YOU"), response.text, "bold")
                case Undone():
                    self._screen.line(_("Taken back. You are here again:"), "warning")
                case _:
                    show_words(self._screen, self._session.encounter, (event,))
        if any(isinstance(event, HandedBack | Replied | Undone) for event in events):
            self._show_place(self._session.last_words() if isinstance(events[-1], Undone) else ())

    def _show_choices(self) -> None:
        if not self._remote.is_taken_over:
            super()._show_choices()

    def _follow(self, turn: Turn) -> None:
        if any(isinstance(event, Replied | Unheard) for event in turn.events):
            super()._follow(turn)

    def _is_over(self) -> bool:
        update = self._room.update
        if super()._is_over() or self._room.is_gone or update is None:
            return super()._is_over() or self._room.is_gone
        return update.phase != "playing" or self._room.my_talk is None

    def _close(self) -> None:
        if self._session.state.is_ended or (self._is_practice and not self._room.is_gone):
            self._show_debrief()

    def _pause(self) -> None:
        self._screen.line(
            _("Kept at the host. Come back to the same place with: {command}").format(
                command=self._return_with
            )
        )
        self._screen.flush()


def _has(events: Sequence[Event], asked: Reply) -> bool:
    """Tell whether a reply is the first of `events`."""
    match events[0]:
        case Replied(response=response):
            is_same = response.choice is None and response.text == asked.text
            return response.choice == asked.choice if asked.choice is not None else is_same
        case Unheard(text=text) | Improvised(is_officer=True, text=text):
            return asked.choice is None and text == asked.text
    return False
