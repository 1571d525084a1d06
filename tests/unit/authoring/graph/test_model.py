"""From an encounter to a chart: every way on, each of its kind, and who it is open to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from roleplay.authoring.graph.model import chart_of
from roleplay.authoring.graph.wording import describe
from roleplay.domain.chart import Chart, Way
from roleplay.domain.condition import All, AnyOf, Between, Condition, Ended, Not, Now, Past, Variable
from roleplay.domain.encounter import Choice, Ending, Hearing, Limit, Line, Node

if TYPE_CHECKING:
    from tests.conftest import Shipped, SmallEncounters


def talk(name: str, *choices: Choice, **more: object) -> Node:
    """Return a node at which the customer waits for one of these choices."""
    return replace(Node(name, (Line(name, (f"Kata {name}.",)),), choices=choices), **more)


def ends(chart: Chart) -> set[tuple[str, str, str]]:
    """Return where the ways of a chart begin and end, and of which kind they are."""
    return {(way.source, way.target, way.kind) for way in chart.ways}


def way_named(chart: Chart, name: str) -> Way:
    """Return the one way of that name."""
    (found,) = (way for way in chart.ways if way.name == name)
    return found


def test_choices_lead_on_or_stay(small: SmallEncounters) -> None:
    """A choice is a way to where it leads, and without a goto to the node itself."""
    chart = chart_of([small.plain])

    assert ends(chart) == {
        ("talk", "more", "choice"),
        ("talk", "talk", "choice"),
        ("talk", "done", "choice"),
        ("more", "done", "choice"),
        ("more", "talk", "choice"),
    }
    assert way_named(chart, "stay").target == "talk"
    assert way_named(chart, "on").text == "Baik."


def test_only_what_leads_on_once_is_marked(small: SmallEncounters) -> None:
    """That a choice which stays is offered once goes without saying; of one that leads on it is said."""
    chart = chart_of(
        [
            small.with_node(
                choices=(Choice("a", "A.", is_once=True), Choice("b", "B.", goto="done", is_once=True))
            )
        ]
    )

    assert not way_named(chart, "a").is_once
    assert way_named(chart, "b").is_once


def test_typed_replies_are_ways(small: SmallEncounters) -> None:
    """What is heard leads on too, and says what must be heard."""
    hears = (Hearing(Now("tells", "one"), "more"), Hearing(None, "done"))
    chart = chart_of([small.with_node(hears=hears)])
    typed = [way for way in chart.ways if way.kind == "typed"]

    assert [(way.target, way.condition) for way in typed] == [("more", "tells one"), ("done", "")]


def test_a_call_comes_back_to_where_its_caller_goes_on(small: SmallEncounters) -> None:
    """A sub-dialogue returns to the goto of every node that calls it, and from nowhere else."""
    nodes = {
        "talk": talk("talk", Choice("first", "A.", goto="caller"), Choice("second", "B.", goto="other")),
        "caller": talk("caller", call="sub", goto="done"),
        "other": talk("other", call="sub", goto="more"),
        "sub": talk("sub", Choice("leave", "C.", goto="deep"), Choice("back", "D.", goto="return")),
        "deep": talk("deep", goto="return"),
        "more": talk("more", Choice("end", "E.", goto="done")),
    }
    found = ends(chart_of([small.with_nodes(nodes)]))

    assert {item for item in found if item[2] == "call"} == {
        ("caller", "sub", "call"),
        ("other", "sub", "call"),
    }
    assert {item for item in found if item[2] == "return"} == {
        (source, target, "return") for source in ("sub", "deep") for target in ("done", "more")
    }
    assert not {item for item in found if item[2] == "onward"}


def test_a_call_within_a_call_returns_to_its_own_caller(small: SmallEncounters) -> None:
    """Inner and outer sub-dialogues are not mixed up; a call that a sub-dialogue ends in returns for it."""
    nodes = {
        "talk": talk("talk", call="outer", goto="done"),
        "outer": talk("outer", call="inner", goto="last"),
        "inner": talk("inner", goto="return"),
        "last": talk("last", call="tail", goto="return"),
        "tail": talk("tail", goto="return"),
    }
    found = ends(chart_of([small.with_nodes(nodes)]))

    assert {item for item in found if item[2] == "return"} == {
        ("inner", "last", "return"),
        ("tail", "done", "return"),
    }


def test_a_limit_is_told_at_its_ending(small: SmallEncounters) -> None:
    """The ending that a limit leads to names it and when; a limit that ends nothing is not named."""
    limits = (
        Limit("leave", Between("patience", 0, 0), "Pulang.", ends="walked-out"),
        Limit("films", Between("tension", 80, 100), "Saya rekam.", does="films"),
    )
    nodes = {node.id: node for node in chart_of([small.with_persona(limits=limits)]).nodes}

    assert nodes["left"].limits == ("leave: patience 0",)
    assert nodes["talk"].limits == nodes["done"].limits == ()
    assert (nodes["left"].outcome, nodes["talk"].outcome) == ("walked-out", "")


def test_what_only_one_persona_has_says_so(small: SmallEncounters) -> None:
    """A way that is not there with everybody names whom it is there with; limits of all are gathered."""
    other = small.with_persona(
        id="bu-sari", limits=(Limit("storm", Between("tension", 80, 100), "!", ends="walked-out"),)
    )
    nodes = {**other.nodes, "talk": replace(other.nodes["talk"], choices=other.nodes["talk"].choices[:1])}
    chart = chart_of([small.plain, replace(other, nodes=nodes)])

    assert chart.personas == ("pak-darto", "bu-sari")
    assert way_named(chart, "on").personas == ()
    assert way_named(chart, "stay").personas == ("pak-darto",)
    assert next(node for node in chart.nodes if node.id == "left").limits == (
        "leave: patience 0",
        "storm: tension >= 80",
    )


def test_a_node_says_what_is_said_when_nothing_particular_holds(small: SmallEncounters) -> None:
    """Of several lines it is the first without a condition, with its words drawn."""
    says = (
        Line("a", ("Marah!",), Between("tension", 80, 100)),
        Line("b", ("Hari {day}.",)),
        Line("c", ("Tak.",)),
    )
    encounter = replace(small.with_node(says=says, stage="welcome"), vary={"day": ("Senin",)})
    node = chart_of([encounter]).nodes[0]

    assert (node.says, node.stage) == ("Hari Senin.", "welcome")


def test_ways_are_gathered_to_arrows(small: SmallEncounters) -> None:
    """Between the same two nodes there is one arrow; a choice outweighs a typed reply, a goto that alone."""
    hears = (Hearing(None, "more"), Hearing(Now("asks", "date"), "left"))
    node = {"go": talk("go", goto="done"), "left": talk("left", ending=Ending("walked-out", ""))}
    chart = chart_of(
        [replace(small.with_node(hears=hears), nodes={**small.with_node(hears=hears).nodes, **node})]
    )
    kinds = {(arrow.source, arrow.target): (arrow.kind, len(arrow.ways)) for arrow in chart.arrows}

    assert kinds["talk", "more"] == ("choice", 2)
    assert kinds["talk", "left"] == ("typed", 1)
    assert kinds["go", "done"] == ("passing", 1)
    assert sum(count for _kind, count in kinds.values()) == len(chart.ways)


def test_every_shipped_scenario_has_a_chart(shipped: Shipped) -> None:
    """Every node and every choice is charted, and every way leads from a node to one that is there."""
    for scenario in shipped.library.ids("scenario"):
        people = [persona for name, persona in shipped.pairs if name == scenario]
        encounters = [shipped.encounter(scenario, persona) for persona in people]
        chart = chart_of(encounters)
        names = {node.id for node in chart.nodes}

        assert names == set(encounters[0].nodes)
        assert {way.target for way in chart.ways} | {way.source for way in chart.ways} <= names
        assert {way.name for way in chart.ways if way.kind == "choice"} == {
            choice.id for item in encounters for node in item.nodes.values() for choice in node.choices
        }


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (None, ""),
        (All(()), ""),
        (Between("patience", 0, 0), "patience 0"),
        (Between("tension", 60, 100), "tension >= 60"),
        (Between("peak", 60, 100), "felt tension >= 60"),
        (Between("trust", 0, 39), "trust <= 39"),
        (Between("turn", 3, 5), "turn 3..5"),
        (Variable("letters", 0, 2), "letters 0..2"),
        (Past("told", "window"), "told window"),
        (Past("visits", "relief"), "visited relief"),
        (Now("tells", "window"), "tells window"),
        (Ended("resolved"), "outcome resolved"),
        (All((Now("tells", "a"), Past("asked", "b"))), "tells a, asked b"),
        (AnyOf((Now("tells", "a"), Past("asked", "b"), Past("told", "c"))), "tells a or asked b or told c"),
        (Not(All((Past("told", "a"), Past("told", "b")))), "not (told a, told b)"),
        (
            All((AnyOf((Past("told", "a"), Past("told", "b"))), Past("did", "films"))),
            "(told a or told b), did films",
        ),
    ],
)
def test_a_condition_is_told_in_the_words_of_the_format(condition: Condition | None, words: str) -> None:
    """An author finds again what was written."""
    assert describe(condition) == words
