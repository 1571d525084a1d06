"""What one play of a scenario tells of the nodes it went through."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from roleplay.cleaning import clean_line
from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Contested, Entered, Event, Replied, Said, Started, Unheard
from roleplay.domain.session import SessionState
from roleplay.engine import effective, history
from roleplay.scoring import alternatives, score

LONGEST_QUOTE: Final = 80
"""Characters of what a trainee typed that are shown."""

_MOST_STATES: Final = 10_000
"""States that are remembered before all are forgotten: some ten megabytes."""

_ENCODER: Final = msgspec.msgpack.Encoder(order="deterministic")


class Alternatives(NamedTuple):
    """What could be chosen at one moment."""

    offered: tuple[str, ...]
    best: frozenset[str]
    """Those that stand best, more than one where they are equal."""


class Occasion(Struct, frozen=True):
    """One reply that still stands."""

    node: str
    choice: str | None
    """None for a typed reply."""
    offered: tuple[str, ...]
    """The choices that could be taken then; none for a typed reply, which did not choose among them."""
    best: frozenset[str]
    """Those of them that stood best, more than one where they are equal."""


class Misheard(Struct, frozen=True, order=True):
    """What was heard and, the trainee says, not meant."""

    label: str
    quote: str
    """The words it was heard in, cut to `LONGEST_QUOTE` characters."""
    reason: str
    """What it was heard by, cut likewise."""


class Words(Struct, frozen=True, order=True):
    """A typed reply in which nothing was understood."""

    node: str
    text: str
    """Cut to `LONGEST_QUOTE` characters."""


class Play(Struct, frozen=True):
    """One play."""

    visits: Mapping[str, int]
    """How many times each node was entered."""
    occasions: tuple[Occasion, ...]
    """The replies in order."""
    total: int | None
    """The total, 0 to 100; None when the talk has not ended or nothing was rated."""
    rests: Mapping[str, int]
    """For each node the total without what was said there; empty where `total` is None."""
    unheard: tuple[Words, ...]
    contested: frozenset[Misheard]
    """Each once, also of replies that were taken back: who was misheard often takes the reply back."""
    outcome: str | None
    last_node: str
    """Where a talk that has not ended stands, and where the last reply of one that has was given."""


class PlayReader:
    """Reads plays of one encounter. States that come back, as most do, are judged once."""

    def __init__(self, encounter: Encounter) -> None:
        self._encounter = encounter
        self._judged: dict[bytes, Alternatives] = {}

    def read(self, events: Sequence[Event]) -> Play:
        """Return what a session tells. Turns that were taken back do not count.

        Raises ValueError or KeyError when the events are not of this encounter.
        """
        standing = effective(events)
        states = history(self._encounter, standing)
        replies = [event for event in standing if isinstance(event, Replied)]
        state = states[-1]
        total = score(self._encounter, standing).total if state.is_ended else None
        return Play(
            visits=state.visits,
            occasions=tuple(self._occasion(*pair) for pair in zip(states, replies, strict=False)),
            total=total,
            rests={} if total is None else dict(_rests(self._encounter, standing)),
            unheard=tuple(_unheard(standing)),
            contested=frozenset(
                Misheard(clean_line(event.label), cut(event.quote), cut(event.reason))
                for event in events
                if isinstance(event, Contested)
            ),
            outcome=state.outcome,
            last_node=replies[-1].node if state.is_ended and replies else state.node,
        )

    def _occasion(self, state: SessionState, reply: Replied) -> Occasion:
        choice = reply.response.choice
        if choice is None:
            return Occasion(reply.node, None, (), frozenset())
        found = self._alternatives(state)
        if choice not in found.offered:
            raise ValueError(f"{reply.node}.{choice} was taken and not offered")
        return Occasion(reply.node, choice, *found)

    def _alternatives(self, state: SessionState) -> Alternatives:
        """Return what could be chosen. Neither the seed nor what the customer said changes what is best."""
        key = _ENCODER.encode(replace(state, seed=0, said={}, unheard=0))
        if key not in self._judged:
            if len(self._judged) >= _MOST_STATES:
                self._judged.clear()
            found = alternatives(self._encounter, state)
            values = {str(item.response.choice): item.value for item in found}
            highest = max(values.values(), default=0)
            best = frozenset(name for name, value in values.items() if value == highest)
            self._judged[key] = Alternatives(tuple(values), best)
        return self._judged[key]


def cut(text: str) -> str:
    """Return `text` cleaned, on one line, with at most `LONGEST_QUOTE` characters."""
    line = clean_line(text)
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1].rstrip() + "…"


def _rests(encounter: Encounter, standing: Sequence[Event]) -> Iterator[tuple[str, int]]:
    """Yield each node where something was said, with the total that the rest of the talk comes to.

    The talk is scored once more without the replies given there: what they showed, told and asked counts for
    no criterion, goal or gate. How the talk went on from there cannot be taken out: the mood, the nodes that
    followed and the outcome stay as they were, so a little of the node's own part remains.
    """
    # What the customer said scores nothing, and is most of what there is to replay.
    scored = [event for event in standing if not isinstance(event, Said)]
    nodes = dict.fromkeys(event.node for event in scored if isinstance(event, Replied))
    for node in nodes:
        others = [event for event in scored if not (isinstance(event, Replied) and event.node == node)]
        rest = score(encounter, others).total
        if rest is not None:
            yield node, rest


def _unheard(standing: Sequence[Event]) -> Iterator[Words]:
    node = ""
    for event in standing:
        if isinstance(event, Started | Entered):
            node = event.node
        elif isinstance(event, Unheard):
            yield Words(node, cut(event.text))
