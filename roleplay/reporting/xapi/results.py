"""What a whole session came to, as results of statements."""

from collections.abc import Sequence

from msgspec import Struct

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import CardOpened, Event, HintTaken, Replied, Undone
from roleplay.domain.score import Scorecard
from roleplay.engine import effective, history
from roleplay.reporting.xapi.model import Result, Score
from roleplay.reporting.xapi.names import Places
from roleplay.scoring import score
from roleplay.scoring.weighing import PASSING


class HumanScore(Struct, frozen=True):
    """What people who read or watched the talk gave it."""

    total: int
    """0 to 100: the mean of the raters, rounded."""
    raters: int
    """How many, from 1."""
    at: str
    """When it was given: ISO 8601 with offset."""
    agreement: float | None = None
    """How far they agreed, −1 to 1; None with one rater."""


def final_result(
    encounter: Encounter, events: Sequence[Event], places: Places, duration: str | None
) -> Result:
    """Return what a talk that ended with the last of `events` came to."""
    card = score(encounter, events)
    state = history(encounter, events)[-1]
    extensions = {"outcome": state.outcome, "ending": state.ending, **_marks(card), **_counts(events)}
    return Result(
        score=_score(card.total), completion=True, duration=duration, extensions=places.extensions(extensions)
    )


def paused_result(
    encounter: Encounter, events: Sequence[Event], places: Places, duration: str | None, *, is_open: bool
) -> Result:
    """Return what a talk that was left has come to so far, its marks only when it `is_open`."""
    card = score(encounter, events) if is_open else None
    extensions = {**({} if card is None else _marks(card)), **_counts(events)}
    return Result(
        score=None if card is None else _score(card.total),
        completion=False,
        duration=duration,
        extensions=places.extensions(extensions),
    )


def human_result(encounter: Encounter, events: Sequence[Event], places: Places, human: HumanScore) -> Result:
    """Return the score that people gave, beside that of the program."""
    card = score(encounter, events)
    extensions = {
        "human": {"total": human.total, "raters": human.raters, "agreement": human.agreement},
        "program": {"total": card.total, "manner": card.manner, "substance": card.substance},
    }
    return Result(score=_score(human.total), extensions=places.extensions(extensions))


def is_passed(result: Result) -> bool | None:
    """Tell whether a total is adequate: from level 3, which is 60 points. None where nothing was rated."""
    return None if result.score is None else result.score.raw >= PASSING


def _score(total: int | None) -> Score | None:
    return None if total is None else Score(scaled=total / 100, raw=total)


def _marks(card: Scorecard) -> dict[str, object]:
    return {
        "manner": card.manner,
        "substance": card.substance,
        "warmth": card.warmth,
        "quadrant": card.quadrant,
        "cap": card.cap,
        "criteria": {item.id: item.level for item in card.criteria},
        "goals": {item.id: item.percent for item in card.goals},
        "gates": [item.id for item in card.gates],
    }


def _counts(events: Sequence[Event]) -> dict[str, object]:
    """Return how many replies stand, and what help was taken."""
    kinds = [type(event) for event in events]
    return {
        "turns": sum(isinstance(event, Replied) for event in effective(events)),
        "undone": kinds.count(Undone),
        "hints": kinds.count(HintTaken),
        "cards-opened": kinds.count(CardOpened),
    }
