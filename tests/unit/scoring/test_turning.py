"""The turning point, and what else could have been said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from roleplay.domain.encounter import Choice, Ending, Node
from roleplay.domain.mood import Mood
from roleplay.engine import available_choices, respond, start, step
from roleplay.scoring import alternatives, standing, turning_point

if TYPE_CHECKING:
    from tests.conftest import MakePlayer, SmallEncounters


@pytest.fixture(scope="session")
def three_ways() -> tuple[Choice, ...]:
    """Return a kind, a plain and a rude reply, all to the same node."""
    return (
        Choice("rude", "Hus.", shows=("rude",), goto="talk"),
        Choice("plain", "Ya.", goto="talk"),
        Choice("kind", "Saya paham.", shows=("empathize",), tells=("one",), goto="talk"),
    )


def test_alternatives_are_every_choice_best_first(
    small: SmallEncounters, three_ways: tuple[Choice, ...]
) -> None:
    """Every choice is tried where the talk stands, and the best comes first."""
    encounter = small.with_node(choices=three_ways)
    state = start(encounter, 3)[0]
    found = alternatives(encounter, state)

    assert [item.response.choice for item in found] == ["kind", "plain", "rude"]
    assert [item.value for item in found] == sorted((item.value for item in found), reverse=True)


def test_alternatives_are_what_would_have_happened(
    small: SmallEncounters, three_ways: tuple[Choice, ...]
) -> None:
    """An alternative ends where the same choice would have led on the same seed."""
    encounter = small.with_node(choices=three_ways)
    state = start(encounter, 3)[0]
    by_choice = {item.response.choice: item for item in alternatives(encounter, state)}

    for choice in available_choices(encounter, state):
        after, _events = step(encounter, state, respond(encounter, state, choice))
        assert (by_choice[choice.id].after, by_choice[choice.id].value) == (after, standing(encounter, after))


def test_ended_session_has_no_alternatives(small: SmallEncounters, player: MakePlayer) -> None:
    """Where nothing can be said any more there is nothing better to say."""
    session = player(small.plain)
    session.choose("finish")

    assert alternatives(session.encounter, session.state) == ()


def test_turning_point_is_the_largest_loss(
    small: SmallEncounters, three_ways: tuple[Choice, ...], player: MakePlayer
) -> None:
    """Of several losses the largest is the turning point, with both ways on the same seed."""
    session = player(small.with_node(choices=three_ways))
    for choice in ("kind", "rude", "plain"):
        session.choose(choice)
    point = turning_point(session.encounter, session.events)

    assert point is not None
    assert (point.turn, point.actual.response.choice, point.better.response.choice) == (2, "rude", "kind")
    assert point.loss == point.better.value - point.actual.value > 8
    assert point.better.after.seed == point.actual.after.seed == session.state.seed
    assert point.actual.after == session.states[2]


def test_earliest_of_equal_losses_counts(small: SmallEncounters, player: MakePlayer) -> None:
    """Of two losses that are the same the earlier is told."""
    choices = (Choice("rude", "Hus.", shows=("deflect",), goto="talk"), Choice("plain", "Ya.", goto="talk"))
    session = player(small.with_node(choices=choices))
    session.choose("rude")
    session.choose("rude")
    point = turning_point(session.encounter, session.events)

    assert point is not None
    assert point.turn == 1


def test_perfect_run_has_no_turning_point(
    small: SmallEncounters, three_ways: tuple[Choice, ...], player: MakePlayer
) -> None:
    """Where the best was said each time nothing was lost."""
    session = player(small.with_node(choices=three_ways))
    for _turn in range(4):
        session.take(alternatives(session.encounter, session.state)[0].response)

    assert turning_point(session.encounter, session.events) is None


def test_undone_loss_is_no_turning_point(
    small: SmallEncounters, three_ways: tuple[Choice, ...], player: MakePlayer
) -> None:
    """A reply that was taken back has cost nothing."""
    session = player(small.with_node(choices=three_ways))
    session.choose("rude")
    session.undo()
    session.choose("kind")

    assert turning_point(session.encounter, session.events) is None


def test_free_reply_is_held_against_the_choices(
    small: SmallEncounters, three_ways: tuple[Choice, ...], player: MakePlayer
) -> None:
    """Free text has a turning point as well: what the author's best line would have done."""
    session = player(small.with_node(choices=three_ways))
    session.reply("dismiss", text="Tenang dulu.")
    point = turning_point(session.encounter, session.events)

    assert point is not None
    assert (point.actual.response.text, point.better.response.choice) == ("Tenang dulu.", "kind")


@pytest.mark.parametrize(("patience", "best"), [(9, "slow"), (3, "slow"), (2, "quick")])
def test_time_to_come_to_an_end_is_worth_something(patience: int, best: str, small: SmallEncounters) -> None:
    """A kinder way that takes longer is better until the customer would have left before it ends."""
    talk = replace(
        small.plain.nodes["talk"],
        choices=(
            Choice("slow", "Pelan.", shows=("own",), goto="more"),
            Choice("quick", "Cepat.", goto="last"),
        ),
    )
    more = replace(small.plain.nodes["more"], choices=(Choice("on", "Ya.", goto="last"),))
    last = Node("last", (), choices=(Choice("end", "Ya.", goto="done"), Choice("bad", "Tidak.", goto="left")))
    encounter = replace(
        small.with_nodes({"talk": talk, "more": more, "last": last}),
        persona=replace(small.plain.persona, mood=Mood(50, 50, 50, patience)),
    )

    assert alternatives(encounter, start(encounter, 1)[0])[0].response.choice == best


def test_ending_behind_a_sub_dialogue_can_be_finished(small: SmallEncounters) -> None:
    """A way through a sub-dialogue and through nodes that wait for nobody is a way to an end."""
    nodes = {
        "talk": replace(small.plain.nodes["talk"], choices=(Choice("on", "Ya.", goto="ask"),)),
        "ask": Node("ask", (), call="identity", goto="bridge"),
        "bridge": Node("bridge", (), goto="half"),
        "identity": Node("identity", (), choices=(Choice("id", "Ini.", goto="return"),)),
        "half": Node("half", (), ending=Ending("partly", "")),
    }
    encounter = small.with_nodes(nodes)
    state = start(encounter, 1)[0]
    short = replace(state, mood=replace(state.mood, patience=0))

    assert standing(encounter, state) - standing(encounter, short) == 25
