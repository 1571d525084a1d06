"""Divides people into groups of three, more than once and with others each time."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from roleplay.domain.triad import Group, Grouping, Meetings
from roleplay.engine.chance import draw

FEWEST: Final = 2
MOST: Final = 200
"""People in one room."""

MOST_GROUPINGS: Final = 6
"""Groupings one after the other; six take a day."""

_TRIES: Final = 24
"""Beginnings from which a grouping is mended; the best is kept."""

_AGAIN: Final = 10
"""What it costs when two meet again, as often as they have met; being once more in a group that is not of
three costs one."""


def sizes(count: int) -> tuple[int, ...]:
    """Return the sizes of the groups for 2 people or more: threes, then fours.

    Two are a pair, and so are two of five: for a group of five, three of them watching, takes five rounds.
    """
    if count in (2, 5):
        return (3, 2) if count == 5 else (2,)
    fours = count % 3
    return (3,) * (count // 3 - fours) + (4,) * fours


def form_groups(people: Sequence[str], groupings: int, seed: int) -> tuple[Grouping, ...]:
    """Return `groupings` ways to divide 2 people or more, the same for the same seed.

    Each is begun by chance and mended by exchanging two people as long as that makes fewer meet again; the
    best of some beginnings is kept. Those who were in a group of another size are spared the next time.
    """
    met: Counter[tuple[int, int]] = Counter()
    spared: Counter[int] = Counter()
    made: list[Grouping] = []
    for number in range(groupings):
        table = _best_table(len(people), met, spared, f"{seed}.{number}")
        for group in table:
            met.update(_pairs(group))
            if len(group) != 3:
                spared.update(group)
        made.append(Grouping(tuple(Group(tuple(people[place] for place in group)) for group in table)))
    return tuple(made)


def meetings(groupings: Sequence[Grouping]) -> Meetings:
    """Return how many pairs meet, and how many of them more than once."""
    met = Counter(
        frozenset(pair)
        for grouping in groupings
        for group in grouping.groups
        for pair in combinations(group.people, 2)
    )
    return Meetings(len(met), sum(times > 1 for times in met.values()))


def _best_table(
    count: int, met: Counter[tuple[int, int]], spared: Counter[int], name: str
) -> list[list[int]]:
    """Return people, by number, in groups in which as few as possible meet again."""
    tried: list[tuple[int, list[list[int]]]] = []
    for attempt in range(_TRIES):
        table = _shuffled(count, f"{name}.{attempt}")
        tried.append((_Mending(table, met, spared).mend(), table))
        if tried[-1][0] == 0:
            break
    return min(tried, key=lambda one: one[0])[1]


def _shuffled(count: int, name: str) -> list[list[int]]:
    order = iter(sorted(range(count), key=lambda place: draw(0, f"{name}.{place}")))
    return [[next(order) for _place in range(size)] for size in sizes(count)]


def _pairs(group: Sequence[int]) -> Iterator[tuple[int, int]]:
    return ((min(pair), max(pair)) for pair in combinations(group, 2))


class _Mending:
    """A table of groups that is made better in its place."""

    def __init__(self, table: list[list[int]], met: Counter[tuple[int, int]], spared: Counter[int]) -> None:
        self._table = table
        self._met = met
        self._spared = spared

    def mend(self) -> int:
        """Exchange people while that helps; return what the table costs in the end, 0 at best."""
        is_better = True
        while is_better:
            is_better = False
            for group in self._table:
                if self._cost(group):
                    helped = [self._exchange(group, place) for place in range(len(group))]
                    is_better = is_better or any(helped)
        return sum(map(self._cost, self._table))

    def _exchange(self, group: list[int], place: int) -> bool:
        """Exchange one person with whomever it helps most; return whether it helped."""
        least, where = 0, None
        for other in self._table:
            if other is group:
                continue
            before = self._cost(group) + self._cost(other)
            for there in range(len(other)):
                group[place], other[there] = other[there], group[place]
                gain = self._cost(group) + self._cost(other) - before
                group[place], other[there] = other[there], group[place]
                if gain < least:
                    least, where = gain, (other, there)
        if where is None:
            return False
        other, there = where
        group[place], other[there] = other[there], group[place]
        return True

    def _cost(self, group: list[int]) -> int:
        cost = _AGAIN * sum(self._met[pair] for pair in _pairs(group))
        return cost + sum(self._spared[place] for place in group) * (len(group) != 3)
