"""Puts the nodes of a chart into columns, and a lane into every column that an arrow passes."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from roleplay.authoring.graph.ordering import Line
from roleplay.authoring.graph.ranking import rank
from roleplay.domain.chart import Chart, Course

HEAD: Final = 66
"""The height of the part of a box that says what the node is, in the units of a plan."""
ROW: Final = 15
_FOOT: Final = 5
LANE: Final = 8
"""The height that an arrow takes where it passes a column; less than any box has."""


class Grid(NamedTuple):
    """What stands in which column: places are numbers, first those of the nodes, then those of lanes."""

    nodes: int
    """How many of the places are nodes."""
    heights: Sequence[int]
    columns: Sequence[Sequence[int]]
    lines: Sequence[Line]
    chains: Sequence[Sequence[int]]
    """For each arrow the places it runs by, from its source to its target."""
    courses: Sequence[Course]


def divide(chart: Chart) -> Grid:
    """Return the grid of a chart, its columns in the order written."""
    ranks = rank(chart)
    number = {node.id: place for place, node in enumerate(chart.nodes)}
    rows = {node.id: len(node.limits) for node in chart.nodes}
    columns: list[list[int]] = [[] for _ in range(max(ranks.values()) + 1)]
    chains: list[list[int]] = []
    lines: dict[Line, None] = {}
    for node in chart.nodes:
        columns[ranks[node.id]].append(number[node.id])
    places = len(chart.nodes)
    for arrow in chart.arrows:
        rows[arrow.source] += 1
        start, end = ranks[arrow.source], ranks[arrow.target]
        step = 1 if end > start else -1
        chain = [number[arrow.source]]
        for column in range(start + step, end, step) if start != end else ():
            columns[column].append(places)
            chain.append(places)
            places += 1
        chain.append(number[arrow.target])
        chains.append(chain)
        if start != end:
            lines |= dict.fromkeys(pairwise(chain) if step > 0 else pairwise(reversed(chain)))
    heights = [HEAD + ROW * rows[node.id] + _FOOT * bool(rows[node.id]) for node in chart.nodes]
    return Grid(
        nodes=len(chart.nodes),
        heights=[*heights, *(LANE for _ in range(places - len(heights)))],
        columns=columns,
        lines=tuple(lines),
        chains=chains,
        courses=[_course(ranks[arrow.source], ranks[arrow.target], arrow.is_loop) for arrow in chart.arrows],
    )


def _course(start: int, end: int, is_loop: bool) -> Course:
    if is_loop:
        return "self"
    if start == end:
        return "beside"
    return "onward" if end > start else "back"
