"""A store for when the disk cannot be written. Nothing in it outlives the program."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event
from roleplay.domain.group import GroupEvent
from roleplay.errors import StoreError
from roleplay.i18n import _
from roleplay.store.errors import ConflictError, TakenError, UnknownGroupError, UnknownSessionError
from roleplay.store.notice import Notice
from roleplay.store.port import Store, Write, one_by_one
from roleplay.store.record import GroupRecord, Listing, SessionRecord, check_new, check_new_group
from roleplay.store.record import group_id as checked_group
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
        self._times: dict[str, tuple[str, ...]] = {}
        self._encounters: dict[str, Encounter] = {}
        self._groups: dict[str, GroupRecord] = {}
        """Likewise."""
        self._group_events: dict[str, tuple[GroupEvent, ...]] = {}

    def create(self, record: SessionRecord, encounter: Encounter) -> None:
        check_new(record, encounter)
        if record.id in self._records:
            raise TakenError(record.id)
        self._records[record.id] = record
        self._events[record.id] = ()
        self._times[record.id] = ()
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
        self._times[record.id] += (at,) * len(events)
        return self._records[record.id].version

    def write(self, writes: Sequence[Write]) -> tuple[int | StoreError, ...]:
        return one_by_one(self, writes)

    def read(self, session_id: str) -> tuple[Event, ...]:
        return self._events[self.record(session_id).id]

    def times(self, session_id: str) -> tuple[str, ...]:
        return self._times[self.record(session_id).id]

    def record(self, session_id: str) -> SessionRecord:
        session_id = checked(session_id)
        if session_id not in self._records:
            raise UnknownSessionError(session_id)
        return self._records[session_id]

    def sessions(
        self, *, unfinished_only: bool = False, group_id: str | None = None, limit: int | None = None
    ) -> tuple[SessionRecord, ...]:
        group_id = group_id if group_id is None else checked_group(group_id)
        found = (
            record
            for record in reversed(self._records.values())
            if record.version
            and not (unfinished_only and record.outcome)
            and group_id in (None, record.group_id)
        )
        return tuple(islice(found, limit))

    def listing(self) -> Listing:
        return Listing(self.sessions(), ())

    def encounter(self, digest: str) -> Encounter:
        if digest not in self._encounters:
            raise no_encounter(digest)
        return self._encounters[digest]

    def create_group(self, record: GroupRecord) -> None:
        check_new_group(record)
        if record.id in self._groups:
            raise TakenError(record.id)
        self._groups[record.id] = record
        self._group_events[record.id] = ()

    def append_to_group(
        self, group_id: str, expected_version: int, events: Sequence[GroupEvent], at: str
    ) -> int:
        record = self.group(group_id)
        if record.version != expected_version:
            raise ConflictError(record.id)
        if not events:
            return expected_version
        del self._groups[record.id]
        self._groups[record.id] = record.after(events, at)
        self._group_events[record.id] += tuple(events)
        return self._groups[record.id].version

    def read_group(self, group_id: str, after: int = 0) -> tuple[GroupEvent, ...]:
        return self._group_events[self.group(group_id).id][after:]

    def group(self, group_id: str) -> GroupRecord:
        group_id = checked_group(group_id)
        if group_id not in self._groups:
            raise UnknownGroupError(group_id)
        return self._groups[group_id]

    def groups(self, *, open_only: bool = False) -> tuple[GroupRecord, ...]:
        return tuple(
            record
            for record in reversed(self._groups.values())
            if record.version and not (open_only and record.is_closed)
        )

    def erase(
        self, session_ids: Sequence[str], groups: Mapping[str, Sequence[GroupEvent] | None], at: str
    ) -> None:
        sessions = [self.record(name).id for name in session_ids]
        redacted = {self.group(name).id: events for name, events in groups.items()}
        for name, events in redacted.items():
            if events is not None and len(events) != self._groups[name].version:
                raise ConflictError(name)
        for name in sessions:
            del self._records[name], self._events[name]
        for name, events in redacted.items():
            if events is None:
                del self._groups[name], self._group_events[name]
            else:
                self._group_events[name] = tuple(events)

    def close(self, now: datetime) -> tuple[Notice, ...]:
        return ()
