"""Where the program works: folders, language, clock and chance, all passed in from the edge."""

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from roleplay.app.roots import content_roots
from roleplay.store.address import Address, place_of

HOME = "ROLEPLAY_HOME"
"""The environment variable that moves everything the program keeps into one folder."""

STORE = "ROLEPLAY_STORE"
"""The environment variable that names another store: a file, or the address of a database."""


class Desk(Struct, frozen=True):
    """Everything a use case needs from the world around it."""

    language: str
    roots: tuple[Path, ...]
    """Content folders, the first to be asked first."""
    store: Path | Address
    """Where sessions are kept: a file, or a database that many offices share."""
    data_folder: Path
    """Where the program keeps what belongs beside the store: what waits to be sent, links of groups."""
    cache_folder: Path
    clock: Callable[[], datetime]
    """The time now, with its offset from UTC."""
    chance: Callable[[], int]
    """A new seed, 0 to 999,999,999."""

    def now(self) -> str:
        """Return the time as it is kept: ISO 8601 with offset, to the second."""
        return self.clock().isoformat(timespec="seconds")


def set_up(
    environment: Mapping[str, str],
    start: Path,
    language: str,
    content: tuple[Path, ...] = (),
    store: str | None = None,
) -> Desk:
    """Return the desk of this user. `store` names another store than the environment does.

    Raises RoleplayError when a content folder asked for is not there, or what is named cannot be a store.
    """
    data, cache = _folders(environment)
    named = store or environment.get(STORE)
    place = place_of(named) if named else data / "sessions.db"
    return Desk(
        language=language,
        roots=content_roots(content, environment, start, data),
        store=place,
        data_folder=place.parent if isinstance(place, Path) else data,
        cache_folder=cache,
        clock=lambda: datetime.now().astimezone(),
        chance=lambda: int.from_bytes(os.urandom(4)) % 1_000_000_000,
    )


def _folders(environment: Mapping[str, str]) -> tuple[Path, Path]:
    """Return the user's data and cache folders."""
    if home := environment.get(HOME):
        return Path(home), Path(home) / "cache"
    from platformdirs import user_cache_path, user_data_path  # 8 ms, not needed where $ROLEPLAY_HOME is set

    return user_data_path("roleplay", appauthor=False), user_cache_path("roleplay", appauthor=False)
