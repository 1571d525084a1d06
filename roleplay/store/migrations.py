"""The tables, and how older stores come by them."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final

from roleplay.store.errors import ForeignError, NewerError

APPLICATION_ID: Final = 0x726F6C65
"""`role`: marks a file as a store of ours, in the place SQLite has for it."""

Migration = Callable[[sqlite3.Connection], None]


def lay_out(connection: sqlite3.Connection) -> None:
    """Make an empty store."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in _TABLES:
        connection.execute(statement)
    for table in ("events", "encounters"):
        for change in ("UPDATE", "DELETE"):
            connection.execute(
                f"CREATE TRIGGER no_{change.lower()}_of_{table} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} are only ever added'); END"
            )


_TABLES: Final = (
    "CREATE TABLE encounters (digest TEXT PRIMARY KEY, format INTEGER NOT NULL, data BLOB NOT NULL)",
    """CREATE TABLE sessions (
        id TEXT PRIMARY KEY,
        scenario TEXT NOT NULL,
        persona TEXT NOT NULL,
        language TEXT NOT NULL,
        mode TEXT NOT NULL,
        seed INTEGER NOT NULL,
        encounter TEXT NOT NULL REFERENCES encounters (digest),
        started_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        outcome TEXT,
        version INTEGER NOT NULL,
        last_event INTEGER
    )""",
    """CREATE TABLE events (
        sequence INTEGER PRIMARY KEY,
        session TEXT NOT NULL REFERENCES sessions (id),
        number INTEGER NOT NULL,
        format INTEGER NOT NULL,
        at TEXT NOT NULL,
        data TEXT NOT NULL,
        UNIQUE (session, number)
    )""",
)

MIGRATIONS: Final[tuple[Migration, ...]] = (lay_out,)
"""The first makes version 1 of an empty file, the second version 2 of version 1, and so on."""


def schema_version(connection: sqlite3.Connection) -> int:
    """Return how many migrations the store has seen; 0 for an empty file."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def refuse_others(connection: sqlite3.Connection, path: Path) -> None:
    """Raise NewerError or ForeignError when the file is none that this program may write."""
    # One statement sees one moment: another process may be making the store just now.
    application, version, is_used = connection.execute(
        "SELECT application_id, user_version, EXISTS (SELECT 1 FROM sqlite_master)"
        " FROM pragma_application_id, pragma_user_version"
    ).fetchone()
    if application == APPLICATION_ID:
        if version > len(MIGRATIONS):
            raise NewerError(path, version, len(MIGRATIONS))
    elif application or version or is_used:
        raise ForeignError(path)
