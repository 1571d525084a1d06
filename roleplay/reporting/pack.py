"""The debrief pack: everything a room has to talk about, as one value. The page is made from it.

Nothing in it is ordered by how well somebody did, and no score stands beside a name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from roleplay.domain.encounter import Encounter
from roleplay.domain.rubric import Criterion
from roleplay.groups.agreement import (
    MachineAgreement,
    PanelAgreement,
    machine_agreement,
    panel_agreement,
)
from roleplay.groups.disputes import Dispute, disputes
from roleplay.groups.gain import GainReport
from roleplay.groups.panel_scores import TwoScores
from roleplay.groups.rating import MACHINE
from roleplay.groups.record import RoomRecord
from roleplay.groups.splits import Split, splits
from roleplay.groups.technique_use import (
    GoalUse,
    MoodCourse,
    TechniqueUse,
    goal_use,
    mood_courses,
    technique_use,
)

MOST_SPLITS: Final = 3
MOST_DISPUTES: Final = 3


class Occasion(Struct, frozen=True):
    """What the pack is of; the days are written as they shall be read."""

    room: str
    held_on: str
    refresher_on: str
    """Three weeks later beats two months later."""


class Action(Struct, frozen=True):
    """The one thing that somebody will do differently."""

    person: str
    action: str
    """Nothing where a line is left for it."""


class PackScenario(Struct, frozen=True):
    """What the pack tells of a scenario."""

    id: str
    title: str
    goals: Mapping[str, str]


class Pack(Struct, frozen=True):
    """A whole pack."""

    occasion: Occasion
    people: int
    talks: int
    scenarios: Mapping[str, PackScenario]
    criteria: Mapping[str, Criterion]
    splits: tuple[Split, ...]
    techniques: tuple[TechniqueUse, ...]
    goals: tuple[GoalUse, ...]
    courses: tuple[MoodCourse, ...]
    panel: PanelAgreement | None
    """None where nobody rated."""
    machine: MachineAgreement | None
    disputes: tuple[Dispute, ...]
    scores: tuple[TwoScores, ...]
    """In the order of the sessions."""
    labels: Mapping[str, str]
    """What each rated session is called: letters, as in a blind rating."""
    gain: GainReport | None
    actions: tuple[Action, ...]


def build_pack(
    occasion: Occasion, encounters: Iterable[Encounter], record: RoomRecord, actions: Sequence[Action]
) -> Pack:
    """Return the pack of a room. `encounters` are those that were played; of one scenario the first tells."""
    played = list(encounters)
    scenarios: dict[str, PackScenario] = {}
    criteria: dict[str, Criterion] = {}
    for encounter in played:
        scenarios.setdefault(encounter.scenario, _scenario(encounter))
        for criterion in encounter.rubric.criteria:
            criteria.setdefault(criterion.id, criterion)
    is_rated = any(item.rater != MACHINE for item in record.ratings)
    scores = tuple(sorted(record.scores, key=lambda item: item.session))
    disputed = disputes(record.ratings)
    rated = sorted({item.session for item in record.ratings} | {item.session for item in scores})
    return Pack(
        occasion=occasion,
        people=len({talk.person for talk in record.talks}),
        talks=len(record.talks),
        scenarios=scenarios,
        criteria=criteria,
        splits=splits(record.talks)[:MOST_SPLITS],
        techniques=technique_use(record.talks),
        goals=goal_use(record.talks),
        courses=mood_courses(record.talks),
        panel=panel_agreement(record.ratings) if is_rated else None,
        machine=machine_agreement(record.ratings) if is_rated else None,
        disputes=disputed[:MOST_DISPUTES],
        scores=scores if is_rated else (),
        labels=dict(zip(rated, _letters(), strict=False)),
        gain=record.gain,
        actions=tuple(sorted(actions, key=lambda item: item.person)),
    )


def _scenario(encounter: Encounter) -> PackScenario:
    return PackScenario(
        id=encounter.scenario,
        title=encounter.title,
        goals={goal.id: goal.text for goal in encounter.goals},
    )


def _letters() -> Iterator[str]:
    """Yield A to Z, then AA to ZZ."""
    letters = [chr(place) for place in range(ord("A"), ord("Z") + 1)]
    yield from letters
    yield from (first + second for first in letters for second in letters)
