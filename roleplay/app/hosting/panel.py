"""Rating of a talk by a panel: the machine is one more rater, and nobody sees the others before the end."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from roleplay.app.conversation import Conversation
from roleplay.app.hosting.messages import PanelCriterion
from roleplay.domain.group import Rated
from roleplay.groups.agreement import machine_agreement, panel_agreement
from roleplay.groups.rating import MACHINE, Rating, standing
from roleplay.i18n import _
from roleplay.reporting.group_words import rate_words
from roleplay.reporting.names import label_name
from roleplay.reporting.pack_words import machine_words
from roleplay.scoring import score


def machine_ratings(talk: Conversation) -> tuple[Rated, ...]:
    """Return the machine's level for every criterion, its reason being the words that earned it."""
    return tuple(
        Rated(
            talk.record.id,
            MACHINE,
            item.id,
            item.level,
            "; ".join(f"{label_name(quote.label)}: “{quote.text}”" for quote in item.evidence[:3]),
        )
        for item in score(talk.encounter, talk.events).criteria
    )


class PanelOutcome(NamedTuple):
    """What came of a rating."""

    results: tuple[PanelCriterion, ...]
    summary: tuple[str, ...]


def panel_outcome(talk: Conversation, ratings: Iterable[Rated]) -> PanelOutcome:
    """Return what everybody gave for each criterion, people without their names, and how far they agree."""
    given = standing(
        Rating(item.rater, item.session, item.criterion, item.level, item.reason)
        for item in ratings
        if item.session == talk.record.id
    )
    return PanelOutcome(tuple(_results(talk, given)), _summary(given))


def _results(talk: Conversation, given: Sequence[Rating]) -> Iterator[PanelCriterion]:
    for criterion in talk.encounter.rubric.criteria:
        found = [item for item in given if item.criterion == criterion.id]
        yield PanelCriterion(
            criterion.title,
            tuple((item.level, item.reason) for item in found if item.rater != MACHINE),
            next((item.level for item in found if item.rater == MACHINE), None),
        )


def _summary(given: Sequence[Rating]) -> tuple[str, ...]:
    """Return how far people agree with each other, and the machine with them, in words."""
    if all(item.rater == MACHINE for item in given):
        return ()
    panel = panel_agreement(given)
    return (
        _("People gave the same level: {rate}; within one level: {near}.").format(
            rate=rate_words(panel.exact), near=rate_words(panel.near)
        ),
        machine_words(machine_agreement(given)),
    )
