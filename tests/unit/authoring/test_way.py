"""The shortest way by choices to a place of the talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from roleplay.authoring import way
from roleplay.authoring.way import Way, shortest_way
from roleplay.domain.condition import Between, Past
from roleplay.domain.encounter import Choice, Encounter, Line, Node
from roleplay.domain.events import Entered
from roleplay.domain.mood import Mood
from roleplay.engine import available_choices, respond, start, step

if TYPE_CHECKING:
    from tests.conftest import SmallEncounters


def names(found: Way) -> list[str] | None:
    """Return the ids of the choices on a way."""
    return None if found.choices is None else [choice.id for choice in found.choices]


def fewest(encounter: Encounter, seed: int, target: str, most: int) -> int | None:
    """Return the fewest replies to a node by trying everything; None when it takes more than `most`."""
    state, events = start(encounter, seed)
    level = [(state, events)]
    for replies in range(most + 1):
        for state, events in level:
            if state.ending == target or any(
                isinstance(event, Entered) and event.node == target for event in events
            ):
                return replies
        level = [
            step(encounter, state, respond(encounter, state, choice))
            for state, _events in level
            for choice in available_choices(encounter, state)
        ]
    return None


def test_the_first_node_is_there_already(small: SmallEncounters) -> None:
    """No choice is needed for the place where the talk begins."""
    assert shortest_way(small.plain, 1, "talk") == Way((), True)


def test_the_shortest_is_found(small: SmallEncounters) -> None:
    """Of two ways the one with fewer replies is taken."""
    assert names(shortest_way(small.plain, 1, "done")) == ["finish"]
    assert names(shortest_way(small.plain, 1, "more")) == ["on"]


def test_conditions_are_kept(small: SmallEncounters) -> None:
    """A choice is taken only where it is offered, so the way may lead round about."""
    first = small.plain.nodes["talk"]
    late = replace(first.choices[2], when=Past("visits", "more"))
    more = replace(small.plain.nodes["more"], choices=small.plain.nodes["more"].choices[1:])
    encounter = small.with_nodes({"talk": replace(first, choices=(first.choices[0], late)), "more": more})

    assert names(shortest_way(encounter, 1, "done")) == ["on", "back", "finish"]


def place(name: str, *choices: Choice) -> Node:
    """Return a node of these choices."""
    return Node(name, (Line(name, ("?",)),), choices=choices)


def test_a_way_that_looks_short_is_not_followed_for_ever(small: SmallEncounters) -> None:
    """Places from which the end seems near, and is not, do not keep the shorter way from being found."""
    never = Choice("never", "Ya.", when=Between("patience", 0, 0), goto="done")
    chain = [
        place(f"l{step}", never, Choice("next", "Ya.", goto=f"l{step + 1}" if step < 5 else "done"))
        for step in range(1, 6)
    ]
    beside = (place("d", Choice("d", "Ya.", goto="e")), place("e", Choice("e", "Ya.", goto="done")))
    first = place("talk", Choice("long", "Ya.", goto="l1"), Choice("short", "Ya.", goto="d"))
    encounter = small.with_nodes({node.id: node for node in (*chain, *beside, first)})

    assert names(shortest_way(encounter, 1, "done")) == ["short", "d", "e"]


def test_a_way_through_a_sub_dialogue_may_be_the_shortest(small: SmallEncounters) -> None:
    """A call and its return are two replies, and fewer than three."""
    call = Node("call", (Line("c", ("?",)),), call="inner", goto="done")
    beside = (place("d", Choice("d", "Ya.", goto="e")), place("e", Choice("e", "Ya.", goto="done")))
    inner = place("inner", Choice("out", "Ya.", goto="return"))
    first = place("talk", Choice("beside", "Ya.", goto="d"), Choice("into", "Ya.", goto="call"))
    encounter = small.with_nodes({node.id: node for node in (call, *beside, inner, first)})

    assert names(shortest_way(encounter, 1, "done")) == ["into", "out"]


def test_a_sub_dialogue_is_gone_through(small: SmallEncounters) -> None:
    """The way goes into a call, and out of it by its return."""
    call = Node("call", (Line("c", ("?",)),), call="inner", goto="done")
    inner = Node("inner", (Line("i", ("?",)),), choices=(Choice("out", "Ya.", goto="return"),))
    first = small.plain.nodes["talk"]
    into = Choice("into", "Ya.", goto="call")
    encounter = small.with_nodes({"call": call, "inner": inner, "talk": replace(first, choices=(into,))})

    assert names(shortest_way(encounter, 1, "done")) == ["into", "out"]


def test_the_end_that_a_limit_leads_to(small: SmallEncounters) -> None:
    """An ending that no goto leads to is reached by wearing the customer out."""
    encounter = small.with_persona(mood=Mood(50, 50, 50, 3))
    found = shortest_way(encounter, 1, "left")

    assert found.choices is not None
    assert len(found.choices) == fewest(encounter, 1, "left", 4) == 3


def test_no_way_is_told_for_certain(small: SmallEncounters) -> None:
    """Where every talk was tried to its end, it is certain that there is none."""
    first = small.plain.nodes["talk"]
    never = replace(first.choices[0], when=Between("tension", 99, 100))
    encounter = small.with_nodes({"talk": replace(first, choices=(never, *first.choices[1:]))})

    assert shortest_way(encounter, 1, "more") == Way(None, True)


def test_a_search_without_end_is_given_up(small: SmallEncounters, monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that takes too long ends, and does not claim that there is no way."""
    monkeypatch.setattr(way, "MOST_TRIED", 3)

    assert shortest_way(small.plain, 1, "left") == Way(None, False)


def test_an_unknown_node(small: SmallEncounters) -> None:
    """A node that there is not is the caller's mistake."""
    with pytest.raises(KeyError):
        shortest_way(small.plain, 1, "nowhere")


PLACES = ("a", "b", "c", "call", "inner")
WAYS = st.lists(st.sampled_from(("a", "b", "c", "call", "done")), min_size=1, max_size=3)


INNER = st.lists(st.sampled_from(("return", "inner", "more-inner", "done")), min_size=1, max_size=3)


@given(
    st.fixed_dictionaries(
        {**dict.fromkeys(("a", "b", "c"), WAYS), **dict.fromkeys(("inner", "more-inner"), INNER)}
    ),
    st.sampled_from((*PLACES, "more-inner", "done")),
)
@settings(max_examples=100)
def test_no_other_way_is_shorter(small: SmallEncounters, ways: dict[str, list[str]], target: str) -> None:
    """In any talk the way that is found has as few replies as trying everything finds."""
    nodes = {
        name: Node(
            name,
            (Line(name, ("?",)),),
            choices=tuple(Choice(f"{name}{place}", "Ya.", goto=goto) for place, goto in enumerate(gotos)),
        )
        for name, gotos in ways.items()
    }
    nodes["call"] = Node("call", (Line("call", ("?",)),), call="inner", goto="c")
    encounter = replace(small.with_nodes(nodes), start="a")
    found = shortest_way(encounter, 1, target)
    least = fewest(encounter, 1, target, 4)

    if least is not None:
        assert found.choices is not None
        assert len(found.choices) == least
    elif found.choices is not None:
        assert len(found.choices) > 4
