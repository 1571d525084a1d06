"""What a group gained between form A and form B of one measurement, and how sure that is.

Nothing here is of a person: people are paired with themselves and then only counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import exp, lgamma, sqrt
from typing import Final, NamedTuple

from msgspec import Struct

from roleplay.groups.student import shift_bounds, t_quantile

LEAST_PAIRED: Final = 10
"""People with both forms below which no gain is shown: with fewer, one moves it by a tenth of their own
gain."""

LEAST_FOR_EFFECT: Final = 20
"""People below which no effect size is shown: with fewer, its interval reaches farther than half a standard
deviation on each side, from a small effect to a large one (Cohen 1988, Statistical Power Analysis)."""

LEAST_EACH_ORDER: Final = 5
"""People who began with each form from which the difference of the forms is taken out of the gain."""

FORMS_WITHIN: Final = 15
"""Points within which simulated trainees do alike on two forms of one measurement; a test holds it."""

FIGURES: Final = ("total", "manner", "substance")

FEW: Final = "few"
ONE_ORDER: Final = "one-order"
WITHIN_FORMS: Final = "within-forms"
LOST: Final = "lost"


class Measurement(Struct, frozen=True):
    """One talk that measures: who, on which form, and what it was worth."""

    person: str
    form: str
    """`A` or `B`."""
    is_after: bool
    """True after the training."""
    total: int | None
    manner: int | None
    substance: int | None


class Gain(Struct, frozen=True):
    """What a group gained in one figure, after minus before, in points."""

    people: int
    """Who have the figure before and after."""
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    """The mean with its 95 percent interval, to one place; None of fewer than `LEAST_PAIRED`."""
    effect: float | None = None
    effect_low: float | None = None
    effect_high: float | None = None
    """The gain in standard deviations of the gains (d_z, with Hedges' correction), to two places; None of
    fewer than `LEAST_FOR_EFFECT`, and where all gained the same."""
    forms: float | None = None
    """By how many points form B is easier than form A; None where too few began with each."""


class GainReport(Struct, frozen=True):
    """What a group gained, and what must be said with it."""

    gains: Mapping[str, Gain]
    """By `FIGURES`."""
    a_first: int
    b_first: int
    """People who have both forms, by the one they began with."""
    unpaired: int
    """People with one measurement only."""
    same_form: int
    """People who had the same form twice: what they remember is no gain. They are left out."""
    repeated: int
    """Measurements beyond the first before and the first after, left out."""
    cautions: tuple[str, ...]
    """`few`: nothing can be said. `one-order`: all began with the same form, so the gain holds the difference
    of the forms. `within-forms`: and it is no larger than that may be. `lost`: more than one of five has only
    one measurement, and who is missing may be just those who did worse."""


class _Effect(NamedTuple):
    """A gain in standard deviations, with its interval; nothing where it is not told."""

    value: float | None = None
    low: float | None = None
    high: float | None = None


class _Pair(NamedTuple):
    before: Measurement
    after: Measurement


def gain_report(measurements: Iterable[Measurement]) -> GainReport:
    """Return what a group gained. Of several talks before, or after, the first of each person counts."""
    firsts: dict[tuple[str, bool], Measurement] = {}
    count = 0
    for item in measurements:
        count += 1
        firsts.setdefault((item.person, item.is_after), item)
    people = {person for person, _is_after in firsts}
    both = [
        _Pair(firsts[person, False], firsts[person, True])
        for person in sorted(people)
        if (person, False) in firsts and (person, True) in firsts
    ]
    pairs = [pair for pair in both if pair.before.form != pair.after.form]
    a_first = sum(pair.before.form == "A" for pair in pairs)
    gains = {name: _gain(pairs, name) for name in FIGURES}
    return GainReport(
        gains=gains,
        a_first=a_first,
        b_first=len(pairs) - a_first,
        unpaired=len(people) - len(both),
        same_form=len(both) - len(pairs),
        repeated=count - len(firsts),
        cautions=tuple(_cautions(gains["total"], a_first, len(pairs) - a_first, len(people) - len(both))),
    )


def _cautions(total: Gain, a_first: int, b_first: int, unpaired: int) -> Iterable[str]:
    if total.mean is None:
        yield FEW
    elif total.forms is None:
        yield ONE_ORDER
        if abs(total.mean) <= FORMS_WITHIN:
            yield WITHIN_FORMS
    if 5 * unpaired > a_first + b_first + unpaired:
        yield LOST


def _gain(pairs: Sequence[_Pair], figure: str) -> Gain:
    """Return the gain, free of the difference of the forms where many began with each.

    Who goes from A to B gains what was learned and what B is easier; who goes from B to A what was learned
    less that. Half of their sum is what was learned (Hills & Armitage 1979, Br. J. Clin. Pharmacol. 8, 7).
    """
    orders: dict[str, list[int]] = {"A": [], "B": []}
    for pair in pairs:
        before, after = getattr(pair.before, figure), getattr(pair.after, figure)
        if before is not None and after is not None:
            orders[pair.before.form].append(after - before)
    people = sum(map(len, orders.values()))
    if people < LEAST_PAIRED:
        return Gain(people)
    if min(map(len, orders.values())) < LEAST_EACH_ORDER:
        return _told([[*orders["A"], *orders["B"]]], people, None)
    means = [_mean(gains) for gains in orders.values()]
    return _told(list(orders.values()), people, (means[0] - means[1]) / 2)


def _told(orders: Sequence[Sequence[int]], people: int, forms: float | None) -> Gain:
    """Return the mean over orders with its interval, the spread within orders pooled."""
    mean = sum(map(_mean, orders)) / len(orders)
    freedom = people - len(orders)
    squares = sum((gain - _mean(gains)) ** 2 for gains in orders for gain in gains)
    spread = sqrt(squares / freedom)
    share = sqrt(sum(1 / len(gains) for gains in orders)) / len(orders)
    reach = t_quantile(0.975, freedom) * spread * share
    effect = _effect(mean, spread, share, freedom) if people >= LEAST_FOR_EFFECT and spread else _Effect()
    return Gain(
        people=people,
        mean=_rounded(mean, 1),
        low=_rounded(mean - reach, 1),
        high=_rounded(mean + reach, 1),
        effect=effect.value,
        effect_low=effect.low,
        effect_high=effect.high,
        forms=None if forms is None else _rounded(forms, 1),
    )


def _effect(mean: float, spread: float, share: float, freedom: int) -> _Effect:
    """Return d_z as Hedges corrects it (1981, J. Educ. Stat. 6, 107), with the interval of a noncentral t."""
    bounds = shift_bounds(mean / (spread * share), freedom)
    correction = exp(lgamma(freedom / 2) - lgamma((freedom - 1) / 2)) * sqrt(2 / freedom)
    scale = share * correction
    return _Effect(
        _rounded(mean / spread * correction, 2),
        _rounded(bounds.low * scale, 2),
        _rounded(bounds.high * scale, 2),
    )


def _mean(gains: Sequence[int]) -> float:
    return sum(gains) / len(gains)


def _rounded(value: float, places: int) -> float:
    return round(value, places) + 0.0  # adding zero turns −0.0 to 0.0
