"""What the contract suites play with."""

from pathlib import Path

import msgspec
import pytest

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event

STORES = Path(__file__).parents[1] / "data" / "stores"


@pytest.fixture(scope="session")
def encounter() -> Encounter:
    return msgspec.json.decode((STORES / "encounter.json").read_bytes(), type=Encounter)


@pytest.fixture(scope="session")
def events() -> tuple[Event, ...]:
    """One event of every kind, the last of which ends the session."""
    return tuple(msgspec.json.decode((STORES / "events.json").read_bytes(), type=list[Event]))
