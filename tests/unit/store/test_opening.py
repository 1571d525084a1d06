"""Opening a store where the disk will not serve: play goes on, and the user is told once and loudly."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from roleplay.domain.events import Event
from roleplay.errors import ExitCode
from roleplay.store import (
    ForeignError,
    MemoryStore,
    NewerError,
    NoticeKind,
    Opened,
    SqliteStore,
    Store,
    open_store,
)

Play = Callable[[Store, str], None]


def assert_plays_in_memory(opened: Opened, path: Path, play: Play, events: tuple[Event, ...]) -> None:
    assert isinstance(opened.store, MemoryStore)
    (notice,) = opened.notices
    assert notice.kind is NoticeKind.NOT_KEPT
    assert notice.is_loud
    assert str(path) in notice.message
    play(opened.store, "abcd")
    assert opened.store.read("abcd") == events


def test_the_folders_are_made(tmp_path: Path, now: datetime) -> None:
    """The first start needs nobody to make a folder."""
    path = tmp_path / "not" / "yet" / "there" / "sessions.db"
    store, notices = open_store(path, now)
    assert isinstance(store, SqliteStore)
    assert notices == ()
    assert path.exists()
    store.close(now)


def test_a_folder_in_place_of_the_store(
    path: Path, now: datetime, play: Play, events: tuple[Event, ...]
) -> None:
    """A folder that has the name of the store is left alone."""
    path.mkdir(parents=True)
    (path / "precious").touch()
    assert_plays_in_memory(open_store(path, now), path, play, events)
    assert [file.name for file in path.iterdir()] == ["precious"]


def test_a_file_in_place_of_the_folder(
    path: Path, now: datetime, play: Play, events: tuple[Event, ...]
) -> None:
    """A file where a folder should be is left alone, as on a home that cannot be used."""
    path.parent.write_text("precious")
    assert_plays_in_memory(open_store(path, now), path, play, events)
    assert_plays_in_memory(open_store(path / "deeper" / "s.db", now), path, play, events)
    assert path.parent.read_text() == "precious"


def test_a_name_that_is_too_long(
    tmp_path: Path, now: datetime, play: Play, events: tuple[Event, ...]
) -> None:
    """A path that the file system will not have is told like any other."""
    path = tmp_path / ("x" * 300)
    assert_plays_in_memory(open_store(path, now), path, play, events)


def test_a_file_system_that_takes_nothing(now: datetime, play: Play, events: tuple[Event, ...]) -> None:
    """Where not even the administrator may write, play goes on."""
    path = Path("/proc/roleplay/sessions.db")
    assert_plays_in_memory(open_store(path, now), path, play, events)


@pytest.mark.parametrize("is_old", [False, True])
def test_a_store_that_may_not_be_written(
    kept: Path,
    now: datetime,
    play: Play,
    events: tuple[Event, ...],
    monkeypatch: pytest.MonkeyPatch,
    is_old: bool,
) -> None:
    """A read-only store is found out as it is opened, not after the first reply."""
    real = sqlite3.connect
    before = kept.read_bytes()

    def connect_read_only(name: Path, **options: object) -> sqlite3.Connection:
        return real(f"file:{name}?mode=ro", uri=True, **options)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(sqlite3, "connect", connect_read_only)
    if is_old:
        monkeypatch.setattr("roleplay.store.opening.MIGRATIONS", (lambda connection: None,) * 2)
    opened = open_store(kept, now)
    assert "may not be written" in opened.notices[0].message
    assert_plays_in_memory(opened, kept, play, events)
    assert kept.read_bytes() == before


def test_a_link_is_followed(tmp_path: Path, kept: Path, now: datetime, events: tuple[Event, ...]) -> None:
    """A store that a person put on another disk and linked stays there."""
    link = tmp_path / "link.db"
    link.symlink_to(kept)
    store = open_store(link, now).store
    assert store.read("kept0") == events
    store.close(now)
    assert link.is_symlink()


def test_a_damaged_store_behind_a_link_is_moved_where_it_lies(
    tmp_path: Path, kept: Path, now: datetime
) -> None:
    """The file is moved aside, not the link to it."""
    link = tmp_path / "link.db"
    link.symlink_to(kept)
    kept.write_bytes(b"garbage" * 999)
    store, (notice,) = open_store(link, now)
    store.close(now)
    assert link.is_symlink()
    assert notice.path.parent == kept.parent
    assert notice.path.read_bytes() == b"garbage" * 999


def test_a_newer_store_is_left_untouched(kept: Path, now: datetime) -> None:
    """A store of a later program is refused with its version and what to do, and not a byte of it changes."""
    with sqlite3.connect(kept) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = kept.read_bytes()
    with pytest.raises(NewerError, match="version 99") as caught:
        open_store(kept, now)
    assert "newer version" in caught.value.hint
    assert caught.value.code is ExitCode.STORE
    assert kept.read_bytes() == before
    assert [file.name for file in kept.parent.iterdir()] == [kept.name]


@pytest.mark.parametrize(
    "mark", ["PRAGMA user_version = 1", "PRAGMA application_id = 7", "CREATE TABLE t (x)"]
)
def test_a_database_of_another_program_is_left_untouched(path: Path, now: datetime, mark: str) -> None:
    """A file that another program keeps its data in is refused, and not a byte of it changes."""
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute(mark)
    connection.close()
    path.chmod(0o644)
    before = path.read_bytes(), path.stat().st_mode
    with pytest.raises(ForeignError, match="another program"):
        open_store(path, now)
    assert (path.read_bytes(), path.stat().st_mode) == before
