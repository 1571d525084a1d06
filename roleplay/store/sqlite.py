"""A store in one SQLite file."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event
from roleplay.i18n import _
from roleplay.store.backups import back_up
from roleplay.store.codec import ENCOUNTERS, EVENTS
from roleplay.store.connection import reaching, transaction
from roleplay.store.errors import (
    ConflictError,
    DamagedError,
    NotKeptError,
    TakenError,
    UnknownSessionError,
    UnreachableError,
    unreadable,
)
from roleplay.store.files import mark_suspect
from roleplay.store.memory import no_encounter
from roleplay.store.notice import Notice
from roleplay.store.port import Store
from roleplay.store.record import SessionRecord, check_new
from roleplay.store.record import session_id as checked

Value = TypeVar("Value")

_FIELDS: Final = ", ".join(SessionRecord.__struct_fields__)


class SqliteStore(Store):
    """A `Store` on disk. `open_store` makes it; one object serves one thread."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """`connection` leads to a store of today's version at `path`, and is closed with this object."""
        self._connection = connection
        self._path = path
        self._has_written = False

    def create(self, record: SessionRecord, encounter: Encounter) -> None:
        check_new(record, encounter)
        with self._writing():
            if self._find(record.id) is not None:
                raise TakenError(record.id)
            self._connection.execute(
                "INSERT OR IGNORE INTO encounters (digest, format, data) VALUES (?, ?, ?)",
                (encounter.digest, ENCOUNTERS.format, ENCOUNTERS.encode(encounter)),
            )
            values = msgspec.structs.astuple(record)
            places = ", ".join("?" * len(values))
            self._connection.execute(f"INSERT INTO sessions ({_FIELDS}) VALUES ({places})", values)

    def append(self, session_id: str, expected_version: int, events: Sequence[Event], at: str) -> int:
        session_id = checked(session_id)
        with self._writing():
            before = self._get(session_id)
            if before.version != expected_version:
                raise ConflictError(session_id)
            if not events:
                return expected_version
            after = before.after(events, at)
            self._connection.executemany(
                "INSERT INTO events (session, number, format, at, data) VALUES (?, ?, ?, ?, ?)",
                [
                    (session_id, number, EVENTS.format, at, EVENTS.encode(event).decode())
                    for number, event in enumerate(events, before.version + 1)
                ],
            )
            self._connection.execute(
                "UPDATE sessions SET outcome = ?, version = ?, updated_at = ?,"
                " last_event = (SELECT max(sequence) FROM events) WHERE id = ?",
                (after.outcome, after.version, at, session_id),
            )
        return after.version

    def read(self, session_id: str) -> tuple[Event, ...]:
        session_id = checked(session_id)
        with self._reading():
            version = self._get(session_id).version
            found = self._connection.execute(
                "SELECT number, format, CAST(data AS BLOB) FROM events WHERE session = ? ORDER BY number",
                (session_id,),
            ).fetchall()
            rows = _typed(found, list[tuple[int, int, bytes]])
            # More than `version` is no damage: another process may have appended in between.
            if len(rows) < version or [row[0] for row in rows] != list(range(1, len(rows) + 1)):
                raise DamagedError(_("events of session {id} are missing").format(id=session_id))
            return tuple(EVENTS.decode(written, data) for _number, written, data in rows)

    def record(self, session_id: str) -> SessionRecord:
        session_id = checked(session_id)
        with self._reading():
            return self._get(session_id)

    def sessions(
        self, *, unfinished_only: bool = False, limit: int | None = None
    ) -> tuple[SessionRecord, ...]:
        with self._reading():
            rows = self._connection.execute(
                f"SELECT {_FIELDS} FROM sessions WHERE version > 0 AND (outcome IS NULL OR NOT ?)"
                " ORDER BY last_event DESC LIMIT ?",
                (unfinished_only, -1 if limit is None else limit),
            ).fetchall()
            return tuple(_as_record(row) for row in rows)

    def encounter(self, digest: str) -> Encounter:
        with self._reading():
            row = self._connection.execute(
                "SELECT format, data FROM encounters WHERE digest = ?", (digest,)
            ).fetchone()
            if row is None:
                raise no_encounter(digest)
            return ENCOUNTERS.decode(*_typed(row, tuple[int, bytes]))

    def close(self, now: datetime) -> tuple[Notice, ...]:
        try:
            return back_up(self._connection, self._path, now) if self._has_written else ()
        finally:
            self._has_written = False
            self._connection.close()

    def _find(self, session_id: str) -> SessionRecord | None:
        row = self._connection.execute(
            f"SELECT {_FIELDS} FROM sessions WHERE id = ?", (session_id,)
        ).fetchone()
        return None if row is None else _as_record(row)

    def _get(self, session_id: str) -> SessionRecord:
        record = self._find(session_id)
        if record is None:
            raise UnknownSessionError(session_id)
        return record

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


def _as_record(row: tuple[Any, ...]) -> SessionRecord:
    return _typed(dict(zip(SessionRecord.__struct_fields__, row, strict=True)), SessionRecord)


def _typed(found: Any, kind: type[Value]) -> Value:
    """Return what SQLite gave, which checks no types, as a `kind`. Raises DamagedError when it is none."""
    try:
        return msgspec.convert(found, kind)
    except msgspec.ValidationError as error:
        raise unreadable(error) from error
