"""Where a room split: what counts as the same place, who is quoted, and what came of each way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from roleplay.groups.splits import LEAST_PEOPLE, splits
from roleplay.groups.talks import Talk
from tests.unit.groups.rooms import reply, talk

if TYPE_CHECKING:
    from collections.abc import Sequence


def room(*choices: str, node: str = "arrival") -> list[Talk]:
    """Return people who each took one choice."""
    return [talk(f"p{place:02}", reply(node, choice)) for place, choice in enumerate(choices)]


def test_figures_by_hand() -> None:
    """Of six, four went one way and two another: 8 of 15 pairs differ; the few come first."""
    talks = [
        *(talk(f"a{place}", reply("arrival", "calm", -10)) for place in range(4)),
        talk("b1", reply("arrival", "order", 20), outcome="walked-out"),
        talk("b2", reply("arrival", "order", 25), outcome=None),
    ]
    (found,) = splits(talks)

    assert (found.node, found.people, found.divided, found.answers) == ("arrival", 6, 0.533, "Jadi?")
    few, many = found.camps
    assert (few.way, few.people, few.quote) == ("order", 2, "words of order")
    assert (few.moved["tension"], many.moved["tension"]) == (22.5, -10.0)
    assert (few.outcomes, many.outcomes) == ({"walked-out": 1}, {"resolved": 4})


def test_the_most_divided_comes_first() -> None:
    """Then the one more people came to, then the one that is named first."""
    nodes = {"even": "xxxyyy", "clear": "xxxxxy", "also": "xxxyyy", "wider": "xxxxyyyy"}
    talks = [
        talk(
            f"p{place}",
            *(reply(node, choices[place]) for node, choices in nodes.items() if place < len(choices)),
        )
        for place in range(8)
    ]

    assert [item.node for item in splits(talks)] == ["also", "even", "wider", "clear"]


@pytest.mark.parametrize("people", [LEAST_PEOPLE - 1, LEAST_PEOPLE])
def test_too_few_are_no_room(people: int) -> None:
    """Four people at a place are not told of: everybody would know who."""
    assert len(splits(room(*"xyxyx"[:people]))) == (people == LEAST_PEOPLE)


def test_a_place_that_few_came_to_splits_no_room() -> None:
    """Of thirty people six ended up there: fewer than a third."""
    same, trouble = reply("arrival", "same"), [reply("trouble", "xy"[place % 2]) for place in range(6)]
    talks = [talk(f"p{place:02}", same, *trouble[place : place + 1]) for place in range(30)]
    more = [
        replace(item, replies=(*item.replies, reply("trouble", "x"))) if 6 <= place < 10 else item
        for place, item in enumerate(talks)
    ]

    assert splits(talks) == ()
    assert [item.node for item in splits(more)] == ["trouble"]


def test_of_one_mind_is_no_split() -> None:
    """Everybody said the same."""
    assert splits(room(*"xxxxxx")) == ()


def test_only_the_first_reply_at_a_place_counts() -> None:
    """Who is asked again knows more."""
    talks = [
        talk(f"p{place}", reply("arrival", "x"), reply("arrival", "xy"[place % 2])) for place in range(6)
    ]

    assert splits(talks) == ()


def test_nobody_counts_twice() -> None:
    """Of two talks of one person in a scenario the one begun first counts."""
    talks = room(*"xxxyy")
    again = [replace(item, session="again", started_at="2026-11-25T09:00:00+07:00") for item in talks]

    assert splits([*again, *talks]) == splits(talks)


def test_scenarios_are_apart() -> None:
    """A node of one name in two scenarios is two places."""
    one = room(*"xxxyy")
    other = [replace(item, scenario="jkp") for item in room(*"yyxxx")]

    assert [(item.scenario, item.people) for item in splits([*one, *other])] == [("jkp", 5), ("thr", 5)]


def test_typed_replies_part_by_what_half_of_them_show() -> None:
    """Half named the feeling: that is the split, not what everybody or hardly anybody did."""
    shows = [
        ("greet", "empathize"),
        ("greet", "empathize"),
        ("greet",),
        ("greet", "order"),
        ("greet", "empathize"),
    ]
    talks = [
        talk(f"p{place}", reply("arrival", None, text=f"kata {place}", shows=labels))
        for place, labels in enumerate(shows)
    ]
    (found,) = splits(talks)

    assert (found.label, [(camp.way, camp.people) for camp in found.camps]) == (
        "empathize",
        [("without", 2), ("with", 3)],
    )
    assert found.camps[1].shows == ("greet", "empathize")
    assert found.camps[1].quote in {"kata 0", "kata 1", "kata 4"}


def test_a_single_person_who_typed_is_not_quoted() -> None:
    """Their own words would point at them; the words of a choice are the author's."""
    typed = [talk(f"p{place}", reply("arrival", None, text=f"kata {place}")) for place in range(5)]
    typed[0] = talk("p0", reply("arrival", None, text="kasar", shows=["rude"]))
    (found,) = splits(typed)

    assert [(camp.people, bool(camp.quote)) for camp in found.camps] == [(1, False), (4, True)]
    assert splits(room(*"yxxxx"))[0].camps[0].quote == "words of y"


def test_the_way_that_more_replied_in_is_told() -> None:
    """Six chose and three typed: those are told of as others."""
    typed = [talk(f"t{place}", reply("arrival", None)) for place in range(3)]
    (found,) = splits([*room(*"xxxyyy"), *typed])

    assert (found.people, found.others, found.label) == (6, 3, "")


CHOICES = st.lists(st.sampled_from("xyz"), min_size=LEAST_PEOPLE, max_size=20)


@given(choices=CHOICES, data=st.data())
def test_the_order_of_talks_changes_nothing(choices: Sequence[str], data: st.DataObject) -> None:
    """However they come, the same split with the same quotes comes out."""
    talks = room(*choices)

    assert splits(data.draw(st.permutations(talks))) == splits(talks)


@given(choices=CHOICES)
def test_everybody_is_in_one_camp(choices: Sequence[str]) -> None:
    """Camps sum to the people, fewest first, and divided is a probability."""
    for found in splits(room(*choices)):
        counts = [camp.people for camp in found.camps]
        assert sum(counts) == found.people == len(choices)
        assert counts == sorted(counts)
        assert 0 < found.divided <= 1
