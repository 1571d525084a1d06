"""What the store on disk promises beyond the contract of every store."""

import sqlite3
import stat
import threading
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Entered, Event
from roleplay.store import (
    ConflictError,
    DamagedEntry,
    DamagedError,
    NotKeptError,
    SqliteStore,
    Store,
    UnreachableError,
    open_store,
)
from roleplay.store import changes as changes_module
from roleplay.store import connection as connection_module
from roleplay.store import sqlite as sqlite_module
from roleplay.store.codec import Codec
from roleplay.store.migrations import MIGRATIONS

Play = Callable[[Store, str], None]
MORNING = "2026-11-24T08:00:00+07:00"


def test_sessions_are_there_after_closing(
    path: Path, play: Play, events: tuple[Event, ...], encounter: Encounter, now: datetime
) -> None:
    """What was kept is there for the next program, with the content it was played with."""
    first = open_store(path, now).store
    play(first, "abcd")
    before = first.record("abcd")
    first.close(now)
    second, notices = open_store(path, now)
    assert notices == ()
    assert second.read("abcd") == events
    assert second.record("abcd") == before
    assert second.encounter(before.encounter) == encounter
    second.close(now)


def test_commits_are_durable(store: SqliteStore) -> None:
    """Commits go to a write-ahead log and are synced to the disk in full."""
    connection = store._connection
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)


@pytest.mark.parametrize("table", ["events", "encounters"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET format = 9"])
def test_nothing_kept_is_ever_changed(
    store: SqliteStore, table: str, change: str, play: Play, events: tuple[Event, ...]
) -> None:
    """The database itself refuses to change or delete an event or an encounter."""
    play(store, "abcd")
    with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
        store._connection.execute(change.format(table))
    assert store.read("abcd") == events


def test_the_store_is_private(path: Path, play: Play, now: datetime) -> None:
    """Folder, store and everything beside it can be read by their owner alone."""
    store = open_store(path, now).store
    play(store, "abcd")
    during = list(path.parent.iterdir())
    store.close(now)
    files = {*during, *path.parent.iterdir()}
    assert len(files) == 4, "the store, its log, its shared memory and its backup"
    for file in (file for file in files if file.exists()):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_store_that_was_open_to_others_is_closed_to_them(kept: Path, now: datetime) -> None:
    """Access that others had is taken away; a folder that was there is not ours to change."""
    kept.chmod(0o644)
    kept.parent.chmod(0o755)
    open_store(kept, now).store.close(now)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o755


def test_two_programs_on_one_session(
    path: Path, play: Play, events: tuple[Event, ...], now: datetime
) -> None:
    """The second to write is told, loses nothing and sees what the first wrote."""
    first, second = open_store(path, now).store, open_store(path, now).store
    play(first, "abcd")
    version = second.record("abcd").version
    first.append("abcd", version, [Entered(2, "first")], MORNING)
    with pytest.raises(ConflictError, match="abcd"):
        second.append("abcd", version, [Entered(2, "second")], MORNING)
    assert second.read("abcd") == (*events, Entered(2, "first"))
    assert second.append("abcd", version + 1, [Entered(3, "second")], MORNING) == version + 2
    first.close(now)
    second.close(now)


def test_a_busy_store_is_waited_for_and_then_told(
    path: Path, monkeypatch: pytest.MonkeyPatch, play: Play, events: tuple[Event, ...], now: datetime
) -> None:
    """While another program writes, reading goes on; writing waits its time and then says why it gave up."""
    monkeypatch.setattr(connection_module, "BUSY_SECONDS", 0.05)
    store = open_store(path, now).store
    play(store, "abcd")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert store.read("abcd") == events
    with pytest.raises(NotKeptError, match="another program"):
        store.append("abcd", len(events), [Entered(2, "a")], MORNING)
    other.execute("ROLLBACK")
    assert store.append("abcd", len(events), [Entered(2, "a")], MORNING) == len(events) + 1
    other.close()
    store.close(now)


def test_a_store_that_another_program_makes_is_waited_for(
    old_store: Callable[[int], Path], now: datetime
) -> None:
    """A program that starts while another still makes the store waits for it instead of giving up."""
    path = old_store(len(MIGRATIONS))
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    done = threading.Timer(0.2, other.execute, ["COMMIT"])
    done.start()
    store, notices = open_store(path, now)
    assert notices == ()
    assert len(store.sessions()) == 2
    done.join()
    other.close()
    store.close(now)


def test_without_shared_memory_the_old_journal_serves(
    path: Path, monkeypatch: pytest.MonkeyPatch, play: Play, events: tuple[Event, ...], now: datetime
) -> None:
    """On a file system on which WAL cannot be had, sessions are kept all the same."""
    real = sqlite3.connect

    def connect_without_shared_memory(name: Path, **options: Any) -> sqlite3.Connection:
        return real(f"file:{name}?vfs=unix-dotfile", uri=True, **options)  # type: ignore[no-any-return]

    monkeypatch.setattr(sqlite3, "connect", connect_without_shared_memory)
    store, notices = open_store(path, now)
    assert notices == ()
    assert isinstance(store, SqliteStore)
    play(store, "abcd")
    assert store._connection.execute("PRAGMA journal_mode").fetchone() == ("truncate",)
    store.close(now)
    again = open_store(path, now).store
    assert again.read("abcd") == events
    again.close(now)


def test_old_events_are_upcast_as_they_are_read(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch, play: Play, events: tuple[Event, ...]
) -> None:
    """Events that were written before a format changed come back as events of today, new ones beside them."""
    play(store, "abcd")

    def mark_places(plain: dict[str, Any]) -> dict[str, Any]:
        return plain | {"node": "at " + plain["node"]} if "node" in plain else plain

    later: Codec[Event] = Codec(Event, msgspec.json, (mark_places,))
    for module in (sqlite_module, changes_module):
        monkeypatch.setattr(module, "EVENTS", later)
    store.append("abcd", len(events), [Entered(2, "new")], MORNING)
    entered = [event.node for event in store.read("abcd") if isinstance(event, Entered)]
    assert entered == ["at tutup", "new"]


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM events WHERE number = 3",
        "UPDATE events SET data = '{' WHERE number = 3",
        "UPDATE events SET format = 'x' WHERE number = 3",
        "UPDATE events SET number = 99 WHERE number = 3",
        "UPDATE events SET data = CAST(x'7b22ff' AS TEXT) WHERE number = 3",
        "UPDATE encounters SET data = x'c1'",
        "UPDATE encounters SET format = 'x'",
        "UPDATE sessions SET mode = 'neither'",
        "UPDATE sessions SET persona = CAST(x'ff' AS TEXT)",
        "UPDATE sessions SET version = 'x'",
        "UPDATE sessions SET seed = x'00'",
    ],
)
def test_rows_that_are_not_as_written_are_damage(store: SqliteStore, harm: str, play: Play) -> None:
    """Whatever is wrong in a row is told as damage, never read as if it were right."""
    play(store, "abcd")
    for trigger in store._connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        store._connection.execute(f"DROP TRIGGER {trigger[0]}")
    store._connection.execute(harm)
    with pytest.raises(DamagedError):
        store.encounter(store.record("abcd").encounter)
        store.read("abcd")


@pytest.mark.parametrize(
    ("harm", "scenario"),
    [
        ("UPDATE sessions SET mode = 'neither' WHERE id = 'efgh'", "jkp-empat-bulan"),
        ("UPDATE sessions SET persona = CAST(x'ff' AS TEXT) WHERE id = 'efgh'", "jkp-empat-bulan"),
        ("UPDATE sessions SET version = 'x' WHERE id = 'efgh'", "jkp-empat-bulan"),
        ("UPDATE sessions SET scenario = CAST(x'1bff' AS TEXT) WHERE id = 'efgh'", "\ufffd"),
        ("UPDATE sessions SET scenario = x'' WHERE id = 'efgh'", "?"),
    ],
)
def test_a_damaged_entry_costs_no_other(store: SqliteStore, harm: str, scenario: str, play: Play) -> None:
    """What is damaged in the list stands apart, as far as it can be made out, and the rest is there."""
    for name in ("abcd", "efgh", "ijkl"):
        play(store, name)
    assert store.listing() == (store.sessions(), ())
    store._connection.execute(harm)
    with pytest.raises(DamagedError):
        store.sessions()
    records, damaged = store.listing()

    assert [record.id for record in records] == ["ijkl", "abcd"]
    assert damaged == (DamagedEntry("efgh", scenario),)


def test_a_store_without_its_tables_is_told(store: SqliteStore) -> None:
    """A table that is missing is the user's trouble in words, not a traceback."""
    store._connection.execute("ALTER TABLE sessions RENAME TO sessions_of_old")
    with pytest.raises(UnreachableError, match="no such table"):
        store.listing()
    with pytest.raises(UnreachableError, match="no such table"):
        store.sessions()


def test_our_own_misuse_shows(path: Path, now: datetime) -> None:
    """Using a closed store is a bug and is not dressed up as the user's trouble."""
    store = open_store(path, now).store
    store.close(now)
    with pytest.raises(sqlite3.ProgrammingError):
        store.sessions()


def test_opening_a_healthy_store_is_quick(kept: Path, now: datetime) -> None:
    """A store that was closed in order opens in less than 5 ms of processor time."""
    spent = []
    for _attempt in range(10):
        begun = time.process_time()
        store = open_store(kept, now).store
        spent.append(time.process_time() - begun)
        store.close(now)
    assert min(spent) < 0.005
