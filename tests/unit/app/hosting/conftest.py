"""A group that is hosted without a network, on a real store."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from roleplay.app.content import load_cue_table, load_encounter
from roleplay.app.desk import Desk, set_up
from roleplay.app.hosting.host import Host, Surroundings
from roleplay.app.hosting.journal import Journal
from roleplay.app.hosting.opening import open_group, resume_group
from roleplay.domain.group import Plan, Round
from roleplay.hearing import Ear
from roleplay.i18n.translate import activate, active_language
from roleplay.store import open_store

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
SECRET = "facilitator-secret"
PLAN = Plan("Bimtek", "id", (Round("jkp-empat-bulan"), Round("surat-resign", mode="assess")))

Scene = Callable[["Room"], Awaitable[None]]


class Room:
    """Hosts a group over and over in one folder, each time as a new program would."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.code = ""
        self._chances = itertools.count(1)
        self._ear = Ear(load_cue_table(desk, "id"))
        self._host: Host | None = None

    @property
    def host(self) -> Host:
        assert self._host is not None
        return self._host

    async def open(self, plan: Plan = PLAN) -> Host:
        """Begin a group, or go on with it as after a crash: the host of before is left as it is."""
        around = Surroundings(
            now=self.desk.now,
            moment=lambda: 0.0,
            chance=lambda: next(self._chances) * 7919 % 1_000_000_000,
            token=lambda: f"token-{next(self._chances)}",
            encounter=lambda scenario, persona: load_encounter(self.desk, scenario, persona),
            ear=lambda: self._ear,
        )
        journal = Journal(lambda: open_store(self.desk.store, NOW).store)
        if self.code:
            self._host = await resume_group(journal, self.code, SECRET, around, "agreed")
        else:
            self._host = await open_group(journal, plan, "Sleman", SECRET, around, "agreed")
            self.code = self._host.record.id
        return self._host

    def play(self, scene: Callable[[], Awaitable[None]]) -> None:
        """Play a scene, and close the store of the last host afterwards."""

        async def whole() -> None:
            await scene()
            await self.host.journal.close(lambda store: store.close(NOW))

        asyncio.run(whole())


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def room(tmp_path: Path, cache_folder: Path) -> Iterator[Room]:
    """A room in which Indonesian is spoken and nothing has begun."""
    before = active_language()
    activate("id")
    desk = set_up({"ROLEPLAY_HOME": str(tmp_path / "home")}, tmp_path, "id")
    from msgspec.structs import replace

    yield Room(replace(desk, cache_folder=cache_folder))
    activate(before)
