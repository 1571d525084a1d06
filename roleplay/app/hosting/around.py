"""The world as a host needs it: clock, chance, secrets and content, each content loaded once."""

import secrets
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from roleplay.app.content import load_encounter
from roleplay.app.desk import Desk
from roleplay.app.hosting.host import Surroundings
from roleplay.domain.encounter import Encounter

if TYPE_CHECKING:
    from roleplay.hearing import Ear

_SECRET = 16
"""Bytes of a token or secret: nobody guesses 128 bits."""


def surroundings(desk: Desk, ear: Callable[[], "Ear"]) -> Surroundings:
    """Return what a host needs, in the language of the desk. Whoever plays the same shares the content."""
    loaded: dict[tuple[str, str | None], Encounter] = {}

    def encounter(scenario: str, persona: str | None) -> Encounter:
        key = (scenario, persona)
        if key not in loaded:
            loaded[key] = load_encounter(desk, scenario, persona)
        return loaded[key]

    return Surroundings(
        now=desk.now,
        moment=time.monotonic,
        chance=desk.chance,
        token=new_secret,
        encounter=encounter,
        ear=ear,
    )


def new_secret() -> str:
    """Return a secret that nobody guesses, of letters, digits, `-` and `_`."""
    return secrets.token_urlsafe(_SECRET)
