"""Writes a chart in the DOT language, for Graphviz."""

from collections.abc import Iterator, Sequence
from typing import Final

from roleplay.authoring.graph.palette import FILLS, INKS
from roleplay.cleaning import clean_line
from roleplay.domain.chart import Captions, Chart, ChartNode

_STYLES: Final = {"choice": "solid", "typed": "dashed", "passing": "dotted"}


def write_dot(chart: Chart, captions: Captions) -> str:
    """Return the graph. No id and no text of an author is syntax in it: nodes are numbered."""
    return "\n".join(_lines(chart, captions)) + "\n"


def _lines(chart: Chart, captions: Captions) -> Iterator[str]:
    yield "digraph scenario {"
    yield f'  graph [rankdir=LR, charset="UTF-8", label={quoted(captions.title, *captions.notes)}]'
    yield '  node [shape=box, style=filled, fillcolor="#ffffff", fontname="sans-serif", fontsize=10]'
    yield '  edge [fontname="sans-serif", fontsize=9]'
    names = {node.id: f"n{place}" for place, node in enumerate(chart.nodes)}
    for node, lines in zip(chart.nodes, captions.nodes, strict=True):
        yield f"  {names[node.id]} [label={quoted(*lines)}{_look(chart, node)}]"
    for arrow, label in zip(chart.arrows, captions.arrows, strict=True):
        ends = f"{names[arrow.source]} -> {names[arrow.target]}"
        yield f"  {ends} [label={quoted(label)}, style={_STYLES[arrow.kind]}]"
    yield from _limits(tuple(names.values()), captions)
    yield "}"


def _look(chart: Chart, node: ChartNode) -> str:
    parts = [", shape=box, peripheries=2"] if node.outcome else []
    step = chart.step(node.id)
    if chart.is_missed(node.id):
        parts.append(', style="filled,dashed"')
    elif step is not None:
        parts.append(f', fillcolor="{FILLS[step]}", fontcolor="{INKS[step]}"')
    return "".join(parts)


def _limits(names: Sequence[str], captions: Captions) -> Iterator[str]:
    if any(captions.limits):
        yield f"  limits [shape=hexagon, label={quoted(captions.limit)}]"
    for name, limits in zip(names, captions.limits, strict=True):
        for limit in limits:
            yield f"  limits -> {name} [label={quoted(limit)}, style=dotted]"


def quoted(*lines: str) -> str:
    """Return lines as one quoted string, in which backslashes and entities are no more than they look."""
    cleaned = (
        clean_line(line).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") for line in lines
    )
    return '"' + "\\n".join(cleaned) + '"'
