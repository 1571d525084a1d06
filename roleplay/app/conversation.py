"""A session as far as it has been played: where it stands, and what a reply would do, without doing it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from roleplay.domain.encounter import Choice, Encounter
from roleplay.domain.events import Acted, Event, MoodMoved, Replied, Said, Unheard
from roleplay.domain.response import Evidence, Response
from roleplay.domain.session import SessionState
from roleplay.domain.turn import Turn
from roleplay.engine import effective, history, offered_choices, respond, step
from roleplay.store import SessionRecord

if TYPE_CHECKING:
    from roleplay.hearing import Ear


class Conversation:
    """What has happened in a session, and where it stands. Changes by `accept` alone."""

    def __init__(
        self,
        record: SessionRecord,
        encounter: Encounter,
        events: Sequence[Event],
        ear: Callable[[], "Ear"],
    ) -> None:
        self.record = record
        self.encounter = encounter
        self.events = list(events)
        self._states = history(encounter, events)
        self._ear = ear

    @property
    def state(self) -> SessionState:
        """Where the session stands."""
        return self._states[-1]

    @property
    def states(self) -> Sequence[SessionState]:
        """The state before the first reply and after each one that still stands."""
        return self._states

    @property
    def can_undo(self) -> bool:
        """True when there is a reply to take back."""
        return len(self._states) > 1

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The choices in the order shown."""
        return offered_choices(self.encounter, self.state)

    def plan_choice(self, choice: Choice) -> Turn:
        """Return what taking a choice would do; the words that show its labels are quoted where heard."""
        response = respond(self.encounter, self.state, choice)
        heard = self._ear().hear(response.text, encounter=self.encounter, node=self.state.node)
        declared = {
            *response.shows,
            *(f"tells.{name}" for name in response.tells),
            *(f"asks.{name}" for name in response.asks),
            *(f"wrong.{name}" for name in response.wrong),
        }
        evidence = tuple(item for item in heard.evidence if item.label in declared)
        return self._plan(respond(self.encounter, self.state, choice, evidence))

    def plan_reply(self, text: str) -> Turn:
        """Return what a free reply would do."""
        spoken = " ".join(event.text for event in self.last_words() if isinstance(event, Said))
        return self._plan(
            self._ear().hear(
                text, encounter=self.encounter, node=self.state.node, citizen=spoken, turn=self.state.turn + 1
            )
        )

    def accept(self, events: Sequence[Event], at: str) -> None:
        """Go on by what was kept at the time `at`."""
        self.record = self.record.after(events, at)
        self.events += events
        self._states = history(self.encounter, self.events)

    def heard_last(self) -> tuple[Evidence, ...]:
        """Return what was heard in the last reply, the first words of each; nothing for a choice."""
        replies = [event for event in effective(self.events) if isinstance(event, Replied)]
        if not replies or replies[-1].response.choice is not None:
            return ()
        firsts: dict[str, Evidence] = {}
        for item in replies[-1].response.evidence:
            firsts.setdefault(item.label, item)
        return tuple(firsts.values())

    def last_words(self) -> tuple[Event, ...]:
        """Return what the customer said and did since the officer last spoke."""
        words: list[Event] = []
        for event in reversed(effective(self.events)):
            if isinstance(event, MoodMoved | Unheard):
                break
            if isinstance(event, Said | Acted):
                words.append(event)
        return tuple(reversed(words))

    def _plan(self, response: Response) -> Turn:
        after, events = step(self.encounter, self.state, response)
        return Turn(self.state, after, response, events)
