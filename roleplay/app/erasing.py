"""Erases what people said here: shown first, then done whole or not at all."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from roleplay.app.privacy import alone, as_time, expired, last_used
from roleplay.domain.group import GroupEvent
from roleplay.errors import RoleplayError, StoreError
from roleplay.groups.person import Seat, seat_of
from roleplay.groups.redaction import all_sessions, named_by_others, seats, shared_sessions, without_words
from roleplay.i18n import _
from roleplay.store import ConflictError, GroupRecord, NotKeptError, SessionRecord, Store, UnknownSessionError

_TRIES: Final = 10
"""How often a seat is erased anew from a group that goes on meanwhile."""


class SeatErasure(NamedTuple):
    """One seat of a group that stays."""

    group: GroupRecord
    kept: Seat
    shared: int
    """Sessions that others played too, which stay."""
    named: int
    """Texts of others in which the nickname stands, which stay."""


class Erasure(NamedTuple):
    """What will be erased."""

    sessions: tuple[SessionRecord, ...]
    groups: tuple[GroupRecord, ...] = ()
    """Whole, their sessions being among the sessions."""
    seat: SeatErasure | None = None

    @property
    def is_empty(self) -> bool:
        """True when there is nothing to erase."""
        return not (self.sessions or self.groups or self.seat)


def of_sessions(store: Store, names: Iterable[str]) -> Erasure:
    """Return the erasure of these sessions. Raises StoreError for one that is not there."""
    return Erasure(tuple({record.id: record for record in map(store.record, names)}.values()))


def of_group(store: Store, name: str) -> Erasure:
    """Return the erasure of a whole group with all its sessions. Raises StoreError when it is not there."""
    return _of_groups(store, [store.group(name)])


def of_seat(store: Store, name: str, seat: str) -> Erasure:
    """Return the erasure of what one person said in a group.

    Raises StoreError when there is no such group, RoleplayError when nobody took the seat.
    """
    group = store.group(name)
    events = store.read_group(group.id)
    kept = seat_in(events, seat)
    shared = shared_sessions(events, kept.seat)
    marked = (record.id for record in store.sessions(group_id=group.id) if record.seat == kept.seat)
    own = [name for name in dict.fromkeys((*kept.sessions, *marked)) if name not in shared]
    named = named_by_others(without_words(events, kept.seat, own), kept.nickname)
    return Erasure(_records(store, own), seat=SeatErasure(group, kept, len(shared), named))


def of_expired(store: Store, now: datetime) -> Erasure:
    """Return the erasure of the groups whose days are over."""
    return _of_groups(store, expired(store, now))


def of_older(store: Store, now: datetime, days: int) -> Erasure:
    """Return the erasure of whatever was last used more than so many days ago."""
    limit = now - timedelta(days=days)
    groups = _of_groups(store, [group for group in store.groups() if last_used(store, group) < limit])
    old = (record for record in alone(store) if as_time(record.updated_at) < limit)
    return Erasure((*groups.sessions, *old), groups.groups)


def erase(store: Store, erasure: Erasure, at: str) -> None:
    """Erase, all or nothing.

    Raises StoreError when nothing can be written, or a group goes on faster than it can be written anew;
    nothing is erased then.
    """
    for _attempt in range(_TRIES):
        try:
            store.erase([record.id for record in erasure.sessions], _groups_after(store, erasure), at)
        except ConflictError:
            continue
        except NotKeptError as error:
            message = _("Nothing was erased: {reason}.").format(reason=error.reason)
            raise StoreError(message, _("Mend the cause, then erase again.")) from error
        return
    raise StoreError(
        _("Nothing was erased: the group is in use just now."), _("Pause or close it, then erase again.")
    )


def _groups_after(store: Store, erasure: Erasure) -> dict[str, Sequence[GroupEvent] | None]:
    """Return how the groups stand afterwards, None for those that are taken out."""
    sessions = {record.id for record in erasure.sessions}
    after: dict[str, Sequence[GroupEvent] | None] = dict.fromkeys(group.id for group in erasure.groups)
    touched = {record.group_id for record in erasure.sessions}
    for name in (group.id for group in store.groups() if group.id in touched and group.id not in after):
        after[name] = without_words(store.read_group(name), None, sessions)
    if erasure.seat:
        group, kept = erasure.seat.group.id, erasure.seat.kept.seat
        after[group] = without_words(store.read_group(group), kept, sessions)
    return after


def seat_in(events: Sequence[GroupEvent], seat: str) -> Seat:
    """Return what a group holds about a seat. Raises RoleplayError when nobody ever took it."""
    taken = seats(events)
    wanted = next((name for name in taken if name.casefold() == seat.strip().casefold()), None)
    if wanted is not None:
        return seat_of(events, wanted)
    if not taken:
        raise RoleplayError(_("Nobody has joined this group."))
    raise RoleplayError(
        _("There is no seat {seat} in this group.").format(seat=seat),
        _("Seats that were taken: {seats}").format(seats=", ".join(taken)),
    )


def _of_groups(store: Store, groups: Sequence[GroupRecord]) -> Erasure:
    names: dict[str, None] = {}
    for group in groups:
        names.update(dict.fromkeys(record.id for record in store.sessions(group_id=group.id)))
        names.update(dict.fromkeys(all_sessions(store.read_group(group.id))))
    return Erasure(_records(store, names), tuple(groups))


def _records(store: Store, names: Iterable[str]) -> tuple[SessionRecord, ...]:
    """Return the sessions of these that are still there."""
    found = []
    for name in names:
        try:
            found.append(store.record(name))
        except UnknownSessionError:
            continue
    return tuple(found)
