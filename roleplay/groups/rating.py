"""What people of a panel, and the machine, think of a talk: a level for each criterion, with a reason."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from msgspec import Struct

MACHINE: Final = "machine"
"""The rater that is no person."""

LOWEST: Final = 1
HIGHEST: Final = 5


class Rating(Struct, frozen=True):
    """One level that one rater gave. Raises ValueError for a level that is not on the scale."""

    rater: str
    """`MACHINE`, or what a person of the panel is called."""
    session: str
    criterion: str
    level: int | None
    """1 to 5; None where the rater saw no occasion for the criterion."""
    reason: str = ""

    def __post_init__(self) -> None:
        if self.level is not None and not LOWEST <= self.level <= HIGHEST:
            raise ValueError(f"level {self.level} is not from {LOWEST} to {HIGHEST}")


class Unit(NamedTuple):
    """What is rated: one criterion of one talk."""

    session: str
    criterion: str


def standing(ratings: Iterable[Rating]) -> tuple[Rating, ...]:
    """Return the ratings that count: of two by one rater for one unit the later, where the first stood."""
    latest = {(item.rater, item.session, item.criterion): item for item in ratings}
    return tuple(latest.values())


def by_unit(ratings: Iterable[Rating]) -> Mapping[Unit, Mapping[str, Rating]]:
    """Return the ratings that count, by unit and rater."""
    found: dict[Unit, dict[str, Rating]] = {}
    for item in standing(ratings):
        found.setdefault(Unit(item.session, item.criterion), {})[item.rater] = item
    return found


def people_in(ratings: Iterable[Rating]) -> tuple[str, ...]:
    """Return the raters who are people, in the order of their names."""
    return tuple(sorted({item.rater for item in ratings} - {MACHINE}))


def people_of(unit: Mapping[str, Rating]) -> tuple[Rating, ...]:
    """Return what people said of one unit, in the order of their names."""
    return tuple(unit[name] for name in sorted(unit) if name != MACHINE)


def levels_of(ratings: Iterable[Rating]) -> list[int]:
    """Return the levels among ratings, without those who saw no occasion."""
    return [item.level for item in ratings if item.level is not None]


def panel_level(ratings: Sequence[Rating]) -> float | None:
    """Return the level of people together: the median, which may be half a level.

    None where nobody gave a level, or more saw no occasion than gave one.
    """
    levels = sorted(levels_of(ratings))
    if not levels or 2 * len(levels) < len(ratings):
        return None
    middle = len(levels) // 2
    return float(levels[middle]) if len(levels) % 2 else (levels[middle - 1] + levels[middle]) / 2
