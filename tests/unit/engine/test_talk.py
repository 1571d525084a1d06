"""What the customer says, and where the talk goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from roleplay.domain.condition import All, Between, Not, Now, Past
from roleplay.domain.encounter import Choice, Effect, Ending, Hearing, Limit, Line, Node, Variable
from roleplay.domain.events import Entered, Event, MoodMoved, Said, Unheard
from roleplay.domain.response import Evidence, Response
from roleplay.engine import offered_choices, start, step

if TYPE_CHECKING:
    from tests.conftest import MakePlayer, Player, SmallEncounters

LEAVE = Limit("leave", Between("patience", 0, 0), "Saya pulang.", ends="walked-out")


def words(events: tuple[Event, ...]) -> list[str]:
    """Return what the customer said."""
    return [event.text for event in events if isinstance(event, Said)]


def test_hears_takes_the_first_that_holds(small: SmallEncounters, player: MakePlayer) -> None:
    """Of several ways that hold, the first written is gone."""
    hears = (Hearing(Now("tells", "one"), "more"), Hearing(Now("shows", "close"), "done"))
    session = player(small.with_node(hears=hears))
    session.reply("close", tells=["one"])

    assert session.state.node == "more"


def test_present_tense_hears_this_reply_and_past_tense_the_talk(
    small: SmallEncounters, player: MakePlayer
) -> None:
    """`tells` asks about this reply alone, `told` about the whole talk, this reply included."""
    present = small.with_node(hears=(Hearing(All((Now("tells", "one"), Now("tells", "two"))), "more"),))
    past = small.with_node(hears=(Hearing(All((Past("told", "one"), Past("told", "two"))), "more"),))
    for encounter, is_moved in ((present, False), (past, True)):
        session = player(encounter)
        session.reply(tells=["one"])
        session.reply(tells=["two"])

        assert (session.state.node == "more") is is_moved


@pytest.mark.parametrize(("label", "is_uncertain", "is_moved"), [
    ("rude", False, True),
    ("rude", True, False),
    ("empathize", True, True),
])  # fmt: skip
def test_trap_moves_the_talk_only_when_it_was_heard_for_sure(
    small: SmallEncounters, label: str, is_uncertain: bool, is_moved: bool
) -> None:
    """Free text that may be rude leads to no rude way; a technique gets the benefit of the doubt."""
    encounter = small.with_node(hears=(Hearing(Now("shows", label), "more"),))
    state, _events = start(encounter, 1)
    proof = Evidence(label, 0, 3, "huh", is_uncertain=is_uncertain)
    after, _events = step(encounter, state, Response("huh", shows=(label,), evidence=(proof,)))

    assert (after.node == "more") is is_moved


def test_reply_that_leads_nowhere_is_answered_again(small: SmallEncounters, player: MakePlayer) -> None:
    """Where no way holds the talk stays and the customer says `again`: the node's, or the persona's."""
    own = player(small.with_node(again=(Line("nodes.talk.again", ("Jadi bagaimana?",)),)))

    assert words(own.reply("greet")) == ["Jadi bagaimana?"]
    assert words(player(small.plain).reply("greet")) == ["Jadi?"]
    assert own.state.node == "talk"


def test_standing_lines_take_turns(small: SmallEncounters, player: MakePlayer) -> None:
    """Of the persona's lines for `again` the least spoken is said."""
    lines = {"again": (Line("again.0", ("Satu.",)), Line("again.1", ("Dua.",)))}
    session = player(small.with_persona(lines=lines))

    assert [words(session.reply("thank")) for _time in range(4)] == [["Satu."], ["Dua."], ["Satu."], ["Dua."]]


def test_unheard_reply_costs_nothing(small: SmallEncounters, player: MakePlayer) -> None:
    """Words nobody understands cost no turn and no mood; the customer says so, and it is counted."""
    session = player(small.plain)
    before = session.state
    events = session.reply(text="blablabla")

    assert events[0] == Unheard(0, "blablabla")
    assert words(events) == ["Apa?"]
    assert not any(isinstance(event, MoodMoved) for event in events)
    assert (session.state.turn, session.state.mood, session.state.unheard) == (0, before.mood, 1)
    session.reply(text="blabla")
    assert session.state.unheard == 2
    session.reply("greet")
    assert session.state.unheard == 0


def test_choice_of_once_is_taken_once(small: SmallEncounters, player: MakePlayer) -> None:
    """A choice that is for once is not offered again, also after the talk has come back to its node."""
    session = player(small.plain)
    session.choose("stay")
    assert [choice.id for choice in small.plain.nodes["talk"].choices if choice in offers(session)] == [
        "on",
        "finish",
    ]
    session.choose("on")
    session.choose("back")

    assert "stay" not in {choice.id for choice in offers(session)}


def offers(session: Player) -> tuple[Choice, ...]:
    """Return what is offered where a session stands."""
    return offered_choices(session.encounter, session.state)


def test_conditional_choice_is_offered_when_it_holds(small: SmallEncounters, player: MakePlayer) -> None:
    """A choice with a condition is offered while the condition holds."""
    choices = (
        *small.plain.nodes["talk"].choices,
        Choice("late", "Ya.", when=Between("turn", 1, 99), goto="done"),
    )
    session = player(small.with_node(choices=choices))

    assert "late" not in {choice.id for choice in offers(session)}
    session.reply("greet")
    assert "late" in {choice.id for choice in offers(session)}


@pytest.mark.parametrize(
    ("effect", "expected"),
    [
        (Effect("letters", 1, False, 0, 3), [2, 3, 3]),
        (Effect("letters", -1, False, 0, 3), [0, 0, 0]),
        (Effect("letters", 2, True, 0, 3), [2, 2, 2]),
    ],
    ids=["+1", "-1", "2"],
)
def test_choice_sets_a_variable_within_its_range(
    effect: Effect, expected: list[int], small: SmallEncounters, player: MakePlayer
) -> None:
    """A choice adds to a variable or sets it, and its range holds."""
    choices = (Choice("write", "Saya catat.", goto="talk", effects=(effect,)),)
    encounter = replace(small.with_node(choices=choices), variables={"letters": Variable(0, 3, 1)})
    session = player(encounter)
    found: list[int] = []
    for _time in range(3):
        session.choose("write")
        found.append(session.state.variables["letters"])

    assert found == expected


def test_sub_dialogue_comes_back_to_its_caller(small: SmallEncounters, player: MakePlayer) -> None:
    """A sub-dialogue returns to where its caller goes on, one inside another too."""
    nodes = {
        "talk": replace(small.plain.nodes["talk"], choices=(Choice("on", "Ya.", goto="outer"),)),
        "outer": Node("outer", (Line("outer", ("A",)),), call="first", goto="more"),
        "first": Node("first", (Line("first", ("B",)),), call="identity", goto="second"),
        "second": Node("second", (Line("second", ("D",)),), choices=(Choice("ok", "Ya.", goto="return"),)),
        "identity": Node(
            "identity", (Line("identity", ("C",)),), choices=(Choice("id", "Ini.", goto="return"),)
        ),
    }
    session = player(small.with_nodes(nodes))
    session.choose("on")
    assert (session.state.node, session.state.calls) == ("identity", ("more", "second"))
    session.choose("id")
    assert (session.state.node, session.state.calls) == ("second", ("more",))
    events = session.choose("ok")

    assert (session.state.node, session.state.calls) == ("more", ())
    assert [event.node for event in events if isinstance(event, Entered)] == ["more"]


def test_sub_dialogue_may_return_right_after_its_own_call(small: SmallEncounters, player: MakePlayer) -> None:
    """A sub-dialogue whose last act is a call returns to its caller when that call does."""
    nodes = {
        "talk": replace(small.plain.nodes["talk"], choices=(Choice("on", "Ya.", goto="outer"),)),
        "outer": Node("outer", (), call="first", goto="more"),
        "first": Node("first", (), call="identity", goto="return"),
        "identity": Node("identity", (), choices=(Choice("id", "Ini.", goto="return"),)),
    }
    session = player(small.with_nodes(nodes))
    session.choose("on")
    session.choose("id")

    assert (session.state.node, session.state.calls) == ("more", ())


def test_talk_passes_through_nodes_that_wait_for_nobody(small: SmallEncounters, player: MakePlayer) -> None:
    """A node with nothing but `goto` is spoken and left in the same turn."""
    nodes = {
        "talk": replace(small.plain.nodes["talk"], choices=(Choice("on", "Ya.", goto="bridge"),)),
        "bridge": Node("bridge", (Line("bridge", ("Sebentar.",)),), goto="done"),
    }
    session = player(small.with_nodes(nodes))

    assert words(session.choose("on")) == ["Sebentar.", "Terima kasih."]
    assert session.state.outcome == "resolved"


def test_drawn_words_come_from_the_seed(small: SmallEncounters, player: MakePlayer) -> None:
    """A word of `vary` is the same all through a session, in lines and choices, and differs between seeds."""
    days = ("Senin", "Rabu", "Jumat")
    node = {
        "says": (Line("s", ("Hari {day}.",)),),
        "choices": (Choice("same", "Hari {day}?", goto="talk"),),
    }
    encounter = replace(small.with_node(**node), vary={"day": days})
    drawn: set[str] = set()
    for seed in range(12):
        session = player(encounter, seed)
        said = [event.text for event in session.events if isinstance(event, Said)]
        session.choose("same")
        said += [event.text for event in session.events if isinstance(event, Said)]
        assert len(set(said)) == 1
        drawn |= set(said)

    assert drawn == {f"Hari {day}." for day in days}


def test_equal_wordings_are_drawn_by_the_seed(small: SmallEncounters) -> None:
    """Of equal wordings each is said on some seed, and always the same on one."""
    encounter = small.with_node(says=(Line("s", ("Satu.", "Dua.")),))
    first = [words(start(encounter, seed)[1]) for seed in range(20)]

    assert first == [words(start(encounter, seed)[1]) for seed in range(20)]
    assert {text for texts in first for text in texts} == {"Satu.", "Dua."}


def test_reaction_is_spoken_once(small: SmallEncounters, player: MakePlayer) -> None:
    """Each of the lines for a cause is spoken at most once in a talk, before the scenario's own line."""
    lines = {**small.plain.persona.lines, "rude": (Line("rude.0", ("Hei!",)), Line("rude.1", ("Lagi!",)))}
    session = player(small.with_persona(lines=lines))

    assert [words(session.reply("rude")) for _time in range(3)] == [
        ["Hei!", "Jadi?"],
        ["Lagi!", "Jadi?"],
        ["Jadi?"],
    ]


def test_strongest_cause_is_remarked_on(small: SmallEncounters, player: MakePlayer) -> None:
    """Of several causes with words for them the one that moved most gets its line; a faint one gets none."""
    lines = {
        "greet": (Line("greet.0", ("Selamat pagi.",)),),
        "rude": (Line("rude.0", ("Hei!",)),),
        "limit": (Line("limit.0", ("Oh.",)),),
    }
    encounter = small.with_persona(lines={**small.plain.persona.lines, **lines})

    assert words(player(encounter).reply("greet", "rude"))[0] == "Hei!"
    assert words(player(encounter).reply("limit")) == ["Jadi?"]


def test_line_with_a_condition_waits_for_it(small: SmallEncounters, player: MakePlayer) -> None:
    """The first line whose condition holds is said on entering a node."""
    says = (Line("m.0", ("Tenang.",), Not(Past("shown", "rude"))), Line("m.1", ("Kesal.",)))
    more = replace(small.plain.nodes["more"], says=says)
    calm, cross = player(small.with_nodes({"more": more})), player(small.with_nodes({"more": more}))
    cross.reply("rude")

    assert words(calm.choose("on")) == ["Tenang."]
    assert words(cross.choose("on")) == ["Kesal."]


def test_offered_order_depends_on_the_seed_alone(small: SmallEncounters, player: MakePlayer) -> None:
    """Choices come in an order of the seed: the same whatever was said before, different on other seeds."""
    choices = tuple(Choice(name, name, goto="talk") for name in "abcde")
    encounter = small.with_node(choices=choices)
    orders: set[tuple[str, ...]] = set()
    for seed in range(10):
        session = player(encounter, seed)
        order = [choice.id for choice in offers(session)]
        session.reply("rude")
        session.choose("c")
        assert [choice.id for choice in offers(session)] == order
        assert sorted(order) == list("abcde")
        orders.add(tuple(order))

    assert len(orders) > 5


def test_unknown_choice_is_refused(small: SmallEncounters, player: MakePlayer) -> None:
    """A response that names no choice of the node is a mistake of the caller."""
    with pytest.raises(KeyError, match="nowhere"):
        player(small.plain).take(Response("Ya.", "nowhere"))


def test_ending_of_a_node_ends_with_its_own_words(small: SmallEncounters, player: MakePlayer) -> None:
    """An ending that the talk leads to is spoken and is where the session stands."""
    nodes = {"half": Node("half", (Line("half", ("Ya sudah.",)),), ending=Ending("partly", ""))}
    encounter = small.with_nodes(
        {**nodes, "talk": replace(small.plain.nodes["talk"], choices=(Choice("on", "Ya.", goto="half"),))}
    )
    session = player(encounter)

    assert words(session.choose("on")) == ["Ya sudah."]
    assert (session.state.outcome, session.state.ending) == ("partly", "half")
