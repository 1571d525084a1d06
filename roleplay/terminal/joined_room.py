"""What a trainee at a terminal is told of the group they are in: everything but their own talk."""

import time
from typing import Final, NamedTuple

from roleplay.app.hosting.messages import Talk, Update
from roleplay.app.joining.following import Following
from roleplay.app.joining.remote import RemoteSession
from roleplay.app.joining.seats import Claim
from roleplay.groups.state import Phase
from roleplay.i18n import _, ngettext
from roleplay.terminal.screen import Screen

_SILENCE: Final = 3.0
"""Seconds for which the line may be down before that is told: shorter breaks concern nobody."""

_LATEST: Final = 3
"""Messages that are told to who comes back."""

_LONGEST: Final = 2000
"""Characters of a message that are shown: no host that is one sends more."""

_PATIENCE: Final = 5.0
"""Seconds within which a host that says that a talk went on also says how."""

_REST: Final = 0.05


class _Told(NamedTuple):
    """What of an update is worth a line."""

    phase: Phase
    round: int
    is_paused: bool
    messages: tuple[str, ...]
    panel: tuple[str, bool] | None

    @classmethod
    def of(cls, update: Update) -> "_Told":
        panel = update.panel
        return cls(
            update.phase,
            update.round,
            update.is_paused,
            update.messages,
            None if panel is None else (panel.session, bool(panel.results)),
        )


class JoinedRoom:
    """The group as one seat hears of it."""

    def __init__(self, screen: Screen, following: Following[Update], claim: Claim) -> None:
        self.session: RemoteSession | None = None
        """The talk that is played now."""
        self.is_gone = False
        """True once this seat is no longer ours; it was told why."""
        self._screen = screen
        self._following = following
        self._claim = claim
        self._told: _Told | None = None
        self._is_down = False
        self._quiet_since: float | None = None

    @property
    def update(self) -> Update | None:
        """The newest that the host has told."""
        return self._following.latest

    @property
    def my_talk(self) -> Talk | None:
        """What the host tells of the talk that is played now; None once that is another one."""
        update, session = self.update, self.session
        if update is None or update.talk is None or session is None:
            return None
        return update.talk if update.talk.session == session.record.id else None

    def await_talk(self) -> Talk | None:
        """Return the talk once the host has told that it went on; None when it does not say so in time."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end and self.session is not None:
            talk = self.my_talk
            if talk is None or talk.version > self.session.record.version:
                return talk
            time.sleep(_REST)
        return None

    def look(self) -> bool:
        """Tell whether there is something to say. Is called a few times a second."""
        if not self._claim.is_ours or self._following.refusal is not None or self._has_line_news():
            return True
        if not self._following.has_news:
            return False
        update = self._following.take()
        return update is not None and (_Told.of(update) != self._told or self._has_talk_news(update))

    def tell(self) -> None:
        """Say what is new of the group."""
        update, told = self.update, self._told
        self._tell_line_news()
        if not self._claim.is_ours:
            self._leave(_("This seat is used in another window now. Go on there; nothing is lost."))
        elif (refusal := self._following.refusal) is not None:
            self._leave(_("You are no longer in this group. {reason}").format(reason=refusal.message))
        elif update is not None:
            now = self._told = _Told.of(update)
            if told is None or (now.phase, now.round) != (told.phase, told.round):
                self._tell_phase(update)
            if now.is_paused != (told.is_paused if told else False):
                self._screen.line(
                    _("The facilitator has paused the group. You can read on; replies wait.")
                    if now.is_paused
                    else _("The group goes on."),
                    "warning",
                )
            self._tell_messages(now.messages, told.messages if told else now.messages[:-_LATEST])

    def tell_line(self, reason: str | None) -> None:
        """Say why nothing reaches the host, or for None that the line is back; each once."""
        if reason is None and self._is_down:
            self._screen.line(_("The line to the host is back. Everything has arrived."), "good")
        elif reason is not None and not self._is_down:
            self._screen.line(
                _(
                    "The line to the host is down ({reason}). Nothing is lost: what you say is kept here and "
                    "goes off by itself as soon as the line is back. Ctrl-C leaves; you can come back."
                ).format(reason=reason),
                "warning",
            )
        self._is_down = reason is not None
        self._screen.flush()

    def _has_line_news(self) -> bool:
        """Tell whether the line has been down for a while, or is back."""
        if self._following.trouble is None:
            self._quiet_since = None
            return self._is_down
        if self._quiet_since is None:
            self._quiet_since = time.monotonic()
        return not self._is_down and time.monotonic() - self._quiet_since > _SILENCE

    def _tell_line_news(self) -> None:
        if self._has_line_news():
            self.tell_line(self._following.trouble)

    def _has_talk_news(self, update: Update) -> bool:
        if self.session is None:
            return update.phase == "playing" and update.talk is not None and not update.talk.is_ended
        talk = self.my_talk
        return talk is None or talk.version > self.session.record.version

    def _leave(self, words: str) -> None:
        self.is_gone = True
        self._screen.line(words, "warning")

    def _tell_phase(self, update: Update) -> None:
        match update.phase:
            case "lobby":
                people = ngettext("{count} person is here", "{count} people are here", update.people)
                self._screen.line(
                    _(
                        "You are in as {nickname} (seat {seat}); {people}. What comes next shows by itself. "
                        "q leaves."
                    ).format(
                        nickname=update.nickname, seat=update.seat, people=people.format(count=update.people)
                    )
                )
            case "playing":
                self._screen.line()
                self._screen.line(
                    _("Round {number} of {count}").format(number=update.round, count=update.rounds), "bold"
                )
            case "debrief":
                self._screen.line(
                    _("Round {number} is over. Look up: the facilitator goes on.").format(number=update.round)
                )
            case "panel":
                self._screen.line(_("A talk is being rated."))
            case "closed":
                self._screen.line(_("The group is over. Thank you for taking part."), "bold")

    def _tell_messages(self, messages: tuple[str, ...], told: tuple[str, ...]) -> None:
        overlap = next(
            count
            for count in range(min(len(told), len(messages)), -1, -1)
            if told[len(told) - count :] == messages[:count]
        )
        for text in messages[overlap:]:
            self._screen.line(_("Facilitator: {text}").format(text=text[:_LONGEST]), "warning", hang=2)
