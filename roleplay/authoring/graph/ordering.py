"""Puts the places of each column into an order in which few lines cross."""

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from typing import Final

SWEEPS: Final = 24
"""Passes over all columns, to and fro; in the scenarios of the program 60 find no fewer crossings."""

Line = tuple[int, int]
"""Two places in neighbouring columns, the left one first."""


def order(columns: Sequence[Sequence[int]], lines: Sequence[Line]) -> list[list[int]]:
    """Return the columns with the places of each in the best order found by barycentres."""
    left: dict[int, list[int]] = {}
    right: dict[int, list[int]] = {}
    for start, end in lines:
        right.setdefault(start, []).append(end)
        left.setdefault(end, []).append(start)
    current = [list(column) for column in columns]
    best, fewest = [list(column) for column in current], crossings(current, lines)
    for sweep in range(SWEEPS):
        is_onward = sweep % 2 == 0
        neighbours = left if is_onward else right
        numbers = range(1, len(current)) if is_onward else range(len(current) - 2, -1, -1)
        for number in numbers:
            beside = current[number - 1 if is_onward else number + 1]
            _sort(current[number], {place: at for at, place in enumerate(beside)}, neighbours)
        count = crossings(current, lines)
        if count < fewest:
            best, fewest = [list(column) for column in current], count
    return best


def _sort(column: list[int], places: Mapping[int, int], neighbours: Mapping[int, Sequence[int]]) -> None:
    """Sort a column by where the neighbours of each place are; one without any stays where it is."""
    stretch = max(len(places), 1) / max(len(column), 1)
    keys = {}
    for at, place in enumerate(column):
        known = [places[other] for other in neighbours.get(place, ()) if other in places]
        keys[place] = sum(known) / len(known) if known else at * stretch
    column.sort(key=lambda place: keys[place])


def crossings(columns: Sequence[Sequence[int]], lines: Sequence[Line]) -> int:
    """Return how many lines cross between neighbouring columns."""
    number = {place: index for index, column in enumerate(columns) for place in column}
    at = {place: position for column in columns for position, place in enumerate(column)}
    between: dict[int, list[tuple[int, int]]] = {}
    for start, end in lines:
        between.setdefault(number[start], []).append((at[start], at[end]))
    count = 0
    for pairs in between.values():
        ends: list[int] = []
        for _start, end in sorted(pairs):
            count += len(ends) - bisect_right(ends, end)
            insort(ends, end)
    return count
