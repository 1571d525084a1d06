"""What the contract suites play with."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event
from roleplay.domain.group import GroupEvent
from roleplay.store import Address, MemoryStore, RescuedStore, SessionRecord, Store, open_store

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
MORNING = "2026-11-24T08:00:00+07:00"
STORES = Path(__file__).parents[1] / "data" / "stores"


@pytest.fixture(scope="session")
def encounter() -> Encounter:
    return msgspec.json.decode((STORES / "encounter.json").read_bytes(), type=Encounter)


@pytest.fixture(scope="session")
def events() -> tuple[Event, ...]:
    """One event of every kind, the last of which ends the session."""
    return tuple(msgspec.json.decode((STORES / "events.json").read_bytes(), type=list[Event]))


@pytest.fixture(scope="session")
def group_events() -> tuple[GroupEvent, ...]:
    """One event of a group of every kind, the last of which closes it."""
    return tuple(msgspec.json.decode((STORES / "group-events.json").read_bytes(), type=list[GroupEvent]))


@pytest.fixture(params=["sqlite", "postgres", "memory", "rescued"])
def store(request: pytest.FixtureRequest, tmp_path: Path, encounter: Encounter) -> Iterator[Store]:
    opened: Store = MemoryStore()
    if request.param != "memory":
        place: Path | Address = tmp_path / "sessions.db"
        if request.param == "postgres":
            place = request.getfixturevalue("database")
        opened, notices = open_store(place, NOW)
        assert notices == ()
    if request.param == "rescued":
        # A rescue of a session without events, which is in no list.
        opened = RescuedStore(opened, _record("rescued", encounter), encounter, (), MORNING)
    yield opened
    opened.close(NOW)


def _record(session_id: str, encounter: Encounter) -> SessionRecord:
    return SessionRecord(session_id, "jkp", "darto", "id", "practice", 7, encounter.digest, MORNING, MORNING)
