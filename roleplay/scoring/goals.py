"""Scores the substance: what was told, asked for and achieved."""

from typing import Final

from roleplay.domain.encounter import Encounter, Goal
from roleplay.domain.response import NOTHING, Response
from roleplay.domain.score import GoalScore, Quote
from roleplay.domain.session import SessionState

VOLUNTEERED: Final = 50
"""Percent for a fact that the customer gave unasked: it is known, but listening did not bring it out."""


def score_goals(
    encounter: Encounter, state: SessionState, replies: tuple[Response, ...]
) -> tuple[GoalScore, ...]:
    """Return every goal with its percentage and the words that met it."""
    return tuple(_score(goal, state, replies) for goal in encounter.goals)


def share(goals: tuple[GoalScore, ...]) -> int:
    """Return the mean of the percentages, rounded; 0 without goals."""
    return round(sum(goal.percent for goal in goals) / len(goals)) if goals else 0


def _score(goal: Goal, state: SessionState, replies: tuple[Response, ...]) -> GoalScore:
    percent, field, name = 0, "", ""
    if goal.told is not None:
        percent, field, name = 100 * (goal.told in state.told), "tells", goal.told
    elif goal.asked is not None:
        field, name = "asks", goal.asked
        percent = 100 if name in state.asked else VOLUNTEERED * (name in state.volunteered)
    elif goal.done is not None:
        percent = 100 * goal.done.holds(state, NOTHING)
    return GoalScore(goal.id, goal.text, percent, _evidence(field, name, replies))


def _evidence(field: str, name: str, replies: tuple[Response, ...]) -> tuple[Quote, ...]:
    if not field:
        return ()
    return tuple(
        Quote(turn, f"{field}.{name}", reply.quote(f"{field}.{name}"))
        for turn, reply in enumerate(replies, 1)
        if name in getattr(reply, field)
    )
