"""How many of how many, and when that is enough to say more."""

from typing import Final

from msgspec import Struct

LEAST_FOR_RATE: Final = 10
"""Cases below which no rate or mean is shown: with fewer, one alone moves it by more than ten points."""


class Rate(Struct, frozen=True):
    """How many of how many."""

    count: int
    of: int
    value: float | None
    """0 to 1, to three places; None of fewer than `LEAST_FOR_RATE`."""


def rate(count: int, of: int) -> Rate:
    """Return `count` of `of`, as a rate where they are enough."""
    return Rate(count, of, round(count / of, 3) if of >= LEAST_FOR_RATE else None)
