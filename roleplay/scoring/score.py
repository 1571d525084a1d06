"""Joins criteria, goals, gates and estimate to a scorecard."""

from collections.abc import Sequence

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event
from roleplay.domain.score import Scorecard
from roleplay.engine import effective, replay
from roleplay.scoring.conduct import Conduct, replies_in
from roleplay.scoring.criteria import broken, rate
from roleplay.scoring.goals import score_goals, share
from roleplay.scoring.satisfaction import estimate
from roleplay.scoring.weighing import weigh


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
    figures = weigh(rubric, [item.level for item in criteria], substance, [gate.caps for gate in gates])
    return Scorecard(
        manner=figures.manner,
        substance=substance,
        total=figures.total,
        cap=figures.cap,
        warmth=figures.warmth,
        quadrant=figures.quadrant,
        criteria=criteria,
        goals=goals,
        gates=gates,
        satisfaction=estimate(encounter, state),
    )
