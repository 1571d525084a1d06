"""What one play tells: what was offered and best, what the rest was worth, what was typed and contested."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from roleplay.authoring.trainees import play_out
from roleplay.domain.encounter import Choice, Encounter, Goal
from roleplay.domain.events import Contested, Replied
from roleplay.engine import effective
from roleplay.reporting.plays import LONGEST_QUOTE, Misheard, Occasion, Play, PlayReader, Words, cut
from roleplay.scoring import score

if TYPE_CHECKING:
    from tests.conftest import MakePlayer, Player, Shipped, SmallEncounters

BEST_FIRST = (
    Choice("tell", "Satu.", shows=("explain",), tells=("one",), goto="more"),
    Choice("scold", "Salah sendiri.", shows=("blame",), goto="more"),
    Choice("stall", "Nanti.", shows=("dismiss",), is_once=True),
)


@pytest.fixture
def encounter(small: SmallEncounters) -> Encounter:
    """Return an encounter whose first node has a best choice, one that harms, and one that stays."""
    return small.with_node(choices=BEST_FIRST)


def told(session: Player) -> Play:
    """Return what a session tells."""
    return PlayReader(session.encounter).read(session.events)


def test_what_was_offered_and_best(encounter: Encounter, player: MakePlayer) -> None:
    """Each reply holds the choices of its moment and the best of them; what was used up is not offered."""
    session = player(encounter)
    session.choose("stall")
    session.choose("scold")

    assert told(session).occasions == (
        Occasion("talk", "stall", ("tell", "scold", "stall"), frozenset(("tell",))),
        Occasion("talk", "scold", ("tell", "scold"), frozenset(("tell",))),
    )
    assert told(session).visits == {"talk": 1, "more": 1}


def test_equal_choices_are_all_best(small: SmallEncounters, player: MakePlayer) -> None:
    """Two choices that do the same are both best."""
    twins = tuple(Choice(name, "Satu.", shows=("explain",), goto="more") for name in ("one", "two"))
    session = player(
        small.with_node(choices=(*twins, Choice("rude", "Bodoh.", shows=("rude",), goto="more")))
    )
    session.choose("one")
    (occasion,) = told(session).occasions

    assert occasion.best == {"one", "two"}


def test_undone_turns_do_not_count(encounter: Encounter, player: MakePlayer) -> None:
    """A reply that was taken back is no reply; its words may still have been misheard, and that is told."""
    session = player(encounter)
    session.choose("scold")
    session.note(Contested(1, "blame", "Salah sendiri", "cue"))
    session.undo()
    session.choose("tell")
    found = told(session)

    assert [item.choice for item in found.occasions] == ["tell"]
    assert found.contested == {Misheard("blame", "Salah sendiri", "cue")}


def test_the_total_of_the_rest(small: SmallEncounters, player: MakePlayer) -> None:
    """What was told at a node counts for the total, and not for the total of the rest."""
    other = Choice("finish", "Tanggal berapa?", shows=("ask_specific",), asks=("date",), goto="done")
    nodes = {
        "talk": replace(small.plain.nodes["talk"], choices=BEST_FIRST),
        "more": replace(small.plain.nodes["more"], choices=(other,)),
    }
    session = player(small.with_nodes(nodes))
    session.choose("tell")
    session.choose("finish")
    found = told(session)

    assert (found.total, found.rests) == (100, {"talk": 50, "more": 50})
    assert (found.outcome, found.last_node) == ("resolved", "more")


def test_a_talk_without_an_end_has_no_total(encounter: Encounter, player: MakePlayer) -> None:
    """It is told where it stands, before and after the first reply."""
    session = player(encounter)
    assert (told(session).last_node, told(session).occasions) == ("talk", ())
    session.choose("tell")
    found = told(session)

    assert (found.total, found.rests, found.outcome, found.last_node) == (None, {}, None, "more")


def test_typed_replies(encounter: Encounter, player: MakePlayer) -> None:
    """A typed reply did not choose; one that was not understood is quoted where it was typed."""
    session = player(encounter)
    session.reply("greet")
    session.reply(text="\x1b[2Jzzz\nzzz")
    session.choose("tell")
    session.reply(text="z" * 500)
    found = told(session)

    assert found.occasions[0] == Occasion("talk", None, (), frozenset())
    assert found.unheard == (Words("talk", "[2Jzzz zzz"), Words("more", "z" * (LONGEST_QUOTE - 1) + "…"))


def test_the_node_of_a_walk_out_is_that_of_the_last_reply(small: SmallEncounters, player: MakePlayer) -> None:
    """The ending has a node of its own, to which nobody replied."""
    mood = replace(small.plain.persona.mood, patience=1)
    session = player(small.with_persona(mood=mood))
    session.choose("stay")
    found = told(session)

    assert (found.outcome, found.last_node) == ("walked-out", "talk")


def test_events_of_another_encounter_are_refused(encounter: Encounter, player: MakePlayer) -> None:
    """A choice that there is not, or that could not be taken, is no play of this encounter."""
    session = player(encounter)
    session.choose("stall")
    with pytest.raises(KeyError):
        PlayReader(replace(encounter, nodes={})).read(session.events)
    (reply,) = (event for event in session.events if isinstance(event, Replied))
    with pytest.raises(ValueError, match="not offered"):
        PlayReader(encounter).read([*session.events, reply])
    with pytest.raises(ValueError, match="begin"):
        PlayReader(encounter).read(session.events[1:])


def test_what_is_best_hangs_on_the_talk_so_far(small: SmallEncounters, player: MakePlayer) -> None:
    """One reader judges each state by itself: what was told already is not the best to tell."""
    choices = tuple(
        Choice(card, card, shows=("explain",), tells=(card,), goto="more") for card in ("one", "two")
    )
    goals = tuple(Goal(card, "", told=card) for card in ("one", "two"))
    nodes = {name: replace(small.plain.nodes[name], choices=choices) for name in ("talk", "more")}
    encounter = replace(small.with_nodes(nodes), goals=goals)
    reader, found = PlayReader(encounter), []
    for first in ("one", "two"):
        session = player(encounter)
        session.choose(first)
        session.choose("one")
        found.append(reader.read(session.events).occasions[1].best)

    assert found == [{"two"}, {"one"}]


def test_a_state_that_comes_back_is_judged_as_it_was(shipped: Shipped) -> None:
    """Plays of a shipped scenario, on many seeds, are told the same by one reader and by one for each."""
    encounter = shipped.encounter("thr-dicicil", "bu-ratna")
    runs = [play_out(encounter, "random", seed) for seed in range(1, 60)]
    reader = PlayReader(encounter)

    assert [reader.read(run.events) for run in runs] == [
        PlayReader(encounter).read(run.events) for run in runs
    ]


def test_the_rest_is_scored_as_if_the_words_had_not_been_said(shipped: Shipped) -> None:
    """Leaving the lines of the customer out, which is faster, changes no total."""
    encounter = shipped.encounter("thr-dicicil", "bu-ratna")
    for seed in range(1, 30):
        run = play_out(encounter, "random", seed)
        found = PlayReader(encounter).read(run.events)
        assert found.total == run.card.total
        for node, rest in found.rests.items():
            standing = effective(run.events)
            others = [item for item in standing if not (isinstance(item, Replied) and item.node == node)]
            assert score(encounter, others).total == rest


def test_quotes_are_cut() -> None:
    """A quote has at most so many characters, on one line, and nothing in it acts."""
    assert cut("a\n\tb \x1b]0;x\x07") == "a b ]0;x"
    assert cut("x" * LONGEST_QUOTE) == "x" * LONGEST_QUOTE
    assert len(cut("kata " * 50)) <= LONGEST_QUOTE
