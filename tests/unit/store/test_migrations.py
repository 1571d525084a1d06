"""Stores of every version, brought up to today's."""

import re
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event
from roleplay.domain.group import GroupEvent
from roleplay.errors import StoreError
from roleplay.store import Notice, NoticeKind, SqliteStore, open_store
from roleplay.store.migrations import MIGRATIONS, schema_version

STORES = Path(__file__).parents[2] / "data" / "stores"
MORNING = "2026-11-26T08:00:00+07:00"
VERSIONS = sorted(int(file.stem.removeprefix("version-")) for file in STORES.glob("version-*.sql"))
MakeStore = Callable[[int], Path]


def add_a_note(connection: sqlite3.Connection) -> None:
    """Stands for the next migration."""
    connection.execute("ALTER TABLE sessions ADD COLUMN note TEXT NOT NULL DEFAULT 'none'")


def fail(connection: sqlite3.Connection) -> None:
    """Stands for a migration that cannot be done."""
    connection.execute("DROP TABLE events")
    connection.execute("INSERT INTO nowhere VALUES (1)")


def open_notices(path: Path, now: datetime) -> tuple[Notice, ...]:
    store, notices = open_store(path, now)
    store.close(now)
    return notices


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> int:
    """The program of tomorrow, with one migration more."""
    monkeypatch.setattr("roleplay.store.opening.MIGRATIONS", (*MIGRATIONS, add_a_note))
    monkeypatch.setattr("roleplay.store.migrations.MIGRATIONS", (*MIGRATIONS, add_a_note))
    return len(MIGRATIONS) + 1


def test_a_store_of_every_version_is_kept_as_test_data() -> None:
    """Whoever adds a migration adds the store it starts from."""
    assert list(range(1, len(MIGRATIONS) + 1)) == VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
def test_old_stores_are_read_as_they_were_written(
    old_store: MakeStore,
    now: datetime,
    version: int,
    encounter: Encounter,
    events: tuple[Event, ...],
) -> None:
    """Sessions of every version are there with all events and their content, and can be gone on with."""
    store = open_store(old_store(version), now).store
    assert [record.id for record in store.sessions()] == ["8h3v5w6x", "4f7g2k9m"]
    assert store.read("4f7g2k9m") == events
    assert store.record("4f7g2k9m").outcome == "resolved"
    assert store.encounter(store.record("8h3v5w6x").encounter) == encounter
    assert store.append("8h3v5w6x", 7, events[7:], "2026-11-26T09:00:00+07:00") == len(events)
    store.close(now)


@pytest.mark.parametrize("version", VERSIONS[1:])
def test_old_groups_are_read_as_they_were_written(
    old_store: MakeStore, now: datetime, version: int, group_events: tuple[GroupEvent, ...]
) -> None:
    """Groups of every version that knew them are there with all events, and can be gone on with."""
    store = open_store(old_store(version), now).store
    assert [(record.id, record.is_closed) for record in store.groups()] == [("7k2m9p4q", True)]
    assert store.read_group("7k2m9p4q") == group_events
    assert store.append_to_group("7k2m9p4q", len(group_events), group_events[:1], MORNING)
    store.close(now)


@pytest.mark.parametrize("version", VERSIONS)
def test_old_stores_come_to_the_tables_of_today(
    old_store: MakeStore, tmp_path: Path, now: datetime, version: int
) -> None:
    """A migrated store has the same tables and triggers as one that was made today."""

    def layout(path: Path) -> list[tuple[str, str]]:
        open_store(path, now).store.close(now)
        connection = sqlite3.connect(path)
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
        found = [(name, re.sub(r"\s+", " ", sql)) for name, sql in rows]
        connection.close()
        return found

    assert layout(old_store(version)) == layout(tmp_path / "new.db")


def test_the_next_migration_runs_after_a_copy(
    old_store: MakeStore, now: datetime, next_version: int, events: tuple[Event, ...]
) -> None:
    """A migration changes the tables once, keeps every session, and leaves a copy of how it was."""
    path = old_store(len(MIGRATIONS))
    store, notices = open_store(path, now)
    assert isinstance(store, SqliteStore)
    assert schema_version(store._connection) == next_version
    assert store._connection.execute("SELECT note FROM sessions").fetchall() == [("none",), ("none",)]
    assert store.read("4f7g2k9m") == events
    (notice,) = notices
    assert notice.kind is NoticeKind.UPGRADED
    assert not notice.is_loud
    copy = sqlite3.connect(notice.path)
    assert schema_version(copy) == next_version - 1
    assert copy.execute("SELECT count(*) FROM events").fetchone() == (19,)
    copy.close()
    store.close(now)
    assert open_notices(path, now) == ()


def test_copies_are_never_overwritten(old_store: MakeStore, now: datetime, next_version: int) -> None:
    """Two upgrades in one second keep two copies."""
    path = old_store(len(MIGRATIONS))
    first = open_notices(path, now)
    path.unlink()
    path.parent.rename(path.parent.with_name("first"))
    second = open_notices(old_store(len(MIGRATIONS)), now)
    assert first[0].path.name == second[0].path.name
    copy = path.parent / second[0].path.name
    before = copy.read_bytes()
    path.write_bytes(before)
    third = open_notices(path, now)
    assert third[0].path != copy
    assert copy.read_bytes() == before


def test_a_new_store_is_not_copied(path: Path, now: datetime, next_version: int) -> None:
    """The first start is no upgrade."""
    assert open_notices(path, now) == ()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_migration_that_fails_changes_nothing(
    old_store: MakeStore, now: datetime, events: tuple[Event, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store that cannot be migrated stays as it was, is not taken for damaged, and play goes on."""
    path = old_store(len(MIGRATIONS))
    with monkeypatch.context() as tomorrow:
        tomorrow.setattr("roleplay.store.opening.MIGRATIONS", (*MIGRATIONS, add_a_note, fail))
        assert [notice.kind for notice in open_notices(path, now)] == [NoticeKind.NOT_KEPT]
    store, notices = open_store(path, now)
    assert notices == ()
    assert store.read("4f7g2k9m") == events
    store.close(now)


def test_yesterdays_program_refuses_the_store_of_today(
    old_store: MakeStore, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an upgrade the older program says that a newer one is needed, and the copy still serves it."""
    path = old_store(len(MIGRATIONS))
    with monkeypatch.context() as tomorrow:
        tomorrow.setattr("roleplay.store.opening.MIGRATIONS", (*MIGRATIONS, add_a_note))
        (notice,) = open_notices(path, now)
    with pytest.raises(StoreError, match=f"version {len(MIGRATIONS) + 1}"):
        open_store(path, now)
    store = open_store(notice.path, now).store
    assert len(store.sessions()) == 2
    store.close(now)
