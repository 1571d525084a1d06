"""A session while it is played: every change is kept before anybody sees what comes of it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from roleplay.app.played import PlayedSession
from roleplay.domain.encounter import Card, Choice, Encounter
from roleplay.domain.events import CardOpened, Contested, Event, HintTaken, Undone
from roleplay.domain.response import Evidence
from roleplay.domain.turn import Turn
from roleplay.engine import effective, start
from roleplay.store import MemoryStore, Mode, NotKeptError, RescuedStore, SessionRecord, Store, TakenError

if TYPE_CHECKING:
    from roleplay.hearing import Ear

_ID_SIGNS: Final = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: nothing in it is mistaken for something else when read aloud."""

_ID_LENGTH: Final = 8


class LiveSession(PlayedSession):
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
        super().__init__(record, encounter, events, ear)
        self.store = store
        self.loss: str | None = None
        self._now = now

    def choose(self, choice: Choice) -> Turn:
        """Take a choice."""
        return self._take(self.plan_choice(choice))

    def say(self, text: str) -> Turn:
        """Reply freely."""
        return self._take(self.plan_reply(text))

    def undo(self) -> bool:
        """Take the last reply back; False when there is none."""
        if not self.can_undo:
            return False
        self._keep((Undone(self.state.turn),))
        return True

    def note_hint(self, rung: int) -> None:
        """Remember that help was asked for."""
        self._keep((HintTaken(self.state.turn, rung),))

    def open_cards(self) -> tuple[Card, ...]:
        """Return the cards on the desk, and remember that they were looked up."""
        cards = tuple(self.encounter.cards.values())
        self._keep([CardOpened(self.state.turn, card.id) for card in cards])
        return cards

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

    def _take(self, turn: Turn) -> Turn:
        self._keep(turn.events)
        return turn

    def _keep(self, events: Sequence[Event]) -> None:
        """Write events down. Where the disk fails, go on in memory and say so once."""
        at = self._now()
        try:
            self.store.append(self.record.id, self.record.version, events, at)
        except NotKeptError as error:
            self.loss = error.reason
            self.store = RescuedStore(self.store, self.record, self.encounter, (*self.events, *events), at)
        self.accept(events, at)


def begun(
    encounter: Encounter, mode: Mode, seed: int, at: str, chance: Callable[[], int]
) -> tuple[SessionRecord, tuple[Event, ...]]:
    """Return the record of a new session, which has no events yet, and its first words."""
    record = SessionRecord(
        id=new_id(chance),
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
    return record, events


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
    record, events = begun(encounter, mode, seed, at, chance)
    try:
        return found(store, record, encounter, events, now, ear)
    except TakenError:
        return begin(store, encounter, mode, seed, now=now, chance=chance, ear=ear)


def found(
    store: Store,
    record: SessionRecord,
    encounter: Encounter,
    events: Sequence[Event],
    now: Callable[[], str],
    ear: Callable[[], "Ear"],
) -> LiveSession:
    """Keep a new session with its first events, in memory where the disk fails. Raises TakenError."""
    loss = None
    try:
        store.create(record, encounter)
        store.append(record.id, 0, events, record.started_at)
    except NotKeptError as error:
        loss = error.reason
        store = RescuedStore(store, record, encounter, events, record.started_at)
    session = LiveSession(store, record.after(events, record.started_at), encounter, events, now, ear)
    session.loss = loss
    return session


def resume(store: Store, session_id: str, *, now: Callable[[], str], ear: Callable[[], "Ear"]) -> LiveSession:
    """Return a session as it was left, with the content it was played with.

    Raises StoreError for an unknown one.
    """
    record = store.record(session_id)
    return LiveSession(store, record, store.encounter(record.encounter), store.read(record.id), now, ear)


def new_id(chance: Callable[[], int]) -> str:
    """Return an id of 8 signs that are not mistaken for each other when they are read aloud.

    `chance` gives whole numbers from 0 to 999,999,999.
    """
    number = chance() * 1_000_000_000 + chance()
    return "".join(_ID_SIGNS[number >> 5 * place & 31] for place in range(_ID_LENGTH))
