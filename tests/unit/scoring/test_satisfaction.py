"""The estimate of the customer's own verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from roleplay.domain.mood import Mood
from roleplay.domain.vocabulary import OUTCOMES
from roleplay.engine import start
from roleplay.scoring.satisfaction import estimate

if TYPE_CHECKING:
    from tests.conftest import SmallEncounters

moods = st.builds(Mood, *[st.integers(0, 100)] * 3, st.integers(0, 99))


@settings(deadline=None)
@given(mood=moods, outcome=st.sampled_from((None, *OUTCOMES)))
def test_grade_follows_the_bands_of_the_survey(
    mood: Mood, outcome: str | None, small: SmallEncounters
) -> None:
    """The score is the mean of the elements times 25, and the grade its band in the regulation."""
    state = replace(start(small.plain, 1)[0], mood=mood, outcome=outcome)
    found = estimate(small.plain, state)
    mean = sum(element.score for element in found.elements) / len(found.elements)
    floor = {"A": 88.31, "B": 76.61, "C": 65.0, "D": 25.0}[found.grade]
    above = {"A": 100.01, "B": 88.31, "C": 76.61, "D": 65.0}[found.grade]

    assert found.score == round(mean * 25, 2)
    assert floor <= found.score < above
    assert all(1 <= element.score <= 4 for element in found.elements)


@pytest.mark.parametrize(
    ("mood", "outcome", "score", "grade"),
    [
        (Mood(0, 100, 100, 20), "resolved", 100.0, "A"),
        (Mood(100, 0, 0, 0), "walked-out", 25.0, "D"),
        (Mood(40, 60, 60, 10), "resolved", 83.33, "B"),
    ],
)
def test_estimates(mood: Mood, outcome: str, score: float, grade: str, small: SmallEncounters) -> None:
    """A served customer rates high, one who left rates low."""
    state = replace(start(small.plain, 1)[0], mood=mood, outcome=outcome)

    assert (estimate(small.plain, state).score, estimate(small.plain, state).grade) == (score, grade)


def test_better_mood_is_never_rated_lower(small: SmallEncounters) -> None:
    """More trust and clarity, less tension and a better outcome raise the estimate or leave it."""
    state = start(small.plain, 1)[0]
    for outcome in OUTCOMES:
        scores = [
            estimate(small.plain, replace(state, mood=Mood(100 - n, n, n, n // 5), outcome=outcome)).score
            for n in range(0, 101, 5)
        ]
        assert scores == sorted(scores), outcome
