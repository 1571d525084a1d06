"""Gain between two forms: by hand, with either order, and what is too little to say."""

from collections.abc import Sequence
from math import sqrt
from statistics import mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from roleplay.groups.gain import (
    FEW,
    LEAST_EACH_ORDER,
    LEAST_FOR_EFFECT,
    LEAST_PAIRED,
    LOST,
    ONE_ORDER,
    WITHIN_FORMS,
    Measurement,
    gain_report,
)

SLEEP = (19, 8, 11, 1, -1, 44, 55, 16, 46, 34)
"""Hours of sleep gained, in tenths (Student 1908, Biometrika 6, 1: the column of laevo-hyoscine)."""


def measured(gains: Sequence[int], first: str = "A", start: int = 0) -> list[Measurement]:
    """Return people who began with a form and gained so much."""
    other = "B" if first == "A" else "A"
    return [
        item
        for place, gain in enumerate(gains)
        for item in (
            Measurement(f"{first}{place:03}", first, False, 50, 40, start),
            Measurement(f"{first}{place:03}", other, True, 50 + gain, 40, None),
        )
    ]


def test_students_own_sleepers() -> None:
    """Ten people, 2.33 hours on the mean, 95 percent between 0.90 and 3.76: the figures of the textbook."""
    found = gain_report(measured(SLEEP)).gains["total"]

    assert (found.people, found.mean, found.low, found.high) == (10, 23.3, 9.0, 37.6)


def test_either_order_takes_the_difference_of_the_forms_out() -> None:
    """All learn 20 and B is 12 easier: A first gains 32, B first 8; of 5 and 15 people it is still 20."""
    ratings = [*measured([22, 32, 42, 32, 32]), *measured([-2, 8, 18] * 5, first="B")]
    report = gain_report(ratings)
    found = report.gains["total"]

    assert (found.mean, found.forms) == (20.0, 12.0)
    assert (report.a_first, report.b_first) == (5, 15)
    assert report.cautions == ()
    squares = 200 + 1000  # within each order
    reach = 2.101 * sqrt(squares / 18) * sqrt(1 / 5 + 1 / 15) / 2
    assert found.low == pytest.approx(20 - reach, abs=0.051)
    assert found.high == pytest.approx(20 + reach, abs=0.051)


def test_one_order_is_told() -> None:
    """What the forms differ is part of the gain; one within their tolerance may be nothing else."""
    small, large = [9, 11] * 8, [29, 31] * 8

    assert gain_report(measured(small)).cautions == (ONE_ORDER, WITHIN_FORMS)
    assert gain_report(measured(large)).cautions == (ONE_ORDER,)
    others = measured(small[: LEAST_EACH_ORDER - 1], first="B")
    assert gain_report([*measured(large), *others]).cautions == (ONE_ORDER,)
    assert gain_report([*measured(large), *others]).gains["total"].forms is None


@pytest.mark.parametrize("people", [0, 1, 9, 10])
def test_too_few_to_say(people: int) -> None:
    """Below ten people nothing is a figure, however clear it looks."""
    report = gain_report(measured([20, 30, 25, 22, 28, 24, 26, 21, 29, 23][:people]))
    found = report.gains["total"]

    assert found.people == people
    assert (found.mean is None, FEW in report.cautions) == (people < 10,) * 2
    assert (found.low, found.effect) == (None, None) or people == 10


@pytest.mark.parametrize("people", [LEAST_FOR_EFFECT - 1, LEAST_FOR_EFFECT])
def test_an_effect_size_needs_more_people(people: int) -> None:
    """It is the mean in standard deviations, a little smaller for few people."""
    gains = [(place * 7) % 23 for place in range(people)]
    found = gain_report(measured(gains)).gains["total"]

    if people < LEAST_FOR_EFFECT:
        assert found.effect is None
    else:
        plain = mean(gains) / stdev(gains)
        assert found.effect is not None
        assert found.effect == pytest.approx(plain * (1 - 3 / (4 * (people - 1) - 1)), abs=0.006)
        assert found.effect_low is not None
        assert found.effect_high is not None
        assert found.effect_low < found.effect < found.effect_high


def test_all_gain_the_same() -> None:
    """The mean is certain, and no effect size divides by nothing."""
    found = gain_report(measured([7] * 30)).gains["total"]

    assert (found.mean, found.low, found.high, found.effect) == (7.0, 7.0, 7.0, None)


def test_who_is_left_out_is_counted() -> None:
    """One measurement, the same form twice, and a second try: none is a pair, all are told."""
    pairs = measured([20, 25] * 6)
    alone = [Measurement("alone", "A", False, 90, 90, 90), Measurement("late", "B", True, 10, 10, 10)]
    same = [Measurement("same", "A", False, 10, 10, 10), Measurement("same", "A", True, 90, 90, 90)]
    again = [replace(pairs[0], total=0), replace(pairs[1], total=100)]
    report = gain_report([*pairs, *alone, *same, *again])

    assert (report.unpaired, report.same_form, report.repeated) == (2, 1, 2)
    assert report.gains["total"] == gain_report(pairs).gains["total"]
    assert LOST not in report.cautions


def test_many_missing_is_told() -> None:
    """More than one of five with one measurement only."""
    alone = [Measurement(f"alone {place}", "A", False, 50, 50, 50) for place in range(4)]
    pairs = measured([20, 25] * 8)

    assert LOST not in gain_report([*pairs, *alone]).cautions
    assert LOST in gain_report([*pairs, *alone, replace(alone[0], person="fifth")]).cautions


def test_a_figure_that_is_not_rated_counts_nobody() -> None:
    """Who has no substance after is in the total and not in the substance."""
    gains = gain_report(measured([20, 25] * 8)).gains

    assert (gains["total"].people, gains["manner"].mean, gains["substance"].people) == (16, 0.0, 0)


@given(gains=st.lists(st.integers(-50, 50), min_size=LEAST_PAIRED, max_size=40), data=st.data())
def test_the_order_of_people_changes_nothing(gains: list[int], data: st.DataObject) -> None:
    """Neither do their names order anything: people are only counted."""
    people = measured(gains)

    assert gain_report(data.draw(st.permutations(people))) == gain_report(people)


@given(
    one=st.lists(st.integers(-30, 30), min_size=5, max_size=20),
    two=st.lists(st.integers(-30, 30), min_size=5, max_size=20),
)
def test_forms_that_change_names_keep_the_gain(one: list[int], two: list[int]) -> None:
    """With A called B and B called A the gain is the same and the difference of the forms turns round."""
    before = gain_report([*measured(one), *measured(two, first="B")]).gains["total"]
    after = gain_report([*measured(one, first="B"), *measured(two)]).gains["total"]

    assert replace(after, forms=before.forms) == before
    assert before.forms is not None
    assert after.forms == pytest.approx(-before.forms)
