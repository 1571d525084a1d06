"""The middle of many values, and the middle half around it."""

from collections.abc import Iterable, Sequence

from msgspec import Struct


class Quartiles(Struct, frozen=True):
    """A quarter of the values lies below `low`, half below `middle`, a quarter above `high`."""

    low: float
    middle: float
    high: float
    count: int


def quartiles(values: Iterable[float]) -> Quartiles:
    """Return the quartiles of at least one value, going straight between two (Hyndman & Fan 1996, 7)."""
    found = sorted(values)
    return Quartiles(_at(found, 0.25), _at(found, 0.5), _at(found, 0.75), len(found))


def _at(values: Sequence[float], share: float) -> float:
    place = share * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (place - below) * (values[above] - values[below])
