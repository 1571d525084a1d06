"""Formulas of item analysis. They count in whole numbers, so the order of plays changes nothing."""

from math import sqrt
from typing import Final

from msgspec import Struct

LEAST_PLAYS: Final = 10
"""Plays below which no rate or mean is shown: with fewer, one trainee moves it by more than ten points."""

LEAST_FOR_CORRELATION: Final = 30
"""Plays below which no correlation is shown: at 30, chance alone still makes 0.2 in one of three."""

_Z: Final = 1.96
"""Standard deviations on each side that hold 95 percent."""


_CHANCE: Final = 1.645
"""Standard errors, each 1 / √plays, that chance exceeds on one side in 5 of 100."""


class Share(Struct, frozen=True):
    """How many of how many, and the rate where there are plays enough."""

    count: int
    of: int
    rate: float | None = None
    """0 to 1, to two places; None below `LEAST_PLAYS` plays, like `low` and `high`."""
    low: float | None = None
    high: float | None = None
    """The 95 percent interval of Wilson."""

    @property
    def margin(self) -> float | None:
        """The ± to `rate` that reaches the farther end of the interval, which is not symmetric."""
        if self.rate is None or self.low is None or self.high is None:
            return None
        return max(self.rate - self.low, self.high - self.rate)


def share(count: int, of: int, plays: int) -> Share:
    """Return `count` of `of`; `plays` is how many plays they come from, which decides if a rate is shown."""
    if plays < LEAST_PLAYS or not of:
        return Share(count, of)
    low, high = wilson(count, of)
    return Share(count, of, round(count / of, 2), round(low, 2), round(high, 2))


def wilson(count: int, of: int) -> tuple[float, float]:
    """Return the 95 percent interval of a share, 0 to 1 (Wilson 1927, J. Amer. Statist. Assoc. 22, 209).

    Unlike the usual ± it stays inside 0 and 1 and holds when few or all did the same. `of` is 1 or more.
    """
    rate = count / of
    spread = _Z * sqrt(rate * (1 - rate) / of + _Z**2 / (4 * of**2))
    middle, scale = rate + _Z**2 / (2 * of), 1 + _Z**2 / of
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


class Correlation(Struct, frozen=True):
    """How closely doing one thing goes with a good total."""

    value: float | None
    """−1 to 1, to two places; None below `LEAST_FOR_CORRELATION` plays, or where all are equal."""
    plays: int

    @property
    def is_above_chance(self) -> bool:
        """True when a correlation this far above 0 comes by chance in less than 5 of 100."""
        return self.value is not None and self.value * sqrt(self.plays) > _CHANCE

    @property
    def is_below_chance(self) -> bool:
        """Likewise below 0."""
        return self.value is not None and -self.value * sqrt(self.plays) > _CHANCE


class Pairs:
    """Who did something and what total they had, kept as sums."""

    __slots__ = ("_hit_total", "_hits", "_squares", "_total", "count")

    def __init__(self) -> None:
        self.count = 0
        self._hits = self._total = self._squares = self._hit_total = 0

    def add(self, total: int, *, is_hit: bool) -> None:
        """Count one play: its total, and whether it did the thing."""
        self.count += 1
        self._total += total
        self._squares += total * total
        if is_hit:
            self._hits += 1
            self._hit_total += total

    def correlation(self) -> Correlation:
        """Return the point-biserial correlation of doing the thing with the total.

        It is Pearson's for a yes or no: (mean of those who did − mean of those who did not) / standard
        deviation × √(pq) (Crocker & Algina 1986, Introduction to Classical and Modern Test Theory, ch. 14).
        """
        spread_of_hits = self.count * self._hits - self._hits**2
        spread_of_totals = self.count * self._squares - self._total**2
        if self.count < LEAST_FOR_CORRELATION or not spread_of_hits or not spread_of_totals:
            return Correlation(None, self.count)
        together = self.count * self._hit_total - self._hits * self._total
        value = together / (sqrt(spread_of_hits) * sqrt(spread_of_totals))
        return Correlation(round(value, 2) + 0.0, self.count)  # adding zero turns −0.0 to 0.0
