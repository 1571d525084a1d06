"""A session while it is played: every change is kept before anybody sees what comes of it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from roleplay.domain.encounter import Card, Choice, Encounter
from roleplay.domain.events import (
    Acted,
    CardOpened,
    Contested,
    Event,
    HintTaken,
    MoodMoved,
    Replied,
    Said,
    Undone,
    Unheard,
)
from roleplay.domain.response import Evidence, Response
from roleplay.domain.session import SessionState
from roleplay.domain.turn import Turn
from roleplay.engine import effective, history, offered_choices, respond, start, step
from roleplay.store import MemoryStore, Mode, NotKeptError, RescuedStore, SessionRecord, Store, TakenError

if TYPE_CHECKING:
    from roleplay.hearing import Ear

_ID_SIGNS: Final = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: nothing in it is mistaken for something else when read aloud."""

_ID_LENGTH: Final = 8


class LiveSession:
    """A session that is being played. Holds what is kept, never more."""

    def __init__(
        self,
        store: Store,
        record: SessionRecord,
        encounter: Encounter,
        events: Sequence[Event],
        now: Callable[[], str],
        ear: Callable[[], "Ear"],
    ) -> None:
        self.store = store
        self.record = record
        self.encounter = encounter
        self.events = list(events)
        self.loss: str | None = None
        """Why the session is no longer kept, once it is not."""
        self._states = history(encounter, events)
        self._now = now
        self._ear = ear

    @property
    def state(self) -> SessionState:
        """Where the session stands."""
        return self._states[-1]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The choices in the order shown."""
        return offered_choices(self.encounter, self.state)

    def choose(self, choice: Choice) -> Turn:
        """Take a choice; the words that show its labels are quoted where they can be heard."""
        response = respond(self.encounter, self.state, choice)
        heard = self._ear().hear(response.text, encounter=self.encounter, node=self.state.node)
        declared = {
            *response.shows,
            *(f"tells.{name}" for name in response.tells),
            *(f"asks.{name}" for name in response.asks),
            *(f"wrong.{name}" for name in response.wrong),
        }
        evidence = tuple(item for item in heard.evidence if item.label in declared)
        return self._take(respond(self.encounter, self.state, choice, evidence))

    def say(self, text: str) -> Turn:
        """Reply freely."""
        spoken = " ".join(event.text for event in self.last_words() if isinstance(event, Said))
        response = self._ear().hear(
            text, encounter=self.encounter, node=self.state.node, citizen=spoken, turn=self.state.turn + 1
        )
        return self._take(response)

    def undo(self) -> bool:
        """Take the last reply back; False when there is none."""
        if len(self._states) < 2:
            return False
        self._keep((Undone(self.state.turn),))
        self._states.pop()
        return True

    def note_hint(self, rung: int) -> None:
        """Remember that help was asked for."""
        self._keep((HintTaken(self.state.turn, rung),))

    def open_cards(self) -> tuple[Card, ...]:
        """Return the cards on the desk, and remember that they were looked up."""
        cards = tuple(self.encounter.cards.values())
        self._keep([CardOpened(self.state.turn, card.id) for card in cards])
        return cards

    def heard_last(self) -> tuple[Evidence, ...]:
        """Return what was heard in the last reply, the first words of each; nothing for a choice."""
        replies = [event for event in effective(self.events) if isinstance(event, Replied)]
        if not replies or replies[-1].response.choice is not None:
            return ()
        firsts: dict[str, Evidence] = {}
        for item in replies[-1].response.evidence:
            firsts.setdefault(item.label, item)
        return tuple(firsts.values())

    def contest(self, item: Evidence) -> None:
        """Remember, once, that the trainee did not mean what was heard in the last reply."""
        contested = Contested(self.state.turn, item.label, item.quote, item.reason)
        if contested not in effective(self.events):
            self._keep((contested,))

    def keep(self) -> bool:
        """Try once more to write down what the disk would not take; return True when all is kept."""
        if isinstance(self.store, RescuedStore) and self.store.keep():
            self.loss = None
        return self.loss is None and not isinstance(self.store, MemoryStore)

    def last_words(self) -> tuple[Event, ...]:
        """Return what the customer said and did since the officer last spoke."""
        words: list[Event] = []
        for event in reversed(effective(self.events)):
            if isinstance(event, MoodMoved | Unheard):
                break
            if isinstance(event, Said | Acted):
                words.append(event)
        return tuple(reversed(words))

    def _take(self, response: Response) -> Turn:
        before = self.state
        after, events = step(self.encounter, before, response)
        self._keep(events)
        if after.turn > before.turn:
            self._states.append(after)
        else:
            self._states[-1] = after
        return Turn(before, after, response, events)

    def _keep(self, events: Sequence[Event]) -> None:
        """Write events down. Where the disk fails, go on in memory and say so once."""
        at = self._now()
        try:
            self.store.append(self.record.id, self.record.version, events, at)
        except NotKeptError as error:
            self.loss = error.reason
            self.store = RescuedStore(self.store, self.record, self.encounter, (*self.events, *events), at)
        self.record = self.record.after(events, at)
        self.events += events


def begin(
    store: Store,
    encounter: Encounter,
    mode: Mode,
    seed: int,
    *,
    now: Callable[[], str],
    chance: Callable[[], int],
    ear: Callable[[], "Ear"],
) -> LiveSession:
    """Begin a session and keep its first words."""
    at = now()
    record = SessionRecord(
        id=_new_id(chance),
        scenario=encounter.scenario,
        persona=encounter.persona.id,
        language=encounter.language,
        mode=mode,
        seed=seed,
        encounter=encounter.digest,
        started_at=at,
        updated_at=at,
    )
    _state, events = start(encounter, seed)
    loss = None
    try:
        store.create(record, encounter)
        store.append(record.id, 0, events, at)
    except TakenError:
        return begin(store, encounter, mode, seed, now=now, chance=chance, ear=ear)
    except NotKeptError as error:
        loss = error.reason
        store = RescuedStore(store, record, encounter, events, at)
    session = LiveSession(store, record.after(events, at), encounter, events, now, ear)
    session.loss = loss
    return session


def resume(store: Store, session_id: str, *, now: Callable[[], str], ear: Callable[[], "Ear"]) -> LiveSession:
    """Return a session as it was left, with the content it was played with.

    Raises StoreError for an unknown one.
    """
    record = store.record(session_id)
    return LiveSession(store, record, store.encounter(record.encounter), store.read(record.id), now, ear)


def _new_id(chance: Callable[[], int]) -> str:
    number = chance() * 1_000_000_000 + chance()
    return "".join(_ID_SIGNS[number >> 5 * place & 31] for place in range(_ID_LENGTH))
