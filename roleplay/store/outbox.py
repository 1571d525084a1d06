"""What is to be sent to record stores, and what came of it: a file of its own beside the sessions.

Nothing in it is ever changed or deleted. A letter is one statement for one endpoint, in the bytes in which it
was first put there; whoever puts it there again changes nothing. What came of it is written down before the
next one is sent, so that a crash leaves at most one batch of which it is not known whether it arrived.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from roleplay.store.backups import check_sound
from roleplay.store.connection import connect, make_durable, reaching, transaction
from roleplay.store.errors import DamagedError, SendingError, UnreachableError
from roleplay.store.files import (
    beside,
    clear_suspect,
    is_suspect,
    make_file,
    make_folder,
    make_private,
    mark_suspect,
    move_aside,
)
from roleplay.store.migrations import forbid_changes, refuse_all_but, schema_version
from roleplay.store.notice import Notice, outbox_begun_afresh

APPLICATION_ID: Final = 0x6F757462
"""`outb`: marks a file as an outbox of ours."""

VERSION: Final = 1

_TABLES: Final[Mapping[str, str]] = {
    "told": """CREATE TABLE told (
        endpoint TEXT NOT NULL, session TEXT NOT NULL, version INTEGER NOT NULL, at TEXT NOT NULL,
        UNIQUE (endpoint, session, version)
    )""",
    "statements": "CREATE TABLE statements (id TEXT PRIMARY KEY, data BLOB NOT NULL)",
    "letters": """CREATE TABLE letters (
        number INTEGER PRIMARY KEY,
        endpoint TEXT NOT NULL,
        statement TEXT NOT NULL REFERENCES statements (id),
        at TEXT NOT NULL,
        UNIQUE (endpoint, statement)
    )""",
    "verdicts": """CREATE TABLE verdicts (
        number INTEGER PRIMARY KEY,
        letter INTEGER NOT NULL REFERENCES letters (number),
        fate TEXT NOT NULL,
        reason TEXT NOT NULL,
        at TEXT NOT NULL
    )""",
}


class Fate(StrEnum):
    """What came of a letter."""

    SENT = "sent"
    """The record store took it."""
    THERE = "there"
    """The record store had a statement of this id already."""
    REFUSED = "refused"
    """The record store will not have it."""


class Letter(NamedTuple):
    """A statement on its way to an endpoint."""

    number: int
    id: str
    data: bytes


class Verdict(NamedTuple):
    """What came of a letter, and why."""

    letter: int
    fate: Fate
    reason: str = ""


class OutboxOpened(NamedTuple):
    """An outbox, and what the user should know of it."""

    outbox: "Outbox"
    notices: tuple[Notice, ...]


class Outbox:
    """Letters on disk. `open_outbox` makes it; one object serves one thread."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """`connection` leads to an outbox of today's version at `path`, and is closed with this object."""
        self._connection = connection
        self._path = path

    def is_told(self, endpoint: str, session: str, version: int) -> bool:
        """Tell whether all that there is to tell of a session was put here when it had so many events."""
        with self._reading():
            found = self._connection.execute(
                "SELECT 1 FROM told WHERE endpoint = ? AND session = ? AND version = ?",
                (endpoint, session, version),
            ).fetchone()
        return found is not None

    def put(
        self, endpoint: str, session: str, version: int, statements: Sequence[tuple[str, bytes]], at: str
    ) -> int:
        """Put the statements of a session here, by id, all or none; return how many are new."""
        with self._reading(), transaction(self._connection):
            before = self._count("SELECT count(*) FROM letters")
            self._connection.executemany(
                "INSERT OR IGNORE INTO statements (id, data) VALUES (?, ?)", statements
            )
            self._connection.executemany(
                "INSERT OR IGNORE INTO letters (endpoint, statement, at) VALUES (?, ?, ?)",
                [(endpoint, name, at) for name, _data in statements],
            )
            self._connection.execute(
                "INSERT OR IGNORE INTO told (endpoint, session, version, at) VALUES (?, ?, ?, ?)",
                (endpoint, session, version, at),
            )
            return self._count("SELECT count(*) FROM letters") - before

    def waiting(
        self, endpoint: str, *, after: int, limit: int, with_refused: bool = False
    ) -> tuple[Letter, ...]:
        """Return the first letters for an endpoint beyond the number `after` that have not arrived.

        Those that were refused are left out, unless they are to be tried again.
        """
        with self._reading():
            rows = self._connection.execute(
                "SELECT letters.number, statements.id, statements.data FROM letters"
                f" JOIN statements ON statements.id = letters.statement WHERE {_WAITING}"
                " AND letters.number > ? ORDER BY letters.number LIMIT ?",
                (endpoint, with_refused, after, limit),
            ).fetchall()
        return tuple(Letter(*row) for row in rows)

    def count_waiting(self, endpoint: str) -> int:
        """Return how many letters for an endpoint have neither arrived nor been refused."""
        with self._reading():
            return self._count(f"SELECT count(*) FROM letters WHERE {_WAITING}", (endpoint, False))

    def note(self, verdicts: Iterable[Verdict], at: str) -> None:
        """Write down what came of letters. When it returns, it is there after a crash or a power cut."""
        with self._reading(), transaction(self._connection):
            self._connection.executemany(
                "INSERT INTO verdicts (letter, fate, reason, at) VALUES (?, ?, ?, ?)",
                [(letter, str(fate), reason, at) for letter, fate, reason in verdicts],
            )

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the outbox for sending until the process ends. Raises SendingError when another one does."""
        with reaching(), closing(connect(beside(self._path, "-lock"))) as lock:
            lock.execute("PRAGMA busy_timeout = 0")
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
                raise SendingError from error
            yield

    def close(self) -> None:
        """Let go of everything."""
        self._connection.close()

    def _count(self, query: str, values: Sequence[object] = ()) -> int:
        count: int = self._connection.execute(query, values).fetchone()[0]
        return count

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Put failures in words, and have the next opening look into damage."""
        try:
            with reaching():
                yield
        except DamagedError:
            mark_suspect(self._path)
            raise


_WAITING: Final = (
    "letters.endpoint = ? AND NOT EXISTS (SELECT 1 FROM verdicts WHERE verdicts.letter = letters.number"
    f" AND NOT (verdicts.fate = '{Fate.REFUSED}' AND ?))"
)


def open_outbox(path: Path, now: datetime) -> OutboxOpened:
    """Return the outbox at `path`, made where it is missing; a damaged one is moved aside.

    Raises NewerError or ForeignError when the file is not ours, UnreachableError when it cannot be used:
    without it nothing may be sent, because nobody would know what was.
    """
    path = Path(os.path.realpath(path))
    try:
        make_folder(path.parent)
        make_file(path)
        try:
            return OutboxOpened(_open(path), ())
        except DamagedError:
            aside = move_aside(path, now)
            make_file(path)
            return OutboxOpened(_open(path), (outbox_begun_afresh(aside),))
    except OSError as error:
        raise UnreachableError(error.strerror or str(error)) from error


def _open(path: Path) -> Outbox:
    is_doubtful = is_suspect(path)
    with reaching(), ExitStack() as undo:
        connection = undo.enter_context(closing(connect(path)))
        refuse_all_but(connection, path, APPLICATION_ID, VERSION)
        make_private(path)
        make_durable(connection)
        if is_doubtful:
            check_sound(connection)
            clear_suspect(path)
        with transaction(connection):
            if not schema_version(connection):
                _lay_out(connection)
            # Writes nothing, and is refused where nothing may be written.
            connection.execute("UPDATE told SET version = version WHERE 0")
        undo.pop_all()
        return Outbox(connection, path)


def _lay_out(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for table, statement in _TABLES.items():
        connection.execute(statement)
        forbid_changes(connection, table)
    connection.execute("CREATE INDEX verdicts_by_letter ON verdicts (letter)")
    connection.execute(f"PRAGMA user_version = {VERSION}")
