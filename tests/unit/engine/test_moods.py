"""How a reply moves a mood: repetition, timing and tempers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from roleplay.domain.events import Event, MoodMoved
from roleplay.domain.mood import Factor, Mood, Receipt
from roleplay.domain.vocabulary import TRAPS

if TYPE_CHECKING:
    from tests.conftest import MakePlayer, SmallEncounters

VENTING = Mood(tension=80, trust=50, clarity=20, patience=30)


def receipt(events: tuple[Event, ...]) -> Receipt:
    """Return the receipt of one reply."""
    return next(event.receipt for event in events if isinstance(event, MoodMoved))


def moved(events: tuple[Event, ...], axis: str, cause: str) -> int:
    """Return what a cause did to an axis in one reply."""
    return sum(line.amount for line in receipt(events).lines if (line.axis, line.cause) == (axis, cause))


def test_technique_wears_off(small: SmallEncounters, player: MakePlayer) -> None:
    """A technique works in full, then half, then a quarter, then not at all."""
    session = player(small.plain)

    assert [moved(session.reply("empathize"), "tension", "empathize") for _time in range(5)] == [
        -12,
        -6,
        -3,
        0,
        0,
    ]


@pytest.mark.parametrize("trap", TRAPS)
def test_trap_does_not_wear_off(trap: str, small: SmallEncounters, player: MakePlayer) -> None:
    """Being hurt a fourth time hurts as much as the first."""
    session = player(small.with_persona(mood=Mood(tension=0, trust=100, clarity=50, patience=99)))
    trust = [moved(session.reply(trap), "trust", trap) for _time in range(4)]

    assert trust[0] != 0
    assert trust == [trust[0]] * 4


@pytest.mark.parametrize("cause", ["explain", "next_step", "options"])
def test_reasons_are_half_heard_while_venting(cause: str, small: SmallEncounters, player: MakePlayer) -> None:
    """From tension 60 a reason counts half until the feeling has been acknowledged."""
    for tension, is_half in ((59, False), (60, True), (80, True)):
        session = player(small.with_persona(mood=replace(VENTING, tension=tension)))
        lines = [line for line in receipt(session.reply(cause)).lines if line.cause == cause]

        assert all((Factor("timing", 50) in line.factors) is is_half for line in lines), tension


@pytest.mark.parametrize("cause", ["explain", "next_step", "options"])
def test_acknowledged_customer_hears_reasons(cause: str, small: SmallEncounters, player: MakePlayer) -> None:
    """Once the feeling has been acknowledged, before or in the same reply, reasons count in full."""
    furious = small.with_persona(mood=replace(VENTING, tension=95))
    same, later = player(furious), player(furious)
    later.reply("empathize")

    for events in (same.reply(cause, "empathize"), later.reply(cause)):
        lines = [line for line in receipt(events).lines if line.cause == cause]
        assert lines
        assert all(line.factors == () for line in lines)


def test_other_techniques_are_heard_while_venting(small: SmallEncounters, player: MakePlayer) -> None:
    """Only reasons, steps and options wait for acknowledgement; an apology counts at once."""
    session = player(small.with_persona(mood=VENTING))

    assert moved(session.reply("apologize"), "tension", "apologize") == -5


def test_type_and_persona_both_multiply(small: SmallEncounters, player: MakePlayer) -> None:
    """The factors of type and persona multiply with repetition, in this order, rounded once."""
    session = player(small.with_persona(type_temper={"empathize": 150}, temper={"empathize": 50}))
    first, second = (receipt(session.reply("empathize")).lines[0] for _time in range(2))

    assert first.factors == (Factor("type", 150, "Marah"), Factor("persona", 50, "Pak Darto"))
    assert first.amount == -9
    assert [factor.percent for factor in second.factors] == [150, 50, 50]
    assert second.amount == -5  # 4.5, away from zero


def test_temper_of_zero_cancels(small: SmallEncounters, player: MakePlayer) -> None:
    """A temper of 0 leaves a technique without effect, and the receipt still shows it."""
    session = player(small.with_persona(temper={"apologize": 0}))
    events = session.reply("apologize")

    assert moved(events, "tension", "apologize") == 0
    assert any(line.cause == "apologize" for line in receipt(events).lines)


def test_substance_counts_when_it_is_new(small: SmallEncounters, player: MakePlayer) -> None:
    """A card, a question and a wrong fact move the mood the first time alone."""
    session = player(small.plain)
    first = session.reply(tells=["one", "two"], asks=["date"], wrong=["expired"])
    second = session.reply(tells=["one", "two"], asks=["date"], wrong=["expired"])

    assert [line.cause for line in receipt(first).lines if line.axis == "clarity"] == [
        "told",
        "told",
        "wrong",
    ]
    assert [line.cause for line in receipt(second).lines] == ["turn"]


def test_every_reply_costs_patience(small: SmallEncounters, player: MakePlayer) -> None:
    """A reply costs one of those the customer will hear; a rude one costs two more."""
    session = player(small.plain)
    session.reply("greet")
    assert session.state.mood.patience == 19
    session.reply("rude")
    assert session.state.mood.patience == 16


def test_full_axis_is_written_down(small: SmallEncounters, player: MakePlayer) -> None:
    """Where an axis is full the receipt says what was over, and the sum is still exact."""
    session = player(small.with_persona(mood=Mood(tension=95, trust=5, clarity=50, patience=9)))
    bill = receipt(session.reply("rude"))

    assert (bill.after.tension, bill.after.trust) == (100, 0)
    assert {line.axis: line.amount for line in bill.lines if line.cause == "bounds"} == {
        "tension": -15,
        "trust": 10,
    }


def test_peak_remembers_the_worst_moment(small: SmallEncounters, player: MakePlayer) -> None:
    """The peak is the highest tension there has been, also after it has gone down."""
    session = player(small.plain)
    session.reply("rude")
    session.reply("empathize")

    assert (session.state.peak, session.state.mood.tension) == (70, 58)
