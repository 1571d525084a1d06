"""Gives the variables of a planned scenario their names and ranges."""

from collections.abc import Iterable, Mapping
from typing import Final

from roleplay.authoring.exchange.expressions import LIMIT
from roleplay.authoring.exchange.names import Names, slug
from roleplay.authoring.exchange.plan import Plan, PlannedNode, PlannedVariable
from roleplay.authoring.exchange.story import Effect
from roleplay.authoring.exchange.terms import Compare, Term, leaves
from roleplay.compiler.conditions import KEYS, NOW

_TAKEN: Final = (*KEYS, *NOW, "persona", "type")
_ROOM: Final = 100
"""How far a variable may be counted up or down where nothing tells how far it goes."""


def declare(plan: Plan, starts: Mapping[str, int]) -> None:
    """Declare every variable that a condition or a choice uses; `starts` are their first values."""
    names = Names(_TAKEN)
    numbers: dict[str, set[int]] = {}
    steps: dict[str, set[int]] = {}
    for condition in _conditions(plan):
        for leaf in leaves(condition):
            if isinstance(leaf, Compare):
                numbers.setdefault(leaf.name, set()).add(leaf.number)
    for effect in _effects(plan):
        numbers.setdefault(effect.name, set()).update((effect.amount,) if effect.is_absolute else ())
        steps.setdefault(effect.name, set()).update(() if effect.is_absolute else (effect.amount,))
    for name, found in numbers.items():
        wish = slug(name) or "variable"
        plan.names[name] = names.unique(f"story-{wish}" if wish in _TAKEN else wish)
        plan.variables[plan.names[name]] = _ranged(starts.get(name, 0), found, steps.get(name, set()))


def _ranged(start: int, numbers: set[int], steps: set[int]) -> PlannedVariable:
    if not steps and numbers | {start} <= {0, 1}:
        return PlannedVariable(0, 1, start)
    low, high = min(0, start, *numbers), max(1, start, *numbers) + 1
    if low < 0:
        low -= 1
    if any(step < 0 for step in steps):
        low = min(low, -_ROOM)
    if any(step > 0 for step in steps):
        high = max(high, _ROOM)
    return PlannedVariable(max(low, -LIMIT), min(high, LIMIT), start)


def _nodes(plan: Plan) -> Iterable[PlannedNode]:
    yield from plan.nodes.values()
    yield from plan.parked.values()


def _conditions(plan: Plan) -> Iterable[Term | None]:
    for node in _nodes(plan):
        yield from (line.when for line in node.says)
        yield from (choice.when for choice in node.choices)


def _effects(plan: Plan) -> Iterable[Effect]:
    for node in _nodes(plan):
        for choice in node.choices:
            yield from choice.effects
