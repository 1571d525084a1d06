"""Krippendorff's alpha: how far the levels tell of the talks, and not of who gave them.

Krippendorff 2011, Computing Krippendorff's Alpha-Reliability. Any number of raters, and ratings may be
missing. Everything is counted in whole numbers, so the order of raters and units changes nothing.
"""

from collections.abc import Callable, Sequence
from itertools import combinations
from math import lcm
from typing import Final

from roleplay.groups.rating import HIGHEST, LOWEST
from roleplay.groups.resampling import Tally

_LEVELS: Final = range(HIGHEST - LOWEST + 1)
_PAIRS: Final = tuple(combinations(_LEVELS, 2))

Metric = Callable[[int, int, Sequence[int]], int]
"""How far two levels are apart, squared, on any scale; the third argument is how often each level was
given."""


def ordinal(low: int, high: int, counts: Sequence[int]) -> int:
    """Return the distance where levels are ranks: as many steps as ratings lie between them."""
    return (2 * sum(counts[low : high + 1]) - counts[low] - counts[high]) ** 2


def interval(low: int, high: int, _counts: Sequence[int]) -> int:
    """Return the distance where levels are equally far apart."""
    return (high - low) ** 2


def unit_tallies(units: Sequence[Sequence[int]]) -> tuple[list[Tally], int]:
    """Return what each unit adds to the sums behind alpha, and by how much its coincidences are multiplied.

    `units` are the levels that each unit was given; one with fewer than two tells nothing and adds nothing.
    """
    scale = lcm(*(len(levels) - 1 for levels in units if len(levels) > 1))
    return [_unit_tally(levels, scale) for levels in units], scale


def _unit_tally(levels: Sequence[int], scale: int) -> Tally:
    if len(levels) < 2:
        return (0,) * (len(_PAIRS) + len(_LEVELS))
    counts = [levels.count(level + LOWEST) for level in _LEVELS]
    share = scale // (len(levels) - 1)
    return (*(share * counts[low] * counts[high] for low, high in _PAIRS), *counts)


def alpha(sums: Tally, scale: int, metric: Metric) -> float | None:
    """Return alpha, at most 1; None where only one level was given, or no two rated the same."""
    together, counts = sums[: len(_PAIRS)], sums[len(_PAIRS) :]
    distances = [metric(low, high, counts) for low, high in _PAIRS]
    expected = sum(
        counts[low] * counts[high] * distance for (low, high), distance in zip(_PAIRS, distances, strict=True)
    )
    if not expected:
        return None
    observed = sum(count * distance for count, distance in zip(together, distances, strict=True))
    return 1 - (sum(counts) - 1) * observed / (scale * expected)
