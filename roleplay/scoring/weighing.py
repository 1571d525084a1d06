"""Weighs levels, goals and gates to the figures of a scorecard, whoever gave the levels."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

from roleplay.domain.rubric import Criterion, Rubric

LEVEL_POINTS: Final = 20
"""Points of one level: level 5 is 100."""

PASSING: Final = 60
"""Points from which warmth counts as warm and substance as right: level 3, adequate."""


class Weighed(NamedTuple):
    """What levels, goals and gates come to."""

    manner: int | None
    """0 to 100, or None when no criterion was rated."""
    warmth: int | None
    """0 to 100: manner over the criteria that tell warm from cold, or over all where none is marked."""
    total: int | None
    cap: int | None
    """The highest total that the broken gates allow, or None."""
    quadrant: str


def weigh(
    rubric: Rubric, levels: Sequence[float | None], substance: int | None, caps: Collection[int]
) -> Weighed:
    """Return the figures for `levels`, one for each criterion in the order of the rubric.

    A level is 1 to 5, halves too, or None where it is not rated. `substance` is the share of goals met in
    percent; `caps` are the levels that the broken gates allow.
    """
    rated = list(zip(rubric.criteria, levels, strict=True))
    manner = _points(rated)
    warm = [(criterion, level) for criterion, level in rated if criterion.is_warm]
    warmth = _points(warm) if warm else manner
    cap = min(caps, default=None)
    return Weighed(
        manner=manner,
        warmth=warmth,
        total=_total(rubric, manner, substance, cap),
        cap=None if cap is None else cap * LEVEL_POINTS,
        quadrant=_quadrant(warmth, substance, has_broken_gate=cap is not None),
    )


def _points(rated: Iterable[tuple[Criterion, float | None]]) -> int | None:
    """Return the weighted mean of the rated levels in points, or None when none was rated."""
    known = [(level, criterion.weight) for criterion, level in rated if level is not None]
    weight = sum(weight for _level, weight in known)
    return round(sum(level * weight for level, weight in known) * LEVEL_POINTS / weight) if weight else None


def _total(rubric: Rubric, manner: int | None, substance: int | None, cap: int | None) -> int | None:
    if manner is None or substance is None:
        total = manner if substance is None else substance
    else:
        total = round((manner * rubric.manner + substance * (100 - rubric.manner)) / 100)
    return total if total is None or cap is None else min(total, cap * LEVEL_POINTS)


def _quadrant(warmth: int | None, substance: int | None, *, has_broken_gate: bool) -> str:
    """Return where the session stands; a broken gate is never right."""
    if warmth is None or substance is None:
        return "not-rated"
    is_warm, is_right = warmth >= PASSING, substance >= PASSING and not has_broken_gate
    if is_right:
        return "right-and-warm" if is_warm else "right-but-cold"
    return "warm-but-wrong" if is_warm else "neither"
