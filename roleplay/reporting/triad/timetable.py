"""When what happens: the minutes of an afternoon in threes."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from roleplay.domain.triad import Kit

BRIEFING: Final = 10
READING: Final = 2
PLAYING: Final = 6
FEEDBACK: Final = 5
CHANGING: Final = 3
DEBRIEFING: Final = 15
"""Minutes. A talk of six minutes comes to about ten replies, as many as a customer is ready to hear."""

ROUND: Final = READING + PLAYING + FEEDBACK


class Slot(NamedTuple):
    """Some minutes in which one thing happens."""

    begin: int
    """Minutes from the start."""
    end: int
    what: str
    """`brief`, `round`, `change` or `debrief`."""
    number: int = 0
    """Which round, from 0, over all groupings."""


def timetable(kit: Kit) -> tuple[Slot, ...]:
    """Return the slots from the first minute to the last."""
    slots: list[Slot] = []
    for what, minutes, number in _parts(kit):
        begin = slots[-1].end if slots else 0
        slots.append(Slot(begin, begin + minutes, what, number))
    return tuple(slots)


def _parts(kit: Kit) -> Iterator[tuple[str, int, int]]:
    yield "brief", BRIEFING, 0
    number = 0
    for place, grouping in enumerate(kit.groupings):
        if place:
            yield "change", CHANGING, 0
        for _round in range(grouping.rounds):
            yield "round", ROUND, number
            number += 1
    yield "debrief", DEBRIEFING, 0
