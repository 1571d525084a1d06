"""Any encounter, and anything that can be done in one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st

from roleplay.domain.condition import All, Between, Condition, Not, Now, Past, Variable
from roleplay.domain.cues import Cues
from roleplay.domain.encounter import (
    Choice,
    Effect,
    Encounter,
    Fact,
    Hearing,
    Limit,
    Line,
    Node,
)
from roleplay.domain.encounter import Variable as Number
from roleplay.domain.events import CardOpened, HintTaken
from roleplay.domain.mood import Mood
from roleplay.domain.response import Response
from roleplay.domain.vocabulary import ACTS, LABELS
from roleplay.engine import offered_choices, respond

if TYPE_CHECKING:
    from tests.conftest import Player, Shipped, SmallEncounters

Move = Callable[["Player"], object]
"""Does one thing in a session."""

LABEL = st.sampled_from(LABELS)
PLACES = ("talk", "more", "aside")


def _responses(encounter: Encounter) -> st.SearchStrategy[Response]:
    def names(of: object) -> st.SearchStrategy[tuple[str, ...]]:
        known = sorted(of) if isinstance(of, dict) else []
        some = st.lists(st.sampled_from(known), unique=True, max_size=3) if known else st.just([])
        return some.map(tuple)

    return st.builds(
        Response,
        st.text(max_size=20),
        st.none(),
        st.lists(LABEL, unique=True, max_size=5).map(tuple),
        names(encounter.cards),
        names(encounter.facts),
        names(encounter.falsehoods),
    )


def _choosing(place: int) -> Move:
    def choose(player: Player) -> None:
        offered = offered_choices(player.encounter, player.state)
        if offered:
            player.take(respond(player.encounter, player.state, offered[place % len(offered)]))

    return choose


def any_moves(encounter: Encounter) -> st.SearchStrategy[list[Move]]:
    """Return any sequence of choices, free replies, words nobody understands, undos and looking up."""
    cards = st.sampled_from(sorted(encounter.cards)) if encounter.cards else st.nothing()
    move: st.SearchStrategy[Move] = st.one_of(
        st.integers(0, 9).map(_choosing),
        st.integers(0, 9).map(_choosing),
        _responses(encounter).map(lambda response: lambda player: player.take(response)),
        st.text(max_size=9).map(lambda text: lambda player: player.take(Response(text))),
        st.just(lambda player: player.undo()),
        cards.map(lambda card: lambda player: player.note(CardOpened(player.state.turn, card))),
        st.integers(1, 3).map(lambda rung: lambda player: player.note(HintTaken(player.state.turn, rung))),
    )
    return st.lists(move, max_size=14)


CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    st.one_of(
        st.builds(
            Between,
            st.sampled_from(("tension", "trust", "clarity", "patience", "peak", "turn")),
            st.integers(0, 60),
            st.integers(40, 100),
        ),
        st.builds(Past, st.sampled_from(("shown", "told", "asked", "did")), st.one_of(LABEL, st.just("any"))),
        st.builds(Now, st.sampled_from(("shows", "tells", "asks", "wrong")), st.just("any")),
        st.builds(Variable, st.just("letters"), st.integers(0, 2), st.integers(1, 3)),
    ),
    lambda inner: st.one_of(
        st.builds(Not, inner), st.lists(inner, max_size=2).map(lambda parts: All(tuple(parts)))
    ),
    max_leaves=3,
)


@st.composite
def _choices(draw: st.DrawFn, away: tuple[str, ...]) -> tuple[Choice, ...]:
    """Return choices of which the first is always offered and leads on."""
    effects = st.builds(
        Effect, st.just("letters"), st.integers(-2, 3), st.booleans(), st.just(0), st.just(3)
    ).map(lambda effect: (effect,))
    made = [Choice("c0", "Ya.", shows=draw(_manner()), goto=draw(st.sampled_from(away)))]
    for number in range(1, draw(st.integers(1, 3)) + 1):
        goto = draw(st.one_of(st.none(), st.sampled_from(away)))
        made.append(
            Choice(
                f"c{number}",
                "Baik, {word}.",
                shows=draw(_manner()),
                tells=draw(st.sampled_from(((), ("one",)))),
                asks=draw(st.sampled_from(((), ("date",)))),
                when=draw(st.one_of(st.none(), CONDITIONS)),
                goto=goto,
                is_once=goto is None or draw(st.booleans()),
                effects=draw(st.one_of(st.just(()), effects)),
            )
        )
    return tuple(made)


def _manner() -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(LABEL, unique=True, max_size=3).map(tuple)


@st.composite
def generated(draw: st.DrawFn, plain: Encounter) -> Encounter:
    """Return a small encounter with a sub-dialogue, limits, tempers and conditions of any kind."""
    ends = ("done", "left")
    nodes = dict(plain.nodes)
    for name in ("talk", "more"):
        hears = st.builds(Hearing, st.one_of(st.none(), CONDITIONS), st.sampled_from((*PLACES, *ends)))
        nodes[name] = Node(
            name,
            (Line(f"{name}.0", ("a", "b"), draw(CONDITIONS)), Line(f"{name}.1", ("{word}", "d"))),
            choices=draw(_choices((*PLACES, *ends))),
            hears=tuple(draw(st.lists(hears, max_size=2))),
        )
    nodes["aside"] = Node("aside", (Line("aside", ("e",)),), call="inner", goto="more")
    nodes["inner"] = Node("inner", (Line("inner", ("f",)),), choices=draw(_choices(("return", "done"))))
    percent = st.integers(0, 60).map(lambda steps: steps * 5)
    causes = st.sampled_from((*LABELS, "told", "asked", "wrong"))
    limit = st.builds(Limit, st.just("act"), CONDITIONS, st.just("Awas."), does=st.sampled_from(ACTS))
    persona = {
        "mood": draw(st.builds(Mood, *[st.integers(0, 100)] * 3, st.integers(2, 9))),
        "type_temper": draw(st.dictionaries(causes, percent, max_size=5)),
        "temper": draw(st.dictionaries(causes, percent, max_size=5)),
        "limits": (*draw(st.lists(limit, max_size=1)), *plain.persona.limits),
        "lines": {**plain.persona.lines, draw(LABEL): (Line("reaction", ("g", "h"), draw(CONDITIONS)),)},
    }
    return _replaced(plain, nodes, persona, Fact("date", "Itu.", Cues(), draw(CONDITIONS)))


def _replaced(plain: Encounter, nodes: dict[str, Node], persona: dict[str, object], fact: Fact) -> Encounter:
    from msgspec.structs import replace

    return replace(
        plain,
        nodes=nodes,
        persona=replace(plain.persona, **persona),
        facts={**plain.facts, fact.id: fact},
        variables={"letters": Number(0, 3, 1)},
        vary={"word": ("satu", "dua", "tiga")},
    )


@pytest.fixture(scope="session")
def moves() -> Callable[[Encounter], st.SearchStrategy[list[Move]]]:
    """Return what makes any moves in an encounter."""
    return any_moves


@pytest.fixture(scope="session")
def anything(shipped: Shipped, small: SmallEncounters) -> st.SearchStrategy[Encounter]:
    """Return any encounter: one that is shipped, or a small one that nobody wrote."""
    return st.one_of(st.sampled_from(shipped.encounters()), generated(small.plain))
