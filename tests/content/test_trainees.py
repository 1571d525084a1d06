"""What each way of serving is worth in the shipped scenarios: only good service scores well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roleplay.domain.events import Replied

if TYPE_CHECKING:
    from tests.content.conftest import Runs

GOOD_ENDS = ("resolved", "boundary-held")


def test_expert_serves_everybody_well(runs: Runs) -> None:
    """Who listens and tells what is right reaches 80 with every persona in every scenario, and a good end."""
    found = runs.everywhere("expert", seeds=3)

    assert {key: (run.total, run.state.outcome) for key, run in found.items() if run.total < 80} == {}
    assert {run.state.outcome for run in found.values()} <= set(GOOD_ENDS)
    assert {run.card.quadrant for run in found.values()} <= {"right-and-warm", "right-but-cold"}


def test_hints_lead_to_a_good_end(runs: Runs) -> None:
    """Who follows every hint loses no customer and scores 70 at least."""
    found = runs.everywhere("hinted", seeds=3)

    assert {key: run.total for key, run in found.items() if run.total < 70} == {}
    assert {key: run.state.outcome for key, run in found.items() if run.state.outcome not in GOOD_ENDS} == {}


@pytest.mark.parametrize(
    ("name", "seeds", "most"),
    [
        ("longest", 3, 60),
        ("shortest", 3, 60),
        ("stuffer", 3, 60),
        ("first-offered", 10, 55),
        ("random", 10, 55),
        ("warm-but-empty", 3, 50),
        ("rule-reciter", 3, 75),
        ("defensive", 3, 40),
    ],
)
def test_no_trick_is_worth_much(name: str, seeds: int, most: int, runs: Runs) -> None:
    """A way of choosing that reads no meaning stays below its band on the mean, far below the expert."""
    assert runs.mean(name, seeds) < most
    assert runs.mean(name, seeds) < runs.mean("expert") - 15


@pytest.mark.parametrize(
    "name", ["longest", "shortest", "stuffer", "first-offered", "random", "warm-but-empty"]
)
def test_no_trick_passes_in_any_scenario(name: str, runs: Runs) -> None:
    """In each scenario by itself such a trainee stays at 65 or below on the mean."""
    totals: dict[str, list[int]] = {}
    for (scenario, _persona, _seed), run in runs.everywhere(name, seeds=5).items():
        totals.setdefault(scenario, []).append(run.total)

    assert {name: mean for name, found in totals.items() if (mean := sum(found) / len(found)) > 65} == {}


def test_defensive_trainee_never_reaches_forty(runs: Runs) -> None:
    """Who dismisses, blames and sends away stays below 40 with everybody."""
    assert {
        key: run.total for key, run in runs.everywhere("defensive", seeds=3).items() if run.total >= 40
    } == {}


def test_warmth_alone_is_told_as_such(runs: Runs) -> None:
    """Warm talk without substance scores in manner, not in substance, and is never called right."""
    for key, run in runs.everywhere("warm-but-empty").items():
        assert (run.card.manner or 0) > (run.card.substance or 0) + 20, key
        assert run.card.quadrant in ("warm-but-wrong", "neither"), key


def test_rules_alone_are_worth_less_than_rules_with_warmth(runs: Runs) -> None:
    """Who recites rules is below the expert with every persona in every scenario."""
    expert = runs.everywhere("expert")

    assert {
        key: run.total
        for key, run in runs.everywhere("rule-reciter").items()
        if run.total >= expert[key].total
    } == {}


def test_no_talk_gets_stuck(runs: Runs, trainees: tuple[str, ...]) -> None:
    """Every trainee, and one who throws dice, comes to an end with every persona in at most 30 replies."""
    for name in trainees:
        for key, run in runs.everywhere(name, seeds=5).items():
            assert run.state.outcome is not None, (name, key)
            assert run.state.turn <= 30, (name, key)


def test_quotes_stand_in_the_replies(runs: Runs) -> None:
    """Whatever a scorecard quotes was said in the turn it names."""
    for run in runs.everywhere("random", seeds=3).values():
        texts = {event.turn: event.response.text for event in run.events if isinstance(event, Replied)}
        card = run.card
        for scores in (card.criteria, card.goals, card.gates):
            for item in scores:
                assert all(quote.text in texts[quote.turn] for quote in item.evidence)


def test_gates_cap_every_total(runs: Runs) -> None:
    """With a broken gate no talk scores above the cap, without one the total lies between the two figures."""
    for run in runs.everywhere("random", seeds=5).values():
        card = run.card
        low, high = sorted((card.manner or 0, card.substance or 0))
        assert card.total is not None
        if card.cap is None:
            assert low <= card.total <= high
        else:
            assert card.total <= card.cap
