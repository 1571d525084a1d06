"""Where a panel split: what was rated so differently that it is worth talking about."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final

from msgspec import Struct

from roleplay.groups.rating import MACHINE, Rating, Unit, by_unit, levels_of, panel_level, people_of

LEAST_APART: Final = 2
"""Levels between two people from which a unit is disputed; one level is a matter of shade."""


class Camp(Struct, frozen=True):
    """People who saw it alike."""

    low: int | None
    high: int | None
    """Their lowest and highest level; None for those who saw no occasion."""
    ratings: tuple[Rating, ...]
    """What they gave and why, in the order of their names."""


class Dispute(Struct, frozen=True):
    """One criterion of one talk on which people split."""

    session: str
    criterion: str
    distance: float
    """Levels that two people are apart on the mean, to two places. A level and “no occasion” count as two."""
    camps: tuple[Camp, ...]
    """The lowest levels first, those who saw no occasion last."""
    panel: float | None
    """The median."""
    machine: Rating | None


def disputes(ratings: Iterable[Rating]) -> tuple[Dispute, ...]:
    """Return where people are two levels apart or more, or not of one mind if there was an occasion.

    The most disputed come first; of equal ones in the order of sessions and criteria as they are named.
    """
    found = []
    for unit, by_rater in by_unit(ratings).items():
        people = people_of(by_rater)
        if _is_disputed(people):
            found.append(_dispute(unit, people, by_rater.get(MACHINE)))
    return tuple(sorted(found, key=lambda item: (-item.distance, item.session, item.criterion)))


def _is_disputed(ratings: Sequence[Rating]) -> bool:
    levels = levels_of(ratings)
    if not levels:
        return False
    return len(levels) < len(ratings) or max(levels) - min(levels) >= LEAST_APART


def _dispute(unit: Unit, people: Sequence[Rating], machine: Rating | None) -> Dispute:
    apart = [_apart(one.level, other.level) for one, other in combinations(people, 2)]
    return Dispute(
        session=unit.session,
        criterion=unit.criterion,
        distance=round(sum(apart) / len(apart), 2),
        camps=tuple(_camps(people)),
        panel=panel_level(people),
        machine=machine,
    )


def _apart(one: int | None, other: int | None) -> int:
    if one is None or other is None:
        return 0 if one is other else LEAST_APART
    return abs(one - other)


def _camps(people: Sequence[Rating]) -> Iterator[Camp]:
    """Yield those below the widest gap between levels and those above it, and those without a level."""
    levels = sorted(levels_of(people))
    border = _border(levels)
    for is_above in (False, True):
        camp = [item for item in people if item.level is not None and (item.level > border) is is_above]
        if camp:
            found = levels_of(camp)
            yield Camp(min(found), max(found), tuple(camp))
    if unseen := tuple(item for item in people if item.level is None):
        yield Camp(None, None, unseen)


def _border(levels: Sequence[int]) -> int:
    """Return the level below the widest gap; of equal gaps the one that parts people most evenly."""
    gaps = [
        (high - low, -abs(2 * place - len(levels)), -place)
        for place, (low, high) in enumerate(pairwise(levels), 1)
        if high > low
    ]
    return levels[-max(gaps)[2] - 1] if gaps else levels[-1]
