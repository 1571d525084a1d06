"""Finds the heights at which arrows leave and reach boxes, and the lanes of those that stay in a column."""

from collections.abc import Mapping, Sequence
from typing import Final

from roleplay.authoring.graph.grid import HEAD, ROW, Grid

_APART: Final = 7
"""Between two arrows that end at one side of a box, where there is room."""
_RIM: Final = 16
"""Of the head of a box, what no arrow ends at."""
_CLEAR: Final = 6
"""Between the ends of two arrows that share a lane."""
MOST_LANES: Final = 24
"""Lanes beside a column; more arrows than that have to share."""


def leave(grid: Grid, middles: Sequence[float]) -> list[int]:
    """Return the height at which each arrow leaves: from a row of its own, in the order of where they go."""
    leaving: dict[int, list[int]] = {}
    for number, chain in enumerate(grid.chains):
        leaving.setdefault(chain[0], []).append(number)
    starts = [0] * len(grid.chains)
    for place, numbers in leaving.items():
        turns = {number: _turn(grid, middles, number) for number in numbers}
        for row, number in enumerate(sorted(numbers, key=lambda item: turns[item])):
            starts[number] = top(grid, middles, place) + HEAD + row * ROW + ROW // 2
    return starts


def top(grid: Grid, middles: Sequence[float], place: int) -> int:
    """Return the upper edge of a place."""
    return round(middles[place] - grid.heights[place] / 2)


def _turn(grid: Grid, middles: Sequence[float], number: int) -> tuple[int, float]:
    kind = {"back": 1, "self": 2}.get(grid.courses[number], 0)
    following = grid.chains[number][1]
    if following < grid.nodes:
        return kind, top(grid, middles, following) + HEAD / 2
    return kind, middles[following]


def reach(grid: Grid, middles: Sequence[float], starts: Sequence[int]) -> list[int]:
    """Return the height at which each arrow ends: spread over the head of a box, by where it comes from."""
    reaching: dict[tuple[int, bool], list[int]] = {}
    for number, (chain, course) in enumerate(zip(grid.chains, grid.courses, strict=True)):
        if course != "self":
            reaching.setdefault((chain[-1], course == "onward"), []).append(number)
    ends = list(starts)
    for (place, _is_left), numbers in reaching.items():
        origins = {number: _origin(grid, middles, starts, number) for number in numbers}
        apart = min(_APART, (HEAD - _RIM) / len(numbers))
        first = top(grid, middles, place) + HEAD / 2 - apart * (len(numbers) - 1) / 2
        for at, number in enumerate(sorted(numbers, key=lambda item: origins[item])):
            ends[number] = round(first + at * apart)
    return ends


def _origin(grid: Grid, middles: Sequence[float], starts: Sequence[int], number: int) -> float:
    before = grid.chains[number][-2]
    return starts[number] if before < grid.nodes else middles[before]


def lanes(grid: Grid, starts: Sequence[int], ends: Sequence[int]) -> Mapping[int, int]:
    """Return the lane of each arrow that stays in its column, 0 next to the boxes."""
    column_of = {place: number for number, column in enumerate(grid.columns) for place in column}
    taken: dict[int, list[list[tuple[int, int]]]] = {}
    found: dict[int, int] = {}
    besides = [number for number, course in enumerate(grid.courses) if course == "beside"]
    for number in sorted(besides, key=lambda item: abs(starts[item] - ends[item])):
        low, high = sorted((starts[number], ends[number]))
        column = taken.setdefault(column_of[grid.chains[number][0]], [])
        lane = next((at for at, runs in enumerate(column) if _is_free(runs, low, high)), len(column))
        if lane == len(column):
            column.append([])
        column[lane].append((low, high))
        found[number] = min(lane, MOST_LANES - 1)
    return found


def _is_free(runs: Sequence[tuple[int, int]], low: int, high: int) -> bool:
    return all(high + _CLEAR < start or end + _CLEAR < low for start, end in runs)
