"""Moves a mood and writes the receipt: the one place in which a mood changes."""

from typing import Final

from roleplay.domain.encounter import Persona
from roleplay.domain.mood import Factor, Mood, Receipt, ReceiptLine
from roleplay.domain.response import Response
from roleplay.domain.session import SessionState
from roleplay.domain.vocabulary import AXES, TRAPS
from roleplay.engine.reactions import BASE_REACTIONS, TURN_PATIENCE

VENTING: Final = 60
"""Tension from which reasons are hardly heard."""

_LATER: Final = frozenset(("explain", "next_step", "options"))
"""What counts half while the customer vents, until the feeling has been acknowledged."""

_REPETITION: Final = {1: 50, 2: 25}
"""Percent of a technique's effect by how many replies have shown it before; none from the fourth on.
Traps do not wear off: being hurt twice is not half as bad."""

_TRAPS: Final = frozenset(TRAPS)
_FULL: Final = {"tension": 100, "trust": 100, "clarity": 100, "patience": 99}

_EFFECTS: Final = {
    cause: tuple((axis, points) for axis, points in zip(AXES, reaction, strict=True) if points)
    for cause, reaction in BASE_REACTIONS.items()
}
_HALF_HEARD: Final = Factor("timing", 50)
_TURN: Final = ReceiptLine("patience", "turn", TURN_PATIENCE, (), TURN_PATIENCE)


def move(persona: Persona, state: SessionState, response: Response) -> Receipt:
    """Return how a reply moves the mood of `state`, line by line."""
    lines: list[ReceiptLine] = []
    is_acknowledged = "empathize" in response.shows or state.is_acknowledged
    is_deaf = state.mood.tension >= VENTING and not is_acknowledged
    for cause in _causes(state, response):
        factors = _factors(persona, state, cause, is_deaf)
        percent = 1
        for factor in factors:
            percent *= factor.percent
        scale = 100 ** len(factors)
        for axis, base in _EFFECTS[cause]:
            lines.append(ReceiptLine(axis, cause, base, factors, _rounded(base * percent, scale)))
    lines.append(_TURN)
    return _settled(state.mood, lines)


def _causes(state: SessionState, response: Response) -> list[str]:
    """Return what the customer reacts to; a fact counts only when it is new."""
    causes = list(response.shows)
    if response.tells:
        causes += ["told" for card in response.tells if card not in state.told]
    if response.asks:
        causes += ["asked" for fact in response.asks if fact not in state.asked]
    if response.wrong:
        causes += ["wrong" for falsehood in response.wrong if falsehood not in state.wrong]
    return causes


def _factors(persona: Persona, state: SessionState, cause: str, is_deaf: bool) -> tuple[Factor, ...]:
    factors: tuple[Factor, ...] = ()
    if (percent := persona.type_temper.get(cause, 100)) != 100:
        factors = (Factor("type", percent, persona.type_name),)
    if (percent := persona.temper.get(cause, 100)) != 100:
        factors += (Factor("persona", percent, persona.name),)
    before = state.shown.get(cause, 0)
    if before and cause not in _TRAPS:
        factors += (Factor("repetition", _REPETITION.get(before, 0), str(before + 1)),)
    if is_deaf and cause in _LATER:
        factors += (_HALF_HEARD,)
    return factors


def _rounded(amount: int, scale: int) -> int:
    """Return `amount / scale` as a whole number, halves away from zero."""
    size = (2 * abs(amount) + scale) // (2 * scale)
    return size if amount >= 0 else -size


def _settled(before: Mood, lines: list[ReceiptLine]) -> Receipt:
    """Add up the lines, with one more where an axis would run over its end."""
    values = {
        "tension": before.tension,
        "trust": before.trust,
        "clarity": before.clarity,
        "patience": before.patience,
    }
    for line in lines:
        values[line.axis] += line.amount
    for axis, wanted in values.items():
        if not 0 <= wanted <= _FULL[axis]:
            values[axis] = _FULL[axis] if wanted > 0 else 0
            over = values[axis] - wanted
            lines.append(ReceiptLine(axis, "bounds", over, (), over))
    return Receipt(before, Mood(*values.values()), tuple(lines))
