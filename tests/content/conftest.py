"""Simulated trainees, and what came of their talks with everybody in every shipped scenario."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import pytest
from msgspec import Struct

from roleplay.domain.encounter import Choice, Encounter
from roleplay.domain.events import Entered, Event
from roleplay.domain.score import Scorecard
from roleplay.domain.session import SessionState
from roleplay.domain.vocabulary import LABELS, TRAPS
from roleplay.engine import available_choices, offered_choices, respond, start, step
from roleplay.scoring import Alternative, alternatives, score
from roleplay.scoring.turning import LEAST_LOSS

if TYPE_CHECKING:
    from tests.conftest import Shipped

Trainee = Callable[[Encounter, SessionState], Choice]
"""Chooses a reply."""

MOST_TURNS: Final = 100
WARMTH: Final = frozenset(
    ("empathize", "apologize", "thank", "greet", "invite", "own", "paraphrase", "permission", "close")
)


class Run(Struct, frozen=True):
    """One talk, to its end."""

    state: SessionState
    events: tuple[Event, ...]
    card: Scorecard

    @property
    def total(self) -> int:
        """The total, 0 to 100."""
        assert self.card.total is not None
        return self.card.total

    @property
    def nodes(self) -> set[str]:
        """Where the talk has been."""
        return {event.node for event in self.events if isinstance(event, Entered)} | {self.state.node}


def play(encounter: Encounter, trainee: Trainee, seed: int) -> Run:
    """Play a talk until it ends; one that does not is stuck."""
    state, first = start(encounter, seed)
    events = list(first)
    while not state.is_ended:
        assert state.turn < MOST_TURNS, f"stuck at {state.node}"
        assert offered_choices(encounter, state), f"nothing to say at {state.node}"
        state, new = step(encounter, state, respond(encounter, state, trainee(encounter, state)))
        events += new
    return Run(state, tuple(events), score(encounter, events))


def _choice_of(encounter: Encounter, state: SessionState, found: Alternative) -> Choice:
    return next(item for item in available_choices(encounter, state) if item.id == found.response.choice)


def hinted(encounter: Encounter, state: SessionState) -> Choice:
    """Take what a hint would say: the reply that does best at once."""
    return _choice_of(encounter, state, alternatives(encounter, state)[0])


def expert(encounter: Encounter, state: SessionState) -> Choice:
    """Take the best reply; of those about as good, the one that finds out most."""
    found = alternatives(encounter, state)
    near = [item for item in found if found[0].value - item.value < LEAST_LOSS]
    return _choice_of(encounter, state, max(near, key=lambda item: len(item.response.asks)))


def by(worth: Callable[[Choice], int]) -> Trainee:
    """Take whatever is worth most, the first written of equals."""
    return lambda encounter, state: max(available_choices(encounter, state), key=worth)


def _traps(choice: Choice) -> int:
    return len(set(choice.shows) & set(TRAPS))


def _warmth(choice: Choice) -> int:
    return len(WARMTH & set(choice.shows))


def _substance(choice: Choice) -> int:
    return len(choice.tells) + len(choice.asks)


def first_offered(encounter: Encounter, state: SessionState) -> Choice:
    """Take whatever stands first on the screen."""
    return offered_choices(encounter, state)[0]


TRAINEES: Final[dict[str, Trainee]] = {
    "expert": expert,
    "hinted": hinted,
    "warm-but-empty": by(lambda choice: 2 * _warmth(choice) - 3 * _traps(choice) - 4 * _substance(choice)),
    "rule-reciter": by(lambda choice: 4 * _substance(choice) - 4 * len(choice.wrong) - 3 * _warmth(choice)),
    "defensive": by(
        lambda choice: 3 * _traps(choice) + 2 * len(choice.wrong) - _substance(choice) - len(choice.shows)
    ),
    "longest": by(lambda choice: len(choice.text)),
    "shortest": by(lambda choice: -len(choice.text)),
    "first-offered": first_offered,
    "stuffer": by(lambda choice: len(set(choice.shows) & set(LABELS))),
}


def dice(seed: int) -> Trainee:
    """Return a trainee who throws dice."""
    chance = random.Random(seed)
    return lambda encounter, state: chance.choice(available_choices(encounter, state))


class Runs:
    """Talks that have been played, each once."""

    def __init__(self, shipped: Shipped) -> None:
        self.shipped = shipped
        self._played: dict[tuple[str, str, str, int], Run] = {}

    def of(self, name: str, scenario: str, persona: str, seed: int = 1) -> Run:
        """Return the talk of a trainee, `random` for one who throws dice."""
        key = (name, scenario, persona, seed)
        if key not in self._played:
            trainee = dice(seed) if name == "random" else TRAINEES[name]
            self._played[key] = play(self.shipped.encounter(scenario, persona), trainee, seed)
        return self._played[key]

    def everywhere(self, name: str, seeds: int = 1) -> dict[tuple[str, str, int], Run]:
        """Return the talks of a trainee with every persona in every scenario, on some seeds."""
        return {
            (scenario, persona, seed): self.of(name, scenario, persona, seed)
            for scenario, persona in self.shipped.pairs
            for seed in range(1, seeds + 1)
        }

    def mean(self, name: str, seeds: int = 1) -> float:
        """Return the mean total of a trainee."""
        totals = [run.total for run in self.everywhere(name, seeds).values()]
        return sum(totals) / len(totals)


@pytest.fixture(scope="session")
def runs(shipped: Shipped) -> Runs:
    """Return the talks of simulated trainees."""
    return Runs(shipped)


@pytest.fixture(scope="session")
def trainees() -> tuple[str, ...]:
    """Return the names of all simulated trainees but the one who throws dice."""
    return tuple(TRAINEES)
