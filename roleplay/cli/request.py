"""What `play` was asked for, whichever way the command line was read."""

from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

from roleplay.errors import RoleplayError
from roleplay.i18n import _

Mode = Literal["practice", "assess"]

MAX_SEED: Final = 999_999_999


class PlayRequest(Struct, frozen=True):
    """One wish to play."""

    scenario: str | None = None
    persona: str | None = None
    seed: int | None = None
    mode: Mode = "practice"
    content: tuple[Path, ...] = ()
    store: str | None = None


def checked_seed(seed: int | None) -> int | None:
    """Return a seed that can be kept. Raises RoleplayError for any other."""
    if seed is not None and not 0 <= seed <= MAX_SEED:
        raise RoleplayError(
            _("The seed {seed} is out of range.").format(seed=seed),
            _("Choose a whole number from 0 to {high}.").format(high=MAX_SEED),
        )
    return seed
