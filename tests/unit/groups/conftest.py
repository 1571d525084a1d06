"""A group in which everything has happened."""

from pathlib import Path

import msgspec
import pytest

from roleplay.domain.group import GroupEvent

STORES = Path(__file__).parents[2] / "data" / "stores"


@pytest.fixture(scope="session")
def group_events() -> tuple[GroupEvent, ...]:
    """One event of a group of every kind."""
    return tuple(msgspec.json.decode((STORES / "group-events.json").read_bytes(), type=list[GroupEvent]))
