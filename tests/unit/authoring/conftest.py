"""Talks that an author tries out."""

from collections.abc import Callable

import pytest

from roleplay.domain.cues import Cues, CueTable
from roleplay.hearing import Ear

TABLE = CueTable("id", {"apologize": Cues(any=("mohon maaf",)), "greet": Cues(any=("selamat pagi",))})


@pytest.fixture(scope="session")
def ear() -> Ear:
    """Return an ear that knows an apology and a greeting."""
    return Ear(TABLE)


@pytest.fixture
def no_ear() -> Callable[[], Ear]:
    """Return what makes an ear where none may be needed."""

    def make() -> Ear:
        raise AssertionError("no ear is needed for choices")

    return make
