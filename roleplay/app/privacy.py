"""What is kept here of people, and from when on it may be erased."""

import os
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from roleplay.app.desk import Desk
from roleplay.app.kept_documents import CopyKept, GroupKept, Kept
from roleplay.errors import StoreError
from roleplay.groups.redaction import seats
from roleplay.i18n import _
from roleplay.store import GroupRecord, MemoryStore, SessionRecord, Store, find_copies, find_foreign_copies


def check_reached(store: Store) -> None:
    """Raise StoreError where the store is one in memory, so that nobody is told that nothing is kept."""
    if isinstance(store, MemoryStore):
        raise StoreError(
            _("What is kept here cannot be reached."), _("Mend the cause, then start the program again.")
        )


def expired(store: Store, now: datetime) -> tuple[GroupRecord, ...]:
    """Return the groups that may be erased: their days are over, counted from when each was last used."""
    return tuple(record for record in store.groups() if erase_from(store, record) <= now)


def erase_from(store: Store, record: GroupRecord) -> datetime:
    """Return when a group may be erased."""
    return last_used(store, record) + timedelta(days=record.keep_days)


def last_used(store: Store, record: GroupRecord) -> datetime:
    """Return when something last happened in a group or in a session of it."""
    sessions = store.sessions(group_id=record.id)
    return max(as_time(at) for at in (record.updated_at, *(session.updated_at for session in sessions)))


def as_time(at: str) -> datetime:
    """Return a time as it is kept; one without an offset counts as of this place."""
    return datetime.fromisoformat(at).astimezone()


def alone(store: Store) -> tuple[SessionRecord, ...]:
    """Return the sessions that belong to no group that is there, the last played first."""
    groups = {record.id for record in store.groups()}
    return tuple(record for record in store.sessions() if record.group_id not in groups)


def what_is_kept(desk: Desk, store: Store) -> Kept:
    """Return what is kept on this computer, without a word that anybody said."""
    now = desk.clock()
    sessions = store.sessions()
    groups = tuple(_group(store, record, now) for record in store.groups())
    begun = [session.started_at for session in sessions]
    begun += [record.started_at for record in store.groups()]
    path = Path(os.path.realpath(desk.store)) if isinstance(desk.store, Path) else None
    return Kept(
        place=str(path or desk.store),
        since=min(begun, key=as_time) if begun else None,
        size=sum(map(_size, _files(path))) if path else 0,
        sessions=len(sessions),
        sessions_alone=len(alone(store)),
        groups=groups,
        copies=_copies(path) if path else (),
    )


def _copies(path: Path) -> tuple[CopyKept, ...]:
    """Return the copies beside a store in a file."""
    return tuple(
        CopyKept(copy.name, _size(copy), is_ours)
        for copies, is_ours in ((find_copies(path), True), (find_foreign_copies(path), False))
        for copy in copies
    )


def _group(store: Store, record: GroupRecord, now: datetime) -> GroupKept:
    until = erase_from(store, record)
    return GroupKept(
        id=record.id,
        title=record.title,
        site=record.site,
        is_closed=record.is_closed,
        seats=len(seats(store.read_group(record.id))),
        sessions=len(store.sessions(group_id=record.id)),
        last_used=last_used(store, record).isoformat(),
        erase_from=until.isoformat(),
        is_expired=until <= now,
    )


def _files(path: Path) -> Iterable[Path]:
    """Yield the files of the store without its copies."""
    yield path
    yield path.with_name(f"{path.name}-wal")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
