"""Joins criteria, goals, gates and estimate to a scorecard."""

from collections.abc import Sequence
from typing import Final

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event
from roleplay.domain.rubric import Rubric
from roleplay.domain.score import CriterionScore, GateScore, Scorecard
from roleplay.engine import effective, replay
from roleplay.scoring.conduct import Conduct, replies_in
from roleplay.scoring.criteria import broken, rate
from roleplay.scoring.goals import score_goals, share
from roleplay.scoring.satisfaction import estimate

LEVEL_POINTS: Final = 20
"""Points of one level: level 5 is 100."""

PASSING: Final = 60
"""Points from which warmth counts as warm and substance as right: level 3, adequate."""


def score(encounter: Encounter, events: Sequence[Event]) -> Scorecard:
    """Return the scorecard of a session as it stands, finished or not."""
    state = replay(encounter, events)
    replies = replies_in(effective(events))
    goals = score_goals(encounter, state, replies)
    substance = share(goals) if goals else None
    conduct = Conduct(replies, state, substance or 0)
    rubric = encounter.rubric
    criteria = tuple(rate(criterion, conduct) for criterion in rubric.criteria)
    gates = tuple(found for gate in rubric.gates if (found := broken(gate, conduct)))
    manner = _points(criteria)
    warm = {criterion.id for criterion in rubric.criteria if criterion.is_warm}
    warmth = _points(tuple(item for item in criteria if item.id in warm)) if warm else manner
    cap = min((gate.caps for gate in gates), default=None)
    return Scorecard(
        manner=manner,
        substance=substance,
        total=_total(rubric, manner, substance, cap),
        cap=None if cap is None else cap * LEVEL_POINTS,
        warmth=warmth,
        quadrant=_quadrant(warmth, substance, gates),
        criteria=criteria,
        goals=goals,
        gates=gates,
        satisfaction=estimate(encounter, state),
    )


def _points(criteria: tuple[CriterionScore, ...]) -> int | None:
    """Return the weighted mean of the rated levels in points, or None when none was rated."""
    rated = [(item.level, item.weight) for item in criteria if item.level is not None]
    weight = sum(weight for _level, weight in rated)
    return round(sum(level * weight for level, weight in rated) * LEVEL_POINTS / weight) if weight else None


def _total(rubric: Rubric, manner: int | None, substance: int | None, cap: int | None) -> int | None:
    if manner is None or substance is None:
        total = manner if substance is None else substance
    else:
        total = round((manner * rubric.manner + substance * (100 - rubric.manner)) / 100)
    return total if total is None or cap is None else min(total, cap * LEVEL_POINTS)


def _quadrant(warmth: int | None, substance: int | None, gates: tuple[GateScore, ...]) -> str:
    """Return where the session stands; a broken gate is never right."""
    if warmth is None or substance is None:
        return "not-rated"
    is_warm, is_right = warmth >= PASSING, substance >= PASSING and not gates
    if is_right:
        return "right-and-warm" if is_warm else "right-but-cold"
    return "warm-but-wrong" if is_warm else "neither"
