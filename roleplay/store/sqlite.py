"""A store in one SQLite file."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import msgspec

from roleplay.cleaning import clean_line
from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event
from roleplay.domain.group import GroupEvent
from roleplay.errors import StoreError
from roleplay.store.backups import back_up
from roleplay.store.changes import Changes, EventRow, group_ids, session_ids, single
from roleplay.store.codec import ENCOUNTERS, EVENTS, GROUP_EVENTS
from roleplay.store.connection import reaching, transaction
from roleplay.store.erasing import clean_up
from roleplay.store.errors import (
    ConflictError,
    DamagedError,
    NotKeptError,
    TakenError,
    UnknownGroupError,
    UnknownSessionError,
    UnreachableError,
)
from roleplay.store.files import mark_suspect
from roleplay.store.memory import no_encounter
from roleplay.store.notice import Notice
from roleplay.store.port import Append, AppendToGroup, Begin, Store, Write
from roleplay.store.record import DamagedEntry, GroupRecord, Listing, SessionRecord, check_new_group
from roleplay.store.record import group_id as checked_group
from roleplay.store.record import session_id as checked
from roleplay.store.rows import GROUP_FIELDS, SESSION_FIELDS, as_events, as_group, as_session, typed, whole


class SqliteStore(Store):
    """A `Store` on disk. `open_store` makes it; one object serves one thread."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """`connection` leads to a store of today's version at `path`, and is closed with this object."""
        self._connection = connection
        self._path = path
        self._has_written = False
        self._has_erased = False
        self._notices: tuple[Notice, ...] = ()
        """What is to be told at the end."""

    def create(self, record: SessionRecord, encounter: Encounter) -> None:
        single(self.write([Begin(record, encounter)]))

    def append(self, session_id: str, expected_version: int, events: Sequence[Event], at: str) -> int:
        return single(self.write([Append(session_id, expected_version, events, at)]))

    def write(self, writes: Sequence[Write]) -> tuple[int | StoreError, ...]:
        with self._writing():
            sessions = (self._find(name) for name in session_ids(writes))
            groups = (self._find_group(name) for name in group_ids(writes))
            changes = Changes(filter(None, sessions), filter(None, groups), (), self._erased(writes))
            outcomes = tuple(changes.decide(item) for item in writes)
            self._carry_out(changes)
            return outcomes

    def read(self, session_id: str) -> tuple[Event, ...]:
        session_id = checked(session_id)
        with self._reading():
            version = self._get(session_id).version
            found = self._connection.execute(
                "SELECT number, format, CAST(data AS BLOB) FROM events WHERE session = ? ORDER BY number",
                (session_id,),
            ).fetchall()
            return as_events(found, EVENTS, 0, version, session_id)

    def times(self, session_id: str) -> tuple[str, ...]:
        session_id = checked(session_id)
        with self._reading():
            version = self._get(session_id).version
            found = self._connection.execute(
                "SELECT number, at FROM events WHERE session = ? ORDER BY number", (session_id,)
            ).fetchall()
            return tuple(at for _number, at in whole(found, tuple[int, str], 0, version, session_id))

    def record(self, session_id: str) -> SessionRecord:
        session_id = checked(session_id)
        with self._reading():
            return self._get(session_id)

    def sessions(
        self, *, unfinished_only: bool = False, group_id: str | None = None, limit: int | None = None
    ) -> tuple[SessionRecord, ...]:
        group_id = group_id if group_id is None else checked_group(group_id)
        with self._reading():
            rows = self._connection.execute(
                f"SELECT {SESSION_FIELDS} FROM sessions WHERE version > 0 AND (outcome IS NULL OR NOT ?)"
                f"{'' if group_id is None else ' AND group_id = ?'} ORDER BY last_event DESC LIMIT ?",
                (unfinished_only, *(() if group_id is None else (group_id,)), -1 if limit is None else limit),
            ).fetchall()
            return tuple(as_session(row) for row in rows)

    def listing(self) -> Listing:
        try:
            return Listing(self.sessions(), ())
        except DamagedError:
            return self._listing_by_row()

    def encounter(self, digest: str) -> Encounter:
        with self._reading():
            row = self._connection.execute(
                "SELECT format, data FROM encounters WHERE digest = ?", (digest,)
            ).fetchone()
            if row is None:
                raise no_encounter(digest)
            return ENCOUNTERS.decode(*typed(row, tuple[int, bytes]))

    def create_group(self, record: GroupRecord) -> None:
        check_new_group(record)
        with self._writing():
            if self._find_group(record.id) is not None:
                raise TakenError(record.id)
            self._insert("groups", GROUP_FIELDS, record)

    def append_to_group(
        self, group_id: str, expected_version: int, events: Sequence[GroupEvent], at: str
    ) -> int:
        return single(self.write([AppendToGroup(group_id, expected_version, events, at)]))

    def read_group(self, group_id: str, after: int = 0) -> tuple[GroupEvent, ...]:
        group_id = checked_group(group_id)
        with self._reading():
            version = self._get_group(group_id).version
            found = self._connection.execute(
                "SELECT number, format, CAST(data AS BLOB) FROM group_events"
                " WHERE group_id = ? AND number > ? ORDER BY number",
                (group_id, after),
            ).fetchall()
            return as_events(found, GROUP_EVENTS, after, version, group_id)

    def group(self, group_id: str) -> GroupRecord:
        group_id = checked_group(group_id)
        with self._reading():
            return self._get_group(group_id)

    def groups(self, *, open_only: bool = False) -> tuple[GroupRecord, ...]:
        with self._reading():
            rows = self._connection.execute(
                f"SELECT {GROUP_FIELDS} FROM groups WHERE version > 0 AND NOT (is_closed AND ?)"
                " ORDER BY last_event DESC",
                (open_only,),
            ).fetchall()
            return tuple(as_group(row) for row in rows)

    def erase(
        self, session_ids: Sequence[str], groups: Mapping[str, Sequence[GroupEvent] | None], at: str
    ) -> None:
        sessions = tuple(dict.fromkeys(map(checked, session_ids)))
        with self._writing():
            # What is deleted is written over with zeros, should the files not be cleaned at once.
            self._connection.execute("PRAGMA secure_delete = ON")
            # Stays until the files are clean, however often the program is killed meanwhile.
            for name in (*sessions, *map(checked_group, groups)):
                self._connection.execute("INSERT OR IGNORE INTO erasing VALUES (?)", (name,))
                self._connection.execute("INSERT INTO erasures (id, at) VALUES (?, ?)", (name, at))
            for name in sessions:
                self._get(name)
                self._connection.execute("DELETE FROM events WHERE session = ?", (name,))
                self._connection.execute("DELETE FROM sessions WHERE id = ?", (name,))
            for name, events in groups.items():
                self._erase_group(checked_group(name), events)
        self._has_erased = True
        self._notices += clean_up(self._connection, self._path)

    def close(self, now: datetime) -> tuple[Notice, ...]:
        try:
            if not self._has_written:
                return ()
            return self._notices + back_up(self._connection, self._path, now, is_due=self._has_erased)
        finally:
            self._has_written = False
            self._connection.close()

    def _carry_out(self, changes: Changes) -> None:
        """Write down what was decided."""
        for record, encounter in changes.begun:
            self._connection.execute(
                "INSERT OR IGNORE INTO encounters (digest, format, data) VALUES (?, ?, ?)",
                (encounter.digest, ENCOUNTERS.format, ENCOUNTERS.encode(encounter)),
            )
            self._insert("sessions", SESSION_FIELDS, record)
        self._add("events", "session", changes.session_events)
        self._add("group_events", "group_id", changes.group_events)
        for session in changes.moved_sessions.values():
            self._connection.execute(
                "UPDATE sessions SET outcome = ?, version = ?, updated_at = ?, last_event ="
                " (SELECT sequence FROM events WHERE session = id AND number = ?) WHERE id = ?",
                (session.outcome, session.version, session.updated_at, session.version, session.id),
            )
        for group in changes.moved_groups.values():
            self._connection.execute(
                "UPDATE groups SET is_closed = ?, version = ?, updated_at = ?, last_event ="
                " (SELECT sequence FROM group_events WHERE group_id = id AND number = ?) WHERE id = ?",
                (group.is_closed, group.version, group.updated_at, group.version, group.id),
            )

    def _add(self, table: str, owner: str, rows: Iterable[EventRow]) -> None:
        self._connection.executemany(
            f"INSERT INTO {table} ({owner}, number, format, at, data) VALUES (?, ?, ?, ?, ?)",
            [(*row[:4], row.data.decode()) for row in rows],
        )

    def _erase_group(self, group_id: str, events: Sequence[GroupEvent] | None) -> None:
        version = self._get_group(group_id).version
        if events is None:
            self._connection.execute("DELETE FROM group_events WHERE group_id = ?", (group_id,))
            self._connection.execute("DELETE FROM groups WHERE id = ?", (group_id,))
            return
        if len(events) != version:
            raise ConflictError(group_id)
        self._connection.executemany(
            "UPDATE group_events SET format = ?, data = ? WHERE group_id = ? AND number = ?",
            [
                (GROUP_EVENTS.format, GROUP_EVENTS.encode(event).decode(), group_id, number)
                for number, event in enumerate(events, 1)
            ],
        )

    def _insert(self, table: str, fields: str, record: SessionRecord | GroupRecord) -> None:
        values = msgspec.structs.astuple(record)
        places = ", ".join("?" * len(values))
        self._connection.execute(f"INSERT INTO {table} ({fields}) VALUES ({places})", values)

    def _listing_by_row(self) -> Listing:
        """Return the list with what is damaged apart; a row that cannot be read would cost the others too."""
        records: list[SessionRecord] = []
        damaged: list[DamagedEntry] = []
        with reaching():
            rows = self._connection.execute(
                "SELECT rowid FROM sessions WHERE version > 0 ORDER BY last_event DESC"
            ).fetchall()
        for (number,) in rows:
            try:
                with reaching():
                    row = self._connection.execute(
                        f"SELECT {SESSION_FIELDS} FROM sessions WHERE rowid = ?", (number,)
                    ).fetchone()
                records.append(as_session(row))
            except DamagedError:
                damaged.append(self._damaged(number))
        return Listing(tuple(records), tuple(damaged))

    def _damaged(self, number: int) -> DamagedEntry:
        with reaching():
            found = self._connection.execute(
                "SELECT CAST(id AS BLOB), CAST(scenario AS BLOB) FROM sessions WHERE rowid = ?", (number,)
            ).fetchone()
        return DamagedEntry(*(clean_line(bytes(value or b"?").decode(errors="replace")) for value in found))

    def _find(self, session_id: str) -> SessionRecord | None:
        row = self._connection.execute(
            f"SELECT {SESSION_FIELDS} FROM sessions WHERE id = ?", (session_id,)
        ).fetchone()
        return None if row is None else as_session(row)

    def _get(self, session_id: str) -> SessionRecord:
        record = self._find(session_id)
        if record is None:
            raise UnknownSessionError(session_id, self._erased_at(session_id))
        return record

    def _find_group(self, group_id: str) -> GroupRecord | None:
        row = self._connection.execute(
            f"SELECT {GROUP_FIELDS} FROM groups WHERE id = ?", (group_id,)
        ).fetchone()
        return None if row is None else as_group(row)

    def _get_group(self, group_id: str) -> GroupRecord:
        record = self._find_group(group_id)
        if record is None:
            raise UnknownGroupError(group_id, self._erased_at(group_id))
        return record

    def _erased(self, writes: Sequence[Write]) -> dict[str, str]:
        """Return when the sessions and groups that writes are about were erased, of those that were."""
        names = (*session_ids(writes), *group_ids(writes))
        return {name: at for name in names if (at := self._erased_at(name))}

    def _erased_at(self, name: str) -> str:
        """Return when the session or group of this id was erased, or nothing."""
        row = self._connection.execute("SELECT max(at) FROM erasures WHERE id = ?", (name,)).fetchone()
        return str(row[0] or "")

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Put failures in words, and have the next opening look into damage."""
        try:
            with reaching():
                yield
        except DamagedError:
            mark_suspect(self._path)
            raise

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Write all or nothing; nothing is a NotKeptError."""
        try:
            with self._reading(), transaction(self._connection):
                yield
        except UnreachableError as error:
            raise NotKeptError(error.reason) from error
        self._has_written = True
