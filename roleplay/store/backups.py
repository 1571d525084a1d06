"""Copies of the store from which a damaged one is restored: the last of each of the last three days."""

import os
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from roleplay.store.connection import connect, reaching
from roleplay.store.errors import DamagedError, UnreachableError
from roleplay.store.files import beside, make_file, mark_suspect
from roleplay.store.notice import Notice, backup_failed, damage_found

KEPT: Final = 3
SESSIONS_BETWEEN: Final = 5
"""A second backup on one day is made once there are this many sessions more."""


class Backup(NamedTuple):
    """A copy of the store. Sorts by age, whatever the clock said."""

    number: int
    day: str
    """The day in UTC, as YYYYMMDD."""
    path: Path


def find_backups(path: Path) -> list[Backup]:
    """Return the backups of the store at `path`, newest first."""
    name = re.compile(re.escape(path.name) + r"\.backup-(\d{4,})-(\d{8})")
    matches = ((name.fullmatch(file.name), file) for file in path.parent.iterdir())
    return sorted((Backup(int(match[1]), match[2], file) for match, file in matches if match), reverse=True)


def copy_store(connection: sqlite3.Connection, target: Path) -> None:
    """Write the store as it is now to `target`, which is whole or not there at all."""
    part = beside(target, f".part-{os.getpid()}")  # programs that end at the same moment write one each
    part.unlink(missing_ok=True)
    try:
        make_file(part)
        with closing(connect(part)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def check_sound(connection: sqlite3.Connection) -> None:
    """Raise DamagedError when a page of the store is not as SQLite wrote it. Takes 1 ms a megabyte."""
    if connection.execute("PRAGMA quick_check (1)").fetchone() != ("ok",):
        raise DamagedError


def is_unclean(connection: sqlite3.Connection) -> bool:
    """Tell whether something was erased whose traces may still be in the files."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM erasing)").fetchone()[0])


def back_up(
    connection: sqlite3.Connection, path: Path, now: datetime, *, is_due: bool = False
) -> tuple[Notice, ...]:
    """Back the store at `path` up when it is time to, or `is_due`; return what the user should know of it.

    A damaged store is never backed up, so that it cannot push out a good backup; nor is one that is unclean,
    as the copy would have the same traces.
    """
    try:
        with reaching():
            if is_unclean(connection):
                return ()
            target = _next_backup(connection, path, f"{now.astimezone(UTC):%Y%m%d}", is_due)
            if target is not None:
                check_sound(connection)
                copy_store(connection, target)
                for old in find_backups(path)[KEPT:]:
                    old.path.unlink()
    except DamagedError:
        mark_suspect(path)
        return (damage_found(path),)
    except UnreachableError as error:
        return (backup_failed(path, error.reason),)
    except OSError as error:
        return (backup_failed(path, error.strerror or str(error)),)
    return ()


def _next_backup(connection: sqlite3.Connection, path: Path, today: str, is_due: bool) -> Path | None:
    """Return where the next backup goes, or None when the newest one will do."""
    backups = find_backups(path)
    if not backups:
        return beside(path, f".backup-0001-{today}")
    newest = backups[0]
    if newest.day != today:
        return beside(path, f".backup-{newest.number + 1:04}-{today}")
    if is_due:
        return newest.path
    with closing(connect(newest.path)) as backup:
        try:
            backed_up = _count_sessions(backup)
        except sqlite3.DatabaseError:
            # A backup that cannot be read is none; a good one takes its place.
            return newest.path
    return newest.path if _count_sessions(connection) >= backed_up + SESSIONS_BETWEEN else None


def _count_sessions(connection: sqlite3.Connection) -> int:
    count: int = connection.execute("SELECT count(*) FROM sessions").fetchone()[0]
    return count
