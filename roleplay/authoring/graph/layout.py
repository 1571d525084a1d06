"""Lays a chart out in columns from left to right. Pure: the same chart gives the same plan."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from roleplay.authoring.graph.grid import HEAD, LANE, ROW, Grid, divide
from roleplay.authoring.graph.ordering import order
from roleplay.authoring.graph.ports import lanes, leave, reach, top
from roleplay.authoring.graph.spacing import settle
from roleplay.domain.chart import Box, Chart, Plan, Point, Route

WIDTH: Final = 184
"""Of a box, in the units of a plan, like everything below."""
_APART: Final = 26
"""Between two boxes."""
_ASIDE: Final = 13
"""Between an arrow that passes and what is beside it."""
_LEAST_GAP: Final = 74
_MOST_GAP: Final = 150
_PER_LINE: Final = 3
"""What a gap between columns grows by with each arrow that runs through it."""
_FIRST_LANE: Final = 21
_PER_LANE: Final = 6
"""Where the lanes of a column run, right of its boxes."""
_MARGIN: Final = 34
_ROUNDS: Final = 10
_STRAIGHT: Final = 4
"""How much more an arrow that passes a column wants to be level than a box does."""
_LOOSE: Final = 0.1
"""How much what no arrow leads to wants to stand in the middle."""


def lay_out(chart: Chart) -> Plan:
    """Return where everything stands; no box touches another, and no arrow runs through a box."""
    grid = divide(chart)
    grid = grid._replace(columns=order(grid.columns, grid.lines))
    middles = _middles(grid)
    starts = leave(grid, middles)
    ends = reach(grid, middles, starts)
    beside = lanes(grid, starts, ends)
    lefts, width = _lefts(grid, beside)
    boxes = tuple(
        Box(node.id, Point(lefts[place], top(grid, middles, place)), WIDTH, grid.heights[place], HEAD, ROW)
        for place, node in enumerate(chart.nodes)
    )
    routes = tuple(_routes(grid, middles, starts, ends, lefts, beside))
    lowest = max(top(grid, middles, place) + height for place, height in enumerate(grid.heights))
    return Plan(width, lowest + _MARGIN, boxes, routes)


def _middles(grid: Grid) -> list[float]:
    """Return the height of the middle of every place, the topmost just below the margin."""
    middles = [0.0] * len(grid.heights)
    left: dict[int, list[int]] = {}
    right: dict[int, list[int]] = {}
    for start, end in grid.lines:
        right.setdefault(start, []).append(end)
        left.setdefault(end, []).append(start)
    both = {place: [*left.get(place, ()), *right.get(place, ())] for place in range(len(middles))}
    columns = [(column, _distances(grid.heights, column)) for column in grid.columns]
    for turn in range(_ROUNDS):
        neighbours = both if turn >= _ROUNDS - 2 else right if turn % 2 else left
        for column, distances in reversed(columns) if turn % 2 else columns:
            _pull(grid.heights, column, distances, middles, neighbours)
    highest = min(middle - height / 2 for middle, height in zip(middles, grid.heights, strict=True))
    return [middle - highest + _MARGIN for middle in middles]


def _distances(heights: Sequence[int], column: Sequence[int]) -> list[float]:
    """Return how far apart the middles of neighbours in a column are at least."""
    return [
        (heights[above] + heights[below]) / 2
        + (_ASIDE if LANE in (heights[above], heights[below]) else _APART)
        for above, below in pairwise(column)
    ]


def _pull(
    heights: Sequence[int],
    column: Sequence[int],
    distances: Sequence[float],
    middles: list[float],
    neighbours: Mapping[int, Sequence[int]],
) -> None:
    """Move the places of a column towards their neighbours."""
    wanted, weights = [], []
    centre = sum(middles[place] for place in column) / len(column)
    for place in column:
        known = neighbours.get(place, ())
        wanted.append(sum(middles[other] for other in known) / len(known) if known else centre)
        weights.append(len(known) * (_STRAIGHT if heights[place] == LANE else 1) or _LOOSE)
    for place, middle in zip(column, settle(wanted, weights, distances), strict=True):
        middles[place] = middle


def _lefts(grid: Grid, beside: Mapping[int, int]) -> tuple[list[int], int]:
    """Return the left edge of every place, and the width of the sheet."""
    column_of = {place: number for number, column in enumerate(grid.columns) for place in column}
    through = [0] * len(grid.columns)
    aside = [0] * len(grid.columns)
    for start, _end in grid.lines:
        through[column_of[start]] += 1
    for number, lane in beside.items():
        column = column_of[grid.chains[number][0]]
        aside[column] = max(aside[column], lane + 1)
    lefts = [0] * len(grid.heights)
    at = _MARGIN
    for column, places in enumerate(grid.columns):
        for place in places:
            lefts[place] = at
        gap = min(_LEAST_GAP + _PER_LINE * through[column], _MOST_GAP) + _PER_LANE * aside[column]
        at += WIDTH + gap
    return lefts, at


def _routes(
    grid: Grid,
    middles: Sequence[float],
    starts: Sequence[int],
    ends: Sequence[int],
    lefts: Sequence[int],
    beside: Mapping[int, int],
) -> Iterator[Route]:
    """Yield the route of every arrow."""
    for number, (chain, course) in enumerate(zip(grid.chains, grid.courses, strict=True)):
        first, last = lefts[chain[0]], lefts[chain[-1]]
        start = Point(first + (0 if course == "back" else WIDTH), starts[number])
        end = Point(last + (0 if course == "onward" else WIDTH), ends[number])
        passed: list[Point] = []
        if course == "beside":
            x = start.x + _FIRST_LANE + _PER_LANE * beside[number]
            passed = [Point(x, start.y), Point(x, end.y)]
        for lane in chain[1:-1]:
            height = round(middles[lane])
            sides = (Point(lefts[lane], height), Point(lefts[lane] + WIDTH, height))
            passed += sides if course == "onward" else reversed(sides)
        yield Route(number, course, (start, *passed, end))
