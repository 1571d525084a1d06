"""Says a compiled condition in the words of the format, as an author wrote it."""

from functools import reduce
from typing import Final

from roleplay.domain.condition import All, AnyOf, Between, Condition, Ended, Not, Now, Past, Variable
from roleplay.i18n import _

_FELT: Final = {"peak": "felt tension"}
_VISITED: Final = {"visits": "visited"}
_HIGHEST: Final = {"tension": 100, "peak": 100, "trust": 100, "clarity": 100, "patience": 99, "turn": 999}


def describe(condition: Condition | None) -> str:
    """Return the condition in a few words; nothing for one that always holds."""
    match condition:
        case Between():
            return _between(condition.measure, condition.low, condition.high)
        case Variable():
            return f"{condition.name} {_range(condition.low, condition.high)}"
        case Past() | Now():
            return f"{_VISITED.get(condition.field, condition.field)} {condition.name}"
        case Ended():
            return f"outcome {condition.outcome}"
        case All():
            return ", ".join(_inner(part) for part in condition.parts)
        case AnyOf():
            return reduce(_either, (_inner(part) for part in condition.parts), "")
        case Not():
            return _("not {condition}").format(condition=_inner(condition.part))
    return ""


def _inner(part: Condition) -> str:
    words = describe(part)
    return f"({words})" if isinstance(part, All | AnyOf) else words


def _either(first: str, second: str) -> str:
    return _("{first} or {second}").format(first=first, second=second) if first else second


def _between(measure: str, low: int, high: int) -> str:
    name = _FELT.get(measure, measure)
    if high >= _HIGHEST[measure]:
        return f"{name} >= {low}"
    return f"{name} <= {high}" if low <= 0 < high else f"{name} {_range(low, high)}"


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}..{high}"
