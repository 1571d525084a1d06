"""Opens a store whatever state the disk is in, repairs a damaged one, and says what it did."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from roleplay.errors import RoleplayError
from roleplay.i18n import _
from roleplay.store.address import Address
from roleplay.store.backups import check_sound, copy_store, find_backups, is_unclean
from roleplay.store.connection import connect, make_durable, reaching, transaction
from roleplay.store.erasing import clean_up
from roleplay.store.errors import DamagedError, RefusedError, UnreachableError
from roleplay.store.files import (
    beside,
    clear_suspect,
    free_name,
    is_suspect,
    make_file,
    make_folder,
    make_private,
    move_aside,
    stamp,
)
from roleplay.store.memory import MemoryStore
from roleplay.store.migrations import MIGRATIONS, refuse_others, schema_version
from roleplay.store.notice import Notice, backup_found, begun_afresh, not_kept, restored, upgraded
from roleplay.store.port import Store
from roleplay.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from roleplay.store.postgres_sites import Sites


class Opened(NamedTuple):
    """A store that can be used, and what the user should know of it."""

    store: Store
    notices: tuple[Notice, ...]


def open_store(place: Path | Address, now: datetime, *, or_in_memory: bool = True) -> Opened:
    """Return the store at `place`, made where it is missing.

    Where the disk will not serve or the server cannot be reached, it is one in memory; UnreachableError is
    raised when that is of no use. A damaged store is moved aside and the newest good backup takes its
    place. `now` knows its offset from UTC. Raises NewerError or ForeignError, and leaves all untouched, when
    it is not ours to write, and RefusedError when the server will not have us.
    """
    if isinstance(place, Address):
        with _client_at_hand():
            from roleplay.store.postgres_opening import open_on_server
    else:
        place = Path(os.path.realpath(place))
    try:
        if isinstance(place, Address):
            return Opened(open_on_server(place), ())
        make_folder(place.parent)
        return _open_or_repair(place, now)
    except RefusedError:
        raise
    except UnreachableError as error:
        reason = error.reason
    except OSError as error:
        reason = error.strerror or str(error)
    if not or_in_memory:
        raise UnreachableError(reason)
    return Opened(MemoryStore(), (not_kept(place, reason),))


def open_sites(address: Address) -> "Sites":
    """Return the offices of the store at `address`, for its owner. Raises StoreError where that cannot be."""
    with _client_at_hand():
        from roleplay.store.postgres_sites import Sites
    return Sites(address)


@contextmanager
def _client_at_hand() -> Iterator[None]:
    """Raise RoleplayError where what is imported needs the client of PostgreSQL, and it is missing."""
    try:
        yield
    except ImportError as error:
        # Without the library of PostgreSQL itself, psycopg refuses to be imported and gives no name.
        if (error.name or "psycopg").partition(".")[0] != "psycopg":
            raise
        raise RoleplayError(
            _("A store on a server needs a library that is not installed."),
            _("Install it: pip install 'roleplay-service[postgres]'"),
        ) from error


def _open_or_repair(path: Path, now: datetime) -> Opened:
    is_missing = not path.exists()
    backups = find_backups(path)
    if is_missing:
        make_file(path)
    try:
        if backups and not is_missing and not path.stat().st_size:
            raise DamagedError
        opened = _open(path, now)
    except DamagedError:
        return _restore(path, now)
    if is_missing and backups:
        return Opened(opened.store, (*opened.notices, backup_found(path, backups[0].path)))
    return opened


def _restore(path: Path, now: datetime) -> Opened:
    """Move the damaged store aside and open the newest backup that is sound, or else an empty store."""
    # Copied first: when the disk is full, the damaged store stays where the next opening finds it.
    fresh = beside(path, ".restored")
    backup = _copy_sound_backup(path, fresh)
    aside = move_aside(path, now)
    if backup is None:
        make_file(path)
        notice = begun_afresh(aside)
    else:
        fresh.rename(path)
        notice = restored(aside, backup)
    opened = _open(path, now)
    return Opened(opened.store, (notice, *opened.notices))


def _copy_sound_backup(path: Path, target: Path) -> Path | None:
    """Copy the newest backup that is sound to `target` and return where it is, or None when there is none."""
    for backup in find_backups(path):
        try:
            with reaching(), closing(connect(backup.path)) as connection:
                check_sound(connection)
                copy_store(connection, target)
        except DamagedError:
            continue
        return backup.path
    return None


def _open(path: Path, now: datetime) -> Opened:
    """Return the store at `path`, brought up to date. Raises DamagedError and UnreachableError."""
    is_doubtful = is_suspect(path)
    with reaching(), ExitStack() as undo:
        connection = undo.enter_context(closing(connect(path)))
        refuse_others(connection, path)
        make_private(path)
        make_durable(connection)
        if is_doubtful:
            check_sound(connection)
            clear_suspect(path)
        notices = _upgrade(connection, path, now)
        if is_unclean(connection):
            notices += clean_up(connection, path)
        undo.pop_all()
        return Opened(SqliteStore(connection, path), notices)


def _upgrade(connection: sqlite3.Connection, path: Path, now: datetime) -> tuple[Notice, ...]:
    """Run the migrations that are missing, all or none, after a backup.

    On a file that may not be written this fails even when none is missing, so that it is known at once.
    """
    notices: tuple[Notice, ...] = ()
    with transaction(connection):
        version = schema_version(connection)
        pending = MIGRATIONS[version:]
        if version and pending:
            notices = (upgraded(_copy_old(path, version, now)),)
        for number, migration in enumerate(pending, version + 1):
            migration(connection)
            connection.execute(f"PRAGMA user_version = {number}")
        # Writes nothing, and is refused where nothing may be written; BEGIN IMMEDIATE alone is not.
        connection.execute("UPDATE sessions SET version = version WHERE 0")
    return notices


def _copy_old(path: Path, version: int, now: datetime) -> Path:
    """Copy the store as it was before the transaction that is open, and return where the copy is."""
    copy = free_name(beside(path, f".version-{version}-{stamp(now)}"))
    # SQLite does not copy over the connection that holds the transaction.
    with closing(connect(path)) as reader:
        check_sound(reader)
        copy_store(reader, copy)
    return copy
