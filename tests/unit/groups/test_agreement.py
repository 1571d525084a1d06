"""How far a panel and the machine agree: by hand, what is too little to say, and what changes nothing."""

from collections.abc import Callable, Iterable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from roleplay.groups.agreement import machine_agreement, panel_agreement
from roleplay.groups.coefficients import ALONE, FEW, LEAST_TALKS, SAME
from roleplay.groups.rating import MACHINE, Rating
from roleplay.groups.resampling import RESAMPLES


def rate(levels: Mapping[str, Iterable[int | None]], criteria: int = 10) -> list[Rating]:
    """Return ratings: for each rater a level for each unit, `criteria` units a talk."""
    return [
        Rating(rater, f"talk-{place // criteria:02}", f"criterion-{place % criteria}", level)
        for rater, given in levels.items()
        for place, level in enumerate(given)
    ]


def varied(count: int, shift: int = 0) -> list[int | None]:
    """Return levels 1 to 4 in turn; of every third one, `shift` more."""
    return [1 + place % 4 + (shift if place % 3 == 0 else 0) for place in range(count)]


def test_counts_by_hand() -> None:
    """Three people make three pairs a unit: of 5, 5, 4 one agrees and all are near; of 1, 3, 3 one is."""
    found = panel_agreement(rate({"a": [5, 1], "b": [5, 3], "c": [4, 3], MACHINE: [1, 1]}))

    assert (found.people, found.talks, found.units) == (("a", "b", "c"), 1, 2)
    assert (found.exact.count, found.exact.of, found.near.count) == (2, 6, 4)
    assert [(item.criterion, item.distance) for item in found.criteria] == [
        ("criterion-1", 1.33),
        ("criterion-0", 0.67),
    ]


def test_the_machine_by_hand() -> None:
    """Its level against the middle one of three: 5 on 5, 3 on 2, and one that only people saw."""
    found = machine_agreement(
        rate({"a": [5, 1, 4], "b": [5, 2, None], "c": [4, 3, 4], MACHINE: [5, 3, None]})
    )

    assert (found.panel.exact.count, found.panel.exact.of, found.panel.near.count) == (1, 2, 2)
    assert found.panel.occasion == 1
    assert [(item.other, item.exact.count, item.exact.of) for item in found.people] == [
        ("a", 1, 2),
        ("b", 1, 2),
        ("c", 1, 2),
    ]


@pytest.mark.parametrize(("machine", "agrees"), [(3, True), (4, True), (2, False), (5, False)])
def test_between_two_middle_levels_either_agrees(machine: int, agrees: bool) -> None:
    """A panel of two that gives 3 and 4 stands at 3½."""
    found = machine_agreement(rate({"a": [3], "b": [4], MACHINE: [machine]}))

    assert (found.panel.exact.count == 1) is agrees


def test_too_few_to_say() -> None:
    """One unit fewer than needed and there is no coefficient; rates need ten pairs."""
    few, enough = 29, 30
    for count in (few, enough):
        ratings = rate({name: varied(count, shift) for name, shift in (("a", 0), ("b", 1), (MACHINE, 1))})
        panel, machine = panel_agreement(ratings), machine_agreement(ratings)
        for found in (panel.ordinal, panel.interval, panel.quadratic, panel.linear, machine.panel.quadratic):
            assert (found.value is not None) is (count == enough)
            assert found.reason == ("" if count == enough else FEW)
    assert panel_agreement(rate({"a": varied(9), "b": varied(9)})).exact.value is None
    assert panel_agreement(rate({"a": varied(10), "b": varied(10)})).exact.value == 1


def test_an_interval_needs_talks() -> None:
    """However many criteria a talk has, four talks have no interval and five have one."""
    for talks in (LEAST_TALKS - 1, LEAST_TALKS):
        count = 12 * talks
        found = panel_agreement(rate({"a": varied(count), "b": varied(count, 1)}, criteria=12)).ordinal
        assert (found.low is not None, found.resamples) == (
            (True, RESAMPLES) if talks == LEAST_TALKS else (False, 0)
        )


def test_full_agreement_has_no_interval() -> None:
    """Where nothing differs, drawing anew shows nothing: no false certainty."""
    found = panel_agreement(rate({"a": varied(60), "b": varied(60)})).ordinal

    assert (found.value, found.low, found.high) == (1, None, None)


def test_one_rater_alone() -> None:
    """There is nobody to agree with, and the reason is told."""
    found = panel_agreement(rate({"a": varied(60), MACHINE: varied(60)}))

    assert (found.ordinal.reason, found.quadratic.reason, found.exact.of) == (ALONE, ALONE, 0)


def test_one_level_alone() -> None:
    """Everybody gives a 3: all agree, and no coefficient can be had."""
    ratings = rate({name: [3] * 40 for name in ("a", "b", MACHINE)})
    panel, machine = panel_agreement(ratings), machine_agreement(ratings)

    assert panel.exact.value == 1
    assert {panel.ordinal.reason, panel.quadratic.reason, machine.panel.linear.reason} == {SAME}


@pytest.mark.parametrize("ratings", [[], rate({"a": [None] * 9, "b": [None] * 9, MACHINE: [None] * 9})])
def test_nothing_rated(ratings: list[Rating]) -> None:
    """No rating, or none with a level, is counted as nothing and breaks nothing."""
    panel, machine = panel_agreement(ratings), machine_agreement(ratings)

    assert (panel.units, panel.exact.of, panel.criteria, panel.ordinal.value) == (0, 0, (), None)
    assert (machine.panel.exact.of, machine.panel.occasion) == (0, 0)


def test_the_later_of_two_ratings_counts() -> None:
    """Who changes their mind has changed it; whose turn it was does not matter."""
    first = rate({"a": [1], "b": [5]})

    assert panel_agreement([*first, replace(first[0], level=5)]).exact.count == 1
    assert panel_agreement([replace(first[0], level=5), *first]).exact.count == 0


def test_mean_kappa_leaves_out_pairs_with_too_few_units() -> None:
    """Who rated one talk is in no pair that has a kappa; the others are."""
    found = panel_agreement(
        rate({"a": varied(40), "b": varied(40, 1), "c": [*varied(10), *[None] * 30]})
    ).quadratic

    assert (found.pairs, found.left_out) == (1, 2)
    assert found.value is not None


SHEETS = st.dictionaries(
    st.sampled_from(("a", "b", "c", "d", MACHINE)),
    st.lists(st.none() | st.integers(1, 5), min_size=35, max_size=60),
    min_size=2,
)


@settings(max_examples=25)  # each draws a thousand times
@given(levels=SHEETS, data=st.data())
def test_the_order_of_ratings_changes_nothing(
    levels: dict[str, list[int | None]], data: st.DataObject
) -> None:
    """However ratings come in, all figures and intervals are the same to the last digit."""
    ratings = rate(levels)
    mixed = data.draw(st.permutations(ratings))
    figures: tuple[Callable[[Iterable[Rating]], object], ...] = (panel_agreement, machine_agreement)

    for figure in figures:
        assert figure(mixed) == figure(ratings)


@settings(max_examples=25)
@given(levels=SHEETS)
def test_names_of_raters_change_no_figure(levels: dict[str, list[int | None]]) -> None:
    """Called otherwise, and so in another order, people agree as before."""
    names = {"a": "z", "b": "y", "c": "x", "d": "w", MACHINE: MACHINE}
    renamed = [replace(item, rater=names[item.rater]) for item in rate(levels)]
    before, after = panel_agreement(rate(levels)), panel_agreement(renamed)

    assert replace(after, people=before.people) == before
    assert machine_agreement(renamed).panel == machine_agreement(rate(levels)).panel
