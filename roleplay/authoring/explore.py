"""Plays a scenario in every way that its choices allow, and says what can be reached and how.

Each state that is found was really played: a place, a line or a dead end in the result has a way that leads
there. States that differ in nothing that could still matter are taken as one, and so are moods that lie close
together; both keep the search finite, and the second can hide what only a certain mood opens.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from msgspec import Struct

from roleplay.authoring.matters import Matters
from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Ended, Entered, Event, Said
from roleplay.domain.response import Response
from roleplay.domain.session import SessionState
from roleplay.engine import available_choices, respond, start, step

MOST_STATES: Final = 50_000
"""States after which the search stops and says so."""

_SEED: Final = 1
"""The seed draws words alone, which lead nowhere."""

Way = tuple[str, ...]
"""Choices one after the other, each as `node.choice`."""


class Stuck(Struct, frozen=True):
    """A state in which the officer can choose nothing, and the way there."""

    state: SessionState
    way: Way


class Exploration(Struct, frozen=True):
    """What every way through a scenario comes to."""

    states: int
    """States that were found."""
    steps: int
    """Choices that were tried."""
    is_cut: bool
    """True when the search stopped at its limit: what is missing then may well be reachable."""
    reached: frozenset[str]
    """Nodes, and choices that could be taken, these as `node.choice`."""
    lines: frozenset[str]
    """Ids of the lines that were said."""
    endings: dict[str, Way]
    """The ending nodes, each with the shortest way there."""
    stuck: tuple[Stuck, ...]
    """The first dead end of every node that has one."""
    endless: tuple[Stuck, ...]
    """States from which no ending can be had, the first of every node; empty when the search was cut."""


class _Found(NamedTuple):
    """A state, where it came from, and by which choice."""

    state: SessionState
    before: int
    choice: str


def explore(
    encounter: Encounter, *, wanted: frozenset[str] = frozenset(), most_states: int = MOST_STATES
) -> Exploration:
    """Return what can be reached from the start with the choices that the author wrote.

    With `wanted`, nodes and choices as in `reached`, the search stops as soon as it has seen them all.
    """
    return _Search(encounter).run(wanted, most_states)


class _Search:
    """A search in breadth: the first way to a state is a shortest one."""

    def __init__(self, encounter: Encounter) -> None:
        self._encounter = encounter
        self._matters = Matters(encounter)
        self._responses: dict[str, Response] = {}
        self._found: list[_Found] = []
        self._places: dict[tuple[object, ...], int] = {}
        self._leads: list[list[int]] = []
        self._reached: set[str] = set()
        self._lines: set[str] = set()
        self._endings: dict[str, int] = {}
        self._stuck: dict[str, int] = {}
        self._steps = 0

    def run(self, wanted: frozenset[str], most_states: int) -> Exploration:
        state, events = start(self._encounter, _SEED)
        self._note(events)
        self._place(state, -1, "")
        waiting = deque((0,))
        is_cut = False
        while waiting:
            if len(self._found) >= most_states or (wanted and wanted <= self._reached):
                is_cut = True
                break
            waiting.extend(self._expand(waiting.popleft()))
        return Exploration(
            states=len(self._found),
            steps=self._steps,
            is_cut=is_cut,
            reached=frozenset(self._reached),
            lines=frozenset(self._lines),
            endings={name: self._way(place) for name, place in self._endings.items()},
            stuck=tuple(self._shown(place) for place in self._stuck.values()),
            endless=() if is_cut else tuple(self._shown(place) for place in self._without_ending()),
        )

    def _expand(self, place: int) -> Iterator[int]:
        """Try every choice of a state, and yield the states that are new."""
        state = self._found[place].state
        if state.is_ended:
            return
        choices = available_choices(self._encounter, state)
        if not choices:
            self._stuck.setdefault(state.node, place)
        for choice in choices:
            name = f"{state.node}.{choice.id}"
            if name not in self._responses:
                self._responses[name] = respond(self._encounter, state, choice)
            after, events = step(self._encounter, state, self._responses[name])
            self._steps += 1
            self._reached.add(name)
            self._note(events)
            known = len(self._found)
            following = self._place(after, place, name)
            self._leads[place].append(following)
            if following == known:
                yield following

    def _place(self, state: SessionState, before: int, choice: str) -> int:
        """Return the number of a state, a new one if nothing like it is known."""
        key = self._matters.key(state)
        place = self._places.setdefault(key, len(self._found))
        if place == len(self._found):
            self._found.append(_Found(state, before, choice))
            self._leads.append([])
            if state.ending is not None:
                self._endings.setdefault(state.ending, place)
        return place

    def _note(self, events: Iterable[Event]) -> None:
        for event in events:
            # A `match` costs three times as much, and this is asked of every event.
            if isinstance(event, Said):
                self._lines.add(event.line)
            elif isinstance(event, Entered):
                self._reached.add(event.node)
            elif isinstance(event, Ended):
                self._reached.add(event.ending)

    def _way(self, place: int) -> Way:
        way: list[str] = []
        while place > 0:
            way.append(self._found[place].choice)
            place = self._found[place].before
        return tuple(reversed(way))

    def _shown(self, place: int) -> Stuck:
        return Stuck(self._found[place].state, self._way(place))

    def _without_ending(self) -> Iterable[int]:
        """Return the first state of every node from which a talk goes on for ever, whatever is chosen."""
        backwards: list[list[int]] = [[] for _found in self._found]
        for place, following in enumerate(self._leads):
            for after in following:
                backwards[after].append(place)
        waiting = [place for place, following in enumerate(self._leads) if not following]
        good = set(waiting)
        while waiting:
            for place in backwards[waiting.pop()]:
                if place not in good:
                    good.add(place)
                    waiting.append(place)
        first: dict[str, int] = {}
        for place, found in enumerate(self._found):
            if place not in good:
                first.setdefault(found.state.node, place)
        return first.values()
