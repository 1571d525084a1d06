"""Every kind of condition is told in words that agree with whether it holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from roleplay.authoring.why import Reason, decisive, explain
from roleplay.domain.condition import All, AnyOf, Between, Condition, Ended, Not, Now, Past, Variable
from roleplay.domain.mood import Mood
from roleplay.domain.response import Evidence, Response
from roleplay.domain.session import SessionState
from roleplay.engine.start import blank

if TYPE_CHECKING:
    from tests.conftest import SmallEncounters

REPLY = Response(
    "Selamat pagi. Tenang dulu. Enam bulan. Kapan?",
    shows=("greet", "dismiss"),
    tells=("one",),
    asks=("date",),
    wrong=("expired",),
    evidence=(
        Evidence("greet", 0, 12, "Selamat pagi"),
        Evidence("dismiss", 14, 25, "Tenang dulu", is_uncertain=True),
        Evidence("tells.one", 27, 37, "Enam bulan"),
    ),
)


@pytest.fixture
def state(small: SmallEncounters) -> SessionState:
    """Return a state in which something of everything has happened."""
    return replace(
        blank(small.plain, 1),
        mood=Mood(62, 15, 50, 3),
        peak=84,
        turn=4,
        shown={"greet": 2},
        told=frozenset(("one",)),
        asked=frozenset(("date",)),
        volunteered=frozenset(("reason",)),
        wrong=frozenset(("expired",)),
        variables={"letters": 1},
        visits={"talk": 1},
        did=frozenset(("films",)),
    )


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (Between("tension", 80, 100), "'tension' must be at least 80 (furious), and is 62 (venting)"),
        (
            Between("tension", 60, 100),
            "'tension' must be at least 60 (venting, furious), and is 62 (venting)",
        ),
        (Between("trust", 0, 39), "'trust' must be at most 39 (none, low), and is 15 (none)"),
        (Between("clarity", 41, 60), "'clarity' must be 41..60, and is 50 (partial)"),
        (Between("clarity", 40, 59), "'clarity' must be 40..59 (partial), and is 50 (partial)"),
        (Between("patience", 0, 0), "'patience' must be 0, and is 3"),
        (Between("patience", 3, 99), "'patience' must be at least 3, and is 3"),
        (Between("peak", 60, 100), "'felt' must be at least 60 (venting, furious), and is 84 (furious)"),
        (Between("turn", 3, 5), "'turn' must be 3..5, and is 4"),
        (Between("turn", 5, 999), "'turn' must be at least 5, and is 4"),
        (Variable("letters", 2, 3), "'letters' must be 2..3, and is 1"),
        (Variable("letters", 1, 1), "'letters' must be 1, and is 1"),
        (Past("shown", "greet"), "'greet' has been shown"),
        (Past("shown", "explain"), "'explain' has not been shown yet"),
        (Past("told", "one"), "'one' has been told"),
        (Past("told", "two"), "'two' has not been told yet"),
        (Past("asked", "date"), "'date' has been asked for"),
        (Past("asked", "reason"), "'reason' has not been asked for yet"),
        (Past("volunteered", "reason"), "the customer has told 'reason' unasked"),
        (Past("volunteered", "date"), "the customer has not told 'date' unasked"),
        (Past("wrong", "expired"), "the wrong fact 'expired' has been said"),
        (Past("wrong", "other"), "the wrong fact 'other' has not been said"),
        (Past("visits", "talk"), "the talk has been at 'talk'"),
        (Past("visits", "more"), "the talk has not been at 'more' yet"),
        (Past("did", "films"), "the customer has done it: 'films'"),
        (Past("did", "files-complaint"), "the customer has not done it yet: 'files-complaint'"),
        (Past("wrong", "any"), "'wrong' asks for any, and there is expired"),
        (Now("shows", "greet"), "this reply shows 'greet' (“Selamat pagi”)"),
        (Now("shows", "explain"), "this reply does not show 'explain'"),
        (Now("tells", "one"), "this reply tells 'one' (“Enam bulan”)"),
        (Now("tells", "two"), "this reply does not tell 'two'"),
        (Now("asks", "reason"), "this reply does not ask for 'reason'"),
        (Now("wrong", "other"), "this reply does not say the wrong fact 'other'"),
        (Now("asks", "any"), "'asks' asks for any, and there is date"),
        (Ended("resolved"), "the talk must end as 'resolved', and has not ended"),
        (All(()), "this always holds"),
        (AnyOf(()), "this can never hold"),
    ],
)
def test_each_kind_is_told_with_its_value(condition: Condition, text: str, state: SessionState) -> None:
    """One part says what is asked and what there is, and whether that is enough."""
    assert explain(condition, state, REPLY) == (Reason(0, text, condition.holds(state, REPLY)),)


def test_a_guessed_trap_is_told_as_one(state: SessionState) -> None:
    """A trap that was heard without certainty does not hold, and it is said that this is why."""
    (reason,) = explain(Now("shows", "dismiss"), state, REPLY)

    assert not reason.holds
    assert "“Tenang dulu”" in reason.text
    assert "heard for sure" in reason.text


def test_how_a_talk_ended_is_told(state: SessionState) -> None:
    """Where the talk has ended otherwise, both outcomes are named."""
    (reason,) = explain(Ended("resolved"), replace(state, outcome="walked-out"))

    assert reason == Reason(0, "the talk must end as 'resolved', and ended as 'walked-out'", False)


def test_nothing_yet_is_told(state: SessionState) -> None:
    """`any` of nothing names the author's own key."""
    fresh = replace(state, told=frozenset(), visits={})

    assert explain(Past("told", "any"), fresh)[0].text == "'told' asks for any, and there is none"
    assert explain(Past("visits", "any"), fresh)[0].text == "'visited' asks for any, and there is none"


def test_parts_stand_below_what_joins_them(state: SessionState) -> None:
    """What must all hold is told part by part; alternatives and negations stand above theirs."""
    either = AnyOf((Past("told", "two"), All((Past("told", "one"), Past("asked", "reason")))))
    reasons = explain(All((Past("told", "one"), either, Not(Past("told", "one")))), state)

    assert [(reason.depth, reason.holds) for reason in reasons] == [
        (0, True),
        (0, False),
        (1, False),
        (1, False),
        (2, True),
        (2, False),
        (0, False),
        (1, True),
    ]
    assert [reason.text for reason in reasons if reason.depth == 0][1:] == [
        "at least one of these must hold:",
        "this must not hold:",
    ]
    none = explain(Not(AnyOf((Past("told", "two"), Past("asked", "reason")))), state)
    assert none[0] == Reason(0, "none of these may hold:", True)
    assert [reason.holds for reason in none] == [True, False, False]


def test_what_decides_is_told_in_a_line(state: SessionState) -> None:
    """Of what does not hold only the missing parts are named, of what holds all."""
    missing = explain(All((Past("told", "one"), Past("told", "two"), Not(Past("told", "one")))), state)
    assert decisive(missing) == "'two' has not been told yet · this must not hold: 'one' has been told"
    held = explain(All((Past("told", "one"), Past("asked", "date"))), state)
    assert decisive(held) == "'one' has been told · 'date' has been asked for"
    assert decisive(()) == ""


NAMES = st.sampled_from(("one", "greet", "dismiss", "date", "any"))
LEAVES: st.SearchStrategy[Condition] = st.one_of(
    st.builds(
        Between,
        st.sampled_from(("tension", "trust", "clarity", "patience", "peak", "turn")),
        st.integers(0, 60),
        st.integers(40, 100),
    ),
    st.builds(Variable, st.just("letters"), st.integers(0, 2), st.integers(0, 3)),
    st.builds(
        Past,
        st.sampled_from(("shown", "told", "asked", "volunteered", "wrong", "visits", "did")),
        NAMES,
    ),
    st.builds(Now, st.sampled_from(("shows", "tells", "asks", "wrong")), NAMES),
    st.builds(Ended, st.just("resolved")),
)


def _joined(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    some = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(st.builds(Not, inner), st.builds(All, some), st.builds(AnyOf, some))


CONDITIONS: st.SearchStrategy[Condition] = st.recursive(LEAVES, _joined, max_leaves=6)


def _parts(condition: Condition) -> Iterator[Condition]:
    """Yield a condition and its parts as they are told."""
    yield condition
    inner: tuple[Condition, ...] = ()
    if isinstance(condition, All | AnyOf):
        inner = condition.parts
    elif isinstance(condition, Not):
        part = condition.part
        inner = part.parts if isinstance(part, AnyOf) else (part,)
    for part in inner:
        yield from _parts(part)


@given(CONDITIONS)
def test_every_part_says_what_the_engine_says(small: SmallEncounters, condition: Condition) -> None:
    """No part is told to hold that does not, none is left out, and together they decide as the engine."""
    state = replace(blank(small.plain, 1), shown={"greet": 1}, variables={"letters": 1})
    reasons = explain(condition, state, REPLY)
    told = list(_parts(condition))
    if isinstance(condition, All) and condition.parts:
        told = told[1:]

    assert [reason.holds for reason in reasons] == [part.holds(state, REPLY) for part in told]
    assert all(reason.holds for reason in reasons if reason.depth == 0) == condition.holds(state, REPLY)
