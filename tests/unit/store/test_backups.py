"""Rolling backups."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from roleplay.store import NoticeKind, Store, open_store
from roleplay.store.backups import KEPT, SESSIONS_BETWEEN, find_backups

Play = Callable[[Store, str], None]


def play_and_close(path: Path, now: datetime, play: Play, *ids: str) -> None:
    store, notices = open_store(path, now)
    assert notices == ()
    for session_id in ids:
        play(store, session_id)
    assert store.close(now) == ()


def sessions_in(path: Path) -> int:
    with sqlite3.connect(path) as connection:
        count: int = connection.execute("SELECT count(*) FROM sessions").fetchone()[0]
    connection.close()
    return count


def test_the_last_days_are_kept(path: Path, now: datetime, play: Play) -> None:
    """One backup for each day on which something was kept, and only the newest three of them."""
    for day in range(5):
        play_and_close(path, now + timedelta(days=day), play, f"day{day}")
    backups = find_backups(path)
    assert [backup.day for backup in backups] == ["20261128", "20261127", "20261126"]
    assert len(backups) == KEPT
    assert [sessions_in(backup.path) for backup in backups] == [5, 4, 3]


def test_the_order_of_backups_is_not_the_clocks(path: Path, now: datetime, play: Play) -> None:
    """A clock that was set back does not make the newest backup the first to go."""
    for number, day in enumerate((20, 10, 3, 1)):
        play_and_close(path, now.replace(day=day), play, f"play{number}")
    assert [backup.day for backup in find_backups(path)] == ["20261101", "20261103", "20261110"]


def test_one_day_is_backed_up_again_after_many_sessions(path: Path, now: datetime, play: Play) -> None:
    """On a busy day the backup of that day is renewed every few sessions, and takes no other day's place."""
    play_and_close(path, now, play, "first")
    ids = [f"play{number}" for number in range(SESSIONS_BETWEEN)]
    for session_id in ids[:-1]:
        play_and_close(path, now, play, session_id)
        assert [sessions_in(backup.path) for backup in find_backups(path)] == [1]
    play_and_close(path, now, play, ids[-1])
    assert [sessions_in(backup.path) for backup in find_backups(path)] == [1 + SESSIONS_BETWEEN]


def test_looking_makes_no_backup(path: Path, now: datetime, play: Play) -> None:
    """A program that kept nothing leaves the backups as they are."""
    play_and_close(path, now, play, "first")
    before = find_backups(path)
    play_and_close(path, now + timedelta(days=1), play)
    assert find_backups(path) == before


def test_a_backup_that_cannot_be_read_is_replaced(path: Path, now: datetime, play: Play) -> None:
    """A broken backup of today does not keep a good one from being made."""
    play_and_close(path, now, play, "first")
    find_backups(path)[0].path.write_bytes(b"garbage" * 999)
    play_and_close(path, now, play, "second")
    assert [sessions_in(backup.path) for backup in find_backups(path)] == [2]


def test_a_backup_is_one_file(path: Path, now: datetime, play: Play) -> None:
    """A backup can be copied by hand: nothing lies beside it, a stick can hold it, it opens as a store."""
    play_and_close(path, now, play, "first")
    assert len(list(path.parent.iterdir())) == 2
    on_a_stick = f"file:{find_backups(path)[0].path}?mode=ro&vfs=unix-dotfile"
    with closing(sqlite3.connect(on_a_stick, uri=True)) as connection:
        assert connection.execute("SELECT id FROM sessions").fetchall() == [("first",)]
    copy = path.with_name("copy.db")
    copy.write_bytes(find_backups(path)[0].path.read_bytes())
    store, notices = open_store(copy, now)
    assert notices == ()
    assert [record.id for record in store.sessions()] == ["first"]
    store.close(now)


def test_files_of_others_are_no_backups(path: Path, now: datetime, play: Play) -> None:
    """Only names that the program gives are counted, so that nothing else is ever deleted."""
    path.parent.mkdir()
    names = ["sessions.db.backup", "sessions.db.backup-1-20261124", "sessions.dbx.backup-0009-20261124"]
    for name in names:
        (path.parent / name).write_text("precious")
    for day in range(5):
        play_and_close(path, now + timedelta(days=day), play, f"day{day}")
    assert all((path.parent / name).read_text() == "precious" for name in names)


def full() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return error


@pytest.mark.parametrize("error", [OSError(28, "the disk is full"), full()])
def test_a_backup_that_fails_is_told(
    path: Path, now: datetime, play: Play, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """The store is closed in order all the same, and the reason is told."""
    store = open_store(path, now).store
    play(store, "first")

    def fail(*_arguments: object) -> None:
        raise error

    with monkeypatch.context() as full_disk:
        full_disk.setattr("roleplay.store.backups.copy_store", fail)
        (notice,) = store.close(now)
    assert notice.kind is NoticeKind.BACKUP_FAILED
    assert "the disk is full" in notice.message
    assert [file.name for file in path.parent.iterdir()] == [path.name]
