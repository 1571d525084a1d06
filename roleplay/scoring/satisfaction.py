"""Estimates the customer's own verdict on the scale of the public satisfaction survey.

The survey (PermenPANRB 14/2017) asks nine questions, 1 to 4 each, and converts the mean to 25 to 100. Text
shows six of them; requirements (U1), cost (U4) and facilities (U9) are not estimated. The bands are the
survey's own; how a mood becomes an answer is ours, so the result is an estimate and is always called one.
"""

from typing import Final

from roleplay.domain.encounter import Encounter
from roleplay.domain.score import Satisfaction, SatisfactionElement
from roleplay.domain.session import SessionState

_GRADES: Final = ((88.31, "A"), (76.61, "B"), (65.0, "C"), (0.0, "D"))
"""PermenPANRB 14/2017: lowest score of each grade, on 25 to 100."""

_PRODUCT: Final = {"resolved": 4, "boundary-held": 3, "partly": 3, "escalated": 2}
"""What the customer takes home; 1 for every other outcome."""


def estimate(encounter: Encounter, state: SessionState) -> Satisfaction:
    """Return the estimate from the last mood, the outcome and what was made clear."""
    mood = state.mood
    start = encounter.persona.mood.patience
    scores = {
        "U2": _answer(mood.clarity),
        "U3": _answer(200 * mood.patience // start),  # with half of the patience left, time was no matter
        "U5": _PRODUCT.get(state.outcome or "", 1),
        "U6": _answer((mood.clarity + mood.trust) // 2),
        "U7": _answer((mood.trust + 100 - mood.tension) // 2),
        "U8": _answer(mood.trust),
    }
    score = round(sum(scores.values()) / len(scores) * 25, 2)
    grade = next(name for lowest, name in _GRADES if score >= lowest)
    return Satisfaction(
        score, grade, tuple(SatisfactionElement(name, value) for name, value in scores.items())
    )


def _answer(points: int) -> int:
    """Return 1 to 4 for 0 to 100 points, a quarter each."""
    return min(max(points, 0) // 25, 3) + 1
