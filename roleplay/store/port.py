"""What every store promises, whatever it keeps sessions in."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event
from roleplay.domain.group import GroupEvent
from roleplay.errors import StoreError
from roleplay.store.errors import NotKeptError
from roleplay.store.notice import Notice
from roleplay.store.record import GroupRecord, Listing, SessionRecord


class Begin(NamedTuple):
    """What `create` takes, to be done with others."""

    record: SessionRecord
    encounter: Encounter


class Append(NamedTuple):
    """What `append` takes, to be done with others."""

    session_id: str
    expected_version: int
    events: Sequence[Event]
    at: str


class AppendToGroup(NamedTuple):
    """What `append_to_group` takes, to be done with others."""

    group_id: str
    expected_version: int
    events: Sequence[GroupEvent]
    at: str


Write = Begin | Append | AppendToGroup


class Store(Protocol):
    """Sessions, groups and the content they were played with. Events are only ever added.

    Every method that takes a session id accepts it as a person types it and raises StoreError for what
    cannot be an id, and UnknownSessionError for one that is not there. What cannot be read raises
    UnreachableError, or DamagedError where the disk no longer holds what was written.
    """

    def create(self, record: SessionRecord, encounter: Encounter) -> None:
        """Begin the session of `record`, which has no events yet, and keep its encounter.

        An encounter is kept once for each digest: the first is the one that stays. Raises TakenError
        when the id is there already, StoreError when the id or the seed is impossible, and NotKeptError
        when it cannot be written.
        """

    def append(self, session_id: str, expected_version: int, events: Sequence[Event], at: str) -> int:
        """Add `events`, all or none, and return the new version: the number of events there are then.

        When it returns, they are there after a crash or a power cut. `at` is the time in ISO 8601 with
        the offset from UTC. Raises ConflictError when there are not exactly `expected_version` events,
        and NotKeptError when they cannot be written; the session then is as it was.
        """

    def write(self, writes: Sequence[Write]) -> tuple[int | StoreError, ...]:
        """Do many writes with one wait for the disk and return what became of each, in order.

        Each is done whole, and gives its new version (0 for a session that begins), or is refused on its
        own and gives the error that it alone would have raised. Raises NotKeptError when nothing can be
        written; then none of them was.
        """

    def read(self, session_id: str) -> tuple[Event, ...]:
        """Return all events of the session, oldest first."""

    def times(self, session_id: str) -> tuple[str, ...]:
        """Return when each event of the session was appended: ISO 8601 with the offset from UTC."""

    def record(self, session_id: str) -> SessionRecord:
        """Return what is known of the session."""

    def sessions(
        self, *, unfinished_only: bool = False, group_id: str | None = None, limit: int | None = None
    ) -> tuple[SessionRecord, ...]:
        """Return the sessions that have events: the last played first, whatever the clock said.

        At most `limit` of them, or all; with `unfinished_only` those without an outcome, with `group_id`
        those of that group.
        """

    def listing(self) -> Listing:
        """Return all that `sessions` does, and what is damaged in the list apart instead of an error.

        Raises DamagedError when nothing can be made out.
        """

    def encounter(self, digest: str) -> Encounter:
        """Return exactly the content that sessions of this digest were played with.

        Raises StoreError when none is kept.
        """

    def create_group(self, record: GroupRecord) -> None:
        """Begin the group of `record`, which has no events yet.

        Raises TakenError when the id is there already, StoreError when it is impossible, and NotKeptError
        when it cannot be written.
        """

    def append_to_group(
        self, group_id: str, expected_version: int, events: Sequence[GroupEvent], at: str
    ) -> int:
        """Add `events` to a group as `append` does to a session."""

    def read_group(self, group_id: str, after: int = 0) -> tuple[GroupEvent, ...]:
        """Return the events of the group from number `after` + 1 on, oldest first."""

    def group(self, group_id: str) -> GroupRecord:
        """Return what is known of the group. Raises UnknownGroupError."""

    def groups(self, *, open_only: bool = False) -> tuple[GroupRecord, ...]:
        """Return the groups, the last that something happened in first; with `open_only` those not closed."""

    def erase(
        self, session_ids: Sequence[str], groups: Mapping[str, Sequence[GroupEvent] | None], at: str
    ) -> None:
        """Take these sessions out for good, and what persons said out of groups; all or nothing.

        A group is given the events that stand from now on, as many as there are now, or None to be taken
        out whole. That something was erased, and when, is kept. Raises ConflictError when a group has
        another number of events, and NotKeptError when it cannot be written.
        """

    def close(self, now: datetime) -> tuple[Notice, ...]:
        """Let go of everything and return what the user should know; a second time does nothing.

        `now` knows its offset from UTC.
        """


def one_by_one(store: Store, writes: Sequence[Write]) -> tuple[int | StoreError, ...]:
    """Do `writes` in a store that does not wait for a disk, as `Store.write` promises."""
    return tuple(_outcome(store, item) for item in writes)


def _outcome(store: Store, item: Write) -> int | StoreError:
    try:
        match item:
            case Begin():
                store.create(*item)
                return 0
            case Append():
                return store.append(*item)
            case AppendToGroup():
                return store.append_to_group(*item)
    except NotKeptError:
        raise
    except StoreError as error:
        return error
