"""From compiled encounters to a chart: one scenario, with everybody who may bring it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from roleplay.authoring.graph.wording import describe
from roleplay.domain.chart import Chart, ChartNode, Way, WayKind
from roleplay.domain.encounter import Encounter, Node
from roleplay.engine.lines import with_drawn_words
from roleplay.engine.talk import RETURN

_SEED: Final = 1
"""Draws the words of which a text has several."""

Returns = Mapping[str, Sequence[str]]
"""For each node that ends a sub-dialogue, the nodes at which the talk goes on."""


def chart_of(encounters: Sequence[Encounter]) -> Chart:
    """Return the chart of a scenario, compiled with one persona or more; texts are those of the first."""
    first = encounters[0]
    people = tuple(encounter.persona.id for encounter in encounters)
    return Chart(
        scenario=first.scenario,
        title=first.title,
        language=first.language,
        personas=people,
        start=first.start,
        nodes=tuple(_node(node, encounters) for node in first.nodes.values()),
        ways=tuple(_ways_of_all(encounters)),
    )


def _node(node: Node, encounters: Sequence[Encounter]) -> ChartNode:
    limits = dict.fromkeys(
        f"{limit.id}: {describe(limit.when)}"
        for encounter in encounters
        for limit in encounter.persona.limits
        if limit.ends is not None and encounter.endings.get(limit.ends) == node.id
    )
    return ChartNode(
        id=node.id,
        stage=node.stage,
        says=_said(node, encounters[0]),
        outcome=node.ending.outcome if node.ending else "",
        limits=tuple(limits),
    )


def _said(node: Node, encounter: Encounter) -> str:
    """Return the line that is said when nothing particular holds."""
    always = (line for line in node.says if line.when is None)
    line = next(always, node.says[0] if node.says else None)
    return with_drawn_words(encounter, _SEED, line.texts[0]) if line else ""


def _ways_of_all(encounters: Sequence[Encounter]) -> Iterator[Way]:
    """Yield every way once, node by node; one that not everybody has tells who has it."""
    found: dict[tuple[str, ...], tuple[Way, list[str]]] = {}
    for encounter in encounters:
        for way in _ways(encounter):
            key = (way.source, way.kind, way.name, way.target, way.condition)
            found.setdefault(key, (way, []))[1].append(encounter.persona.id)
    places = {name: place for place, name in enumerate(encounters[0].nodes)}
    for way, people in sorted(found.values(), key=lambda item: places[item[0].source]):
        who = tuple(dict.fromkeys(people))
        yield replace(way, personas=who) if len(who) < len(encounters) else way


def _ways(encounter: Encounter) -> Iterator[Way]:
    returns = _returns(encounter.nodes)
    for node in encounter.nodes.values():
        for choice in node.choices:
            text = with_drawn_words(encounter, _SEED, choice.text)
            is_once = choice.is_once and choice.goto is not None
            for target, kind in _targets(node, choice.goto or node.id, "choice", returns):
                yield Way(node.id, target, kind, choice.id, text, describe(choice.when), is_once, ())
        for hearing in node.hears:
            for target, kind in _targets(node, hearing.goto, "typed", returns):
                yield Way(node.id, target, kind, "", "", describe(hearing.when), False, ())
        if node.call is not None:
            yield Way(node.id, node.call, "call", "", "", "", False, ())
        elif node.goto is not None:
            for target, kind in _targets(node, node.goto, "onward", returns):
                yield Way(node.id, target, kind, "", "", "", False, ())


def _targets(node: Node, goto: str, kind: WayKind, returns: Returns) -> Iterable[tuple[str, WayKind]]:
    if goto != RETURN:
        return [(goto, kind)]
    return [(target, "return") for target in returns.get(node.id, ())]


def _returns(nodes: Mapping[str, Node]) -> Returns:
    returns: dict[str, list[str]] = {}
    for caller in nodes.values():
        if caller.call is None or caller.goto in (None, RETURN):
            continue
        for name in _within(nodes, caller.call):
            if RETURN in _gotos(nodes[name]):
                places = returns.setdefault(name, [])
                if caller.goto not in places:
                    places.append(caller.goto or "")
    return returns


def _within(nodes: Mapping[str, Node], first: str) -> Iterable[str]:
    """Return the nodes of the sub-dialogue that begins at `first`, without those of its own calls."""
    seen: dict[str, None] = {}
    waiting = [first]
    while waiting:
        name = waiting.pop()
        if name in seen or name == RETURN:
            continue
        seen[name] = None
        waiting += _gotos(nodes[name])
    return seen


def _gotos(node: Node) -> list[str]:
    """Return where a node leads within its sub-dialogue, to which a call that it ends in belongs."""
    if node.call is not None:
        return [node.call if node.goto in (None, RETURN) else node.goto or ""]
    gotos = [node.goto, *(item.goto for item in node.hears), *(choice.goto for choice in node.choices)]
    return [goto for goto in gotos if goto is not None]
