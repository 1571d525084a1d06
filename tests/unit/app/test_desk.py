"""Where the program works."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from msgspec.structs import replace

from roleplay.app.desk import HOME, STORE, set_up
from roleplay.app.roots import builtin_root
from roleplay.errors import RoleplayError
from roleplay.store import Address


def test_home_holds_everything(tmp_path: Path) -> None:
    """`$ROLEPLAY_HOME` moves store and cache into one folder, and nothing is made before it is needed."""
    desk = set_up({HOME: str(tmp_path / "home")}, tmp_path, "en")

    assert desk.store == tmp_path / "home" / "sessions.db"
    assert desk.cache_folder == tmp_path / "home" / "cache"
    assert desk.language == "en"
    assert desk.roots[-1] == builtin_root()
    assert not (tmp_path / "home").exists()


def test_without_home_the_user_has_folders(tmp_path: Path) -> None:
    """Without it, data and cache have each a place of their own, away from where one works."""
    desk = set_up({}, tmp_path, "id")

    assert isinstance(desk.store, Path)
    assert desk.store.name == "sessions.db"
    assert desk.cache_folder != desk.store.parent
    assert not desk.store.is_relative_to(tmp_path)


def test_the_store_may_be_elsewhere(tmp_path: Path) -> None:
    """Another store is named by the environment, or more strongly by hand; an empty name names none."""
    named = {HOME: str(tmp_path), STORE: "postgresql://sleman@db.example/latihan"}

    assert set_up(named, tmp_path, "id").store == Address("postgresql://sleman@db.example/latihan")
    assert set_up(named, tmp_path, "id", store="other.db").store == Path("other.db")
    assert set_up({**named, STORE: ""}, tmp_path, "id").store == tmp_path / "sessions.db"
    with pytest.raises(RoleplayError, match="mysql"):
        set_up({STORE: "mysql://server/latihan"}, tmp_path, "id")


def test_content_that_is_asked_for_comes_first(tmp_path: Path) -> None:
    """A content folder that is asked for is searched first; one that is not there is told."""
    assert set_up({HOME: str(tmp_path)}, tmp_path, "id", (tmp_path,)).roots[0] == tmp_path
    with pytest.raises(RoleplayError, match="nowhere"):
        set_up({HOME: str(tmp_path)}, tmp_path, "id", (tmp_path / "nowhere",))


def test_time_is_kept_to_the_second_with_its_offset(tmp_path: Path) -> None:
    """The time is written in ISO 8601 with the offset from UTC, and the real clock knows its own."""
    desk = set_up({HOME: str(tmp_path)}, tmp_path, "id")
    jakarta = timezone(timedelta(hours=7))
    fixed = replace(desk, clock=lambda: datetime(2026, 11, 24, 8, 30, 15, 999, tzinfo=jakarta))

    assert fixed.now() == "2026-11-24T08:30:15+07:00"
    assert abs(datetime.fromisoformat(desk.now()) - datetime.now(UTC)) < timedelta(minutes=1)


def test_chance_stays_in_its_range(tmp_path: Path) -> None:
    """A seed is a number of at most nine digits, and not always the same."""
    desk = set_up({HOME: str(tmp_path)}, tmp_path, "id")
    seeds = {desk.chance() for _time in range(50)}

    assert all(0 <= seed < 1_000_000_000 for seed in seeds)
    assert len(seeds) > 40
