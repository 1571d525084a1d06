"""Whether a talk can still come to a good end before the customer's patience does."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import count
from typing import Final

from msgspec.structs import replace

from roleplay.domain.encounter import Encounter
from roleplay.domain.response import NOTHING
from roleplay.domain.session import SessionState

GOOD_ENDS: Final = frozenset(("resolved", "boundary-held", "partly"))
"""Outcomes with which the customer takes something home."""


def can_finish(encounter: Encounter, state: SessionState) -> bool:
    """Return False when the customer, in this mood, will leave before the shortest way to a good end is gone.

    Conditions of choices are left out of account, so True promises nothing. A reply that leads to an ending
    is still heard by a customer whose patience it uses up.
    """
    replies = state.mood.patience
    if not _leaves(encounter, state, replies):
        return True
    needed = _replies_to_finish(_Place(encounter, state.node))
    return needed is not None and needed <= replies


def _leaves(encounter: Encounter, state: SessionState, replies: int) -> bool:
    """Return True when the customer ends the talk once they have heard so many replies more."""
    worn = replace(state, turn=state.turn + replies, mood=replace(state.mood, patience=0))
    return any(
        limit.ends is not None and limit.when.holds(worn, NOTHING) for limit in encounter.persona.limits
    )


class _Place:
    """A node of a content that is in use; of two contents that say the same each is its own."""

    def __init__(self, encounter: Encounter, node: str) -> None:
        self.encounter = encounter
        self.node = node

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Place) and self.encounter is other.encounter and self.node == other.node

    def __hash__(self) -> int:
        return hash((id(self.encounter), self.node))


@lru_cache(2048)
def _replies_to_finish(place: _Place) -> int | None:
    """Return the least replies to a good end, None where none leads there: breadth first, one a round."""
    nodes, seen = {place.node}, {place.node}
    for replies in count(1):
        nodes = {
            end
            for node in nodes
            for target in _ways(place.encounter, node)
            for end in _passed(place.encounter, target)
        }
        if any(_is_good(place.encounter, node) for node in nodes):
            return replies
        nodes -= seen
        if not nodes:
            return None
        seen |= nodes
    return None


def _ways(encounter: Encounter, node: str) -> Iterator[str]:
    """Yield where one reply at a node can lead."""
    for choice in encounter.nodes[node].choices:
        if choice.goto is not None:
            yield choice.goto
    for hearing in encounter.nodes[node].hears:
        yield hearing.goto


def _passed(encounter: Encounter, target: str) -> Iterator[str]:
    """Yield the nodes at which the talk waits after `target`, a sub-dialogue and what follows it alike."""
    waiting, seen = [target], set[str]()
    while waiting:
        name = waiting.pop()
        node = encounter.nodes.get(name)
        if node is None or name in seen:
            continue
        seen.add(name)
        if node.goto is None:
            yield name
        waiting += [onward for onward in (node.call, node.goto) if onward is not None]


def _is_good(encounter: Encounter, name: str) -> bool:
    ending = encounter.nodes[name].ending
    return ending is not None and ending.outcome in GOOD_ENDS
