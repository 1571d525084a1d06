"""The panel's own score: weighed as the machine weighs, and kept beside the machine's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from roleplay.domain.rubric import Criterion, Rubric
from roleplay.domain.score import CriterionScore, GateScore, Satisfaction, Scorecard
from roleplay.groups.panel_scores import machine_ratings, two_scores
from roleplay.groups.rating import MACHINE, Rating
from roleplay.scoring import score, weigh

if TYPE_CHECKING:
    from tests.conftest import MakePlayer, Shipped

WEIGHTS = {"welcome": 1, "empathy": 3, "closing": 2}
RUBRIC = Rubric(
    "service",
    "Service",
    "",
    60,
    tuple(
        Criterion(name, name.title(), weight, None, (), "", is_warm=name == "empathy")
        for name, weight in WEIGHTS.items()
    ),
    (),
)


def card(*levels: int | None, substance: int | None = 80, caps: int | None = None) -> Scorecard:
    """Return what the machine found for the criteria."""
    gates = () if caps is None else (GateScore("accuracy", "Facts", caps, ()),)
    found = weigh(RUBRIC, levels, substance, [gate.caps for gate in gates])
    return Scorecard(
        manner=found.manner,
        substance=substance,
        total=found.total,
        cap=found.cap,
        warmth=found.warmth,
        quadrant=found.quadrant,
        criteria=tuple(
            CriterionScore(name, name, weight, level, f"anchor {level}", (), "")
            for (name, weight), level in zip(WEIGHTS.items(), levels, strict=True)
        ),
        goals=(),
        gates=gates,
        satisfaction=Satisfaction(50.0, "D", ()),
    )


def panel(**levels: tuple[int | None, ...]) -> list[Rating]:
    """Return what people gave, by criterion."""
    return [
        Rating(f"rater {number}", "one", name, level, f"reason {number}")
        for name, given in levels.items()
        for number, level in enumerate(given)
    ]


def test_by_hand() -> None:
    """Medians 2, 4½ and 3 weigh (2 + 13½ + 6) · 20 / 6 = 72 in manner; 0.6 · 72 + 0.4 · 80 = 75 in all."""
    found = two_scores(
        RUBRIC, "one", card(5, 5, 5), panel(welcome=(2, 2, 5), empathy=(4, 5), closing=(3, None))
    )

    assert found.panel is not None
    assert (found.panel.manner, found.panel.substance, found.panel.total) == (72, 80, 75)
    assert (found.panel.warmth, found.panel.quadrant) == (90, "right-and-warm")
    assert (found.machine.manner, found.machine.total) == (100, 92)
    assert [item.is_apart for item in found.criteria] == [True, False, True]


def test_what_nobody_saw_is_not_weighed() -> None:
    """A criterion without occasion drops out, with the panel as with the machine."""
    found = two_scores(RUBRIC, "one", card(4, 4, None), panel(welcome=(4,), empathy=(4,), closing=(None,)))

    assert found.panel == found.machine
    assert [item.is_apart for item in found.criteria] == [False, False, False]
    assert found.missing == ()


def test_a_level_apart_is_a_difference() -> None:
    """Half a level is none; a whole one has its reasons told."""
    found = two_scores(RUBRIC, "one", card(3, 3, 3), panel(welcome=(3, 4), empathy=(4,), closing=(2,)))

    assert [item.is_apart for item in found.criteria] == [False, True, True]


def test_only_one_of_the_two_saw_an_occasion() -> None:
    """That is told as a difference."""
    found = two_scores(RUBRIC, "one", card(None, 4, 4), panel(welcome=(4,), empathy=(None,), closing=(4,)))

    assert [item.is_apart for item in found.criteria] == [True, True, False]


def test_a_broken_gate_caps_both() -> None:
    """What was wrong or out of bounds stays so, whatever the panel thinks of the manner."""
    found = two_scores(RUBRIC, "one", card(5, 5, 5, caps=2), panel(welcome=(5,), empathy=(5,), closing=(5,)))

    assert found.panel is not None
    assert (found.machine.total, found.panel.total) == (40, 40)


def test_without_ratings_there_is_no_score_of_the_panel() -> None:
    """Ratings of another talk, by the machine, or without a level make none."""
    other = [replace(item, session="two") for item in panel(welcome=(5,))]
    for ratings in ([], other, machine_ratings("one", card(1, 1, 1)), panel(welcome=(None,))):
        assert two_scores(RUBRIC, "one", card(5, 5, 5), ratings).panel is None


def test_what_the_panel_left_out_is_told() -> None:
    """A criterion that the machine rated and nobody looked at makes the totals unlike."""
    found = two_scores(RUBRIC, "one", card(5, 5, None), panel(welcome=(5,)))

    assert found.missing == ("empathy",)
    assert not found.criteria[1].is_apart


@given(levels=st.lists(st.none() | st.integers(1, 5), min_size=3, max_size=3), substance=st.integers(0, 100))
def test_a_panel_that_gives_what_the_machine_gave_has_its_score(
    levels: list[int | None], substance: int
) -> None:
    """The two are weighed by the same rule."""
    given_levels = dict(zip(WEIGHTS, ((level,) * 3 for level in levels), strict=True))
    found = two_scores(RUBRIC, "one", card(*levels, substance=substance), panel(**given_levels))

    assert found.panel == (found.machine if any(level is not None for level in levels) else None)


def test_the_machine_of_a_real_talk(shipped: Shipped, player: MakePlayer) -> None:
    """Its levels become ratings with the words of the scale, and come to its own score again."""
    session = player(shipped.encounters()[0])
    session.reply("greet", "empathize")
    found = score(session.encounter, session.events)
    ratings = machine_ratings("one", found)
    people = [replace(item, rater="a") for item in ratings]
    both = two_scores(session.encounter.rubric, "one", found, [*ratings, *people])

    assert {item.rater for item in ratings} == {MACHINE}
    assert [(item.level, item.reason) for item in ratings] == [
        (item.level, item.anchor) for item in found.criteria
    ]
    assert both.panel == both.machine
