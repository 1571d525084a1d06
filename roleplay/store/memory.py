"""A store for when the disk cannot be written. Nothing in it outlives the program."""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event
from roleplay.errors import StoreError
from roleplay.i18n import _
from roleplay.store.errors import ConflictError, TakenError, UnknownSessionError
from roleplay.store.notice import Notice
from roleplay.store.port import Store
from roleplay.store.record import SessionRecord, check_new
from roleplay.store.record import session_id as checked


def no_encounter(digest: str) -> StoreError:
    """Return the error for content that is not kept."""
    return StoreError(_("The content {digest} is not kept.").format(digest=digest[:12]))


class MemoryStore(Store):
    """A `Store` in memory."""

    def __init__(self) -> None:
        self._records: dict[str, SessionRecord] = {}
        """The last played is last."""
        self._events: dict[str, tuple[Event, ...]] = {}
        self._encounters: dict[str, Encounter] = {}

    def create(self, record: SessionRecord, encounter: Encounter) -> None:
        check_new(record, encounter)
        if record.id in self._records:
            raise TakenError(record.id)
        self._records[record.id] = record
        self._events[record.id] = ()
        self._encounters.setdefault(encounter.digest, encounter)

    def append(self, session_id: str, expected_version: int, events: Sequence[Event], at: str) -> int:
        record = self.record(session_id)
        if record.version != expected_version:
            raise ConflictError(record.id)
        if not events:
            return expected_version
        del self._records[record.id]
        self._records[record.id] = record.after(events, at)
        self._events[record.id] += tuple(events)
        return self._records[record.id].version

    def read(self, session_id: str) -> tuple[Event, ...]:
        return self._events[self.record(session_id).id]

    def record(self, session_id: str) -> SessionRecord:
        session_id = checked(session_id)
        if session_id not in self._records:
            raise UnknownSessionError(session_id)
        return self._records[session_id]

    def sessions(
        self, *, unfinished_only: bool = False, limit: int | None = None
    ) -> tuple[SessionRecord, ...]:
        found = (
            record
            for record in reversed(self._records.values())
            if record.version and not (unfinished_only and record.outcome)
        )
        return tuple(islice(found, limit))

    def encounter(self, digest: str) -> Encounter:
        if digest not in self._encounters:
            raise no_encounter(digest)
        return self._encounters[digest]

    def close(self, now: datetime) -> tuple[Notice, ...]:
        return ()
