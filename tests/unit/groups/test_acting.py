"""The part of an actor: what the program would do, put where a person can play it."""

from typing import TYPE_CHECKING

import msgspec
import pytest

from roleplay.authoring.trainees import play_out
from roleplay.domain.encounter import Encounter
from roleplay.domain.triad import Part
from roleplay.domain.vocabulary import TECHNIQUES, TRAPS
from roleplay.groups.acting import MOST_BAD_BEATS, MOST_BEATS, MOST_MOMENTS, part_of

if TYPE_CHECKING:
    from tests.conftest import Shipped

SEED = 1


def part(encounter: Encounter, seed: int = SEED) -> Part:
    good, bad = (play_out(encounter, name, seed).events for name in ("expert", "defensive"))
    return part_of(encounter, good, bad, seed)


@pytest.fixture
def darto(shipped: "Shipped") -> Encounter:
    """A man who comes angry, and what he comes with."""
    return shipped.encounter("jkp-empat-bulan", "pak-darto")


def test_the_opening_is_what_the_program_says(darto: Encounter) -> None:
    """The first words are those of a session on the same seed, with the words of the seed in them."""
    (opening,) = part(darto).opening

    assert "tiga bulan" in opening
    assert "{" not in opening


def test_what_helps_and_what_hurts(darto: Encounter) -> None:
    """Techniques help and traps hurt, the strongest first; being made small hurts an angry man most."""
    found = part(darto)

    assert {moment.cause for moment in found.helps} <= set(TECHNIQUES)
    assert {moment.cause for moment in found.hurts} <= set(TRAPS)
    assert len(found.helps) == len(found.hurts) == MOST_MOMENTS
    assert found.helps[0].cause == "empathize"
    assert found.hurts[0].cause == "dismiss"
    for moments in (found.helps, found.hurts):
        assert [moment.strength for moment in moments] == sorted(
            (moment.strength for moment in moments), reverse=True
        )


def test_a_temper_decides(darto: Encounter) -> None:
    """Somebody whom acknowledging leaves cold is not said to soften by it."""
    cold = msgspec.structs.replace(darto.persona, temper={"empathize": 0}, type_temper={})
    found = part(msgspec.structs.replace(darto, persona=cold))

    assert "empathize" not in {moment.cause for moment in found.helps}


def test_lines_fit_the_mood(darto: Encounter) -> None:
    """The first words to a cause are those of somebody who comes venting, the next those of a calmer one."""
    empathize = part(darto).helps[0]

    assert empathize.lines == ("Nah, itu dia!", "Lha iya, tidur saja kepikiran, Mas.")


def test_the_words_of_a_talk(darto: Encounter) -> None:
    """A talk gives its words with what the officer did; what is said in a good one stands there alone."""
    found = part(darto)

    assert 0 < len(found.good) <= MOST_BEATS
    assert 0 < len(found.bad) <= MOST_BAD_BEATS
    assert found.bad[0].cause == "wrong"
    assert {beat.text for beat in found.good}.isdisjoint(beat.text for beat in found.bad)
    assert found.opening[0] not in {beat.text for beat in found.good}
    goals = {goal.text for goal in darto.goals}
    assert {beat.goal for beat in found.good} - {""} <= goals
    assert all(bool(beat.goal) != bool(beat.cause) for beat in found.good)


def test_a_fact_that_only_a_question_brings_out_is_marked(darto: Encounter) -> None:
    """What the customer never tells unasked is told apart."""
    facts = dict(darto.facts)
    facts["reason"] = msgspec.structs.replace(facts["reason"], volunteers=None)
    found = part(msgspec.structs.replace(darto, facts=facts))

    assert [secret.is_volunteered for secret in found.secrets] == [True, False, True, True, True]


def test_the_seed_draws_the_words(darto: Encounter) -> None:
    """Another seed may bring other words, and the same seed brings the same part."""
    assert part(darto) == part(darto)
    assert len({part(darto, seed).opening for seed in range(8)}) > 1


def test_every_limit_has_its_words(shipped: "Shipped") -> None:
    """Whoever comes, the words at each limit are there, filled in."""
    for encounter in (shipped.encounter(*pair) for pair in shipped.pairs[::10]):
        limits = part(encounter).limits

        assert len(limits) == len(encounter.persona.limits)
        assert all(words and "{" not in words for words in limits)
