"""The live board of a room: where everybody is, who is stuck, and how it goes.

Nothing is counted anew when one seat moves: what the seat was is taken away and what it is is added. That
costs the length of its own talk, never the number of seats; a view costs one look at each seat.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Final, NamedTuple

from msgspec import Struct

from roleplay.domain.mood import Mood
from roleplay.domain.vocabulary import LABELS, OUTCOMES
from roleplay.groups.quartiles import Quartiles
from roleplay.groups.rates import Rate, rate
from roleplay.groups.splits import MOVING

STATES: Final = ("lobby", "playing", "paused", "ended", "away")

MOST_NODES: Final = 8
MOST_STUCK: Final = 8
"""Rows that can be read from the back of a room."""

_VALUES: Final = 101
"""Values of an axis of mood."""


class SeatProgress(Struct, frozen=True):
    """Where one seat stands."""

    seat: str
    nickname: str
    scenario: str
    turn: int
    node: str
    state: str
    """One of `STATES`."""
    moods: tuple[Mood, ...]
    """At the start and after each reply."""
    last_active: float
    """When something last came from the seat, in seconds of a clock that is the same for all seats."""
    at_node_since: float
    """When the talk came to the node, likewise."""
    unheard: int
    """Replies in a row in which nothing was understood."""
    outcome: str | None
    techniques: frozenset[str]
    """Techniques and traps shown so far."""


class Patience(Struct, frozen=True):
    """When a seat counts as stuck."""

    seconds: float = 180
    """At the same node for so long."""
    unheard: int = 3
    """So many replies in a row in which nothing was understood."""


class NodePile(Struct, frozen=True):
    """How many are at one node."""

    scenario: str
    node: str
    seats: int


class StuckSeat(Struct, frozen=True):
    """Who may need help."""

    seat: str
    nickname: str
    scenario: str
    node: str
    seconds: float
    """At this node."""
    unheard: int


class BoardView(Struct, frozen=True):
    """What a projector shows. `stuck` names people: it is for the facilitator's own screen."""

    seats: int
    states: Mapping[str, int]
    """Every one of `STATES`."""
    outcomes: Mapping[str, int]
    piles: tuple[NodePile, ...]
    """Of seats that play, the most crowded nodes first, at most `MOST_NODES`."""
    stuck_count: int
    stuck: tuple[StuckSeat, ...]
    """Those who are longest at their node first, at most `MOST_STUCK`."""
    techniques: Mapping[str, Rate]
    """Seats that have shown each technique and trap, of those that have begun; in the order of the
    vocabulary."""
    moods: Mapping[str, tuple[Quartiles, ...]]
    """For each axis the quartiles at the start and after each reply, of all seats that came so far."""


class _Place(NamedTuple):
    scenario: str
    node: str


class Board:
    """Counts seats."""

    def __init__(self) -> None:
        self._seats: dict[str, SeatProgress] = {}
        self._states: Counter[str] = Counter()
        self._outcomes: Counter[str] = Counter()
        self._places: Counter[_Place] = Counter()
        self._techniques: Counter[str] = Counter()
        self._moods: dict[str, list[list[int]]] = {axis: [] for axis in MOVING}
        """For each axis and reply, how many seats had each value."""
        self._begun = 0

    def update(self, progress: SeatProgress) -> None:
        """Put a seat where it stands now. Costs the moods that are new, and the techniques."""
        before = self._seats.get(progress.seat)
        kept = 0
        if before is not None:
            kept = _common(before.moods, progress.moods)
            self._count(before, kept, -1)
        self._count(progress, kept, 1)
        self._seats[progress.seat] = progress

    def remove(self, seat: str) -> None:
        """Take a seat off the board; one that is not there is no fault."""
        before = self._seats.pop(seat, None)
        if before is not None:
            self._count(before, 0, -1)

    def view(self, now: float, patience: Patience) -> BoardView:
        """Return what is shown at `now`, in seconds of the clock of the seats. Looks at each seat once."""
        stuck = sorted(self._stuck(now, patience), key=lambda item: (-item.seconds, item.seat))
        return BoardView(
            seats=len(self._seats),
            states={state: self._states[state] for state in STATES},
            outcomes={name: self._outcomes[name] for name in OUTCOMES if self._outcomes[name]},
            piles=tuple(sorted(self._piles(), key=lambda item: (-item.seats, item.scenario, item.node)))[
                :MOST_NODES
            ],
            stuck_count=len(stuck),
            stuck=tuple(stuck[:MOST_STUCK]),
            techniques={label: rate(self._techniques[label], self._begun) for label in LABELS},
            moods={
                axis: tuple(_quartiles_of(counts) for counts in turns if any(counts))
                for axis, turns in self._moods.items()
            },
        )

    def _count(self, progress: SeatProgress, kept: int, amount: int) -> None:
        """Count a seat, or take it away; its first `kept` moods are counted already and stay."""
        self._states[progress.state] += amount
        if progress.outcome is not None:
            self._outcomes[progress.outcome] += amount
        if progress.state == "playing":
            self._places[_Place(progress.scenario, progress.node)] += amount
        self._begun += amount * (progress.turn > 0)
        for label in progress.techniques:
            self._techniques[label] += amount
        for axis, turns in self._moods.items():
            while len(turns) < len(progress.moods):
                turns.append([0] * _VALUES)
            for turn in range(kept, len(progress.moods)):
                turns[turn][getattr(progress.moods[turn], axis)] += amount

    def _piles(self) -> Iterator[NodePile]:
        for place, seats in self._places.items():
            if seats:
                yield NodePile(place.scenario, place.node, seats)

    def _stuck(self, now: float, patience: Patience) -> Iterator[StuckSeat]:
        for item in self._seats.values():
            seconds = now - item.at_node_since
            if item.state == "playing" and (seconds >= patience.seconds or item.unheard >= patience.unheard):
                yield StuckSeat(item.seat, item.nickname, item.scenario, item.node, seconds, item.unheard)


def _common(one: tuple[Mood, ...], other: tuple[Mood, ...]) -> int:
    """Return how many moods two talks begin with alike."""
    count = 0
    for mood, another in zip(one, other, strict=False):
        if mood is not another and mood != another:
            break
        count += 1
    return count


def _quartiles_of(counts: list[int]) -> Quartiles:
    """Return the quartiles of values that are kept as how many there are of each."""
    upto = list(accumulate(counts))
    total = upto[-1]
    low, middle, high = (_at(upto, share * (total - 1)) for share in (0.25, 0.5, 0.75))
    return Quartiles(low, middle, high, total)


def _at(upto: list[int], place: float) -> float:
    """Return the value at a place among all in order, going straight between two."""
    below = int(place)
    first = bisect_right(upto, below)
    second = bisect_right(upto, min(below + 1, upto[-1] - 1))
    return first + (place - below) * (second - first)
