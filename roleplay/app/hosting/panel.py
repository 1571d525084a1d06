"""Rating of a talk by a panel: the machine is one more rater, and nobody sees the others before the end."""

from collections.abc import Iterable

from roleplay.app.conversation import Conversation
from roleplay.app.hosting.messages import PanelCriterion
from roleplay.domain.group import Rated
from roleplay.reporting.names import label_name
from roleplay.scoring import score

MACHINE = "machine"


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


def panel_results(talk: Conversation, ratings: Iterable[Rated]) -> tuple[PanelCriterion, ...]:
    """Return what everybody gave for each criterion, people without their names."""
    standing = {(item.criterion, item.rater): item for item in ratings if item.session == talk.record.id}
    return tuple(
        PanelCriterion(
            criterion.title,
            tuple(
                (item.level, item.reason)
                for (name, rater), item in standing.items()
                if name == criterion.id and rater != MACHINE
            ),
            next(
                (
                    item.level
                    for (name, rater), item in standing.items()
                    if name == criterion.id and rater == MACHINE
                ),
                None,
            ),
        )
        for criterion in talk.encounter.rubric.criteria
    )
