"""Divides a chart into columns: each node by the shortest way from the start."""

from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush

from roleplay.domain.chart import Arrow, Chart


def rank(chart: Chart) -> dict[str, int]:
    """Return the column of every node, the start in column 0.

    Ways that are written count first: a typed reply may jump far, and would pull the talk together to a few
    columns. An ending stands right of all that leads to it; what nothing leads to stands with the last.
    """
    written = [arrow for arrow in chart.arrows if arrow.kind != "typed"]
    ranks = _reach({chart.start: 0}, written)
    ranks = _reach(ranks, chart.arrows)
    endings = [node.id for node in chart.nodes if node.outcome]
    for name in endings:
        before = [
            ranks[arrow.source] for arrow in chart.arrows if arrow.target == name and arrow.source in ranks
        ]
        if before:
            ranks[name] = max(before) + 1
    last = max(ranks.values())
    return {node.id: ranks.get(node.id, last) for node in chart.nodes}


def _reach(ranks: Mapping[str, int], arrows: Iterable[Arrow]) -> dict[str, int]:
    """Return the ranks, and those of all that can be reached from there, the nearest first."""
    onward: dict[str, list[str]] = {}
    for arrow in arrows:
        onward.setdefault(arrow.source, []).append(arrow.target)
    found = dict(ranks)
    waiting = [(ranked, name) for name, ranked in ranks.items()]
    heapify(waiting)
    while waiting:
        ranked, name = heappop(waiting)
        for target in onward.get(name, ()):
            if target not in found:
                found[target] = ranked + 1
                heappush(waiting, (ranked + 1, target))
    return found
