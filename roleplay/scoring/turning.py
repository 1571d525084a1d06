"""Finds the turning point: the turn at which most was lost that another reply would have kept."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event
from roleplay.domain.mood import Mood
from roleplay.domain.response import Response
from roleplay.domain.session import SessionState
from roleplay.engine import available_choices, effective, history, respond, step
from roleplay.scoring.conduct import replies_in
from roleplay.scoring.finishing import can_finish
from roleplay.scoring.goals import score_goals, share

LEAST_LOSS: Final = 8
"""Points below which no turn is called a turning point."""

_WRONG: Final = 60
"""What a wrong fact or a breach weighs, in points: more than any one kindness brings."""

_OUTCOMES: Final = {
    "resolved": 20,
    "boundary-held": 20,
    "partly": 5,
    "unresolved": -10,
    "walked-out": -25,
    "breached": -30,
}
"""What an outcome weighs, in points."""

_TOO_LATE: Final = -25
"""What it weighs that the customer will have left before any good end: as much as having left."""


class Alternative(Struct, frozen=True):
    """Another reply at the same place, on the same seed."""

    response: Response
    after: SessionState
    value: int
    """How well the talk stands after it, in points; only differences mean anything."""


class TurningPoint(Struct, frozen=True):
    """The turn at which most was lost."""

    turn: int
    actual: Alternative
    better: Alternative

    @property
    def loss(self) -> int:
        """Points that the better reply would have kept."""
        return self.better.value - self.actual.value


def alternatives(encounter: Encounter, state: SessionState) -> tuple[Alternative, ...]:
    """Return every choice at `state` with what it leads to, best first; ties in the author's order."""
    found = [
        _valued(encounter, state, respond(encounter, state, choice))
        for choice in available_choices(encounter, state)
    ]
    return tuple(sorted(found, key=lambda item: -item.value))


def turning_point(encounter: Encounter, events: Sequence[Event]) -> TurningPoint | None:
    """Return the largest avoidable loss, the earliest of equals; None when nothing much was lost."""
    states = history(encounter, events)
    worst: TurningPoint | None = None
    for turn, reply in enumerate(replies_in(effective(events)), 1):
        state, after = states[turn - 1 : turn + 1]
        actual = Alternative(reply, after, standing(encounter, after))
        best = next(iter(alternatives(encounter, state)), None)
        if best is None:
            continue
        point = TurningPoint(turn, actual, best)
        if point.loss >= LEAST_LOSS and (worst is None or point.loss > worst.loss):
            worst = point
    return worst


def _valued(encounter: Encounter, state: SessionState, response: Response) -> Alternative:
    after, _events = step(encounter, state, response)
    return Alternative(response, after, standing(encounter, after))


def standing(encounter: Encounter, state: SessionState) -> int:
    """Return how well a talk stands: mood, substance, no harm done, and time to come to an end."""
    mood: Mood = state.mood
    goals = share(score_goals(encounter, state, ()))
    harm = _WRONG * (len(state.wrong) + state.shown.get("breach", 0)) + _WRONG // 2 * state.shown.get(
        "rude", 0
    )
    return mood.trust + mood.clarity - mood.tension + goals - harm + _prospect(encounter, state)


def _prospect(encounter: Encounter, state: SessionState) -> int:
    """Return what the outcome weighs, or, before there is one, that there can be no good one any more."""
    if state.outcome is not None:
        return _OUTCOMES.get(state.outcome, 0)
    return 0 if can_finish(encounter, state) else _TOO_LATE
