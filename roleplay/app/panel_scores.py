"""What a panel gave for a session of a group, as it is told to other programs."""

from roleplay.app.group_report import ratings_of
from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event
from roleplay.groups.agreement import panel_agreement
from roleplay.groups.panel_scores import two_scores
from roleplay.groups.state import read_group
from roleplay.reporting.xapi.results import HumanScore
from roleplay.scoring import score
from roleplay.store import SessionRecord, Store, UnknownGroupError


def panel_score(
    store: Store, record: SessionRecord, encounter: Encounter, events: tuple[Event, ...]
) -> HumanScore | None:
    """Return the score that a panel gave, once its group is over and nothing is added any more.

    None where nobody rated, the group goes on, or it is no longer kept. Raises StoreError.
    """
    if record.group_id is None:
        return None
    try:
        group = store.group(record.group_id)
    except UnknownGroupError:
        return None
    if not group.is_closed:
        return None
    given = [item for item in ratings_of(read_group(store.read_group(group.id))) if item.session == record.id]
    scores = two_scores(encounter.rubric, record.id, score(encounter, events), given)
    if scores.panel is None or scores.panel.total is None:
        return None
    return HumanScore(
        total=scores.panel.total,
        raters=len({item.rater for item in given}),
        at=group.updated_at,
        agreement=panel_agreement(given).ordinal.value,
    )
