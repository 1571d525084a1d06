"""How a session is held against a rubric, and how scores add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from roleplay.domain.condition import All, AnyOf, Between, Condition, Ended, Not, Past
from roleplay.domain.encounter import Encounter, Goal
from roleplay.domain.response import Evidence, Response
from roleplay.domain.rubric import Criterion, Gate, Level, Rubric, Standard
from roleplay.domain.score import Quote, Scorecard
from roleplay.scoring import score

if TYPE_CHECKING:
    from tests.conftest import MakePlayer, Player, SmallEncounters


def criterion(
    *levels: tuple[int, Standard | None], weight: int = 1, applies: Condition | None = None, name: str = "c"
) -> Criterion:
    """Return a criterion with these levels, highest first."""
    steps = tuple(Level(level, standard, f"anchor {level}") for level, standard in levels)
    return Criterion(name, name, weight, applies, steps, "UU 25/2009")


def judged(
    encounter: Encounter, *criteria: Criterion, gates: tuple[Gate, ...] = (), manner: int = 60
) -> Encounter:
    """Return an encounter that is judged by these criteria."""
    return replace(encounter, rubric=Rubric("r", "", "", manner, criteria, gates))


def card(session: Player) -> Scorecard:
    """Return the scorecard of a session."""
    return score(session.encounter, session.events)


def level(session: Player) -> int | None:
    """Return the level of the first criterion."""
    return card(session).criteria[0].level


def test_first_level_that_holds_counts(small: SmallEncounters, player: MakePlayer) -> None:
    """Of several levels that hold the first written, the highest, is reached, with its anchor."""
    steps = criterion(
        (5, Standard(shown=("explain", "check"))), (3, Standard(any_shown=("explain",))), (1, None)
    )
    session = player(judged(small.plain, steps))
    assert level(session) == 1
    session.reply("explain")
    assert level(session) == 3
    session.reply("check")
    assert level(session) == 5
    assert card(session).criteria[0].anchor == "anchor 5"


def test_unwanted_label_lowers_a_level(small: SmallEncounters, player: MakePlayer) -> None:
    """`not_shown` fails as soon as one of its labels was shown, at any time."""
    session = player(judged(small.plain, criterion((5, Standard(not_shown=("dismiss", "rude"))), (2, None))))
    assert level(session) == 5
    session.reply("rude")
    session.reply("empathize")
    assert level(session) == 2


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        ([("empathize",), ("explain",)], 5),
        ([("empathize", "explain")], 5),
        ([("explain",), ("empathize",)], 1),
        ([("empathize",)], 5),
        ([("next_step",), ("explain", "empathize")], 1),
    ],
    ids=["before", "same reply", "after", "never the later", "before the first of several"],
)
def test_before_compares_the_first_times(
    replies: list[tuple[str, ...]], expected: int, small: SmallEncounters, player: MakePlayer
) -> None:
    """What must come before came no later than the first of the others, in the same reply at the latest."""
    standard = Standard(shown=("empathize",), before=("explain", "next_step"))
    session = player(judged(small.plain, criterion((5, standard), (1, None))))
    for shows in replies:
        session.reply(*shows)

    assert level(session) == expected


@pytest.mark.parametrize(("at", "expected"), [("first", 5), ("last", 1)])
def test_at_looks_at_one_reply(at: str, expected: int, small: SmallEncounters, player: MakePlayer) -> None:
    """`at` asks of the first or the last reply, and holds of none when nothing was said."""
    session = player(judged(small.plain, criterion((5, Standard(shown=("greet",), at=at)), (1, None))))
    assert level(session) == 1
    session.reply("greet")
    assert level(session) == 5
    session.reply("explain")
    assert level(session) == expected


def test_share_of_goals(small: SmallEncounters, player: MakePlayer) -> None:
    """`goals` asks for the least share of goals met."""
    session = player(
        judged(small.plain, criterion((5, Standard(goals=100)), (3, Standard(goals=50)), (1, None)))
    )
    assert level(session) == 1
    session.reply(tells=["one"])
    assert level(session) == 3
    session.reply(asks=["date"])
    assert level(session) == 5


def test_when_asks_about_the_end(small: SmallEncounters, player: MakePlayer) -> None:
    """`when` holds of the last state: here, of the outcome."""
    session = player(judged(small.plain, criterion((5, Standard(when=Ended("resolved"))), (1, None))))
    assert level(session) == 1
    session.choose("finish")
    assert level(session) == 5


def test_criterion_without_a_chance_is_not_rated(small: SmallEncounters, player: MakePlayer) -> None:
    """A criterion that does not apply has no level, no quotes and no weight in the mean."""
    felt = criterion(
        (5, Standard(shown=("empathize",))), (1, None), applies=Between("peak", 60, 100), weight=9
    )
    clear = criterion((4, None), name="d")
    session = player(judged(small.plain, felt, clear))
    session.reply("greet")
    assert (level(session), card(session).criteria[0].evidence, card(session).manner) == (None, (), 80)
    session.reply("rude")
    assert (level(session), card(session).manner) == (1, 26)


def test_nothing_rated_is_no_zero(small: SmallEncounters, player: MakePlayer) -> None:
    """Without a rated criterion manner is not rated, without goals substance is not; the other counts."""
    never = criterion((5, None), applies=Past("shown", "rude"))
    silent = card(player(judged(small.plain, never)))
    goalless = card(player(replace(judged(small.plain, criterion((4, None))), goals=())))

    assert (silent.manner, silent.substance, silent.total, silent.quadrant) == (None, 0, 0, "not-rated")
    assert (goalless.manner, goalless.substance, goalless.total, goalless.quadrant) == (
        80,
        None,
        80,
        "not-rated",
    )


def test_totals_are_arithmetic(small: SmallEncounters, player: MakePlayer) -> None:
    """Manner is the weighted mean of levels in fifths, the total weighs it against the mean of the goals."""
    session = player(
        judged(small.plain, criterion((5, None), weight=1), criterion((2, None), weight=2), manner=70)
    )
    session.reply(tells=["one"])
    found = card(session)

    assert (found.manner, found.substance, found.total) == (60, 50, 57)
    assert (found.cap, found.gates) == (None, ())


def test_volunteered_fact_counts_half(small: SmallEncounters, player: MakePlayer) -> None:
    """A fact that the customer gave unasked counts 50, one that was asked for 100, later too."""
    fact = replace(small.plain.facts["date"], volunteers=Past("shown", "empathize"))
    goal = (Goal("asked-date", "", asked="date"),)
    session = player(replace(small.plain, facts={"date": fact}, goals=goal))
    assert card(session).substance == 0
    session.reply("empathize")
    assert card(session).substance == 50
    session.reply(asks=["date"])
    assert card(session).substance == 100


def test_goal_done_follows_its_condition(small: SmallEncounters, player: MakePlayer) -> None:
    """A goal of another kind is met while its condition holds."""
    session = player(replace(small.plain, goals=(Goal("kept", "", done=Not(Past("shown", "rude"))),)))
    assert card(session).goals[0].percent == 100
    session.reply("rude")
    assert card(session).goals[0].percent == 0


@pytest.mark.parametrize(
    ("manner_level", "tells", "gate", "quadrant"),
    [
        (3, ("one", "two"), False, "right-and-warm"),
        (2, ("one", "two"), False, "right-but-cold"),
        (3, (), False, "warm-but-wrong"),
        (3, ("one", "two"), True, "warm-but-wrong"),
        (2, (), False, "neither"),
        (2, ("one", "two"), True, "neither"),
    ],
)
def test_quadrants(
    manner_level: int,
    tells: tuple[str, ...],
    gate: bool,
    quadrant: str,
    small: SmallEncounters,
    player: MakePlayer,
) -> None:
    """From 60 points manner is warm and substance right; a broken gate is never right."""
    gates = (Gate("accuracy", "", Past("wrong", "any"), 2),)
    goals = (Goal("one", "", told="one"), Goal("two", "", told="two"))
    session = player(replace(judged(small.plain, criterion((manner_level, None)), gates=gates), goals=goals))
    session.reply("greet", tells=tells, wrong=["expired"] if gate else [])

    assert card(session).quadrant == quadrant


def test_gates_cap_the_total(small: SmallEncounters, player: MakePlayer) -> None:
    """A broken gate caps the total at its level, the lowest of several; the two figures stay."""
    gates = (Gate("accuracy", "", Past("wrong", "any"), 2), Gate("integrity", "", Past("shown", "breach"), 1))
    session = player(judged(small.plain, criterion((5, None)), gates=gates))
    session.reply(tells=["one"], asks=["date"])
    assert (card(session).total, card(session).cap) == (100, None)
    session.reply(wrong=["expired"])
    assert (card(session).total, card(session).cap, card(session).manner, card(session).substance) == (
        40,
        40,
        100,
        100,
    )
    session.reply("breach")
    assert (card(session).total, card(session).cap) == (20, 20)
    assert [gate.id for gate in card(session).gates] == ["accuracy", "integrity"]


def test_gate_raises_no_total(small: SmallEncounters, player: MakePlayer) -> None:
    """A total below the cap stays what it is."""
    gates = (Gate("accuracy", "", Past("wrong", "any"), 4),)
    session = player(judged(small.plain, criterion((1, None)), gates=gates))
    session.reply(wrong=["expired"])

    assert (card(session).total, card(session).cap) == (12, 80)


def test_taken_back_turn_scores_nothing(small: SmallEncounters, player: MakePlayer) -> None:
    """What was undone counts neither for nor against."""
    gates = (Gate("accuracy", "", Past("wrong", "any"), 1),)
    session = player(
        judged(small.plain, criterion((5, Standard(not_shown=("rude",))), (1, None)), gates=gates)
    )
    session.reply("rude", tells=["one"], wrong=["expired"])
    session.undo()
    found = card(session)

    assert (found.manner, found.substance, found.gates) == (100, 0, ())


def test_evidence_is_quoted_where_it_is_marked(small: SmallEncounters, player: MakePlayer) -> None:
    """Scores quote the marked words of the turn in which they were said, the whole reply where none are."""
    gates = (Gate("accuracy", "", AnyOf((Past("wrong", "expired"), All((Past("shown", "rude"),)))), 2),)
    session = player(
        judged(small.plain, criterion((5, Standard(shown=("empathize",))), (1, None)), gates=gates)
    )
    text = "Saya paham. Batasnya enam bulan."
    marked = (
        Evidence("empathize", 0, 10, "Saya paham"),
        Evidence("tells.one", 12, 31, "Batasnya enam bulan"),
    )
    session.take(Response(text, None, ("empathize",), ("one",), (), (), marked))
    session.reply("rude", wrong=["expired"], text="Hangus!")
    found = card(session)

    assert found.criteria[0].evidence == (Quote(1, "empathize", "Saya paham"),)
    assert found.goals[0].evidence == (Quote(1, "tells.one", "Batasnya enam bulan"),)
    assert found.gates[0].evidence == (Quote(2, "wrong.expired", "Hangus!"), Quote(2, "rude", "Hangus!"))


def test_every_quote_stands_in_its_reply(small: SmallEncounters, player: MakePlayer) -> None:
    """Whatever is quoted for a turn is in the words of that turn."""
    session = player(judged(small.plain, criterion((5, Standard(any_shown=("greet", "close"))), (1, None))))
    texts = ["Selamat pagi.", "Batasnya enam bulan.", "Kapan tanggalnya? Terima kasih."]
    session.reply("greet", text=texts[0])
    session.reply(tells=["one"], text=texts[1])
    session.reply("close", asks=["date"], text=texts[2])
    found = card(session)
    evidence = [part.evidence for part in found.criteria] + [part.evidence for part in found.goals]
    quotes = [quote for part in evidence for quote in part]

    assert [quote.turn for quote in quotes] == [1, 3, 2, 3]
    assert all(quote.text in texts[quote.turn - 1] for quote in quotes)
