"""Krippendorff's alpha: the published example, missing ratings, and what must never change it."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.groups.alpha import Metric, alpha, interval, ordinal, unit_tallies
from roleplay.groups.resampling import total

OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
"""Four observers, twelve units, ratings missing (Krippendorff 2011, part C)."""

LEVEL = st.integers(1, 5)
UNITS = st.lists(st.lists(LEVEL, max_size=6), min_size=1, max_size=30)


def nominal(_low: int, _high: int, _counts: Sequence[int]) -> int:
    """Two levels differ or not."""
    return 1


def alpha_of(units: Sequence[Sequence[int]], metric: Metric) -> float | None:
    """Return alpha of the levels of each unit."""
    tallies, scale = unit_tallies(units)
    return alpha(total(tallies), scale, metric)


@pytest.mark.parametrize(("metric", "value"), [(nominal, 0.743), (ordinal, 0.815), (interval, 0.849)])
def test_the_published_example(metric: Metric, value: float) -> None:
    """The three figures of the paper come out; the last unit, rated once, adds nothing."""
    units = [[level for level in unit if level is not None] for unit in zip(*OBSERVERS, strict=True)]

    assert alpha_of(units, metric) == pytest.approx(value, abs=5e-4)
    assert alpha_of(units[:-1], metric) == alpha_of(units, metric)


def test_by_hand() -> None:
    """Two raters who are a level apart on one of two units do no better than chance."""
    # Coincidences: 1 with 2 once each way; n = 4, n₁ = 1, n₂ = 3: 1 − (4 − 1) · 1 / (1 · 3) = 0.
    assert alpha_of([[1, 2], [2, 2]], interval) == 0


@pytest.mark.parametrize("units", [[[3, 3], [3, 3]], [[1], [5]], [[]]])
def test_nothing_to_tell_apart(units: list[list[int]]) -> None:
    """One level alone, or nobody who rated with anybody else, has no alpha."""
    assert alpha_of(units, ordinal) is None
    assert alpha_of(units, interval) is None


@given(units=UNITS, data=st.data())
def test_the_order_changes_nothing(units: list[list[int]], data: st.DataObject) -> None:
    """Neither that of units nor that of the raters of a unit, to the last digit."""
    turned = [data.draw(st.permutations(levels)) for levels in data.draw(st.permutations(units))]

    for metric in (ordinal, interval):
        assert alpha_of(turned, metric) == alpha_of(units, metric)


@given(units=UNITS)
def test_the_scale_may_be_turned_round(units: list[list[int]]) -> None:
    """With 1 as the best the figures are the same."""
    for metric in (ordinal, interval):
        assert alpha_of([[6 - level for level in unit] for unit in units], metric) == alpha_of(units, metric)


@given(units=UNITS)
def test_equal_steps_may_be_moved(units: list[list[int]]) -> None:
    """Levels 1 to 4 that are all raised by one have the same alpha by intervals."""
    lower = [[min(level, 4) for level in unit] for unit in units]

    assert alpha_of([[level + 1 for level in unit] for unit in lower], interval) == alpha_of(lower, interval)


@given(units=UNITS)
def test_units_rated_once_add_nothing(units: list[list[int]]) -> None:
    """Whatever level a single rater gave."""
    for metric in (ordinal, interval):
        assert alpha_of([*units, [1], [5]], metric) == alpha_of(units, metric)


@given(
    levels=st.lists(LEVEL, min_size=2, max_size=20).filter(lambda found: len(set(found)) > 1),
    raters=st.integers(2, 6),
)
def test_full_agreement_is_one(levels: list[int], raters: int) -> None:
    """Where each unit has one level of everybody, and units differ."""
    for metric in (ordinal, interval):
        assert alpha_of([[level] * raters for level in levels], metric) == 1
