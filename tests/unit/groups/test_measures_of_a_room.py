"""What a room did: talks as they are read, techniques, goals and moods."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from roleplay.groups.quartiles import Quartiles, quartiles
from roleplay.groups.talks import first_talks, read_talk
from roleplay.groups.technique_use import LEAST_TALKING, goal_use, mood_courses, technique_use
from roleplay.scoring import score
from tests.unit.groups.rooms import START, reply, talk

if TYPE_CHECKING:
    from tests.conftest import MakePlayer, SmallEncounters

BEGUN = "2026-11-24T09:00:00+07:00"


def test_a_talk_as_it_is_read(small: SmallEncounters, player: MakePlayer) -> None:
    """Replies that stand, the words before each, the moods around it, and the scores of the card."""
    session = player(small.plain)
    session.choose("stay")
    session.undo()
    session.choose("on")
    session.reply("empathize", tells=["one"], text="Saya mengerti.")
    found = read_talk(session.encounter, session.events, "s1", "Sari", BEGUN)
    card = score(session.encounter, session.events)

    assert [(item.node, item.choice, item.text) for item in found.replies] == [
        ("talk", "on", "Baik."),
        ("more", None, "Saya mengerti."),
    ]
    assert [item.answers for item in found.replies] == ["Halo.", "Lalu?"]
    assert (found.replies[1].shows, found.replies[1].tells) == (("empathize",), ("one",))
    assert found.replies[0].before == found.start == session.states[0].mood
    assert found.replies[0].after == found.replies[1].before == session.states[1].mood
    assert (found.outcome, found.goals) == (None, {"told-one": 100, "asked-date": 0})
    assert (found.manner, found.substance, found.total) == (card.manner, card.substance, card.total)


def test_the_first_talk_of_each(small: SmallEncounters) -> None:
    """By when it began, whatever order talks come in; listed by session."""
    first, later = talk("Sari", session="z"), talk("Sari", session="a")
    later = replace(later, started_at="2026-11-24T10:00:00+07:00")
    other = talk("Eko", session="b")

    assert first_talks([later, first, other]) == (other, first)


def test_technique_use_by_hand() -> None:
    """Two of three people showed it, in two of four talks; in the middle of all talks half a time."""
    empathy = reply("a", None, shows=["empathize"])
    talks = [
        talk("Sari", empathy, empathy),
        talk("Sari", session="again"),
        talk("Eko", empathy),
        talk("Umi", reply("a", None, shows=["rude"])),
    ]
    found = {item.label: item for item in technique_use(talks)}

    assert (found["empathize"].people.count, found["empathize"].people.of) == (2, 3)
    assert (found["empathize"].talks, found["empathize"].median) == (2, 0.5)
    assert (found["rude"].people.count, found["thank"].people.count) == (1, 0)
    assert found["empathize"].people.value is None
    assert technique_use([])[0].median == 0


def test_goals_by_hand() -> None:
    """Of talks that ended; half is half, and no goal of another scenario is mixed in."""
    talks = [
        talk("a", goals={"date": 100}),
        talk("b", goals={"date": 50}),
        talk("c", goals={"date": 0}),
        talk("d", goals={"date": 100}, outcome=None),
        talk("e", goals={"date": 100}, scenario="jkp"),
    ]

    assert [(item.scenario, item.met.count, item.met.of, item.half) for item in goal_use(talks)] == [
        ("thr", 1, 3, 1),
        ("jkp", 1, 1, 0),
    ]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([5], (5, 5, 5)),
        ([1, 2, 3, 4], (1.75, 2.5, 3.25)),
        ([9, 1, 5, 3, 7], (3, 5, 7)),
        ([0, 0, 0, 100], (0, 0, 25)),
    ],
)
def test_quartiles(values: list[int], found: tuple[float, float, float]) -> None:
    """As most programs have them, going straight between two values."""
    assert quartiles(values) == Quartiles(*found, len(values))


def test_courses_of_moods() -> None:
    """Talks that ended stay where they ended, and a course stops where too few still talk."""
    long = [talk(f"l{place}", *(reply("a", "x", -10 * turn) for turn in (1, 2, 3))) for place in range(5)]
    short = [talk(f"s{place}", reply("a", "x", 20)) for place in range(3)]
    left = [talk(f"p{place}", reply("a", "x", 40), outcome=None) for place in range(2)]
    tension = mood_courses([*long, *short, *left])[0]

    assert tension.axis == "tension"
    assert [point.count for point in tension.points] == [10, 10, 8, 8]
    assert tension.points[0].middle == START.tension
    assert [point.middle for point in tension.points[1:]] == [65.0, 40.0, 30.0]
    assert [point.high for point in tension.points[2:]] == [80.0, 80.0]
    assert len(mood_courses(long[: LEAST_TALKING - 1])[0].points) == 0
    assert len(mood_courses([*long[:4], *short])[0].points) == 2
