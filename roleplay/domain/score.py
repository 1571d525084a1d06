"""What a session was worth, with the words that earned it."""

from msgspec import Struct


class Quote(Struct, frozen=True):
    """Words of the officer that count for or against a score."""

    turn: int
    label: str
    text: str


class CriterionScore(Struct, frozen=True):
    """How one criterion was met."""

    id: str
    title: str
    weight: int
    level: int | None
    """1 to 5, or None when not rated."""
    anchor: str
    evidence: tuple[Quote, ...]
    source: str


class GoalScore(Struct, frozen=True):
    """How one goal was met."""

    id: str
    text: str
    percent: int
    """100 met, 50 given by the customer unasked, 0 not met."""
    evidence: tuple[Quote, ...]


class GateScore(Struct, frozen=True):
    """A gate that was broken."""

    id: str
    title: str
    caps: int
    evidence: tuple[Quote, ...]


class SatisfactionElement(Struct, frozen=True):
    """One of the survey's questions, answered as the customer might."""

    id: str
    """`U1` to `U9`, the elements of the public satisfaction survey."""
    score: int
    """1 to 4."""


class Satisfaction(Struct, frozen=True):
    """An estimate of the customer's own verdict, never a survey result."""

    score: float
    """25 to 100: the mean of the rated elements times 25."""
    grade: str
    """A, B, C or D by the bands of the survey regulation."""
    elements: tuple[SatisfactionElement, ...]


class Scorecard(Struct, frozen=True):
    """The scores of one session. Manner and substance stay apart; the total is arithmetic."""

    manner: int | None
    """0 to 100, or None when no criterion could be rated."""
    substance: int | None
    """0 to 100, or None when the scenario has no goals."""
    total: int | None
    cap: int | None
    """The highest total that the broken gates allow, or None."""
    warmth: int | None
    """0 to 100: manner over the criteria that tell warm from cold, or over all where none is marked."""
    quadrant: str
    """`right-and-warm`, `right-but-cold`, `warm-but-wrong`, `neither` or `not-rated`."""
    criteria: tuple[CriterionScore, ...]
    goals: tuple[GoalScore, ...]
    gates: tuple[GateScore, ...]
    satisfaction: Satisfaction
