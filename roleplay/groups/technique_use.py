"""What a room did: which techniques and traps it showed, which goals it met, and how moods went."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from roleplay.domain.vocabulary import LABELS
from roleplay.groups.quartiles import Quartiles, quartiles
from roleplay.groups.rates import Rate, rate
from roleplay.groups.splits import MOVING
from roleplay.groups.talks import Talk

LEAST_TALKING: Final = 5
"""Talks that must still go on for a course of moods to go on: of fewer it would be clear whose it is."""


class TechniqueUse(Struct, frozen=True):
    """How a room used one technique or trap."""

    label: str
    people: Rate
    """Who showed it at least once, in any of their talks."""
    talks: int
    """Talks in which it was shown."""
    median: float
    """How often in a talk, in the middle of all talks."""


class GoalUse(Struct, frozen=True):
    """How a room met one goal of a scenario."""

    scenario: str
    goal: str
    met: Rate
    """Talks that ended in which it was met in full."""
    half: int
    """Those in which the customer gave it unasked."""


class MoodCourse(Struct, frozen=True):
    """How one axis went: the quartiles of all talks, at the start and after each reply."""

    axis: str
    points: tuple[Quartiles, ...]


def technique_use(talks: Sequence[Talk]) -> tuple[TechniqueUse, ...]:
    """Return the use of every technique and trap, shown or not, in the order of the vocabulary."""
    people = {talk.person for talk in talks}
    found = []
    for label in LABELS:
        counts = [sum(label in reply.shows for reply in talk.replies) for talk in talks]
        shown = {talk.person for talk, count in zip(talks, counts, strict=True) if count}
        found.append(
            TechniqueUse(
                label=label,
                people=rate(len(shown), len(people)),
                talks=sum(count > 0 for count in counts),
                median=quartiles(counts).middle if counts else 0.0,
            )
        )
    return tuple(found)


def goal_use(talks: Iterable[Talk]) -> tuple[GoalUse, ...]:
    """Return how the goals of each scenario were met in talks that have ended, in the author's order."""
    percents: dict[tuple[str, str], list[int]] = {}
    for talk in talks:
        if talk.outcome is not None:
            for goal, percent in talk.goals.items():
                percents.setdefault((talk.scenario, goal), []).append(percent)
    return tuple(
        GoalUse(
            scenario=scenario,
            goal=goal,
            met=rate(sum(percent == 100 for percent in found), len(found)),
            half=sum(0 < percent < 100 for percent in found),
        )
        for (scenario, goal), found in percents.items()
    )


def mood_courses(talks: Sequence[Talk]) -> tuple[MoodCourse, ...]:
    """Return how tension, trust and clarity went, as far as at least `LEAST_TALKING` talks went.

    A talk that has ended stays where it ended: without that, the end of a course would be of those in trouble
    alone. One that was left without an end drops out.
    """
    return tuple(MoodCourse(axis, tuple(_course(axis, talks))) for axis in MOVING)


def _course(axis: str, talks: Sequence[Talk]) -> Iterator[Quartiles]:
    rows = [
        (
            [getattr(mood, axis) for mood in (talk.start, *(reply.after for reply in talk.replies))],
            talk.outcome is not None,
        )
        for talk in talks
    ]
    longest = max((len(values) for values, _is_ended in rows), default=0)
    for turn in range(longest):
        if sum(turn < len(values) for values, _is_ended in rows) < LEAST_TALKING:
            return
        yield quartiles(
            [
                values[min(turn, len(values) - 1)]
                for values, is_ended in rows
                if is_ended or turn < len(values)
            ]
        )
