"""Why a reply led where it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from roleplay.authoring.course import course, near_limits
from roleplay.authoring.rehearsal import Rehearsal, begin, choose, say
from roleplay.domain.condition import Between, Now, Past
from roleplay.domain.encounter import Hearing, Limit, Line, Node
from roleplay.domain.mood import Mood

if TYPE_CHECKING:
    from roleplay.hearing import Ear
    from tests.conftest import SmallEncounters

HEARS = (
    Hearing(Now("shows", "apologize"), "more"),
    Hearing(Past("shown", "greet"), "more"),
    Hearing(None, "done"),
)


def said(small: SmallEncounters, ear: Ear, *texts: str, hears: tuple[Hearing, ...] = HEARS) -> Rehearsal:
    """Return the talk after some typed replies."""
    talk = begin(small.with_node(hears=hears), 1)
    for text in texts:
        talk = say(talk, text, ear)
    return talk


def test_each_way_before_the_one_taken_says_why_not(small: SmallEncounters, ear: Ear) -> None:
    """The ways are told in the order looked at, up to the one that holds; this reply counts as shown."""
    talk = said(small, ear, "Selamat pagi, Pak.")
    found = course(talk.encounter, talk.turns[-1])

    assert found is not None
    assert [(item.number, item.goto, item.holds) for item in found.weighed] == [
        (1, "more", False),
        (2, "more", True),
    ]
    assert found.goto == talk.state.node == "more"
    assert [item.because[0].text for item in found.weighed] == [
        "this reply does not show 'apologize'",
        "'greet' has been shown",
    ]


def test_a_way_without_a_condition_is_taken_without_a_reason(small: SmallEncounters, ear: Ear) -> None:
    """An item with nothing but a goto holds, and has no parts to tell."""
    talk = said(small, ear, "Mohon maaf, Pak.", hears=HEARS[2:])
    found = course(talk.encounter, talk.turns[-1])

    assert found is not None
    assert [(item.goto, item.holds, item.because) for item in found.weighed] == [("done", True, ())]
    assert found.entered == ("done",)


def test_none_of_the_ways_holds(small: SmallEncounters, ear: Ear) -> None:
    """Where none holds all are told, and the talk stays."""
    talk = said(small, ear, "Selamat pagi, Pak.", hears=HEARS[:1])
    found = course(talk.encounter, talk.turns[-1])

    assert found is not None
    assert ([item.holds for item in found.weighed], found.goto, found.entered) == ([False], None, ())
    assert talk.state.node == "talk"


def test_a_choice_has_its_own_way(small: SmallEncounters) -> None:
    """For a choice no ways of free text are looked at."""
    talk = begin(small.with_node(hears=HEARS), 1)
    talk = choose(talk, next(choice for choice in talk.choices if choice.id == "on"))
    found = course(talk.encounter, talk.turns[-1])

    assert found is not None
    assert (found.goto, found.weighed, found.met, found.entered) == ("more", (), None, ("more",))


def test_words_that_nobody_understands_have_no_course(small: SmallEncounters, ear: Ear) -> None:
    """Nothing was looked at, so nothing is told."""
    talk = said(small, ear, "zzz")

    assert course(talk.encounter, talk.turns[-1]) is None


def test_nodes_on_the_way_are_told(small: SmallEncounters) -> None:
    """The talk goes on through nodes that wait for nobody, and each is named."""
    aside = Node("aside", (Line("nodes.aside.says", ("Oh.",)),), goto="more")
    first = small.plain.nodes["talk"]
    on = replace(first.choices[0], goto="aside")
    talk = begin(small.with_nodes({"aside": aside, "talk": replace(first, choices=(on,))}), 1)
    talk = choose(talk, talk.choices[0])
    found = course(talk.encounter, talk.turns[-1])

    assert found is not None
    assert (found.goto, found.entered) == ("aside", ("aside", "more"))


def test_a_limit_that_was_reached_is_told(small: SmallEncounters) -> None:
    """The limit that a reply reached is named with its condition, as it was before the customer answered."""
    talk = begin(small.with_persona(mood=Mood(50, 50, 50, 1)), 1)
    talk = choose(talk, next(choice for choice in talk.choices if choice.id == "on"))
    found = course(talk.encounter, talk.turns[-1])

    assert found is not None
    assert found.met is not None
    assert (found.met.limit.id, talk.state.outcome) == ("leave", "walked-out")
    assert [reason.text for reason in found.met.because] == ["'patience' must be 0, and is 0"]
    assert (found.goto, found.entered) == ("more", ())


def test_limits_say_what_is_missing(small: SmallEncounters) -> None:
    """Limits are told in their order, each with whether it is reached and the value it waits for."""
    films = Limit("film", Between("tension", 40, 100), "Saya rekam.", does="films")
    talk = begin(small.with_persona(limits=(films, *small.plain.persona.limits)), 1)
    talk = choose(talk, next(choice for choice in talk.choices if choice.id == "stay"))

    assert [(near.limit.id, near.is_met) for near in near_limits(talk.encounter, talk.state)] == [
        ("film", True),
        ("leave", False),
    ]
    (reason,) = near_limits(talk.encounter, talk.state)[1].because
    assert reason.text == "'patience' must be 0, and is 19"
