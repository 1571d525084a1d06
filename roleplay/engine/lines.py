"""Finds the words the customer says."""

from collections.abc import Iterable
from typing import Final

from roleplay.domain.encounter import Encounter, Line
from roleplay.domain.mood import Receipt
from roleplay.domain.response import Response
from roleplay.domain.session import SessionState
from roleplay.engine.chance import pick

NOTICEABLE: Final = 3
"""Points of tension and trust together below which the customer does not remark on a cause."""


def with_drawn_words(encounter: Encounter, seed: int, text: str) -> str:
    """Return `text` with the scenario's `{words}` drawn by the seed."""
    if "{" in text:
        for word, options in encounter.vary.items():
            text = text.replace(f"{{{word}}}", pick(seed, f"vary.{word}", options))
    return text


def first_line(lines: Iterable[Line], state: SessionState, response: Response) -> Line | None:
    """Return the first line whose condition holds."""
    for line in lines:
        if line.when is None or line.when.holds(state, response):
            return line
    return None


def unsaid_line(lines: Iterable[Line], state: SessionState, response: Response) -> Line | None:
    """Return the first line whose condition holds and that has not been spoken yet."""
    return first_line((line for line in lines if line.id not in state.said), state, response)


def standing_line(encounter: Encounter, cause: str, state: SessionState, response: Response) -> Line | None:
    """Return one of the persona's lines for `again` or `unheard`: the least spoken of those that hold."""
    lines = encounter.persona.lines.get(cause, ())
    held = [line for line in lines if line.when is None or line.when.holds(state, response)]
    return min(held, key=lambda line: state.said.get(line.id, 0), default=None)


def reaction_line(
    encounter: Encounter, state: SessionState, response: Response, receipt: Receipt
) -> Line | None:
    """Return what the customer remarks on the strongest cause that they have words for, once each."""
    lines = encounter.persona.lines
    strength: dict[str, int] = {}
    for item in receipt.lines:
        if item.cause in lines and item.axis in ("tension", "trust"):
            strength[item.cause] = strength.get(item.cause, 0) + abs(item.amount)
    for cause in sorted(strength, key=lambda name: -strength[name]):
        if strength[cause] < NOTICEABLE:
            return None
        if line := unsaid_line(lines[cause], state, response):
            return line
    return None
