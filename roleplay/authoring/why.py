"""Says in plain words why a condition holds in a state, or why not: each part with its actual value."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from roleplay.domain.condition import ANY, All, AnyOf, Between, Condition, Ended, Not, Now, Past, Variable
from roleplay.domain.response import NOTHING, Response
from roleplay.domain.session import SessionState
from roleplay.domain.vocabulary import BAND_WIDTH, BANDS, TRAPS, band
from roleplay.i18n import N_, _

_KEYS: Final = {"peak": "felt", "visits": "visited"}
"""The author's word for a measure or field, where it is another one."""

_HIGHEST: Final = {"patience": 99, "turn": 999}
"""The end of a scale that does not end at 100."""

_PAST: Final = {
    "shown": (N_("'{name}' has been shown"), N_("'{name}' has not been shown yet")),
    "told": (N_("'{name}' has been told"), N_("'{name}' has not been told yet")),
    "asked": (N_("'{name}' has been asked for"), N_("'{name}' has not been asked for yet")),
    "volunteered": (
        N_("the customer has told '{name}' unasked"),
        N_("the customer has not told '{name}' unasked"),
    ),
    "wrong": (N_("the wrong fact '{name}' has been said"), N_("the wrong fact '{name}' has not been said")),
    "visits": (N_("the talk has been at '{name}'"), N_("the talk has not been at '{name}' yet")),
    "did": (N_("the customer has done it: '{name}'"), N_("the customer has not done it yet: '{name}'")),
}
_NOW: Final = {
    "shows": (N_("this reply shows '{name}'"), N_("this reply does not show '{name}'")),
    "tells": (N_("this reply tells '{name}'"), N_("this reply does not tell '{name}'")),
    "asks": (N_("this reply asks for '{name}'"), N_("this reply does not ask for '{name}'")),
    "wrong": (
        N_("this reply says the wrong fact '{name}'"),
        N_("this reply does not say the wrong fact '{name}'"),
    ),
}
"""By field: the words where it holds, and where it does not."""


class Reason(NamedTuple):
    """One part of a condition, in words."""

    depth: int
    """0 for a part of the whole, 1 for a part of such a part, and so on."""
    text: str
    """What it asks and what there is."""
    holds: bool


def explain(condition: Condition, state: SessionState, response: Response = NOTHING) -> tuple[Reason, ...]:
    """Return the parts of a condition in the order written, each with its value in `state` and whether it
    holds; `response` is the reply that a condition on this very reply asks about.

    What must hold altogether is told as its parts alone, without a word before them.
    """
    if isinstance(condition, All) and condition.parts:
        return tuple(reason for part in condition.parts for reason in _explain(part, state, response, 0))
    return _explain(condition, state, response, 0)


def decisive(reasons: tuple[Reason, ...]) -> str:
    """Return in a line what decides: what does not hold, or everything where all of it holds."""
    groups: list[list[Reason]] = []
    for reason in reasons:
        if reason.depth == 0:
            groups.append([])
        groups[-1].append(reason)
    failing = [group for group in groups if not group[0].holds]
    return " · ".join(_in_line(group) for group in failing or groups)


def _in_line(group: list[Reason]) -> str:
    first, *rest = (reason.text for reason in group)
    return f"{first} {'; '.join(rest)}" if rest else first


def _explain(condition: Condition, state: SessionState, response: Response, depth: int) -> tuple[Reason, ...]:
    parts: tuple[Condition, ...] = ()
    match condition:
        case All() | AnyOf():
            parts = condition.parts
            text = _joined(condition)
        case Not():
            part = condition.part
            parts = part.parts if isinstance(part, AnyOf) else (part,)
            text = _("none of these may hold:") if isinstance(part, AnyOf) else _("this must not hold:")
        case Between():
            text = _between(condition, state)
        case Variable():
            text = _variable(condition, state)
        case Past():
            text = _past(condition, state)
        case Now():
            text = _now(condition, response)
        case Ended():
            text = _ended(condition, state)
    whole = Reason(depth, text, condition.holds(state, response))
    return (whole, *(reason for part in parts for reason in _explain(part, state, response, depth + 1)))


def _joined(condition: All | AnyOf) -> str:
    if isinstance(condition, All):
        return _("all of these must hold:") if condition.parts else _("this always holds")
    return _("at least one of these must hold:") if condition.parts else _("this can never hold")


def _between(condition: Between, state: SessionState) -> str:
    """Return what a measure must be and what it is, both with the names of its bands where it has some."""
    measure = condition.measure
    axis = "tension" if measure == "peak" else measure
    value: int = getattr(state if measure in ("turn", "peak") else state.mood, measure)
    wanted, found = _range(measure, condition.low, condition.high), f"{value}"
    if names := _bands(axis, condition.low, condition.high):
        wanted += f" ({', '.join(names)})"
    if axis in BANDS:
        found += f" ({band(axis, value)})"
    return _compared(_KEYS.get(measure, measure), wanted, found)


def _variable(condition: Variable, state: SessionState) -> str:
    low, high = condition.low, condition.high
    wanted = f"{low}..{high}" if low != high else f"{low}"
    return _compared(condition.name, wanted, f"{state.variables[condition.name]}")


def _compared(name: str, wanted: str, found: str) -> str:
    return _("'{name}' must be {wanted}, and is {found}").format(name=name, wanted=wanted, found=found)


def _range(measure: str, low: int, high: int) -> str:
    if low == high:
        return f"{low}"
    if low <= 0:
        return _("at most {number}").format(number=high)
    if high >= _HIGHEST.get(measure, 100):
        return _("at least {number}").format(number=low)
    return f"{low}..{high}"


def _bands(axis: str, low: int, high: int) -> tuple[str, ...]:
    """Return the bands that make up a range exactly, nothing where it begins or ends within one."""
    end = high + 1 if high < 100 else 100
    if low % BAND_WIDTH or end % BAND_WIDTH:
        return ()
    return BANDS.get(axis, ())[low // BAND_WIDTH : end // BAND_WIDTH]


def _past(condition: Past, state: SessionState) -> str:
    happened: Mapping[str, int] | frozenset[str] = getattr(state, condition.field)
    if condition.name == ANY:
        return _whichever(condition.field, sorted(happened))
    holds, fails = _PAST[condition.field]
    return _(holds if condition.name in happened else fails).format(name=condition.name)


def _now(condition: Now, response: Response) -> str:
    said: tuple[str, ...] = getattr(response, condition.field)
    name = condition.name
    if name == ANY:
        return _whichever(condition.field, said)
    holds, fails = _NOW[condition.field]
    if name not in said:
        return _(fails).format(name=name)
    label = name if condition.field == "shows" else f"{condition.field}.{name}"
    told = f"{_(holds).format(name=name)} (“{response.quote(label)}”)"
    if name in TRAPS and response.is_uncertain(name):
        return _("{told}, but a trap counts here only when it was heard for sure").format(told=told)
    return told


def _whichever(field: str, names: list[str] | tuple[str, ...]) -> str:
    key = _KEYS.get(field, field)
    if names:
        return _("'{key}' asks for any, and there is {names}").format(key=key, names=", ".join(names))
    return _("'{key}' asks for any, and there is none").format(key=key)


def _ended(condition: Ended, state: SessionState) -> str:
    wanted = condition.outcome
    if state.outcome is None:
        return _("the talk must end as '{wanted}', and has not ended").format(wanted=wanted)
    return _("the talk must end as '{wanted}', and ended as '{found}'").format(
        wanted=wanted, found=state.outcome
    )
