"""A store in PostgreSQL, for many offices at once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import msgspec
from msgspec.structs import replace
from psycopg import Connection

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event
from roleplay.domain.group import GroupEvent
from roleplay.errors import StoreError
from roleplay.store.changes import Changes, EventRow, group_ids, session_ids, single
from roleplay.store.codec import ENCOUNTERS, EVENTS, GROUP_EVENTS
from roleplay.store.errors import (
    ConflictError,
    OtherSiteError,
    TakenError,
    UnknownGroupError,
    UnknownSessionError,
)
from roleplay.store.memory import no_encounter
from roleplay.store.notice import Notice
from roleplay.store.port import Append, AppendToGroup, Begin, Store, Write
from roleplay.store.postgres_line import Line
from roleplay.store.record import GroupRecord, Listing, SessionRecord, check_new_group
from roleplay.store.record import group_id as checked_group
from roleplay.store.record import session_id as checked
from roleplay.store.rows import GROUP_FIELDS, SESSION_FIELDS, as_events, as_group, as_session, typed, whole

_FIND_SESSIONS: Final = f"SELECT {SESSION_FIELDS} FROM sessions WHERE id = ANY(%s) ORDER BY id FOR UPDATE"
_FIND_GROUPS: Final = f"SELECT {GROUP_FIELDS} FROM groups WHERE id = ANY(%s) ORDER BY id FOR UPDATE"
"""In the order of ids, so that two programs never wait for each other."""


class _TakenMeanwhile(Exception):
    """Ids that nobody could see, and that are taken all the same."""

    def __init__(self, ids: Iterable[str]) -> None:
        super().__init__()
        self.ids = set(ids)


class PostgresStore(Store):
    """A `Store` on a server. `open_store` makes it; one object serves one thread.

    The list of sessions is in the order in which the server took the events, whichever office they came from:
    each append draws the next number of one sequence. Two that are made at the same moment may draw in either
    order, and a number that was drawn for what was then refused is missing; only the order means anything.
    """

    def __init__(self, line: Line) -> None:
        """`line` leads to a store of today's version, and is closed with this object."""
        self._line = line
        self._site: str | None = line.read(_own_site)
        """The office of this login, or None for the owner and a coordinator."""

    def create(self, record: SessionRecord, encounter: Encounter) -> None:
        single(self.write([Begin(record, encounter)]))

    def append(self, session_id: str, expected_version: int, events: Sequence[Event], at: str) -> int:
        return single(self.write([Append(session_id, expected_version, events, at)]))

    def write(self, writes: Sequence[Write]) -> tuple[int | StoreError, ...]:
        """As in `Store`; all that is touched is locked first, then decided, then written in one go."""
        sited = [self._sited(item) for item in writes]
        taken: set[str] = set()

        def work(connection: Connection[Any]) -> tuple[int | StoreError, ...]:
            return self._write(connection, sited, taken)

        while True:
            try:
                return self._line.write(work)
            except _TakenMeanwhile as found:
                taken |= found.ids

    def read(self, session_id: str) -> tuple[Event, ...]:
        session_id = checked(session_id)
        rows = self._fetch(
            "SELECT version, number, format, data FROM sessions LEFT JOIN events ON session = id"
            " WHERE id = %s ORDER BY number",
            (session_id,),
        )
        if not rows:
            raise UnknownSessionError(session_id, self._erased_at(session_id))
        return as_events(_found(rows), EVENTS, 0, typed(rows[0][0], int), session_id)

    def times(self, session_id: str) -> tuple[str, ...]:
        session_id = checked(session_id)
        version = self.record(session_id).version
        rows = self._fetch("SELECT number, at FROM events WHERE session = %s ORDER BY number", (session_id,))
        return tuple(at for _number, at in whole(rows, tuple[int, str], 0, version, session_id))

    def record(self, session_id: str) -> SessionRecord:
        session_id = checked(session_id)
        for row in self._fetch(f"SELECT {SESSION_FIELDS} FROM sessions WHERE id = %s", (session_id,)):
            return as_session(row)
        raise UnknownSessionError(session_id, self._erased_at(session_id))

    def sessions(
        self, *, unfinished_only: bool = False, group_id: str | None = None, limit: int | None = None
    ) -> tuple[SessionRecord, ...]:
        group_id = group_id if group_id is None else checked_group(group_id)
        # Which office is seen anyhow; told so, the server need not look at the sessions of all others.
        asked = {"site": self._site, "group_id": group_id}
        wanted = {column: value for column, value in asked.items() if value is not None}
        rows = self._fetch(
            f"SELECT {SESSION_FIELDS} FROM sessions WHERE version > 0 AND (outcome IS NULL OR NOT %s)"
            f"{''.join(f' AND {column} = %s' for column in wanted)} ORDER BY last_event DESC LIMIT %s",
            (unfinished_only, *wanted.values(), limit),
        )
        return tuple(as_session(row) for row in rows)

    def listing(self) -> Listing:
        return Listing(self.sessions(), ())

    def encounter(self, digest: str) -> Encounter:
        for row in self._fetch("SELECT format, data FROM encounters WHERE digest = %s", (digest,)):
            return ENCOUNTERS.decode(*typed(row, tuple[int, bytes]))
        raise no_encounter(digest)

    def create_group(self, record: GroupRecord) -> None:
        check_new_group(record)
        record = self._of_own_site(record)

        def begin(connection: Connection[Any]) -> bool:
            statement = f"{_insertion('groups', GROUP_FIELDS)} ON CONFLICT DO NOTHING RETURNING id"
            return connection.execute(statement, msgspec.structs.astuple(record)).fetchone() is not None

        if not self._line.write(begin):
            raise TakenError(record.id)

    def append_to_group(
        self, group_id: str, expected_version: int, events: Sequence[GroupEvent], at: str
    ) -> int:
        return single(self.write([AppendToGroup(group_id, expected_version, events, at)]))

    def read_group(self, group_id: str, after: int = 0) -> tuple[GroupEvent, ...]:
        group_id = checked_group(group_id)
        rows = self._fetch(
            "SELECT version, number, format, data FROM groups LEFT JOIN group_events"
            " ON group_id = id AND number > %s WHERE id = %s ORDER BY number",
            (after, group_id),
        )
        if not rows:
            raise UnknownGroupError(group_id, self._erased_at(group_id))
        return as_events(_found(rows), GROUP_EVENTS, after, typed(rows[0][0], int), group_id)

    def group(self, group_id: str) -> GroupRecord:
        group_id = checked_group(group_id)
        for row in self._fetch(f"SELECT {GROUP_FIELDS} FROM groups WHERE id = %s", (group_id,)):
            return as_group(row)
        raise UnknownGroupError(group_id, self._erased_at(group_id))

    def groups(self, *, open_only: bool = False) -> tuple[GroupRecord, ...]:
        rows = self._fetch(
            f"SELECT {GROUP_FIELDS} FROM groups WHERE version > 0 AND NOT (is_closed AND %s)"
            " ORDER BY last_event DESC",
            (open_only,),
        )
        return tuple(as_group(row) for row in rows)

    def erase(
        self, session_ids: Sequence[str], groups: Mapping[str, Sequence[GroupEvent] | None], at: str
    ) -> None:
        sessions = [checked(name) for name in session_ids]
        redacted = {checked_group(name): events for name, events in groups.items()}
        self._line.write(lambda connection: _erase(connection, sessions, redacted, at))

    def close(self, now: datetime) -> tuple[Notice, ...]:
        self._line.close()
        return ()

    def _fetch(self, statement: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        return self._line.read(lambda connection: connection.execute(statement, values).fetchall())

    def _erased_at(self, name: str) -> str:
        """Return when a session or group was erased, nothing for one that never was."""
        return self._line.read(lambda connection: _erased(connection, [name])).get(name, "")

    def _sited(self, item: Write) -> Write | OtherSiteError:
        """Return a write with the site of the login, or why it is refused."""
        if not isinstance(item, Begin):
            return item
        try:
            return item._replace(record=self._of_own_site(item.record))
        except OtherSiteError as error:
            return error

    def _of_own_site(self, record: Any) -> Any:
        """Return a record with the site of the login where it has none. Raises OtherSiteError."""
        if self._site is None or record.site == self._site:
            return record
        if record.site:
            raise OtherSiteError(record.site, self._site)
        return replace(record, site=self._site)

    def _write(
        self, connection: Connection[Any], writes: Sequence[Write | OtherSiteError], taken: set[str]
    ) -> tuple[int | StoreError, ...]:
        """Do writes in the transaction that is open. Raises _TakenMeanwhile for ids that are not free."""
        possible = [item for item in writes if not isinstance(item, OtherSiteError)]
        changes = Changes(
            map(as_session, _locked(connection, _FIND_SESSIONS, session_ids(possible))),
            map(as_group, _locked(connection, _FIND_GROUPS, group_ids(possible))),
            taken,
            _erased(connection, [*session_ids(possible), *group_ids(possible)]),
        )
        outcomes = tuple(
            item if isinstance(item, OtherSiteError) else changes.decide(item) for item in writes
        )
        _carry_out(connection, changes)
        return outcomes


def _own_site(connection: Connection[Any]) -> str | None:
    row = connection.execute("SELECT own_site()").fetchone()
    return None if row is None else typed(row[0], str | None)  # type: ignore[arg-type]  # a union is a type to msgspec


def _locked(connection: Connection[Any], statement: str, ids: list[str]) -> list[tuple[Any, ...]]:
    return connection.execute(statement, (ids,)).fetchall() if ids else []


def _erased(connection: Connection[Any], names: list[str]) -> dict[str, str]:
    """Return when sessions and groups were erased, of those that were."""
    statement = "SELECT id, at FROM erasures WHERE id = ANY(%s)"
    return dict(connection.execute(statement, (names,)).fetchall()) if names else {}


def _insertion(table: str, fields: str) -> str:
    return f"INSERT INTO {table} ({fields}) VALUES ({', '.join(['%s'] * len(fields.split(',')))})"


def _found(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return number, format and data of joined rows; none for a session or group without events."""
    return [row[1:] for row in rows if row[1] is not None]


def _carry_out(connection: Connection[Any], changes: Changes) -> None:
    """Write down what was decided. Raises _TakenMeanwhile for sessions whose id is not free."""
    if changes.begun:
        _keep_encounters(connection, {item.encounter.digest: item.encounter for item in changes.begun})
        _begin(connection, changes.begun)
    _add(connection, "events", "session", changes.session_events, changes.sessions)
    _add(connection, "group_events", "group_id", changes.group_events, changes.groups)
    if changes.moved_sessions:
        connection.cursor().executemany(
            "UPDATE sessions SET outcome = %s, version = %s, updated_at = %s,"
            " last_event = nextval('order_of_play') WHERE id = %s",
            [
                (record.outcome, record.version, record.updated_at, record.id)
                for record in changes.moved_sessions.values()
            ],
        )
    if changes.moved_groups:
        connection.cursor().executemany(
            "UPDATE groups SET is_closed = %s, version = %s, updated_at = %s,"
            " last_event = nextval('order_of_play') WHERE id = %s",
            [
                (record.is_closed, record.version, record.updated_at, record.id)
                for record in changes.moved_groups.values()
            ],
        )


def _keep_encounters(connection: Connection[Any], encounters: Mapping[str, Encounter]) -> None:
    """Keep what is not there yet; it is large, so that is asked first."""
    known = connection.execute("SELECT digest FROM encounters WHERE digest = ANY(%s)", ([*encounters],))
    for digest in sorted(encounters.keys() - {row[0] for row in known.fetchall()}):
        connection.execute(
            "INSERT INTO encounters (digest, format, data) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            (digest, ENCOUNTERS.format, ENCOUNTERS.encode(encounters[digest])),
        )


def _begin(connection: Connection[Any], begun: Sequence[Begin]) -> None:
    statement = f"{_insertion('sessions', SESSION_FIELDS)} ON CONFLICT DO NOTHING RETURNING id"
    records = sorted((item.record for item in begun), key=lambda record: record.id)
    answers = [connection.execute(statement, msgspec.structs.astuple(record)) for record in records]
    refused = [
        record.id for record, answer in zip(records, answers, strict=True) if answer.fetchone() is None
    ]
    if refused:
        raise _TakenMeanwhile(refused)


def _add(
    connection: Connection[Any],
    table: str,
    owner: str,
    rows: Sequence[EventRow],
    records: Mapping[str, SessionRecord | GroupRecord],
) -> None:
    if rows:
        connection.cursor().executemany(
            f"INSERT INTO {table} ({owner}, site, number, format, at, data) VALUES (%s, %s, %s, %s, %s, %s)",
            [(row.owner, records[row.owner].site, *row[1:]) for row in rows],
        )


def _erase(
    connection: Connection[Any],
    sessions: Sequence[str],
    groups: Mapping[str, Sequence[GroupEvent] | None],
    at: str,
) -> None:
    records = {row[0]: as_session(row) for row in _locked(connection, _FIND_SESSIONS, sorted(sessions))}
    for name in sessions:
        if name not in records:
            raise UnknownSessionError(name)
    found = {row[0]: as_group(row) for row in _locked(connection, _FIND_GROUPS, sorted(groups))}
    for name, events in groups.items():
        if name not in found:
            raise UnknownGroupError(name)
        if events is not None and len(events) != found[name].version:
            raise ConflictError(name)
    erased: list[SessionRecord | GroupRecord] = [*records.values(), *found.values()]
    connection.cursor().executemany(
        "INSERT INTO erasures (id, site, at) VALUES (%s, %s, %s)",
        [(record.id, record.site, at) for record in erased],
    )
    gone = [name for name, events in groups.items() if events is None]
    connection.execute("DELETE FROM events WHERE session = ANY(%s)", ([*records],))
    connection.execute("DELETE FROM sessions WHERE id = ANY(%s)", ([*records],))
    connection.execute("DELETE FROM group_events WHERE group_id = ANY(%s)", (gone,))
    connection.execute("DELETE FROM groups WHERE id = ANY(%s)", (gone,))
    for name, events in groups.items():
        connection.cursor().executemany(
            "UPDATE group_events SET format = %s, data = %s WHERE group_id = %s AND number = %s",
            [
                (GROUP_EVENTS.format, GROUP_EVENTS.encode(event), name, number)
                for number, event in enumerate(events or (), 1)
            ],
        )
