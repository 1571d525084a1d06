"""Ratings: which count, what the panel's level is, and where it split."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.groups.disputes import disputes
from roleplay.groups.rating import MACHINE, Rating, by_unit, panel_level, people_in, standing


def rated(*levels: int | None, criterion: str = "empathy", session: str = "one") -> list[Rating]:
    """Return the levels that people called a, b, c and so on gave, each with a reason."""
    return [
        Rating(chr(ord("a") + place), session, criterion, level, f"because {level}")
        for place, level in enumerate(levels)
    ]


@pytest.mark.parametrize("level", [0, 6, -1])
def test_a_level_is_on_the_scale(level: int) -> None:
    """1 to 5, or none."""
    with pytest.raises(ValueError, match="is not from 1 to 5"):
        rated(level)


def test_the_later_counts_and_both_are_kept() -> None:
    """Only for the same rater, talk and criterion; what was given first stays in the data."""
    ratings = [*rated(1), *rated(5), *rated(2, session="two"), *rated(3, criterion="closing")]

    assert [item.level for item in standing(ratings)] == [5, 2, 3]
    assert [item.level for item in ratings] == [1, 5, 2, 3]
    assert {unit: len(found) for unit, found in by_unit(ratings).items()} == {
        ("one", "empathy"): 1,
        ("two", "empathy"): 1,
        ("one", "closing"): 1,
    }


def test_the_machine_is_no_person() -> None:
    """It rates like one, and is not counted among them."""
    assert people_in([Rating(MACHINE, "one", "empathy", 3), *rated(1, 2)]) == ("a", "b")


@pytest.mark.parametrize(
    ("levels", "middle"),
    [
        ((3,), 3.0),
        ((2, 5, 3), 3.0),
        ((3, 4), 3.5),
        ((2, 5), 3.5),
        ((4, None), 4.0),
        ((4, None, None), None),
        ((None, None), None),
        ((), None),
    ],
)
def test_the_level_of_a_panel(levels: tuple[int | None, ...], middle: float | None) -> None:
    """The median; nothing where more saw no occasion than gave a level."""
    assert panel_level(rated(*levels)) == middle


@given(levels=st.lists(st.none() | st.integers(1, 5), max_size=9), data=st.data())
def test_order_does_not_move_the_middle(levels: list[int | None], data: st.DataObject) -> None:
    """Whoever spoke first."""
    ratings = rated(*levels)

    assert panel_level(data.draw(st.permutations(ratings))) == panel_level(ratings)


def test_camps_part_at_the_widest_gap() -> None:
    """1, 2 and 4, 5: two camps with their levels, their reasons, and the machine beside them."""
    (found,) = disputes([*rated(5, 1, 4, 2), Rating(MACHINE, "one", "empathy", 3, "the words of the scale")])

    assert [(camp.low, camp.high, [item.rater for item in camp.ratings]) for camp in found.camps] == [
        (1, 2, ["b", "d"]),
        (4, 5, ["a", "c"]),
    ]
    assert [item.reason for item in found.camps[0].ratings] == ["because 1", "because 2"]
    assert found.machine is not None
    assert (found.machine.level, found.panel, found.distance) == (3, 3.0, 2.33)


def test_of_equal_gaps_the_most_even_parts() -> None:
    """1, 3, 5, 5 parts between 3 and 5, not between 1 and 3."""
    (found,) = disputes(rated(1, 3, 5, 5))

    assert [(camp.low, camp.high) for camp in found.camps] == [(1, 3), (5, 5)]


def test_those_who_saw_no_occasion_are_a_camp() -> None:
    """Even where all others agree; it counts as two levels apart."""
    (found,) = disputes(rated(4, 4, None))

    assert [(camp.low, camp.high, len(camp.ratings)) for camp in found.camps] == [(4, 4, 2), (None, None, 1)]
    assert found.distance == 1.33


@pytest.mark.parametrize("levels", [(3, 3), (3, 4, 4), (None, None), (1,)])
def test_shades_are_no_dispute(levels: tuple[int | None, ...]) -> None:
    """One level apart, one rater alone, or nobody who saw an occasion."""
    assert disputes(rated(*levels)) == ()


def test_the_most_disputed_comes_first() -> None:
    """Of equal ones in the order of sessions and criteria."""
    ratings = [
        *rated(1, 3, criterion="b"),
        *rated(1, 5, criterion="c"),
        *rated(1, 3, criterion="a"),
        *rated(3, 5, session="zero", criterion="a"),
    ]

    assert [(item.session, item.criterion) for item in disputes(ratings)] == [
        ("one", "c"),
        ("one", "a"),
        ("one", "b"),
        ("zero", "a"),
    ]


@given(levels=st.lists(st.none() | st.integers(1, 5), min_size=2, max_size=8), data=st.data())
def test_everybody_is_in_one_camp(levels: list[int | None], data: st.DataObject) -> None:
    """Camps hold each rating once, do not overlap, and do not depend on who came first."""
    ratings = rated(*levels)
    found = disputes(ratings)

    assert disputes(data.draw(st.permutations(ratings))) == found
    for dispute in found:
        named = [item for camp in dispute.camps for item in camp.ratings]
        assert sorted(named, key=lambda item: item.rater) == ratings
        ends = [(camp.low, camp.high) for camp in dispute.camps if camp.low is not None]
        assert ends == sorted(ends, key=str)
        assert len(ends) < 2 or str(ends[0][1]) < str(ends[1][0])
