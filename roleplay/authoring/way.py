"""Finds the shortest way by choices to a place of the talk."""

import heapq
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from roleplay.domain.encounter import Choice, Encounter, Node
from roleplay.domain.events import Entered, Event
from roleplay.domain.session import SessionState
from roleplay.engine import available_choices, respond, start, step
from roleplay.engine.talk import RETURN

MOST_TRIED: Final = 20_000
"""Replies that are tried before the search is given up, about a second."""

_NEVER: Final = 10_000
"""Replies from where no goto leads on to the place that is looked for."""


class Way(NamedTuple):
    """What a search came to."""

    choices: tuple[Choice, ...] | None
    """The choices to take from the beginning; None when no way was found."""
    is_certain: bool
    """False when the search was given up with talks left to try, so that there may be a way all the same."""


def shortest_way(encounter: Encounter, seed: int, target: str) -> Way:
    """Return the fewest choices that lead from the beginning of a talk to the node `target`.

    Talks are tried in the order of their least possible length, which the gotos tell, so that the first to
    arrive is among the shortest. Raises KeyError for a node that there is not.
    """
    least = _least_replies(encounter, encounter.nodes[target].id)
    state, events = start(encounter, seed)
    if _is_there(target, state, events):
        return Way((), True)
    waiting: list[tuple[int, int, SessionState, tuple[Choice, ...]]] = [(0, 0, state, ())]
    tried = 0
    while waiting:
        _length, _order, state, way = heapq.heappop(waiting)
        for choice in available_choices(encounter, state):
            tried += 1
            after, events = step(encounter, state, respond(encounter, state, choice))
            if _is_there(target, after, events):
                return Way((*way, choice), True)
            if not after.is_ended and (left := _left(least, after)) < _NEVER:
                heapq.heappush(waiting, (len(way) + 1 + left, tried, after, (*way, choice)))
            if tried >= MOST_TRIED:
                return Way(None, False)
    return Way(None, True)


def _is_there(target: str, state: SessionState, events: tuple[Event, ...]) -> bool:
    entered = any(isinstance(event, Entered) and event.node == target for event in events)
    return entered or state.ending == target


def _left(least: Mapping[str, int], state: SessionState) -> int:
    """Return the least number of replies to the target, from here or, one later, from where a call ends."""
    returns = (1 + least.get(name, _NEVER) for name in state.calls)
    return min((least.get(state.node, _NEVER), *returns))


def _least_replies(encounter: Encounter, target: str) -> Mapping[str, int]:
    """Return how many replies at least lie between each node and the target, conditions left aside.

    A limit of the persona may end the talk anywhere: to its ending one reply is the least from everywhere.
    """
    if target in {encounter.endings.get(limit.ends or "") for limit in encounter.persona.limits}:
        return dict.fromkeys(encounter.nodes, 1)
    backwards: dict[str, list[tuple[str, int]]] = {}
    for node in encounter.nodes.values():
        for name, replies in _steps(node):
            backwards.setdefault(name, []).append((node.id, replies))
    least: dict[str, int] = {}
    waiting = [(0, target)]
    while waiting:
        replies, name = heapq.heappop(waiting)
        if name not in least:
            least[name] = replies
            for origin, more in backwards.get(name, ()):
                heapq.heappush(waiting, (replies + more, origin))
    return least


def _steps(node: Node) -> Iterator[tuple[str, int]]:
    """Yield where a node leads, and how many replies that takes."""
    for choice in node.choices:
        if choice.goto not in (None, RETURN):
            yield choice.goto, 1
    for name in (node.call, node.goto):
        if name not in (None, RETURN):
            yield name, 0
