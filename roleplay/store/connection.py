"""A connection to SQLite that is safe against crashes, and its failures in words."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from roleplay.i18n import _
from roleplay.store.errors import DamagedError, UnreachableError

BUSY_SECONDS: Final = 15.0
"""How long a statement waits for another program that writes.

Its transactions take milliseconds, but a busy disk may hold each up for seconds, and whoever gives up plays
on with nothing kept.
"""

_JOURNAL_PAUSE: Final = 0.05
"""Seconds between two requests for the journal."""


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection that begins no transaction of its own."""
    return sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)


def make_durable(connection: sqlite3.Connection) -> None:
    """See to it that what is committed outlives a crash and a power cut."""
    if _set_journal(connection) != "wal":
        # Some network and container file systems have no shared memory, which WAL needs.
        connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _set_journal(connection: sqlite3.Connection) -> str:
    """Ask for WAL and return the mode that was given.

    Where two programs make one store, SQLite gives up at once or waits its full time, so we do the waiting.
    """
    connection.execute("PRAGMA busy_timeout = 0")
    give_up = time.monotonic() + BUSY_SECONDS
    while time.monotonic() < give_up:
        try:
            mode: str = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(_JOURNAL_PAUSE)
        else:
            return mode
    raise UnreachableError(_("another program is using it"))


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all or nothing. Waits for other writers before it begins, never halfway."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.commit()
    finally:
        connection.rollback()


@contextmanager
def reaching() -> Iterator[None]:
    """Turn what SQLite reports to an UnreachableError in words; our own misuse of it shows."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.DatabaseError as error:
        raise in_words(error) from error


def in_words(error: sqlite3.DatabaseError) -> UnreachableError:
    """Return what `error` means to the user."""
    # Only one error comes without a code: text that is no longer UTF-8.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return DamagedError()
    words = {
        sqlite3.SQLITE_FULL: _("the disk is full"),
        sqlite3.SQLITE_IOERR: _("the disk cannot be written or read; it may be full"),
        sqlite3.SQLITE_READONLY: _("it may not be written"),
        sqlite3.SQLITE_CANTOPEN: _("it cannot be opened"),
        sqlite3.SQLITE_PERM: _("it may not be opened"),
        sqlite3.SQLITE_BUSY: _("another program is using it"),
        sqlite3.SQLITE_LOCKED: _("another program is using it"),
        sqlite3.SQLITE_PROTOCOL: _("another program is using it"),
    }
    return UnreachableError(words.get(code, str(error)))
