"""Moves what a story does as it comes to a passage to the choices that lead there, as scenarios do it."""

from collections.abc import Iterator, Mapping, Sequence

from roleplay.authoring.exchange.expressions import LIMIT
from roleplay.authoring.exchange.plan import Plan
from roleplay.authoring.exchange.story import ASSIGNMENT, Effect, Lost

Arrivals = Mapping[str, Sequence[Effect]]
"""What happens on coming to a node, by its id."""


def carry_effects(plan: Plan, arrivals: Arrivals, values: Mapping[str, int]) -> dict[str, int]:
    """Give every choice what happens where it leads, and return what variables begin with.

    What happens on coming to the first node has happened at the beginning.
    """
    for node in (*plan.nodes.values(), *plan.parked.values()):
        for choice in node.choices:
            if choice.goto:
                happens = (*choice.effects, *_on_the_way(plan, arrivals, choice.goto))
                choice.effects, lost = _summed(happens)
                choice.notes += [Lost(name, ASSIGNMENT, node.line) for name in lost]
    starts = dict(values)
    for effect in _on_the_way(plan, arrivals, plan.start):
        value = effect.amount + (0 if effect.is_absolute else starts.get(effect.name, 0))
        starts[effect.name] = max(-LIMIT, min(LIMIT, value))
    return starts


def _on_the_way(plan: Plan, arrivals: Arrivals, name: str) -> Iterator[Effect]:
    """Yield what happens from a node on until the officer gets to speak."""
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        yield from arrivals.get(name, ())
        node = plan.nodes.get(name) or plan.parked.get(name)
        name = node.goto if node else ""


def _summed(effects: Sequence[Effect]) -> tuple[tuple[Effect, ...], list[str]]:
    """Return one effect for each variable, and the variables for which there is none."""
    sums: dict[str, Effect] = {}
    for effect in effects:
        before = sums.get(effect.name)
        if before is None or effect.is_absolute:
            sums[effect.name] = effect
        else:
            sums[effect.name] = Effect(effect.name, before.amount + effect.amount, before.is_absolute)
    kept = tuple(effect for effect in sums.values() if _is_possible(effect))
    lost = [effect.name for effect in sums.values() if not _is_possible(effect) and effect.amount]
    return kept, lost


def _is_possible(effect: Effect) -> bool:
    if effect.is_absolute:
        return 0 <= effect.amount <= LIMIT
    return 0 < abs(effect.amount) < LIMIT
