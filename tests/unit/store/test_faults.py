"""A disk that fails at every single step: what is kept is as before or as after, never in between."""

import sqlite3
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event
from roleplay.store import (
    MemoryStore,
    NotKeptError,
    RescuedStore,
    SessionRecord,
    SqliteStore,
    Store,
    open_store,
)
from roleplay.store.migrations import MIGRATIONS

Play = Callable[[Store, str], None]
NewRecord = Callable[[str], SessionRecord]
MORNING = "2026-11-24T08:00:00+07:00"
CODES = [sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CORRUPT]


def failure(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("injected")
    error.sqlite_errorcode = code
    return error


class Fault:
    """When the disk fails: at the step numbered `at`, before the step is done or right after."""

    at = 0
    is_after = False
    code = sqlite3.SQLITE_FULL
    steps = 0

    @classmethod
    def plan(cls, at: int, is_after: bool = False, code: int = sqlite3.SQLITE_FULL) -> None:
        cls.at, cls.is_after, cls.code, cls.steps = at, is_after, code, 0

    @classmethod
    def step(cls, action: Callable[..., Any], *arguments: Any) -> Any:
        cls.steps += 1
        is_now = cls.steps == cls.at
        if is_now and not cls.is_after:
            raise failure(cls.code)
        result = action(*arguments)
        if is_now:
            raise failure(cls.code)
        return result


class FailingConnection(sqlite3.Connection):
    """A connection of which every statement is a step that can fail."""

    def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
        cursor: sqlite3.Cursor = Fault.step(super().execute, statement, *values)
        return cursor

    def executemany(self, statement: str, rows: Iterable[Any]) -> sqlite3.Cursor:
        cursor: sqlite3.Cursor = Fault.step(super().executemany, statement, rows)
        return cursor

    def commit(self) -> None:
        Fault.step(super().commit)


@pytest.fixture(autouse=True)
def failing_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    real = sqlite3.connect

    def connect(name: Path, **options: Any) -> sqlite3.Connection:
        return real(name, factory=FailingConnection, **options)

    Fault.plan(0)
    monkeypatch.setattr(sqlite3, "connect", connect)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("is_after", [False, True])
def test_an_append_is_whole_or_not_there(
    kept: Path, now: datetime, events: tuple[Event, ...], is_after: bool, code: int
) -> None:
    """At whichever step an append fails, all of its events are there or none, and play can go on."""
    store = open_store(kept, now).store
    outcomes = set()
    for at in range(1, 20):
        before = store.read("kept0")
        Fault.plan(at, is_after, code)
        try:
            store.append("kept0", len(before), events[:3], MORNING)
        except NotKeptError:
            is_done = False
        else:
            is_done = True
        Fault.plan(0)
        after = store.read("kept0")
        assert after in (before, before + events[:3])
        assert store.record("kept0").version == len(after)
        outcomes.add((is_done, after == before))
        if is_done:
            break
    assert (False, True) in outcomes, "no step failed"
    assert (True, False) in outcomes, "no append came to its end"
    store.close(now)


@pytest.mark.parametrize("is_after", [False, True])
def test_a_session_begins_whole_or_not_at_all(
    path: Path, now: datetime, encounter: Encounter, new_record: NewRecord, is_after: bool
) -> None:
    """At whichever step it fails, a session is there with its content, or neither is."""
    store = open_store(path, now).store
    assert isinstance(store, SqliteStore)
    for at in range(1, 20):
        Fault.plan(at, is_after)
        try:
            store.create(new_record("abcd"), encounter)
        except NotKeptError:
            Fault.plan(0)
            counts = store._connection.execute(
                "SELECT (SELECT count(*) FROM sessions), (SELECT count(*) FROM encounters)"
            ).fetchone()
            assert counts in ((0, 0), (1, 1))
            if counts == (1, 1):
                assert is_after
                break
        else:
            assert at > 3
            break
    Fault.plan(0)
    assert store.record("abcd") == new_record("abcd")
    assert store.encounter(encounter.digest) == encounter
    store.close(now)


@pytest.mark.parametrize("is_after", [False, True])
@pytest.mark.parametrize("code", CODES[:3])
def test_opening_fails_without_harm(
    old_store: Callable[[int], Path],
    now: datetime,
    events: tuple[Event, ...],
    monkeypatch: pytest.MonkeyPatch,
    is_after: bool,
    code: int,
) -> None:
    """At whichever step opening or upgrading fails, play goes on in memory and the store stays in order."""

    def add_a_note(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE sessions ADD COLUMN note TEXT")

    def add_another(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE sessions ADD COLUMN other TEXT")

    monkeypatch.setattr("roleplay.store.opening.MIGRATIONS", (*MIGRATIONS, add_a_note, add_another))
    monkeypatch.setattr("roleplay.store.migrations.MIGRATIONS", (*MIGRATIONS, add_a_note, add_another))
    path = old_store(len(MIGRATIONS))
    for at in range(1, 40):
        Fault.plan(at, is_after, code)
        store, _notices = open_store(path, now)
        Fault.plan(0)
        is_done = isinstance(store, SqliteStore)
        store.close(now)
        connection = sqlite3.connect(path)
        columns = [row[1] for row in connection.execute("PRAGMA table_info (sessions)")]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        assert ("note" in columns, "other" in columns, version) in (
            (False, False, len(MIGRATIONS)),
            (True, True, len(MIGRATIONS) + 2),
        )
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (19,)
        connection.close()
        if is_done:
            break
    assert at > 8, "no step of the upgrade failed"
    store, notices = open_store(path, now)
    assert notices == ()
    assert store.read("4f7g2k9m") == events
    store.close(now)


@pytest.mark.parametrize("is_after", [False, True])
def test_a_new_store_is_made_whole_or_not_at_all(
    path: Path, now: datetime, play: Play, events: tuple[Event, ...], is_after: bool
) -> None:
    """At whichever step the first start fails, the second makes a store that serves."""
    for at in range(1, 40):
        Fault.plan(at, is_after)
        store, _notices = open_store(path, now)
        Fault.plan(0)
        is_done = isinstance(store, SqliteStore)
        assert is_done or isinstance(store, MemoryStore)
        store.close(now)
        again, notices = open_store(path, now)
        assert notices == ()
        play(again, "abcd")
        assert again.read("abcd") == events
        again.close(now)
        for file in path.parent.iterdir():
            file.unlink()
        if is_done:
            break
    assert at > 8, "no step failed"


def test_a_backup_fails_without_harm(
    kept: Path, now: datetime, play: Play, events: tuple[Event, ...]
) -> None:
    """At whichever step a backup fails, it is told, nothing is left over and the store is in order."""
    for at in range(1, 20):
        store = open_store(kept, now).store
        play(store, f"play{at}")
        Fault.plan(at)
        notices = store.close(now)
        Fault.plan(0)
        backups = list(kept.parent.glob("*.backup-*"))
        assert len(backups) == (0 if notices else 1)
        if backups:
            break
    assert at > 1, "no step failed"
    again, notices = open_store(kept, now)
    assert notices == ()
    assert again.read(f"play{at}") == events
    again.close(now)


@pytest.mark.parametrize("is_after", [False, True])
@pytest.mark.parametrize("at", range(1, 6))
def test_nothing_is_lost_when_the_disk_fails_in_mid_session(
    path: Path,
    now: datetime,
    encounter: Encounter,
    events: tuple[Event, ...],
    new_record: NewRecord,
    at: int,
    is_after: bool,
) -> None:
    """A session goes on in memory from any failed step, and is on the disk once that works again."""
    store: Store = open_store(path, now).store
    store.create(new_record("abcd"), encounter)
    store.append("abcd", 0, events[:4], MORNING)
    Fault.plan(at, is_after)
    try:
        version = store.append("abcd", 4, events[4:6], MORNING)
    except NotKeptError:
        store = RescuedStore(store, store_record := new_record("abcd"), encounter, events[:6], MORNING)
        version = store.record(store_record.id).version
    Fault.plan(0)
    assert store.append("abcd", version, events[6:], MORNING) == len(events)
    assert store.read("abcd") == events
    if isinstance(store, RescuedStore):
        assert store.keep()
    store.close(now)
    again = open_store(path, now).store
    assert again.read("abcd") == events
    assert again.record("abcd").outcome == "resolved"
    again.close(now)
