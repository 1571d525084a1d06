"""How far a panel agrees, and how far the machine agrees with it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import combinations
from math import fsum
from typing import Final

from msgspec import Struct

from roleplay.groups.alpha import Metric, alpha, interval, ordinal, unit_tallies
from roleplay.groups.coefficients import ALONE, Case, Coefficient, bare_coefficient, coefficient
from roleplay.groups.kappa import linear_kappa, pair_tally, quadratic_kappa
from roleplay.groups.rates import Rate, rate
from roleplay.groups.rating import (
    MACHINE,
    Rating,
    Unit,
    by_unit,
    levels_of,
    panel_level,
    people_in,
    people_of,
)
from roleplay.groups.resampling import Figure

_HALF: Final = 0.5


class MeanKappa(Struct, frozen=True):
    """The mean kappa of all pairs of people (Light 1971, Psychological Bulletin 76, 365)."""

    value: float | None
    """To three places."""
    pairs: int
    """Pairs that have a kappa."""
    left_out: int
    """Pairs that have none: too few units in common, or only one level."""
    reason: str = ""
    """Why there is no value, as in `Coefficient`."""


class CriterionAgreement(Struct, frozen=True):
    """How far people agree on one criterion, over all talks."""

    criterion: str
    exact: Rate
    near: Rate
    """Pairs of levels that are the same, and at most one apart, of all pairs of levels for the same talk."""
    distance: float
    """Levels that two people are apart on the mean, to two places."""


class PanelAgreement(Struct, frozen=True):
    """How far the people of a panel agree with each other."""

    people: tuple[str, ...]
    talks: int
    units: int
    """Units that two people or more gave a level."""
    exact: Rate
    near: Rate
    """As in `CriterionAgreement`, over all criteria."""
    quadratic: MeanKappa
    linear: MeanKappa
    ordinal: Coefficient
    interval: Coefficient
    """Krippendorff's alpha, with levels as ranks and as equal steps."""
    criteria: tuple[CriterionAgreement, ...]
    """The most disputed first."""


class PairAgreement(Struct, frozen=True):
    """How far the machine agrees with one other voice."""

    other: str
    """A person, or nothing for the panel together."""
    exact: Rate
    """The same level; of the panel together, whose level may be a half, at most half a level apart."""
    near: Rate
    """At most one level apart."""
    quadratic: Coefficient
    linear: Coefficient
    occasion: int
    """Units for which only one of the two saw an occasion. They count in nothing else."""


class MachineAgreement(Struct, frozen=True):
    """How far the machine agrees with the panel, and with each of its people."""

    panel: PairAgreement
    people: tuple[PairAgreement, ...]
    """In the order of their names."""


def panel_agreement(ratings: Iterable[Rating]) -> PanelAgreement:
    """Return how far people agree. Ratings by the machine are left out of account."""
    said = {unit: people_of(found) for unit, found in by_unit(ratings).items()}
    names = people_in(rating for found in said.values() for rating in found)
    levels = {unit: levels_of(found) for unit, found in said.items()}
    rated = {unit: found for unit, found in levels.items() if len(found) > 1}
    apart = [distance for found in rated.values() for distance in _distances(found)]
    return PanelAgreement(
        people=names,
        talks=len({unit.session for unit in rated}),
        units=len(rated),
        exact=_within(apart, 0),
        near=_within(apart, 1),
        quadratic=_mean_kappa(said, names, quadratic_kappa),
        linear=_mean_kappa(said, names, linear_kappa),
        ordinal=_alpha(rated, len(names), ordinal),
        interval=_alpha(rated, len(names), interval),
        criteria=_criteria(rated),
    )


def machine_agreement(ratings: Iterable[Rating]) -> MachineAgreement:
    """Return how far the machine agrees with people."""
    sheet = by_unit(ratings)
    rated = {unit: found for unit, found in sheet.items() if MACHINE in found}
    together = {
        unit: (found[MACHINE].level, panel_level(people))
        for unit, found in rated.items()
        if (people := people_of(found))
    }
    names = people_in(rating for found in rated.values() for rating in found.values())
    return MachineAgreement(
        panel=_pair("", together),
        people=tuple(
            _pair(
                name,
                {
                    unit: (found[MACHINE].level, found[name].level)
                    for unit, found in rated.items()
                    if name in found
                },
            )
            for name in names
        ),
    )


def _distances(levels: Sequence[int]) -> list[float]:
    return [abs(one - other) for one, other in combinations(levels, 2)]


def _within(distances: Sequence[float], most: float) -> Rate:
    return rate(sum(distance <= most for distance in distances), len(distances))


def _pair(other: str, levels: Mapping[Unit, tuple[float | None, float | None]]) -> PairAgreement:
    both = [
        (unit.session, one, two) for unit, (one, two) in levels.items() if one is not None and two is not None
    ]
    apart = [abs(one - two) for _session, one, two in both]
    cases = [Case(session, pair_tally(one, two)) for session, one, two in both]
    return PairAgreement(
        other=other,
        exact=_within(apart, _HALF),
        near=_within(apart, 1),
        quadratic=coefficient(cases, quadratic_kappa),
        linear=coefficient(cases, linear_kappa),
        occasion=sum((one is None) != (two is None) for one, two in levels.values()),
    )


def _mean_kappa(said: Mapping[Unit, Sequence[Rating]], names: Sequence[str], figure: Figure) -> MeanKappa:
    if len(names) < 2:
        return MeanKappa(None, 0, 0, ALONE)
    found = []
    for one, other in combinations(names, 2):
        cases = []
        for unit, ratings in said.items():
            level = {rating.rater: rating.level for rating in ratings}
            first, second = level.get(one), level.get(other)
            if first is not None and second is not None:
                cases.append(Case(unit.session, pair_tally(first, second)))
        found.append(bare_coefficient(cases, figure))
    values = [item.value for item in found if item.value is not None]
    if not values:
        return MeanKappa(None, 0, len(found), found[0].reason)
    return MeanKappa(round(fsum(values) / len(values), 3), len(values), len(found) - len(values))


def _alpha(rated: Mapping[Unit, Sequence[int]], people: int, metric: Metric) -> Coefficient:
    if people < 2:
        return Coefficient(None, 0, 0, reason=ALONE)
    tallies, scale = unit_tallies(list(rated.values()))
    cases = [Case(unit.session, tally) for unit, tally in zip(rated, tallies, strict=True)]
    return coefficient(cases, partial(alpha, scale=scale, metric=metric))


def _criteria(rated: Mapping[Unit, Sequence[int]]) -> tuple[CriterionAgreement, ...]:
    apart: dict[str, list[float]] = {}
    for unit, levels in rated.items():
        apart.setdefault(unit.criterion, []).extend(_distances(levels))
    found = [
        CriterionAgreement(
            criterion=name,
            exact=_within(distances, 0),
            near=_within(distances, 1),
            distance=round(sum(distances) / len(distances), 2),
        )
        for name, distances in apart.items()
    ]
    return tuple(sorted(found, key=lambda item: (-item.distance, item.criterion)))
