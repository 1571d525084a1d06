"""What the customer will not bear, and what they tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from roleplay.domain.condition import Between, Past
from roleplay.domain.encounter import Choice, Fact, Limit, Node
from roleplay.domain.events import Acted, Ended, Event, Revealed, Said
from roleplay.domain.mood import Mood
from roleplay.engine import offered_choices

if TYPE_CHECKING:
    from tests.conftest import MakePlayer, SmallEncounters

LEAVE = Limit("leave", Between("patience", 0, 0), "Saya pulang.", ends="walked-out")


def words(events: tuple[Event, ...]) -> list[str]:
    """Return what the customer said."""
    return [event.text for event in events if isinstance(event, Said)]


def test_limit_acts_once(small: SmallEncounters, player: MakePlayer) -> None:
    """A limit that acts does so once, though its condition goes on holding, and the talk goes on."""
    films = Limit("films", Past("shown", "rude"), "Saya rekam!", does="films")
    session = player(small.with_persona(limits=(films, LEAVE)))
    first, second = session.reply("rude"), session.reply("rude")

    assert [event for event in first if isinstance(event, Acted)] == [Acted(1, "films", "films")]
    assert "Saya rekam!" in words(first)
    assert not any(isinstance(event, Acted) for event in second)
    assert session.state.did == {"films"}
    assert not session.state.is_ended


def test_limit_ends_with_the_ending_of_its_outcome(small: SmallEncounters, player: MakePlayer) -> None:
    """A limit leads to the scenario's own ending of that outcome, after the customer's last word."""
    session = player(small.with_persona(mood=Mood(50, 50, 50, 1)))
    events = session.reply("greet")

    assert words(events)[-1] == "Saya pulang."
    assert events[-1] == Ended(1, "walked-out", "left")
    assert (session.state.node, session.state.ending, session.state.outcome) == ("left", "left", "walked-out")


def test_limits_are_met_in_the_order_written(small: SmallEncounters, player: MakePlayer) -> None:
    """Limits happen in order, one a reply, and nothing happens after one that ends."""
    limits = (
        Limit("first", Past("shown", "rude"), "Satu.", does="films"),
        Limit("second", Past("shown", "rude"), "Dua.", ends="walked-out"),
        Limit("third", Past("shown", "rude"), "Tiga.", does="files-complaint"),
    )
    session = player(small.with_persona(limits=limits))

    assert words(session.reply("rude"))[0] == "Satu."
    assert not session.state.is_ended
    assert words(session.reply("rude")) == ["Dua."]
    assert session.state.did == {"films"}


def test_ending_of_the_reply_comes_before_limits(small: SmallEncounters, player: MakePlayer) -> None:
    """Who is done does not walk out, though the reply used up the last patience."""
    session = player(small.with_persona(mood=Mood(50, 50, 50, 1)))
    session.choose("finish")

    assert session.state.outcome == "resolved"
    assert session.state.limits == frozenset()


def test_ended_session_offers_and_changes_nothing(small: SmallEncounters, player: MakePlayer) -> None:
    """After the end there are no choices, and a reply leaves the state as it is."""
    session = player(small.plain)
    session.choose("finish")
    ended = session.state

    assert offered_choices(small.plain, ended) == ()
    assert session.reply("rude") == ()
    assert session.state == ended


def test_fact_that_is_asked_for_is_told_once(small: SmallEncounters, player: MakePlayer) -> None:
    """A fact is told when it is asked for, and not a second time."""
    session = player(small.plain)
    first, second = session.reply(asks=["date"]), session.reply(asks=["date"])

    assert [event for event in first if isinstance(event, Revealed)] == [Revealed(1, "date", True)]
    assert "Itu date." in words(first)
    assert not any(isinstance(event, Revealed) for event in second)
    assert session.state.asked == {"date"}


def test_fact_is_volunteered_when_its_condition_holds(small: SmallEncounters, player: MakePlayer) -> None:
    """A fact that nobody asked for is told once the condition holds, as such, and not a second time."""
    volunteered = replace(small.plain.facts["date"], volunteers=Past("shown", "empathize"))
    session = player(small.like(facts={"date": volunteered}))
    nothing, told, asked = session.reply("greet"), session.reply("empathize"), session.reply(asks=["date"])

    assert not any(isinstance(event, Revealed) for event in (*nothing, *asked))
    assert Revealed(2, "date", False) in told
    assert session.state.volunteered == {"date"}
    assert session.state.asked == {"date"}


def test_asked_fact_is_not_volunteered(small: SmallEncounters, player: MakePlayer) -> None:
    """A fact that was asked for is not volunteered later."""
    fact = replace(small.plain.facts["date"], volunteers=Past("shown", "empathize"))
    session = player(small.like(facts={"date": fact}))
    session.reply(asks=["date"])
    session.reply("empathize")

    assert session.state.volunteered == frozenset()


def test_ending_behind_a_passage_comes_before_limits(small: SmallEncounters, player: MakePlayer) -> None:
    """Who is done does not walk out, also when the ending is reached through a node that waits for nobody."""
    nodes = {
        "talk": replace(small.plain.nodes["talk"], choices=(Choice("on", "Ya.", goto="bridge"),)),
        "bridge": Node("bridge", (), goto="done"),
    }
    session = player(
        replace(small.with_nodes(nodes), persona=replace(small.plain.persona, mood=Mood(50, 50, 50, 1)))
    )
    session.choose("on")

    assert session.state.outcome == "resolved"


def test_facts_are_told_in_the_order_asked(small: SmallEncounters, player: MakePlayer) -> None:
    """Several facts asked for in one reply are told one after the other."""
    session = player(
        small.like(
            facts={**small.plain.facts, "who": Fact("who", "Itu who.", small.plain.facts["date"].asks, None)}
        )
    )

    assert words(session.reply(asks=["who", "date"]))[:2] == ["Itu who.", "Itu date."]
