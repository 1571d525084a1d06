"""Sessions to keep, and stores in every state a disk can bring them to."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event
from roleplay.domain.group import GroupEvent
from roleplay.store import GroupRecord, SessionRecord, SqliteStore, Store, open_store
from tests.offices import Offices
from tests.postgres_server import PostgresServer

STORES = Path(__file__).parents[2] / "data" / "stores"
MORNING = "2026-11-24T08:00:00+07:00"


@pytest.fixture(scope="session")
def now() -> datetime:
    return datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def encounter() -> Encounter:
    return msgspec.json.decode((STORES / "encounter.json").read_bytes(), type=Encounter)


@pytest.fixture(scope="session")
def events() -> tuple[Event, ...]:
    """One event of every kind."""
    return tuple(msgspec.json.decode((STORES / "events.json").read_bytes(), type=list[Event]))


@pytest.fixture(scope="session")
def group_events() -> tuple[GroupEvent, ...]:
    """One event of a group of every kind, the last of which closes it."""
    return tuple(msgspec.json.decode((STORES / "group-events.json").read_bytes(), type=list[GroupEvent]))


@pytest.fixture(scope="session")
def new_record(encounter: Encounter) -> Callable[[str], SessionRecord]:
    """Makes the record of a session that begins."""

    def make(session_id: str) -> SessionRecord:
        return SessionRecord(
            id=session_id,
            scenario="jkp-empat-bulan",
            persona="darto",
            language="id",
            mode="practice",
            seed=7,
            encounter=encounter.digest,
            started_at=MORNING,
            updated_at=MORNING,
        )

    return make


@pytest.fixture(scope="session")
def play(
    new_record: Callable[[str], SessionRecord], encounter: Encounter, events: tuple[Event, ...]
) -> Callable[[Store, str], None]:
    """Keeps a whole session of all the sample events in a store."""

    def keep(store: Store, session_id: str) -> None:
        store.create(new_record(session_id), encounter)
        store.append(session_id, 0, events, MORNING)

    return keep


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "roleplay" / "sessions.db"


@pytest.fixture
def store(path: Path, now: datetime) -> Iterator[SqliteStore]:
    """An empty store on disk."""
    opened, notices = open_store(path, now)
    assert isinstance(opened, SqliteStore)
    assert notices == ()
    yield opened
    opened.close(now)


@pytest.fixture
def kept(path: Path, now: datetime, play: Callable[[Store, str], None]) -> Path:
    """A store that was closed in order, with forty whole sessions and no backup."""
    store = open_store(path, now).store
    for number in range(40):
        play(store, f"kept{number}")
    store.close(now)
    for backup in path.parent.glob("*.backup-*"):
        backup.unlink()
    return path


@pytest.fixture
def old_store(path: Path) -> Callable[[int], Path]:
    """Makes a store of the version that is asked for, as the program of that time wrote it."""

    def make(version: int) -> Path:
        path.parent.mkdir()
        connection = sqlite3.connect(path)
        connection.executescript((STORES / f"version-{version}.sql").read_text(encoding="utf-8"))
        connection.close()
        return path

    return make


@pytest.fixture
def offices(postgres: PostgresServer, now: datetime) -> Iterator[Offices]:
    made = Offices(postgres, now)
    yield made
    for store in made.opened:
        store.close(now)


@pytest.fixture
def played(
    offices: Offices, play: Callable[[Store, str], None], group_events: tuple[GroupEvent, ...]
) -> Offices:
    """Both offices have played: a session and a group each."""
    for name, session, group in (("sleman", "aaaa", "group00a"), ("bantul", "bbbb", "group00b")):
        store = offices.open(name)
        play(store, session)
        store.create_group(GroupRecord(group, "Bimtek", "", MORNING, MORNING, 90))
        store.append_to_group(group, 0, group_events, MORNING)
    return offices
