"""The debrief holds what a session has to teach, and nothing that is not in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
import pytest
from msgspec.structs import replace

from roleplay.domain.condition import Between
from roleplay.domain.encounter import Encounter, Limit
from roleplay.domain.events import CardOpened, HintTaken, MoodMoved
from roleplay.domain.rubric import Criterion, Level, Rubric, Standard
from roleplay.reporting.debrief import Debrief, FactDebrief, Practice, build_debrief
from roleplay.scoring import score, turning_point

if TYPE_CHECKING:
    from tests.conftest import MakePlayer, Player, Shipped, SmallEncounters


def debrief(session: Player) -> Debrief:
    """Return the debrief of a session."""
    return build_debrief(
        session.encounter, session.events, "abcd1234", "practice", "2026-11-24T08:00:00+07:00"
    )


@pytest.fixture
def played(shipped: Shipped, player: MakePlayer) -> Player:
    """Return a shipped session with everything in it: choices, an undo, a hint, a card, and an end."""
    session = player(shipped.encounter("thr-dicicil", "bu-ratna"), 1)
    for choice in ("rule", "route", "secret"):
        session.choose(choice)
    session.undo()
    session.note(HintTaken(session.state.turn, 1))
    session.note(CardOpened(session.state.turn, next(iter(session.encounter.cards))))
    for choice in ("secret", "form", "honest", "come-back"):
        session.choose(choice)
    return session


def test_scores_are_those_of_the_scorecard(played: Player) -> None:
    """The debrief tells the scorecard as it is."""
    found, card = debrief(played), score(played.encounter, played.events)

    assert (found.score.total, found.score.manner, found.score.substance) == (
        card.total,
        card.manner,
        card.substance,
    )
    assert (found.criteria, found.goals, found.gates) == (card.criteria, card.goals, card.gates)
    assert found.outcome == played.state.outcome == "resolved"
    assert found.ending == played.encounter.nodes[played.state.ending or ""].ending.debrief  # type: ignore[union-attr]


def test_turns_are_the_replies_that_stand(played: Player) -> None:
    """Every reply that stands is told once, with the mood after it and its receipt."""
    found = debrief(played)

    assert [turn.turn for turn in found.turns] == list(range(1, played.state.turn + 1))
    assert [turn.choice for turn in found.turns] == ["rule", "route", "secret", "form", "honest", "come-back"]
    assert [turn.mood for turn in found.turns] == [state.mood for state in played.states[1:]]
    assert [receipt.after for receipt in found.receipts] == [turn.mood for turn in found.turns]
    assert found.start == played.states[0].mood
    assert found.opening
    assert all(turn.answers for turn in found.turns)


def test_what_was_taken_back_is_counted(played: Player) -> None:
    """Undone replies, hints and cards looked up are counted, over the whole session."""
    found = debrief(played)

    assert (found.undone, found.hints, found.cards_opened) == (1, 1, 1)
    assert len([event for event in played.events if isinstance(event, MoodMoved)]) == len(found.turns) + 1


def test_facts_are_right_wrong_or_missed(small: SmallEncounters, player: MakePlayer) -> None:
    """A card is told right once, a wrong fact each time, and a card that a goal wanted is missed."""
    session = player(small.plain)
    session.reply(wrong=["expired"], text="Hangus.")
    session.reply(tells=["two"], text="Dua.")
    session.reply(tells=["two"], text="Dua lagi.")
    facts = debrief(session).facts

    assert [(fact.kind, fact.text, fact.turn, fact.quote) for fact in facts] == [
        ("wrong", "Belum hangus.", 1, "Hangus."),
        ("right", "two", 2, "Dua."),
        ("missed", "one", None, ""),
    ]
    assert {(fact.source, fact.checked) for fact in facts} == {("UU 1", "2026-11-24")}
    assert all(isinstance(fact, FactDebrief) for fact in facts)


def test_better_line_tells_both_ways(played: Player) -> None:
    """The turning point is told with the mood before it, after what was said, and after the better line."""
    found, point = debrief(played).turning_point, turning_point(played.encounter, played.events)

    assert found is not None
    assert point is not None
    assert (found.turn, found.loss) == (point.turn, point.loss)
    assert found.said == debrief(played).turns[found.turn - 1].text
    assert found.before == played.states[found.turn - 1].mood
    assert (found.after_said, found.after_line) == (played.states[found.turn].mood, point.better.after.mood)


def test_acts_are_told_among_the_answers(small: SmallEncounters, player: MakePlayer) -> None:
    """What the customer did is told where it happened."""
    films = Limit("films", Between("tension", 60, 100), "Saya rekam.", does="films")
    session = player(small.with_persona(limits=(films,)))
    session.reply("rude")

    assert debrief(session).turns[0].answers[:2] == ("films", "Saya rekam.")


def criterion(name: str, weight: int, *levels: tuple[int, Standard | None]) -> Criterion:
    """Return a criterion with these levels."""
    return Criterion(name, name, weight, None, tuple(Level(level, part, "") for level, part in levels), "")


@pytest.fixture
def judged(small: SmallEncounters) -> Callable[..., Encounter]:
    """Return what makes encounters that are judged by some criteria."""

    def make(*criteria: Criterion) -> Encounter:
        return replace(small.plain, rubric=Rubric("r", "", "", 60, criteria, ()))

    return make


def test_practice_is_what_cost_most(judged: Callable[..., Encounter], player: MakePlayer) -> None:
    """The one thing to practise is the first missing technique of the criterion that cost most."""
    light = criterion("light", 1, (5, Standard(shown=("check",))), (1, None))
    heavy = criterion("heavy", 3, (5, Standard(shown=("greet", "own"))), (2, None))
    session = player(judged(light, heavy))
    session.reply("greet")

    assert debrief(session).practise == Practice("own", "heavy")


def test_nothing_to_practise_after_a_good_talk(judged: Callable[..., Encounter], player: MakePlayer) -> None:
    """Where every criterion is at level 4 or above there is nothing to practise."""
    assert debrief(player(judged(criterion("good", 1, (4, None))))).practise is None


def test_unfinished_session_has_a_debrief(small: SmallEncounters, player: MakePlayer) -> None:
    """Before the end, and before the first word, the debrief tells what there is."""
    found = debrief(player(small.plain))

    assert (found.outcome, found.ending, found.turns, found.turning_point) == (None, "", (), None)
    assert found.opening == ("Halo.",)


def test_debrief_survives_being_written(played: Player) -> None:
    """A debrief written as JSON and read again is the same."""
    found = debrief(played)

    assert msgspec.json.decode(msgspec.json.encode(found), type=Debrief) == found
