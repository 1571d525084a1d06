"""Student's t: what an interval for a mean, and for a standardised gain, is made of."""

from collections.abc import Callable
from math import erf, exp, isclose, lgamma, log, log1p, sqrt
from typing import Final, NamedTuple

_TINY: Final = 1e-300
_TERMS: Final = 300
_HALVINGS: Final = 80
"""More than a number has digits."""

_STEPS: Final = 400
_REACH: Final = 9.0
"""Standard deviations on each side past which nothing of a chi distribution is left."""


class Bounds(NamedTuple):
    """The two ends of an interval."""

    low: float
    high: float


def t_below(value: float, freedom: int) -> float:
    """Return the probability of a t below `value` with `freedom` degrees of freedom, 1 or more."""
    tail = _beta(freedom / (freedom + value * value), freedom / 2, 0.5) / 2
    return 1 - tail if value > 0 else tail


def t_quantile(probability: float, freedom: int) -> float:
    """Return the t below which a share of `probability` (between 0 and 1) lies; exact to nine digits."""
    if probability < 0.5:
        return -t_quantile(1 - probability, freedom)
    high = 1.0
    while t_below(high, freedom) < probability:
        high *= 2
    return _where(lambda value: t_below(value, freedom) >= probability, 0, high)


def noncentral_t_below(value: float, freedom: int, shift: float) -> float:
    """Return the probability of a t below `value` where the true t is about `shift`; exact to six digits.

    It is the chance of a normal below `value` times s, over all s that a standard deviation can come out at.
    Simpson's rule: costs some 400 exponentials.
    """
    spread = 1 / sqrt(2 * freedom)
    low, high = max(1e-9, 1 - _REACH * spread), 1 + _REACH * spread
    width = (high - low) / _STEPS
    constant = log(2) + freedom / 2 * log(freedom / 2) - lgamma(freedom / 2)
    found = 0.0
    for step in range(_STEPS + 1):
        s = low + step * width
        density = exp(constant + (freedom - 1) * log(s) - freedom * s * s / 2)
        weight = 1 if step in (0, _STEPS) else 4 if step % 2 else 2
        found += weight * density * (1 + erf((value * s - shift) / sqrt(2))) / 2
    return min(1.0, found * width / 3)


def shift_bounds(value: float, freedom: int) -> Bounds:
    """Return the 95 percent interval of the true t where `value` was found (Cumming & Finch 2001, Educational
    and Psychological Measurement 61, 532)."""
    reach = 10 + abs(value)
    low = _where(lambda shift: noncentral_t_below(value, freedom, shift) <= 0.975, value - reach, value)
    high = _where(
        lambda shift: noncentral_t_below(value, freedom, shift) <= 0.025, value - reach / 2, value + reach
    )
    return Bounds(low, high)


def _where(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Return where between `low` and `high` something begins to hold."""
    for _halving in range(_HALVINGS):
        middle = (low + high) / 2
        if holds(middle):
            high = middle
        else:
            low = middle
        if isclose(low, high, rel_tol=1e-12, abs_tol=1e-12):
            break
    return (low + high) / 2


def _beta(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function (NIST Handbook 8.17.22, by Lentz's method)."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    c, d, found = 1.0, 0.0, 1.0
    for term in range(_TERMS):
        half = term // 2
        if term == 0:
            part = 1.0
        elif term % 2:
            part = -(a + half) * (a + b + half) * x / ((a + 2 * half) * (a + 2 * half + 1))
        else:
            part = half * (b - half) * x / ((a + 2 * half - 1) * (a + 2 * half))
        d = 1 / _kept_off_zero(1 + part * d)
        c = _kept_off_zero(1 + part / c)
        found *= c * d
        if abs(1 - c * d) < 1e-15:
            break
    return front * (found - 1)


def _kept_off_zero(value: float) -> float:
    return _TINY if abs(value) < _TINY else value
