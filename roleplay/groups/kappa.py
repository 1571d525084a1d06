"""Weighted kappa of two raters: how much better they agree than if each had dealt out the levels blindly.

Cohen 1968, Psychological Bulletin 70, 213. Everything is counted in whole numbers, so the order of raters and
units changes nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from roleplay.groups.rating import HIGHEST, LOWEST
from roleplay.groups.resampling import Tally

_STEPS: Final = 2 * (HIGHEST - LOWEST) + 1
"""Levels and the halves between them."""

Weights = Callable[[int], int]
"""What a disagreement weighs by its distance in half levels."""


def quadratic(distance: int) -> int:
    """Weigh a disagreement by its square: two levels apart are four times as bad as one."""
    return distance * distance


def linear(distance: int) -> int:
    """Weigh a disagreement by its distance: two levels apart are twice as bad as one."""
    return abs(distance)


def pair_tally(one: float, other: float) -> Tally:
    """Return what two levels of one unit, 1 to 5 and halves, add to the sums behind kappa."""
    first, second = round(2 * (one - LOWEST)), round(2 * (other - LOWEST))
    return (
        quadratic(first - second),
        linear(first - second),
        *(int(step == first) for step in range(_STEPS)),
        *(int(step == second) for step in range(_STEPS)),
    )


def quadratic_kappa(sums: Tally) -> float | None:
    """Return kappa with quadratic weights, at most 1; None where only one level was ever given."""
    return _kappa(sums, sums[0], quadratic)


def linear_kappa(sums: Tally) -> float | None:
    """Return kappa with linear weights, at most 1; None where only one level was ever given."""
    return _kappa(sums, sums[1], linear)


def _kappa(sums: Tally, observed: int, weights: Weights) -> float | None:
    first, second = sums[2 : 2 + _STEPS], sums[2 + _STEPS :]
    expected = sum(_expected(first, second, weights))
    return 1 - observed * sum(first) / expected if expected else None


def _expected(first: Sequence[int], second: Sequence[int], weights: Weights) -> Iterator[int]:
    for one, count in enumerate(first):
        if count:
            for other, others in enumerate(second):
                yield count * others * weights(one - other)
