"""Weighted kappa: published tables, and what must never change it."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.groups.kappa import linear_kappa, pair_tally, quadratic_kappa
from roleplay.groups.resampling import total

XEROMAMMOGRAMS = ((21, 12, 0, 0), (4, 17, 1, 0), (3, 9, 15, 2), (0, 0, 0, 1))
"""Two radiologists, 85 films, four categories (Altman 1991, Practical Statistics for Medical Research,
p. 403)."""

HUSBANDS_AND_WIVES = ((7, 7, 2, 3), (2, 8, 3, 7), (1, 5, 4, 9), (2, 8, 9, 14))
"""91 couples, four levels (Hout et al. 1987; Agresti 1990, Categorical Data Analysis, p. 32)."""

LEVEL = st.integers(1, 5)
PAIRS = st.lists(st.tuples(LEVEL, LEVEL), min_size=1, max_size=60)


def pairs_of(table: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Return the pairs of levels that a table counts."""
    return [
        (one, other)
        for one, row in enumerate(table, 1)
        for other, count in enumerate(row, 1)
        for _unit in range(count)
    ]


def kappas(pairs: Sequence[tuple[float, float]]) -> tuple[float | None, float | None]:
    """Return kappa with linear and with quadratic weights."""
    sums = total([pair_tally(*pair) for pair in pairs])
    return linear_kappa(sums), quadratic_kappa(sums)


@pytest.mark.parametrize(
    ("table", "linear", "quadratic"),
    [(XEROMAMMOGRAMS, 0.5684, 0.6714), (HUSBANDS_AND_WIVES, 0.2374, 0.3320)],
)
def test_published_tables(table: Sequence[Sequence[int]], linear: float, quadratic: float) -> None:
    """The tables are published; the figures are those of a statistics library for them."""
    assert kappas(pairs_of(table)) == pytest.approx((linear, quadratic), abs=5e-5)


def test_by_hand() -> None:
    """Of four units two agree and two are a level apart; dealt out blindly, 6 of 16 pairs agree."""
    pairs = [(1, 1), (2, 2), (2, 1), (3, 2)]

    # Linear: seen 2/4; by chance 1·2·0 + 1·2·1 + 2·2·1 + 2·2·0 + 1·2·2 + 1·2·1 = 12 of 16.
    # Quadratic: seen 2/4; by chance the same with the one distance of two squared: 16 of 16.
    assert kappas(pairs) == pytest.approx((1 - 0.5 / 0.75, 1 - 0.5 / 1))


def test_half_levels_lie_between() -> None:
    """Half a level apart weighs half of a level, and a quarter with squares."""
    whole, half = pair_tally(2, 3), pair_tally(2, 2.5)

    assert (whole[0], whole[1]) == (4 * half[0], 2 * half[1])


def test_one_level_alone_has_no_kappa() -> None:
    """Where both give one level throughout, chance agrees as well as they do."""
    assert kappas([(3, 3)] * 40) == (None, None)


def test_one_rater_who_never_differs_agrees_as_chance_does() -> None:
    """Who always gives the same level tells nothing apart: 0."""
    assert kappas([(3, 1), (3, 5), (3, 3)]) == (0, 0)


@given(pairs=PAIRS, data=st.data())
def test_the_order_of_units_changes_nothing(pairs: list[tuple[int, int]], data: st.DataObject) -> None:
    """To the last digit."""
    assert kappas(data.draw(st.permutations(pairs))) == kappas(pairs)


@given(pairs=PAIRS)
def test_the_raters_may_be_exchanged(pairs: list[tuple[int, int]]) -> None:
    """Agreement is of both."""
    assert kappas([(other, one) for one, other in pairs]) == kappas(pairs)


@given(pairs=PAIRS)
def test_the_scale_may_be_turned_round(pairs: list[tuple[int, int]]) -> None:
    """Only distances count: with 1 as the best the figures are the same."""
    assert kappas([(6 - one, 6 - other) for one, other in pairs]) == kappas(pairs)


@given(levels=st.lists(LEVEL, min_size=2, max_size=40).filter(lambda levels: len(set(levels)) > 1))
def test_full_agreement_is_one(levels: list[int]) -> None:
    """Who agrees on everything has 1, with either weights."""
    assert kappas([(level, level) for level in levels]) == (1, 1)


@given(pairs=PAIRS)
def test_it_is_never_above_one(pairs: list[tuple[int, int]]) -> None:
    """And 1 only where all agree."""
    for value in kappas(pairs):
        assert value is None or (value == 1) is all(one == other for one, other in pairs)
        assert value is None or value <= 1
