"""From what happened in a session to its scorecard, every score with the words that earned it."""

from roleplay.scoring.score import score
from roleplay.scoring.turning import (
    Alternative,
    TurningPoint,
    alternatives,
    standing,
    turning_point,
)
from roleplay.scoring.weighing import Weighed, weigh

__all__ = [
    "Alternative",
    "TurningPoint",
    "Weighed",
    "alternatives",
    "score",
    "standing",
    "turning_point",
    "weigh",
]
