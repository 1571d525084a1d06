"""Finds out which parts of a state can still change where a talk goes."""

from collections.abc import Iterable, Iterator
from typing import Final

from roleplay.domain.condition import ANY, All, AnyOf, Between, Condition, Not, Past
from roleplay.domain.encounter import Encounter
from roleplay.domain.session import SessionState
from roleplay.domain.vocabulary import AXES

GRAIN: Final = 10
"""Points of tension, trust or clarity that are taken as one: half of a band that conditions can name."""

_EXACT: Final = ("patience", "turn")
"""What moves a little with every reply: were its values joined, nobody would ever run out of patience."""


class Matters:
    """What the conditions of an encounter ask about, and so what tells two of its states apart."""

    def __init__(self, encounter: Encounter) -> None:
        asked = tuple(_parts(_conditions(encounter)))
        measures = sorted({part.measure for part in asked if isinstance(part, Between)})
        self._of_mood = tuple((name, _grain(name)) for name in measures if name in AXES)
        self._of_state = tuple((name, _grain(name)) for name in measures if name not in AXES)
        past = sorted({(part.field, part.name) for part in asked if isinstance(part, Past)})
        self._names = tuple((field, name) for field, name in past if name != ANY)
        self._whole = tuple(field for field, name in past if name == ANY)
        self._is_mood_read = bool(self._of_mood) or "peak" in measures

    def key(self, state: SessionState) -> tuple[object, ...]:
        """Return what two states have in common when they can be taken as one."""
        if state.outcome is not None:
            return (state.ending, state.outcome)
        key: list[object] = [state.node, state.calls, state.used, state.limits, *state.variables.values()]
        # Loops and not comprehensions, which cost a call each: this is asked for every choice that is tried.
        for field, name in self._names:
            key.append(name in getattr(state, field))
        for field in self._whole:
            key.append(bool(getattr(state, field)))  # noqa: PERF401
        for measure, grain in self._of_mood:
            key.append(getattr(state.mood, measure) // grain)
        for measure, grain in self._of_state:
            key.append(getattr(state, measure) // grain)
        if self._is_mood_read:
            key.append(state.is_acknowledged)
        return tuple(key)


def _grain(measure: str) -> int:
    return 1 if measure in _EXACT else GRAIN


def _conditions(encounter: Encounter) -> Iterator[Condition | None]:
    """Yield the conditions that decide where a talk goes, not those that only choose the words."""
    for node in encounter.nodes.values():
        for choice in node.choices:
            yield choice.when
    for limit in encounter.persona.limits:
        yield limit.when
    for fact in encounter.facts.values():
        yield fact.volunteers


def _parts(conditions: Iterable[Condition | None]) -> Iterator[Condition]:
    for condition in conditions:
        match condition:
            case All() | AnyOf():
                yield from _parts(condition.parts)
            case Not():
                yield from _parts((condition.part,))
            case Between() | Past():
                yield condition
