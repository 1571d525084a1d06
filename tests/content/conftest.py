"""Simulated trainees, and what came of their talks with everybody in every shipped scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roleplay.authoring.trainees import Run, play_out
from roleplay.domain.vocabulary import TRAINEES

if TYPE_CHECKING:
    from tests.conftest import Shipped


class Runs:
    """Talks that have been played, each once."""

    def __init__(self, shipped: Shipped) -> None:
        self.shipped = shipped
        self._played: dict[tuple[str, str, str, int], Run] = {}

    def of(self, name: str, scenario: str, persona: str, seed: int = 1) -> Run:
        """Return the talk of a trainee, `random` for one who throws dice."""
        key = (name, scenario, persona, seed)
        if key not in self._played:
            run = play_out(self.shipped.encounter(scenario, persona), name, seed)
            assert not run.is_stuck, (key, run.state.node)
            self._played[key] = run
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
    """Return the names of all simulated trainees."""
    return TRAINEES
