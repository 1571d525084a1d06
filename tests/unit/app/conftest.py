"""A desk with its own folders and clock, and sessions at it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from roleplay.app.desk import Desk
from roleplay.app.session import LiveSession, begin
from roleplay.domain.cues import Cues, CueTable
from roleplay.domain.encounter import Encounter
from roleplay.hearing import Ear
from roleplay.store import MemoryStore, Store

if TYPE_CHECKING:
    from tests.unit.conftest import ContentFolder

NOW = "2026-11-24T08:00:00+07:00"
TABLE = CueTable("id", {"apologize": Cues(any=("mohon maaf",)), "greet": Cues(any=("selamat pagi",))})

Begin = Callable[..., LiveSession]


@pytest.fixture
def desk(content: ContentFolder, tmp_path: Path) -> Desk:
    """Return a desk whose one content folder is the small one."""
    return Desk(
        language="id",
        roots=(content.root,),
        store=tmp_path / "sessions.db",
        data_folder=tmp_path,
        cache_folder=tmp_path / "cache",
        clock=lambda: datetime(2026, 11, 24, 1, tzinfo=UTC),
        chance=lambda: 7,
    )


@pytest.fixture(scope="session")
def ear() -> Ear:
    """Return an ear that knows an apology and a greeting."""
    return Ear(TABLE)


@pytest.fixture
def store() -> MemoryStore:
    """Return an empty store."""
    return MemoryStore()


@pytest.fixture
def begin_session(store: MemoryStore, ear: Ear) -> Begin:
    """Return what begins sessions."""
    chances = iter(range(1_000, 9_999))

    def make(encounter: Encounter, kept_in: Store | None = None) -> LiveSession:
        return begin(
            store if kept_in is None else kept_in,
            encounter,
            "practice",
            5,
            now=lambda: NOW,
            chance=lambda: next(chances),
            ear=lambda: ear,
        )

    return make
