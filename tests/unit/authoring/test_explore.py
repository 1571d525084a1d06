"""Every way through a talk is followed, and what is said of it is true."""

from __future__ import annotations

import random
from itertools import repeat
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from roleplay.authoring.explore import explore
from roleplay.authoring.trainees import curious, play_out, play_with
from roleplay.domain.condition import Between, Past, Variable
from roleplay.domain.encounter import Choice, Effect, Encounter, Limit, Line, Node
from roleplay.domain.encounter import Variable as Bounds
from roleplay.domain.events import Replied
from roleplay.engine import available_choices, respond, start, step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roleplay.authoring.trainees import Trainee
    from tests.conftest import Shipped, SmallEncounters


def talk(*choices: Choice) -> Node:
    """Return a first node with these choices."""
    return Node("talk", (Line("nodes.talk.says", ("Halo.",)),), choices=choices)


def reached_by_hand(encounter: Encounter, most_turns: int) -> set[str]:
    """Return the nodes and choices that some talk of so many replies reaches, by playing all of them."""
    state, _events = start(encounter, 1)
    seen, waiting = {state.node}, [state]
    for _turn in range(most_turns):
        following = []
        for before in waiting:
            for choice in available_choices(encounter, before):
                after, _events = step(encounter, before, respond(encounter, before, choice))
                seen |= {f"{before.node}.{choice.id}", after.node}
                following.append(after)
        waiting = following
    return seen


def test_all_that_can_be_reached_is_found(small: SmallEncounters) -> None:
    """The search finds what playing every talk by hand finds, loops and the limit of patience included."""
    found = explore(small.plain)

    assert found.reached == {"talk", "more", "done", "left", "talk.on", "talk.stay", "talk.finish",
                             "more.finish", "more.back"}  # fmt: skip
    assert found.reached - {"left"} == reached_by_hand(small.plain, 5)
    assert (found.is_cut, found.stuck, found.endless) == (False, (), ())


def test_the_way_to_an_ending_is_the_shortest_and_can_be_played(small: SmallEncounters) -> None:
    """Every ending has its way, choice by choice."""
    found = explore(small.plain)

    assert found.endings["done"] == ("talk.finish",)
    state, _events = start(small.plain, 1)
    for name in found.endings["left"]:
        choice = next(item for item in available_choices(small.plain, state)
                      if f"{state.node}.{item.id}" == name)  # fmt: skip
        state, _events = step(small.plain, state, respond(small.plain, state, choice))
    assert state.ending == "left"


@pytest.mark.parametrize("condition", [
    Between("tension", 90, 100), Between("turn", 30, 99), Past("shown", "rude"), Variable("v", 5, 9),
])  # fmt: skip
def test_what_never_holds_is_never_reached(
    small: SmallEncounters, condition: Between | Past | Variable
) -> None:
    """A choice behind a condition that no talk fulfils is not among those that could be taken."""
    never = Choice("never", "Tidak.", when=condition, goto="done")
    encounter = small.with_node(choices=(*small.plain.nodes["talk"].choices, never))
    encounter = replace(encounter, variables={"v": Bounds(0, 9, 0)})

    assert "talk.never" not in explore(encounter).reached


def test_two_states_that_will_differ_are_not_taken_as_one(small: SmallEncounters) -> None:
    """A variable that opens something three rounds later is followed through all its values."""
    more = Choice("more", "Lagi.", goto="talk", effects=(Effect("v", 1, False, 0, 9),))
    last = Choice("last", "Akhirnya.", when=Variable("v", 3, 3), goto="done")
    encounter = small.with_node(choices=(more, last))
    encounter = replace(encounter, variables={"v": Bounds(0, 9, 0)})
    found = explore(encounter)

    assert found.endings["done"] == ("talk.more",) * 3 + ("talk.last",)


def soothed(small: SmallEncounters, when: Between | None) -> Encounter:
    """Return a talk with somebody furious, in which the feeling can be acknowledged or not."""
    last = (Choice("clear", "Jelas?", when=when, goto="done"), Choice("bye", "Sudah.", goto="left"))
    persona = replace(small.plain.persona, mood=replace(small.plain.persona.mood, tension=90))
    nodes = {
        "talk": talk(
            Choice("thank", "Terima kasih.", shows=("thank",), goto="more"),
            Choice("feel", "Pasti berat.", shows=("empathize",), goto="more"),
        ),
        "more": Node(
            "more", (), choices=(Choice("why", "Sebabnya begini.", shows=("explain",), goto="last"),)
        ),
        "last": Node("last", (), choices=last),
    }
    return replace(small.with_nodes(nodes), persona=persona)


def test_whose_feeling_was_acknowledged_is_followed_apart(small: SmallEncounters) -> None:
    """Reasons count in full for somebody acknowledged: where a mood is asked for, both talks are followed.

    Clarity is 50 before the reason in either, and 58 or 54 after it.
    """
    encounter = soothed(small, Between("clarity", 58, 100))

    assert "last.clear" in reached_by_hand(encounter, 3)
    assert explore(encounter).endings["done"] == ("talk.feel", "more.why", "last.clear")


def test_where_no_mood_is_asked_for_acknowledging_makes_no_difference(small: SmallEncounters) -> None:
    """Two talks that differ in that alone are one when nothing asks for what it would change."""
    encounter = soothed(small, None)
    patient = replace(encounter, persona=replace(encounter.persona, limits=()))

    assert explore(patient).states == len({"talk", "more", "last", "done", "left"})


def test_a_sub_dialogue_comes_back_to_whoever_called_it(small: SmallEncounters) -> None:
    """The same node called from two places is two states, for it leads back to two places."""
    encounter = small.with_nodes({
        "talk": talk(Choice("one", "Satu.", goto="first"), Choice("two", "Dua.", goto="second")),
        "first": Node("first", (), call="sub", goto="done"),
        "second": Node("second", (), call="sub", goto="more"),
        "sub": Node("sub", (), choices=(Choice("back", "Kembali.", goto="return"),)),
    })  # fmt: skip

    assert {"done", "more", "more.finish"} <= explore(encounter).reached


def test_what_a_customer_has_done_already_is_not_done_again(small: SmallEncounters) -> None:
    """A limit that was met, and one that was not, are two states: only the second can still be met."""
    films = Limit("film", Between("turn", 3, 99), "Saya rekam.", does="films")
    leave = Limit("leave", Between("turn", 9, 99), "Saya pulang.", ends="walked-out")
    encounter = small.with_persona(limits=(films, leave))

    assert "left" in explore(encounter).reached


def test_a_dead_end_is_shown_with_the_way_there(small: SmallEncounters) -> None:
    """Where nothing can be chosen any more, the state and the way to it are told."""
    encounter = small.with_nodes({
        "talk": talk(Choice("on", "Baik.", goto="more")),
        "more": Node("more", (Line("nodes.more.says", ("Lalu?",)),), choices=(
            Choice("once", "Sekali.", is_once=True),
        )),
    })  # fmt: skip
    (stuck,) = explore(encounter).stuck

    assert stuck.way == ("talk.on", "more.once")
    assert available_choices(encounter, stuck.state) == ()


def test_a_round_without_end_is_told(small: SmallEncounters) -> None:
    """A talk that nobody leaves and no choice ends is endless from its start."""
    encounter = small.with_persona(limits=())
    encounter = replace(encounter, nodes={"talk": talk(Choice("round", "Lagi.", goto="talk"))})
    found = explore(encounter)

    assert [item.state.node for item in found.endless] == ["talk"]
    assert found.endings == {}


def test_a_search_can_stop_when_it_has_seen_what_was_wanted(small: SmallEncounters) -> None:
    """With something wanted the search goes no further than that."""
    found = explore(small.plain, wanted=frozenset({"talk.on"}))

    assert "talk.on" in found.reached
    assert found.is_cut
    assert found.steps < explore(small.plain).steps


def test_shipped_talks_have_no_dead_ends(shipped: Shipped) -> None:
    """In no shipped scenario can the officer be left without a choice, and every ending of it is reached."""
    for scenario in shipped.library.ids("scenario"):
        encounter = shipped.encounter(scenario, next(pe for sc, pe in shipped.pairs if sc == scenario))
        found = explore(encounter, most_states=3000)
        assert found.stuck == (), scenario
        for run in (play_out(encounter, "random", seed) for seed in range(20)):
            assert found.is_cut or run.nodes <= found.reached


def test_curiosity_sees_every_choice_sooner_than_dice(small: SmallEncounters) -> None:
    """Who takes what was taken least sees all choices in less than half of the replies that dice need."""
    encounter = replace(small.with_persona(limits=()), start="n0", nodes={
        f"n{place}": Node(f"n{place}", (), choices=tuple(
            Choice(f"c{number}", "Baik.", goto=f"n{target % 60}")
            for number, target in enumerate((place * 7 + 3, place * 3 + 11, place + 1))
        ))
        for place in range(60)
    })  # fmt: skip

    def replies(trainees: Iterator[Trainee]) -> int:
        seen: set[str] = set()
        count = 0
        for seed, trainee in enumerate(trainees):
            for event in play_with(encounter, trainee, seed).events:
                if isinstance(event, Replied):
                    count += 1
                    seen.add(f"{event.node}.{event.response.choice}")
                    if len(seen) == 180:
                        return count
        raise AssertionError("dice are thrown without end")

    def dice() -> Trainee:
        chance = random.Random(1)
        return lambda encounter, state: chance.choice(available_choices(encounter, state))

    assert replies(repeat(curious())) * 2 < replies(repeat(dice()))
