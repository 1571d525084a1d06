"""The interval of a coefficient: held against one that is known, and the same for the same cases."""

from math import sqrt
from statistics import stdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.groups.resampling import Tally, bounds
from roleplay.groups.student import t_quantile

VALUES = (12, 35, 41, 57, 80, 22)


def mean(sums: Tally) -> float | None:
    """Return a mean of hundredths, which is at most 1; none of nothing."""
    return sums[0] / sums[1] / 100 if sums[1] else None


@pytest.mark.parametrize("count", [3, 4, 6])
def test_of_a_mean_it_is_students(count: int) -> None:
    """What drawing anew finds for a mean is the textbook's interval, but for the luck of a thousand draws."""
    values = VALUES[:count]
    found = bounds([(value, 1) for value in values], mean)
    reach = t_quantile(0.975, count - 1) * stdev(values) / sqrt(count) / 100
    middle = sum(values) / count / 100

    assert found is not None
    assert found.low == pytest.approx(max(-1, middle - reach), abs=0.04 * reach)
    assert found.high == pytest.approx(min(1, middle + reach), abs=0.04 * reach)


def test_where_nothing_moves_there_is_none() -> None:
    """Equal cases would make an interval of no width, and it would look like certainty."""
    assert bounds([(50, 1)] * 6, mean) is None


def test_where_draws_have_no_figure_there_is_none() -> None:
    """One case with a figure among four is not drawn in one of three draws."""
    assert bounds([(50, 1), (0, 0), (0, 0), (0, 0)], mean) is None


@settings(max_examples=20)
@given(data=st.data())
def test_the_order_of_cases_changes_nothing(data: st.DataObject) -> None:
    """Names of talks, and so their order, have no part in an interval."""
    cases = [(value, 1) for value in VALUES]

    assert bounds(data.draw(st.permutations(cases)), mean) == bounds(cases, mean)
