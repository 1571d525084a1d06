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
        forbid_changes(connection, table)


def add_groups(connection: sqlite3.Connection) -> None:
    """Make room for groups, and for taking out what a person said at their wish."""
    for statement in _GROUP_TABLES:
        connection.execute(statement)
    connection.execute("DROP TRIGGER no_delete_of_events")
    _forbid(connection, "DELETE", "events", "OLD.session")
    for change in ("UPDATE", "DELETE"):
        _forbid(connection, change, "group_events", "OLD.group_id")


def forbid_changes(connection: sqlite3.Connection, table: str) -> None:
    """See to it that rows of a table are only ever added."""
    for change in ("UPDATE", "DELETE"):
        _forbid(connection, change, table)


def _forbid(connection: sqlite3.Connection, change: str, table: str, erased: str = "") -> None:
    """Have `change` refused on `table`, but for rows whose column `erased` is being erased."""
    unless = f"WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE id = {erased}) " if erased else ""
    connection.execute(
        f"CREATE TRIGGER no_{change.lower()}_of_{table} BEFORE {change} ON {table} {unless}"
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

_GROUP_TABLES: Final = (
    "ALTER TABLE sessions ADD COLUMN group_id TEXT",
    "ALTER TABLE sessions ADD COLUMN seat TEXT",
    "ALTER TABLE sessions ADD COLUMN site TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX sessions_of_group ON sessions (group_id) WHERE group_id IS NOT NULL",
    """CREATE TABLE groups (
        id TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        site TEXT NOT NULL,
        started_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        keep_days INTEGER NOT NULL,
        is_closed INTEGER NOT NULL,
        version INTEGER NOT NULL,
        last_event INTEGER
    )""",
    """CREATE TABLE group_events (
        sequence INTEGER PRIMARY KEY,
        group_id TEXT NOT NULL REFERENCES groups (id),
        number INTEGER NOT NULL,
        format INTEGER NOT NULL,
        at TEXT NOT NULL,
        data TEXT NOT NULL,
        UNIQUE (group_id, number)
    )""",
    "CREATE TABLE erasing (id TEXT PRIMARY KEY)",
    "CREATE TABLE erasures (sequence INTEGER PRIMARY KEY, id TEXT NOT NULL, at TEXT NOT NULL)",
)

MIGRATIONS: Final[tuple[Migration, ...]] = (lay_out, add_groups)
"""The first makes version 1 of an empty file, the second version 2 of version 1, and so on."""


def schema_version(connection: sqlite3.Connection) -> int:
    """Return how many migrations the store has seen; 0 for an empty file."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def refuse_others(connection: sqlite3.Connection, path: Path) -> None:
    """Raise NewerError or ForeignError when the file is none that this program may write."""
    refuse_all_but(connection, path, APPLICATION_ID, len(MIGRATIONS))


def refuse_all_but(connection: sqlite3.Connection, path: Path, ours: int, known: int) -> None:
    """Raise ForeignError for a file that is not marked as `ours`, NewerError for a version above `known`."""
    # One statement sees one moment: another process may be making the store just now.
    application, version, is_used = connection.execute(
        "SELECT application_id, user_version, EXISTS (SELECT 1 FROM sqlite_master)"
        " FROM pragma_application_id, pragma_user_version"
    ).fetchone()
    if application == ours:
        if version > known:
            raise NewerError(path, version, known)
    elif application or version or is_used:
        raise ForeignError(path)
