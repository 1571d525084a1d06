"""The words of the cards: every cause, limit and deed has some, in both languages."""

from collections.abc import Iterator

import pytest

from roleplay.domain.condition import All, AnyOf, Between, Condition, Not, Now, Past
from roleplay.domain.vocabulary import ACTS, LABELS, OUTCOMES
from roleplay.i18n import activate, active_language
from roleplay.reporting.triad.words import cue, deed_words, limit_words


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = active_language()
    activate("en")
    yield
    activate(before)


@pytest.mark.parametrize("label", [*LABELS, "told", "wrong"])
def test_every_cause_has_words(label: str) -> None:
    """Whatever an officer shows, the actor is told what it looks like, also in Indonesian."""
    english = cue(label)
    activate("id")

    assert english
    assert cue(label) != english


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        (Between("patience", 0, 0), "your patience is used up (about 8 answers)"),
        (Between("tension", 80, 100), "tension: furious"),
        (Between("peak", 60, 100), "tension: venting or more"),
        (Between("trust", 0, 39), "trust: low or less"),
        (Between("trust", 20, 59), "trust: low to some"),
        (Between("turn", 3, 999), "from answer 3 on"),
        (All((Between("tension", 80, 100), Between("turn", 3, 999))), "tension: furious; from answer 3 on"),
        (
            AnyOf((Between("tension", 80, 100), Between("trust", 0, 19))),
            "tension: furious or trust: no trust",
        ),
        (Now("shows", "rude"), "the officer is rude, or laughs at you"),
        (Past("shown", "order"), "the officer gives you a bare order"),
        (Past("visits", "order"), "you have had enough"),
        (Not(Between("turn", 3, 999)), "you have had enough"),
        (All((Past("did", "films"), Between("clarity", 0, 19))), "clarity: lost"),
    ],
)
def test_a_limit_in_words(condition: Condition, told: str) -> None:
    """An actor reads when a limit is reached; what they cannot look at is left out."""
    assert limit_words(condition, 8) == told


def test_every_deed_has_words() -> None:
    """Whatever a customer does at a limit, or how they end the talk, the actor is told what to do."""
    assert all(deed_words(act, None).endswith("stay.") for act in ACTS)
    assert all("over" in deed_words(None, outcome) for outcome in OUTCOMES)
    assert deed_words(None, None) == ""
