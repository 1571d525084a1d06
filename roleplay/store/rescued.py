"""Plays on in memory after a store failed in mid-session, so that nothing is lost while the program runs."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice

from msgspec.structs import replace

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event
from roleplay.domain.group import GroupEvent
from roleplay.errors import StoreError
from roleplay.store.errors import ConflictError, UnknownSessionError
from roleplay.store.memory import MemoryStore
from roleplay.store.notice import Notice
from roleplay.store.port import Store, Write, one_by_one
from roleplay.store.record import GroupRecord, Listing, SessionRecord


class RescuedStore(Store):
    """A `Store` that writes to memory and still reads what the failed store kept."""

    def __init__(
        self, failed: Store, record: SessionRecord, encounter: Encounter, events: Sequence[Event], at: str
    ) -> None:
        """`record` tells how the session began; `events` are all of it so far, those not kept included."""
        self._failed = failed
        self._memory = MemoryStore()
        self._memory.create(_as_begun(record), encounter)
        self._memory.append(record.id, 0, events, at)

    def create(self, record: SessionRecord, encounter: Encounter) -> None:
        self._memory.create(record, encounter)

    def append(self, session_id: str, expected_version: int, events: Sequence[Event], at: str) -> int:
        return self._holder(session_id).append(session_id, expected_version, events, at)

    def write(self, writes: Sequence[Write]) -> tuple[int | StoreError, ...]:
        return one_by_one(self, writes)

    def read(self, session_id: str) -> tuple[Event, ...]:
        return self._holder(session_id).read(session_id)

    def times(self, session_id: str) -> tuple[str, ...]:
        return self._holder(session_id).times(session_id)

    def record(self, session_id: str) -> SessionRecord:
        return self._holder(session_id).record(session_id)

    def sessions(
        self, *, unfinished_only: bool = False, group_id: str | None = None, limit: int | None = None
    ) -> tuple[SessionRecord, ...]:
        played = self._with_rescued(self._failed.sessions(group_id=group_id), group_id)
        return tuple(islice((item for item in played if not (unfinished_only and item.outcome)), limit))

    def listing(self) -> Listing:
        kept, damaged = self._failed.listing()
        ids = {record.id for record in self._memory.sessions()}
        return Listing(self._with_rescued(kept), tuple(entry for entry in damaged if entry.id not in ids))

    def encounter(self, digest: str) -> Encounter:
        try:
            return self._memory.encounter(digest)
        except StoreError:
            return self._failed.encounter(digest)

    def create_group(self, record: GroupRecord) -> None:
        self._failed.create_group(record)

    def append_to_group(
        self, group_id: str, expected_version: int, events: Sequence[GroupEvent], at: str
    ) -> int:
        return self._failed.append_to_group(group_id, expected_version, events, at)

    def read_group(self, group_id: str, after: int = 0) -> tuple[GroupEvent, ...]:
        return self._failed.read_group(group_id, after)

    def group(self, group_id: str) -> GroupRecord:
        return self._failed.group(group_id)

    def groups(self, *, open_only: bool = False) -> tuple[GroupRecord, ...]:
        return self._failed.groups(open_only=open_only)

    def erase(
        self, session_ids: Sequence[str], groups: Mapping[str, Sequence[GroupEvent] | None], at: str
    ) -> None:
        rescued = [name for name in session_ids if self._holder(name) is self._memory]
        self._failed.erase([name for name in session_ids if name not in rescued], groups, at)
        self._memory.erase(rescued, {}, at)

    def keep(self) -> bool:
        """Try once more to write to the failed store; return True when nothing is only in memory now."""
        try:
            for record in reversed(self._memory.sessions()):
                self._keep(record)
        except StoreError:
            return False
        return True

    def close(self, now: datetime) -> tuple[Notice, ...]:
        return self._failed.close(now)

    def _with_rescued(
        self, kept: Sequence[SessionRecord], group_id: str | None = None
    ) -> tuple[SessionRecord, ...]:
        """Return what is in memory, of one group or of all, and what is kept, each session once."""
        rescued = self._memory.sessions(group_id=group_id)
        ids = {record.id for record in self._memory.sessions()}
        return (*rescued, *(record for record in kept if record.id not in ids))

    def _holder(self, session_id: str) -> Store:
        try:
            self._memory.record(session_id)
        except UnknownSessionError:
            return self._failed
        return self._memory

    def _keep(self, record: SessionRecord) -> None:
        """Write what the failed store lacks of a session. Raises StoreError where it cannot."""
        played = self._memory.read(record.id)
        try:
            kept = self._failed.read(record.id)
        except UnknownSessionError:
            kept = ()
            self._failed.create(_as_begun(record), self._memory.encounter(record.encounter))
        if played[: len(kept)] != kept:
            raise ConflictError(record.id)
        self._failed.append(record.id, len(kept), played[len(kept) :], record.updated_at)


def _as_begun(record: SessionRecord) -> SessionRecord:
    return replace(record, outcome=None, version=0)
