"""How far a coefficient may be off: how much it moves where the same cases are drawn anew, again and
again."""

from collections.abc import Callable, Sequence
from math import sqrt
from random import Random
from typing import Final

from roleplay.groups.student import Bounds, t_quantile

RESAMPLES: Final = 1000
"""Draws; a standard deviation needs some 200 (Efron & Tibshirani 1993, An Introduction to the Bootstrap, ch.
6)."""

SEED: Final = 1
"""Of the draws: the same ratings have the same interval, on every machine."""

_LEAST_DEFINED: Final = 0.95
"""The share of draws that must have a figure; where fewer have, the levels hardly differ."""

Tally = tuple[int, ...]
"""What one case adds to the sums that a figure is made of."""

Figure = Callable[[Tally], float | None]
"""A figure of such sums; None where they have none."""


def total(tallies: Sequence[Tally]) -> Tally:
    """Return the sums of at least one tally."""
    return tuple(map(sum, zip(*tallies, strict=True)))


def bounds(tallies: Sequence[Tally], figure: Figure) -> Bounds | None:
    """Return the 95 percent interval of a figure that is at most 1, of two cases or more.

    It is the figure ± Student's t times the standard deviation over the draws. The order of the cases changes
    nothing. None where more than one of twenty draws has no figure, or all are the same. Costs `RESAMPLES`
    times the sum of all tallies.
    """
    cases = sorted(tallies)
    count = len(cases)
    value = figure(total(cases))
    chance = Random(SEED).random  # `random()` alone gives the same numbers in every version of Python
    drawn = [figure(total([cases[int(chance() * count)] for _case in cases])) for _draw in range(RESAMPLES)]
    known = [item for item in drawn if item is not None]
    if value is None or len(known) < _LEAST_DEFINED * RESAMPLES:
        return None
    mean = sum(known) / len(known)
    # A draw of n cases out of n spreads a little less than n new ones would: by n to n − 1.
    spread = sqrt(sum((item - mean) ** 2 for item in known) / len(known) * count / (count - 1))
    reach = t_quantile(0.975, count - 1) * spread
    return Bounds(max(-1.0, value - reach), min(1.0, value + reach)) if reach else None
