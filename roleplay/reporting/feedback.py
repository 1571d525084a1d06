"""What a trainee learns from one turn: what was shown, what was right or wrong, and one better line."""

from typing import Final

from msgspec import Struct

from roleplay.domain.encounter import Card, Encounter, Falsehood
from roleplay.domain.mood import Receipt
from roleplay.domain.response import Response
from roleplay.domain.session import SessionState
from roleplay.domain.vocabulary import STAGE_OF, TECHNIQUES, TRAPS
from roleplay.engine import step
from roleplay.scoring import Alternative, alternatives, standing

LEAST_GAIN: Final = 20
"""Points by which another line must do better before it is named, about one band of mood: a reply that does
no harm is left to be good."""


class Shown(Struct, frozen=True):
    """A technique or trap with the words that showed it."""

    label: str
    quote: str
    is_trap: bool
    is_uncertain: bool = False
    """True when a little more or less would have turned it."""


class Feedback(Struct, frozen=True):
    """What one reply did."""

    shown: tuple[Shown, ...]
    right: tuple[Card, ...]
    """Cards told for the first time."""
    wrong: tuple[Falsehood, ...]
    note: str
    """The author's word on the choice taken."""
    receipt: Receipt
    better: str
    """A line that would have done better here, or empty."""


class Hint(Struct, frozen=True):
    """Help at one place, from general to plain."""

    stage: str
    technique: str
    line: str


def feedback(encounter: Encounter, before: SessionState, response: Response, receipt: Receipt) -> Feedback:
    """Return what a reply at `before` did."""
    node = encounter.nodes[before.node]
    choice = next((item for item in node.choices if item.id == response.choice), None)
    return Feedback(
        shown=tuple(
            Shown(label, response.quote(label), label in TRAPS, response.is_uncertain(label))
            for label in response.shows
        ),
        right=tuple(encounter.cards[name] for name in response.tells if name not in before.told),
        wrong=tuple(encounter.falsehoods[name] for name in response.wrong),
        note=choice.note if choice else "",
        receipt=receipt,
        better=_better(encounter, before, response),
    )


def _better(encounter: Encounter, before: SessionState, response: Response) -> str:
    best = _best(encounter, before)
    if best is None or best.response.choice == response.choice is not None:
        return ""
    after, _events = step(encounter, before, response)
    did_harm = bool(response.wrong) or any(label in TRAPS for label in response.shows)
    if after.node == before.node and not after.is_ended and not did_harm:
        return ""  # the line is still on offer, and a hint is one key away
    least = 1 if did_harm else LEAST_GAIN
    return best.response.text if best.value - standing(encounter, after) >= least else ""


def hint(encounter: Encounter, state: SessionState) -> Hint | None:
    """Return the help for a place: the stage, the technique that would do most, and a model line."""
    best = _best(encounter, state)
    node = encounter.nodes[state.node]
    if best is None:
        return None
    techniques = [label for label in best.response.shows if label in TECHNIQUES]
    technique = min(techniques, key=lambda label: state.shown.get(label, 0), default="")
    stage = node.stage or STAGE_OF.get(technique, "resolve")
    return Hint(stage, technique, node.model or best.response.text)


def _best(encounter: Encounter, state: SessionState) -> Alternative | None:
    return next(iter(alternatives(encounter, state)), None)
