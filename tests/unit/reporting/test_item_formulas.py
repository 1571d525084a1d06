"""The formulas of item analysis, against numbers worked by hand and other formulas for the same."""

from math import sqrt
from statistics import correlation, fmean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.reporting.item_formulas import (
    LEAST_FOR_CORRELATION,
    LEAST_PLAYS,
    Correlation,
    Pairs,
    Share,
    share,
    wilson,
)

PLAYS = st.lists(st.tuples(st.integers(0, 100), st.booleans()), min_size=LEAST_FOR_CORRELATION, max_size=80)
MANY = LEAST_FOR_CORRELATION


def pairs(plays: list[tuple[int, bool]]) -> Correlation:
    """Return the correlation of these totals and deeds."""
    found = Pairs()
    for total, is_hit in plays:
        found.add(total, is_hit=is_hit)
    return found.correlation()


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (8, 10, 0.4902, 0.9433),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (15, 148, 0.0624, 0.1605),  # Newcombe 1998, Statistics in Medicine 17, table I
        (1, 29, 0.0061, 0.1718),  # likewise
    ],
)
def test_wilson(count: int, of: int, low: float, high: float) -> None:
    """The interval is that of the literature, and never leaves 0 and 1."""
    assert wilson(count, of) == pytest.approx((low, high), abs=0.0001)


@given(of=st.integers(1, 10_000), data=st.data())
def test_wilson_holds_the_rate(of: int, data: st.DataObject) -> None:
    """The rate lies in its interval, which is the mirror image of that of the others."""
    count = data.draw(st.integers(0, of))
    low, high = wilson(count, of)

    assert 0 <= low <= count / of + 1e-12
    assert count / of - 1e-12 <= high <= 1
    assert wilson(of - count, of) == pytest.approx((1 - high, 1 - low))


def test_a_share_of_too_few_plays_has_no_rate() -> None:
    """Below the least number of plays there are counts alone, however often something was offered."""
    assert share(40, 50, LEAST_PLAYS - 1) == Share(40, 50)
    assert share(40, 50, LEAST_PLAYS - 1).margin is None
    assert share(0, 0, LEAST_PLAYS) == Share(0, 0)


def test_the_margin_reaches_the_farther_end() -> None:
    """± covers the whole interval: of 0 in 10 it is 28 points, of 8 in 10 it is 31."""
    assert share(0, 10, 10) == Share(0, 10, 0.0, 0.0, 0.28)
    assert share(0, 10, 10).margin == pytest.approx(0.28)
    assert share(8, 10, 10).margin == pytest.approx(0.31)


def test_correlation_by_hand() -> None:
    """Means of 70 and 50, a standard deviation of √200 and halves of each: 20 / √200 × ½ = 0.71."""
    plays = [(60, True), (80, True), (40, False), (60, False)] * 10

    assert pairs(plays) == Correlation(0.71, 40)
    assert pairs([(100 - total, is_hit) for total, is_hit in plays]) == Correlation(-0.71, 40)


@given(plays=PLAYS)
def test_correlation_is_pearsons(plays: list[tuple[int, bool]]) -> None:
    """The sums come to Pearson's correlation and to the formula with two means."""
    totals = [total for total, _is_hit in plays]
    hits = [total for total, is_hit in plays if is_hit]
    others = [total for total, is_hit in plays if not is_hit]
    if not hits or not others or len(set(totals)) == 1:
        assert pairs(plays) == Correlation(None, len(plays))
        return
    rate = len(hits) / len(plays)
    expected = (fmean(hits) - fmean(others)) / pstdev(totals) * sqrt(rate * (1 - rate))

    assert pairs(plays).value == pytest.approx(expected, abs=0.0051)
    assert pairs(plays).value == pytest.approx(
        correlation(totals, [float(hit) for _t, hit in plays]), abs=0.0051
    )


@given(plays=PLAYS, data=st.data())
def test_the_order_of_plays_changes_nothing(plays: list[tuple[int, bool]], data: st.DataObject) -> None:
    """However the plays are ordered, the very same number comes out."""
    assert pairs(data.draw(st.permutations(plays))) == pairs(plays)


@given(totals=st.lists(st.integers(0, 100), min_size=MANY), is_hit=st.booleans())
def test_what_all_do_tells_nobody_apart(totals: list[int], is_hit: bool) -> None:
    """Where all did the same there is no correlation."""
    assert pairs([(total, is_hit) for total in totals]).value is None


def test_too_few_for_a_correlation() -> None:
    """One play below the least number gives none, and the least number does."""
    plays = [(80, True), (40, False)] * LEAST_FOR_CORRELATION

    assert pairs(plays[: MANY - 1]) == Correlation(None, MANY - 1)
    assert pairs(plays[:MANY]) == Correlation(1.0, MANY)


@pytest.mark.parametrize(
    ("value", "plays", "is_above"), [(0.31, 30, True), (0.3, 30, False), (0.17, 100, True)]
)
def test_chance(value: float, plays: int, is_above: bool) -> None:
    """More than 1.645 / √plays is more than chance: 0.30 of 30 plays, 0.16 of 100; below 0 likewise."""
    assert Correlation(value, plays).is_above_chance is is_above
    assert Correlation(-value, plays).is_below_chance is is_above
    assert not Correlation(-value, plays).is_above_chance
    assert not Correlation(value, plays).is_below_chance
    assert not Correlation(None, plays).is_above_chance
