"""What writes come to, decided before anything is written: the rules that all databases have in common."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from roleplay.errors import StoreError
from roleplay.store.codec import EVENTS, GROUP_EVENTS, Codec
from roleplay.store.errors import (
    ConflictError,
    TakenError,
    UnknownGroupError,
    UnknownSessionError,
    UnreachableError,
)
from roleplay.store.port import Append, AppendToGroup, Begin, Write
from roleplay.store.record import GroupRecord, SessionRecord, check_new
from roleplay.store.record import group_id as checked_group
from roleplay.store.record import session_id as checked


class EventRow(NamedTuple):
    """One event to be written down."""

    owner: str
    """The session or the group."""
    number: int
    format: int
    at: str
    data: bytes


class Changes:
    """Decides writes one after the other, and gathers what is then to be written.

    The caller hands in the records as they are, and sees to it that nobody changes them meanwhile.
    """

    def __init__(
        self,
        sessions: Iterable[SessionRecord],
        groups: Iterable[GroupRecord],
        taken: Collection[str] = (),
        erased: Mapping[str, str] | None = None,
    ) -> None:
        """`taken` are ids that no session can have, though there is no record of them; `erased` tells when
        sessions and groups were."""
        self.sessions = {record.id: record for record in sessions}
        self.groups = {record.id: record for record in groups}
        self._taken = taken
        self._erased = erased or {}
        self.begun: list[Begin] = []
        """Sessions that begin, each once."""
        self.session_events: list[EventRow] = []
        self.group_events: list[EventRow] = []
        self.moved_sessions: dict[str, SessionRecord] = {}
        """Sessions that got events, as they are then; the last one to get some is last."""
        self.moved_groups: dict[str, GroupRecord] = {}
        """Likewise."""

    def decide(self, item: Write) -> int | StoreError:
        """Return the new version that a write leads to, or why it is refused; then it changes nothing."""
        try:
            match item:
                case Begin():
                    return self._begin(item)
                case Append():
                    return self._append(item)
                case AppendToGroup():
                    return self._append_to_group(item)
        except UnreachableError:
            raise
        except StoreError as error:
            return error

    def _begin(self, item: Begin) -> int:
        check_new(item.record, item.encounter)
        if item.record.id in self.sessions or item.record.id in self._taken:
            raise TakenError(item.record.id)
        if erased_at := self._erased.get(item.record.id):
            # Somebody still plays it in memory, and would bring it back.
            raise UnknownSessionError(item.record.id, erased_at)
        self.sessions[item.record.id] = item.record
        self.begun.append(item)
        return 0

    def _append(self, item: Append) -> int:
        session_id = checked(item.session_id)
        before = self.sessions.get(session_id)
        if before is None:
            raise UnknownSessionError(session_id, self._erased.get(session_id, ""))
        rows = _rows(before, item.expected_version, EVENTS, item.events, item.at)
        if rows:
            self.session_events += rows
            after = before.after(item.events, item.at)
            self.moved_sessions.pop(session_id, None)
            self.sessions[session_id] = self.moved_sessions[session_id] = after
        return before.version + len(rows)

    def _append_to_group(self, item: AppendToGroup) -> int:
        group_id = checked_group(item.group_id)
        before = self.groups.get(group_id)
        if before is None:
            raise UnknownGroupError(group_id, self._erased.get(group_id, ""))
        rows = _rows(before, item.expected_version, GROUP_EVENTS, item.events, item.at)
        if rows:
            self.group_events += rows
            after = before.after(item.events, item.at)
            self.moved_groups.pop(group_id, None)
            self.groups[group_id] = self.moved_groups[group_id] = after
        return before.version + len(rows)


def session_ids(writes: Iterable[Write]) -> list[str]:
    """Return the sessions that writes are about, each once and sorted; what cannot be an id is left out."""
    found = set()
    for item in writes:
        with suppress(StoreError):
            match item:
                case Begin(record, _encounter):
                    found.add(checked(record.id))
                case Append():
                    found.add(checked(item.session_id))
    return sorted(found)


def group_ids(writes: Iterable[Write]) -> list[str]:
    """Return the groups that writes are about, likewise."""
    found = set()
    for item in writes:
        if isinstance(item, AppendToGroup):
            with suppress(StoreError):
                found.add(checked_group(item.group_id))
    return sorted(found)


def single(outcomes: tuple[int | StoreError, ...]) -> int:
    """Return the version that a write which was alone has led to, or raise why it was refused."""
    (outcome,) = outcomes
    if isinstance(outcome, StoreError):
        raise outcome
    return outcome


def _rows(
    before: SessionRecord | GroupRecord, expected: int, codec: Codec[Any], events: Sequence[Any], at: str
) -> list[EventRow]:
    """Return events as they follow on the `expected` version. Raises ConflictError when there is another."""
    if before.version != expected:
        raise ConflictError(before.id)
    return [
        EventRow(before.id, number, codec.format, at, codec.encode(event))
        for number, event in enumerate(events, before.version + 1)
    ]
