"""Takes what was erased out of the files of a store: its free pages, its log, and the copies beside it.

The ids in `erasing` are those whose traces may still be there; they go once the files are clean.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from roleplay.i18n import _
from roleplay.store.backups import copy_store
from roleplay.store.connection import reaching, transaction
from roleplay.store.errors import DamagedError, UnreachableError
from roleplay.store.files import SIDES, beside, free_name, mark_suspect
from roleplay.store.migrations import APPLICATION_ID
from roleplay.store.notice import Notice, copy_left, traces_left

_COPY: Final = r"\.(?:backup-\d{4,}-\d{8}|(?:version-\d+|damaged)-\d{8}T\d{6}Z(?:-\d+)*|restored)"
"""What follows the name of the store in the name of a copy that the program made."""

_PART: Final = r"\..*\.part-\d+"
"""Likewise of a copy that was not finished."""

_HEAD: Final = b"SQLite format 3\0"
_MARK_AT: Final = 68
"""Where SQLite keeps the application id in its file."""

_GONE_SESSIONS: Final = "SELECT id FROM store.erasures WHERE id NOT IN (SELECT id FROM store.sessions)"
_GONE_GROUPS: Final = "SELECT id FROM store.erasures WHERE id NOT IN (SELECT id FROM store.groups)"
_BLANKED_GROUPS: Final = "SELECT id FROM store.erasures WHERE id IN (SELECT id FROM store.groups)"

_HOLDS_SESSIONS: Final = f"EXISTS (SELECT 1 FROM main.events WHERE session IN ({_GONE_SESSIONS}))"
_HOLDS_GROUPS: Final = f"""
    EXISTS (SELECT 1 FROM main.group_events WHERE group_id IN ({_GONE_GROUPS}))
    OR EXISTS (
        SELECT 1 FROM main.group_events AS old WHERE group_id IN ({_BLANKED_GROUPS}) AND NOT EXISTS (
            SELECT 1 FROM store.group_events AS now
            WHERE now.group_id = old.group_id AND now.number = old.number AND now.data = old.data))
"""

_TAKE_SESSIONS_OUT: Final = (
    f"DELETE FROM main.events WHERE session IN ({_GONE_SESSIONS})",
    f"DELETE FROM main.sessions WHERE id IN ({_GONE_SESSIONS})",
)
_TAKE_GROUPS_OUT: Final = (
    f"DELETE FROM main.group_events WHERE group_id IN ({_GONE_GROUPS})",
    f"DELETE FROM main.groups WHERE id IN ({_GONE_GROUPS})",
    f"""UPDATE main.group_events AS old SET (format, data) = (
            SELECT now.format, now.data FROM store.group_events AS now
            WHERE now.group_id = old.group_id AND now.number = old.number)
        WHERE group_id IN ({_BLANKED_GROUPS})
        AND (group_id, number) IN (SELECT group_id, number FROM store.group_events)""",
    "DELETE FROM main.erasures",
    "INSERT INTO main.erasures (sequence, id, at) SELECT sequence, id, at FROM store.erasures",
    "DELETE FROM main.erasing",
)


def clean_up(connection: sqlite3.Connection, path: Path) -> tuple[Notice, ...]:
    """Clean the files of the store at `path`, and return what the user should know: what is not clean.

    Rewrites the store once and each copy that holds what was erased, without it. What fails on a full disk
    or on a store that is in use is tried again at the next opening.
    """
    try:
        with reaching():
            return tuple(map(copy_left, _clean(connection, path)))
    except UnreachableError as error:
        if isinstance(error, DamagedError):
            mark_suspect(path)
        return (traces_left(path, error.reason),)
    except OSError as error:
        return (traces_left(path, error.strerror or str(error)),)


def find_copies(path: Path) -> tuple[Path, ...]:
    """Return the copies of the store at `path` that the program made beside it, by name."""
    name = re.compile(re.escape(path.name) + _COPY)
    return tuple(sorted(file for file in path.parent.iterdir() if name.fullmatch(file.name)))


def find_foreign_copies(path: Path) -> tuple[Path, ...]:
    """Return the stores in the folder of the one at `path` that people put there, by name."""
    ours = {path, *find_copies(path)}
    return tuple(sorted(file for file in path.parent.iterdir() if file not in ours and _is_store(file)))


def _clean(connection: sqlite3.Connection, path: Path) -> list[Path]:
    """Return the copies that cannot be cleaned. Raises UnreachableError, OSError and SQLite's errors."""
    last = connection.execute("SELECT max(sequence) FROM erasures").fetchone()[0]
    # To write zeros over what is deleted is not enough: where SQLite moves rows, it leaves bits of them.
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("VACUUM")
    if connection.execute("PRAGMA wal_checkpoint (TRUNCATE)").fetchone()[0]:
        raise UnreachableError(_("another program is using it"))
    # Before the copies: what another program began to copy earlier may hold what was erased, and now fails.
    for part in _parts(path):
        part.unlink(missing_ok=True)
    left = [copy for copy in find_copies(path) if not _clean_copy(connection, path, copy)]
    left += [copy for copy in find_foreign_copies(path) if _may_hold(connection, path, copy)]
    with transaction(connection):
        connection.execute(
            "DELETE FROM erasing WHERE id NOT IN (SELECT id FROM erasures WHERE sequence > ?)", (last,)
        )
    return left


def _parts(path: Path) -> list[Path]:
    name = re.compile(re.escape(path.name) + _PART)
    return [file for file in path.parent.iterdir() if name.fullmatch(file.name)]


def _is_store(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            head = opened.read(_MARK_AT + 4)
    except OSError:
        # A folder, or what is not ours to read.
        return False
    return head.startswith(_HEAD) and head[_MARK_AT:] == APPLICATION_ID.to_bytes(4, "big")


def _clean_copy(connection: sqlite3.Connection, path: Path, copy: Path) -> bool:
    """Write a copy anew, without what was erased, and return False where it cannot be done.

    That happens in memory, so that there is never a new file with what was erased.
    """
    try:
        with _looking_into_copy(), closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
            with _beside_store(copy, path) as old:
                if not _holds(old):
                    return True
                old.backup(memory)
            is_clean = _take_out(memory, path)
            _replace(memory, copy)
            return is_clean
    except DamagedError:
        return not _mentions(connection, copy)


def _may_hold(connection: sqlite3.Connection, path: Path, copy: Path) -> bool:
    try:
        with _looking_into_copy(), _beside_store(copy, path) as opened:
            return _holds(opened)
    except DamagedError:
        return _mentions(connection, copy)


@contextmanager
def _looking_into_copy() -> Iterator[None]:
    """Turn what SQLite reports to an UnreachableError as `reaching` does; strange tables are damage here."""
    with reaching():
        try:
            yield
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
            if code in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT):
                raise DamagedError from error
            raise


@contextmanager
def _beside_store(copy: Path, path: Path) -> Iterator[sqlite3.Connection]:
    """Open a copy, which stays as it is, with the store at `path` as `store` beside it."""
    # Without a log of its own nothing is at work on it, and SQLite need make no files beside it.
    how = "mode=ro" if beside(copy, "-wal").exists() else "immutable=1"
    uri = f"{copy.as_uri()}?{how}"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS store", (str(path),))
        yield connection


def _holds(copy: sqlite3.Connection) -> bool:
    """Tell whether anything that was erased from `store` stands in a copy, of whichever version.

    Raises DamagedError when it has not the tables of a store.
    """
    tables = _tables(copy)
    if "events" not in tables:
        raise DamagedError
    wanted = f"{_HOLDS_SESSIONS} OR {_HOLDS_GROUPS}" if "group_events" in tables else _HOLDS_SESSIONS
    return bool(copy.execute(f"SELECT {wanted}").fetchone()[0])


def _tables(copy: sqlite3.Connection) -> set[str]:
    return {name for (name,) in copy.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")}


def _take_out(memory: sqlite3.Connection, path: Path) -> bool:
    """Take out of a copy what was erased from the store at `path`; False where something may be left.

    That is a group which went on in the copy beyond what the store knows of it.
    """
    memory.execute("PRAGMA secure_delete = ON")
    memory.execute("ATTACH ? AS store", (str(path),))
    triggers = memory.execute("SELECT name, sql FROM main.sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _sql in triggers:
        memory.execute(f"DROP TRIGGER main.{name}")
    for statement in (*_TAKE_SESSIONS_OUT, *(_TAKE_GROUPS_OUT if "group_events" in _tables(memory) else ())):
        memory.execute(statement)
    for _name, sql in triggers:
        memory.execute(sql)
    is_clean = not _holds(memory)
    memory.execute("DETACH store")
    memory.execute("VACUUM")
    return is_clean


def _replace(memory: sqlite3.Connection, copy: Path) -> None:
    """Write the copy in memory over `copy`, or beside it where that has a log of its own, which goes too."""
    sides = [side for side in (beside(copy, ending) for ending in SIDES) if side.exists()]
    copy_store(memory, free_name(copy) if sides else copy)
    for file in (*sides, copy) if sides else ():
        file.unlink()


def _mentions(connection: sqlite3.Connection, copy: Path) -> bool:
    """Tell whether the id of anything that was erased stands in a file that cannot be read."""
    files = [file for file in (copy, *(beside(copy, ending) for ending in SIDES)) if file.exists()]
    written = [file.read_bytes() for file in files]
    ids = connection.execute("SELECT DISTINCT id FROM erasures").fetchall()
    return any(found.encode() in data for (found,) in ids for data in written)
