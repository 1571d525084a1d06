"""Where the program works: folders, language, clock and chance, all passed in from the edge."""

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from roleplay.app.roots import content_roots

HOME = "ROLEPLAY_HOME"
"""The environment variable that moves everything the program keeps into one folder."""


class Desk(Struct, frozen=True):
    """Everything a use case needs from the world around it."""

    language: str
    roots: tuple[Path, ...]
    """Content folders, the first to be asked first."""
    store_path: Path
    cache_folder: Path
    clock: Callable[[], datetime]
    """The time now, with its offset from UTC."""
    chance: Callable[[], int]
    """A new seed, 0 to 999,999,999."""

    def now(self) -> str:
        """Return the time as it is kept: ISO 8601 with offset, to the second."""
        return self.clock().isoformat(timespec="seconds")


def set_up(
    environment: Mapping[str, str], start: Path, language: str, content: tuple[Path, ...] = ()
) -> Desk:
    """Return the desk of this user. Raises RoleplayError when a content folder asked for is not there."""
    data, cache = _folders(environment)
    return Desk(
        language=language,
        roots=content_roots(content, environment, start, data),
        store_path=data / "sessions.db",
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
