"""What a talk is worth to a panel: the middle level for each criterion, weighed as the machine does."""

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from roleplay.domain.rubric import Rubric
from roleplay.domain.score import Scorecard
from roleplay.groups.rating import MACHINE, Rating, by_unit, panel_level, people_of
from roleplay.scoring import weigh

LEAST_DIFFERENT: Final = 1
"""Levels between the machine and the panel from which their reasons are told."""


class Figures(Struct, frozen=True):
    """The scores of one talk, 0 to 100."""

    manner: int | None
    warmth: int | None
    substance: int | None
    total: int | None
    quadrant: str


class TwoLevels(Struct, frozen=True):
    """What the machine and the panel gave for one criterion."""

    criterion: str
    machine: int | None
    panel: float | None
    people: tuple[Rating, ...]
    """What each said and why; nobody where the criterion was not rated by people."""

    @property
    def is_apart(self) -> bool:
        """True where both gave a level and they differ by one or more, or only one saw an occasion."""
        if not self.people:
            return False
        if self.machine is None or self.panel is None:
            return self.machine is not self.panel
        return abs(self.machine - self.panel) >= LEAST_DIFFERENT


class TwoScores(Struct, frozen=True):
    """One talk with the machine's score and the panel's. Neither replaces the other."""

    session: str
    machine: Figures
    panel: Figures | None
    """None where nobody of the panel gave a level. Goals and gates are as the machine found them."""
    criteria: tuple[TwoLevels, ...]
    missing: tuple[str, ...]
    """Criteria that the machine rated and nobody of the panel looked at: the two totals weigh not the
    same."""


def machine_ratings(session: str, card: Scorecard) -> tuple[Rating, ...]:
    """Return the levels of a scorecard as ratings, with the words of the scale as reasons."""
    return tuple(Rating(MACHINE, session, item.id, item.level, item.anchor) for item in card.criteria)


def two_scores(rubric: Rubric, session: str, card: Scorecard, ratings: Iterable[Rating]) -> TwoScores:
    """Return both scores of a talk. `ratings` may be of other talks too, and by the machine."""
    people = {
        unit.criterion: people_of(found)
        for unit, found in by_unit(ratings).items()
        if unit.session == session
    }
    machine = {item.id: item.level for item in card.criteria}
    criteria = tuple(
        TwoLevels(
            criterion=item.id,
            machine=machine.get(item.id),
            panel=panel_level(people.get(item.id, ())),
            people=people.get(item.id, ()),
        )
        for item in rubric.criteria
    )
    return TwoScores(
        session=session,
        machine=Figures(card.manner, card.warmth, card.substance, card.total, card.quadrant),
        panel=_panel_figures(rubric, card, criteria),
        criteria=criteria,
        missing=tuple(item.criterion for item in criteria if item.machine is not None and not item.people),
    )


def _panel_figures(rubric: Rubric, card: Scorecard, criteria: tuple[TwoLevels, ...]) -> Figures | None:
    levels = [item.panel for item in criteria]
    if all(level is None for level in levels):
        return None
    found = weigh(rubric, levels, card.substance, [gate.caps for gate in card.gates])
    return Figures(found.manner, found.warmth, card.substance, found.total, found.quadrant)
