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
        self._measures = tuple(sorted({part.measure for part in asked if isinstance(part, Between)}))
        past = {(part.field, part.name) for part in asked if isinstance(part, Past)}
        self._names = tuple(sorted((field, name) for field, name in past if name != ANY))
        self._whole = tuple(sorted({field for field, name in past if name == ANY}))
        self._is_mood_read = any(measure in (*AXES, "peak") for measure in self._measures)

    def key(self, state: SessionState) -> tuple[object, ...]:
        """Return what two states have in common when they can be taken as one."""
        if state.outcome is not None:
            return (state.ending, state.outcome)
        return (
            state.node,
            state.calls,
            tuple(state.variables.values()),
            state.used,
            state.limits,
            tuple(name in getattr(state, field) for field, name in self._names),
            tuple(bool(getattr(state, field)) for field in self._whole),
            self._is_mood_read and state.is_acknowledged,
            tuple(self._measured(state, measure) for measure in self._measures),
        )

    def _measured(self, state: SessionState, measure: str) -> int:
        holder = state if measure in ("turn", "peak") else state.mood
        value: int = getattr(holder, measure)
        return value if measure in _EXACT else value // GRAIN


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
