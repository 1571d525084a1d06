"""Where a room split: at which node of a scenario people went different ways, and what came of each.

The same place of a talk is the same node, and a person's first reply there: who is asked a second time knows
more than who is asked first.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from msgspec import Struct

from roleplay.domain.vocabulary import LABELS
from roleplay.groups.talks import Reply, Talk, first_talks

LEAST_PEOPLE: Final = 5
"""People at a node below which a split is not told: of fewer it is clear who is meant."""

LEAST_SHARE: Final = 3
"""One of so many who played the scenario must have come to a node; else it split a few, not the room."""

LEAST_QUOTED: Final = 2
"""People in a camp from which one is quoted who typed: a single one would be exposed before the room."""

MOVING: Final = ("tension", "trust", "clarity")
"""The axes of mood whose change is told."""

WITH: Final = "with"
WITHOUT: Final = "without"


class Camp(Struct, frozen=True):
    """Those who went the same way."""

    way: str
    """The id of the choice; for typed replies `with` or `without` the technique or trap of the split."""
    people: int
    quote: str
    """What one of them said, as it was said; nothing where a single person typed it."""
    moved: Mapping[str, float]
    """The mean change of each of `MOVING` by this reply, in points, to one place."""
    outcomes: Mapping[str, int]
    """How their talks ended, most often first; nothing of those that have not."""
    shows: tuple[str, ...]
    """The techniques and traps that every one of them showed in this reply."""


class Split(Struct, frozen=True):
    """One node at which a room split."""

    scenario: str
    node: str
    people: int
    """Who replied there in the way that is told, by choice or by typing, whichever more did."""
    others: int
    """Who replied there in the other way, and are not counted."""
    answers: str
    """What the customer said just before, in the words that most people heard."""
    label: str
    """The technique or trap that parts typed replies; nothing for choices."""
    divided: float
    """The chance that two people of the room went different ways, 0 to 1, to three places (Simpson 1949,
    Nature 163, 688)."""
    camps: tuple[Camp, ...]
    """The fewest people first."""


class _Given(NamedTuple):
    reply: Reply
    talk: Talk


def splits(talks: Iterable[Talk]) -> tuple[Split, ...]:
    """Return the nodes at which a room split, of all scenarios in it, the most divided first.

    Only the first talk of each person in each scenario counts. Of equally divided nodes the one that more
    people came to is first, then the one that is named first.
    """
    by_scenario: dict[str, list[Talk]] = {}
    for talk in talks:
        by_scenario.setdefault(talk.scenario, []).append(talk)
    found = [
        split
        for scenario in sorted(by_scenario)
        for split in _of_scenario(scenario, first_talks(by_scenario[scenario]))
    ]
    found.sort(key=lambda item: (-item.divided, -item.people, item.scenario, item.node))
    return tuple(found)


def _of_scenario(scenario: str, talks: Sequence[Talk]) -> Iterator[Split]:
    by_node: dict[str, list[_Given]] = {}
    for talk in talks:
        firsts: dict[str, Reply] = {}
        for reply in talk.replies:
            firsts.setdefault(reply.node, reply)
        for node, reply in firsts.items():
            by_node.setdefault(node, []).append(_Given(reply, talk))
    least = max(LEAST_PEOPLE, len(talks) / LEAST_SHARE)
    for node, given in by_node.items():
        split = _split(scenario, node, given)
        if split is not None and split.people >= least:
            yield split


def _split(scenario: str, node: str, given: Sequence[_Given]) -> Split | None:
    """Return how those who came to a node parted there; None where all went one way."""
    chosen = [item for item in given if item.reply.choice is not None]
    typed = [item for item in given if item.reply.choice is None]
    told = chosen if len(chosen) >= len(typed) else typed
    label = "" if told is chosen else _parting_label(told)
    camps: dict[str, list[_Given]] = {}
    for item in told:
        camps.setdefault(_way(item.reply, label), []).append(item)
    if len(camps) < 2:
        return None
    return Split(
        scenario=scenario,
        node=node,
        people=len(told),
        others=len(given) - len(told),
        answers=_most_heard(told),
        label=label,
        divided=_divided([len(camp) for camp in camps.values()]),
        camps=tuple(
            _camp(way, camp) for way, camp in sorted(camps.items(), key=lambda item: (len(item[1]), item[0]))
        ),
    )


def _way(reply: Reply, label: str) -> str:
    if reply.choice is not None:
        return reply.choice
    return WITH if label in reply.shows else WITHOUT


def _parting_label(given: Sequence[_Given]) -> str:
    """Return the technique or trap that about half of the typed replies show, the first of equal ones."""
    counts = Counter(label for item in given for label in item.reply.shows)
    return min(LABELS, key=lambda label: abs(2 * counts[label] - len(given)))


def _divided(counts: Sequence[int]) -> float:
    people = sum(counts)
    alike = sum(count * (count - 1) for count in counts)
    return round(1 - alike / (people * (people - 1)), 3)


def _camp(way: str, given: Sequence[_Given]) -> Camp:
    outcomes = Counter(item.talk.outcome for item in given if item.talk.outcome is not None)
    shared = set.intersection(*(set(item.reply.shows) for item in given))
    is_typed = given[0].reply.choice is None
    return Camp(
        way=way,
        people=len(given),
        quote="" if is_typed and len(given) < LEAST_QUOTED else _quote(given),
        moved={axis: _mean_change(axis, given) for axis in MOVING},
        outcomes=dict(sorted(outcomes.items(), key=lambda item: (-item[1], item[0]))),
        shows=tuple(label for label in LABELS if label in shared),
    )


def _most_heard(given: Sequence[_Given]) -> str:
    counts = Counter(item.reply.answers for item in given)
    return min(counts, key=lambda text: (-counts[text], text))


def _quote(given: Sequence[_Given]) -> str:
    """Return the reply of middling length, of equal ones the first by its letters."""
    texts = sorted({item.reply.text for item in given}, key=lambda text: (len(text), text))
    return texts[len(texts) // 2]


def _mean_change(axis: str, given: Sequence[_Given]) -> float:
    changes: list[int] = [
        getattr(item.reply.after, axis) - getattr(item.reply.before, axis) for item in given
    ]
    return round(sum(changes) / len(changes), 1) + 0.0  # adding zero turns −0.0 to 0.0
