"""A session that a host keeps, played from here: what the host answers is what counts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from roleplay.app.conversation import Conversation
from roleplay.app.hosting.messages import Cards, Contest, Done, Hint, Reply, Talk, Undo
from roleplay.app.hosting.seat import is_taken_over
from roleplay.app.joining.courier import Courier
from roleplay.app.joining.line import not_a_host
from roleplay.app.played import PlayedSession
from roleplay.domain.encounter import Card, Choice, Encounter
from roleplay.domain.events import Event, Replied, Started
from roleplay.domain.response import NOTHING, Evidence
from roleplay.domain.turn import Turn
from roleplay.store import SessionRecord

if TYPE_CHECKING:
    from roleplay.hearing import Ear


class RemoteSession(PlayedSession):
    """One's own talk at a host. Every method asks the host; raises Refused when it says no.

    The host hears and reckons: no ear is needed here.
    """

    def __init__(self, talk: Talk, encounter: Encounter, courier: Courier) -> None:
        """Raises LineDownError for a talk that cannot be one."""
        self.loss: str | None = None
        self.courier = courier
        try:
            super().__init__(_record(talk, encounter), encounter, talk.events, _no_ear)
        except (LookupError, ValueError, TypeError, AttributeError) as error:
            raise not_a_host() from error

    @property
    def is_taken_over(self) -> bool:
        """True while the facilitator speaks for the customer."""
        return is_taken_over(self.events)

    def choose(self, choice: Choice) -> Turn:
        """Take a choice."""
        return self.reply(Reply(self.record.id, self.record.version, choice.id))

    def say(self, text: str) -> Turn:
        """Reply freely."""
        return self.reply(Reply(self.record.id, self.record.version, None, text))

    def reply(self, asked: Reply) -> Turn:
        """Say something, or what was said before and got no answer."""
        before = self.state
        events = self._accepted(self.courier.send(asked))
        responses = (event.response for event in events if isinstance(event, Replied))
        return Turn(before, self.state, next(responses, NOTHING), events)

    def undo(self) -> bool:
        """Take the last reply back; False when there is none."""
        if not self.can_undo:
            return False
        self._accepted(self.courier.send(Undo(self.record.id, self.record.version)))
        return True

    def note_hint(self, rung: int) -> None:
        """Remember that help was asked for."""
        self._accepted(self.courier.send(Hint(self.record.id, self.record.version, rung)))

    def open_cards(self) -> tuple[Card, ...]:
        """Return the cards on the desk, and remember that they were looked up."""
        self._accepted(self.courier.send(Cards(self.record.id, self.record.version)))
        return tuple(self.encounter.cards.values())

    def contest(self, item: Evidence) -> None:
        """Remember, once, that the trainee did not mean what was heard in the last reply."""
        asked = Contest(self.record.id, self.record.version, item.label, item.quote, item.reason)
        self._accepted(self.courier.send(asked))

    def keep(self) -> bool:
        """Return True: what was answered is kept by the host."""
        return True

    def take_up(self, talk: Talk) -> tuple[Event, ...]:
        """Go on by what the host tells, and return what is new of it. Raises LineDownError."""
        fresh = talk.events[self.record.version :]  # nothing, where it was told before the last answer
        self._go_on(fresh)
        return fresh

    def _accepted(self, done: Done) -> tuple[Event, ...]:
        missing = done.version - self.record.version
        events = done.events[len(done.events) - missing :] if missing > 0 else ()
        self._go_on(events)
        return events

    def _go_on(self, events: Sequence[Event]) -> None:
        try:
            Conversation.accept(self, events, self.record.updated_at)
        except (LookupError, ValueError, TypeError, AttributeError) as error:
            raise not_a_host() from error


def _record(talk: Talk, encounter: Encounter) -> SessionRecord:
    started = talk.events[0]
    if not isinstance(started, Started):
        raise ValueError("the events do not begin a session")
    record = SessionRecord(
        id=talk.session,
        scenario=encounter.scenario,
        persona=encounter.persona.id,
        language=encounter.language,
        mode=talk.mode,
        seed=started.seed,
        encounter=encounter.digest,
        started_at=talk.started_at,
        updated_at=talk.started_at,
    )
    return record.after(talk.events, talk.started_at)


def _no_ear() -> "Ear":
    raise AssertionError("the host hears")
