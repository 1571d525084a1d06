"""Counting plays: what is hard, what tells trainees apart, what nobody takes, and what is too few to say."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.reporting.item_formulas import LEAST_FOR_CORRELATION, LEAST_PLAYS, Share
from roleplay.reporting.item_statistics import (
    ChoiceStatistics,
    ContestedWords,
    ItemTally,
    NodeStatistics,
    Quoted,
)
from roleplay.reporting.plays import Misheard, Occasion, Play, Words

CHOICES = ("good", "bad", "other")
ITEMS = {"ask": CHOICES}
BEST = frozenset(("good",))
FEW = LEAST_PLAYS
MANY = LEAST_FOR_CORRELATION


def took(*choices: str | None, offered: Sequence[str] = CHOICES) -> tuple[Occasion, ...]:
    """Return replies at the one node, None for typed ones."""
    return tuple(
        Occasion(
            "ask", choice, tuple(offered) if choice else (), BEST & set(offered) if choice else frozenset()
        )
        for choice in choices
    )


def play(
    *occasions: Occasion,
    total: int | None = 50,
    rest: int | None = 50,
    outcome: str | None = "resolved",
    unheard: Sequence[str] = (),
    contested: Sequence[Misheard] = (),
) -> Play:
    """Return a play that came to the one node."""
    return Play(
        visits={"ask": 1},
        occasions=occasions,
        total=total,
        rests={} if rest is None else {"ask": rest},
        unheard=tuple(Words("ask", text) for text in unheard),
        contested=frozenset(contested),
        outcome=outcome,
        last_node="ask",
    )


def counted(plays: Sequence[Play]) -> NodeStatistics:
    """Return the figures of the one node."""
    tally = ItemTally()
    for item in plays:
        tally.add(item)
    (node,) = tally.nodes(ITEMS)
    return node


def choice(node: NodeStatistics, name: str) -> ChoiceStatistics:
    """Return the figures of one choice."""
    return next(item for item in node.choices if item.choice == name)


def test_figures_by_hand() -> None:
    """Of 20 good trainees 15 take the best, of 20 poor ones 5: half do, r = ½, and means follow."""
    good = [play(*took("good"), total=90, rest=80)] * 15 + [play(*took("bad"), total=70, rest=80)] * 5
    poor = [play(*took("good"), total=50, rest=40)] * 5 + [play(*took("bad"), total=30, rest=40)] * 15
    node = counted([*good, *poor])

    assert (node.plays, node.times) == (40, 40)
    assert (node.difficulty.count, node.difficulty.of, node.difficulty.rate) == (20, 40, 0.5)
    assert (node.discrimination.value, node.discrimination.plays) == (0.5, 40)
    assert node.notes == ()
    assert [item.is_best for item in node.choices] == [True, False, False]
    assert [item.taken.count for item in node.choices] == [20, 20, 0]
    assert [item.mean_total for item in node.choices] == [80.0, 40.0, None]
    assert [item.correlation.value for item in node.choices] == [0.5, -0.5, None]
    assert [item.notes for item in node.choices] == [(), (), ("unused",)]


@pytest.mark.parametrize(
    ("right", "notes"), [(29, ("hard",)), (30, ()), (90, ()), (91, ("easy",)), (100, ("easy",))]
)
def test_difficulty_is_flagged_outside_its_bounds(right: int, notes: tuple[str, ...]) -> None:
    """Below 30 and above 90 percent of 100 plays a node is hard or easy."""
    plays = [play(*took("good" if place < right else "bad"), rest=None) for place in range(100)]

    assert counted(plays).notes == notes


@pytest.mark.parametrize(
    ("good", "poor", "value", "notes"),
    [(60, 40, 0.2, ()), (59, 40, 0.19, ("weak",)), (50, 50, 0.0, ("weak",)), (40, 60, -0.2, ("reversed",))],
)
def test_discrimination_is_flagged(good: int, poor: int, value: float, notes: tuple[str, ...]) -> None:
    """Below 0.2 a node tells little apart; clearly below 0 it is reversed. So many of 100 take the best."""
    plays = [play(*took("good" if place < good else "bad"), rest=80) for place in range(100)]
    plays += [play(*took("good" if place < poor else "bad"), rest=40) for place in range(100)]
    node = counted(plays)

    assert (node.discrimination.value, node.notes) == (value, notes)


def test_a_distractor_that_good_trainees_take_is_flagged() -> None:
    """Only a choice that is not the best, and only when it goes with good totals by more than chance."""
    plays = [play(*took("other" if place % 2 else "good"), rest=80) for place in range(40)]
    plays += [play(*took("bad" if place % 2 else "good"), rest=40) for place in range(40)]
    node = counted(plays)

    assert [item.notes for item in node.choices] == [(), (), ("attracts-good",)]
    assert choice(node, "other").correlation.value == pytest.approx(0.58)
    fewer = counted([*plays, *(play(*took("other"), rest=40) for _ in range(30))])
    assert choice(fewer, "other").correlation.value == pytest.approx(0.07)
    assert choice(fewer, "other").notes == ()


@pytest.mark.parametrize(("taken", "notes"), [(0, ("unused",)), (4, ("unused",)), (5, ())])
def test_a_distractor_that_hardly_anybody_takes(taken: int, notes: tuple[str, ...]) -> None:
    """Under 5 of 100 is hardly ever; a best choice that nobody takes is hard, not unused."""
    plays = [play(*took("bad" if place < taken else "other"), rest=None) for place in range(100)]
    node = counted(plays)

    assert choice(node, "bad").notes == notes
    assert (choice(node, "good").notes, node.notes) == ((), ("hard",))


@pytest.mark.parametrize("plays", [1, FEW - 1])
def test_below_the_least_plays_there_are_counts_alone(plays: int) -> None:
    """Nothing of a node or choice is a rate, a mean, a correlation or a flag, though a few replied often."""
    node = counted([play(*took("bad", "bad", "bad", None), total=90, rest=90, unheard=["hm"])] * plays)

    assert node.difficulty == Share(0, plays)
    assert node.typed == Share(2 * plays, 5 * plays)
    assert (node.discrimination.value, node.notes) == (None, ())
    for item in node.choices:
        assert (item.taken.rate, item.mean_total, item.correlation.value, item.notes) == (
            None,
            None,
            None,
            (),
        )
    assert choice(node, "bad").taken == Share(3 * plays, 3 * plays)


def test_at_the_least_plays_there_are_rates() -> None:
    """From the least number on, rates and means are told; a mean only of so many who took it."""
    node = counted([*[play(*took("good"), total=80)] * (FEW - 1), play(*took("bad"))])
    assert (node.difficulty.rate, choice(node, "good").mean_total) == (0.9, None)
    assert choice(node, "bad").taken.rate == 0.1
    node = counted([play(*took("good"), total=80)] * FEW)
    assert choice(node, "good").mean_total == 80


@pytest.mark.parametrize(("plays", "is_told"), [(MANY - 1, False), (MANY, True)])
def test_discrimination_needs_more_plays(plays: int, is_told: bool) -> None:
    """One play fewer than needed and nothing is said of discrimination."""
    node = counted(
        [play(*took("good" if place % 2 else "bad"), rest=80 if place % 2 else 40) for place in range(plays)]
    )

    assert (node.discrimination.value is not None) is is_told


def test_talks_without_an_end_count_for_choices_and_not_for_totals() -> None:
    """What was chosen was chosen; the total of a talk that was left means nothing."""
    left = [play(*took("good"), total=None, rest=None, outcome=None)] * MANY
    node = counted(left)

    assert node.difficulty.rate == 1.0
    assert (choice(node, "good").mean_total, node.discrimination.plays) == (None, 0)
    assert (node.paused, node.walked_out) == (MANY, 0)


def test_walk_outs_are_counted_where_the_last_reply_was_given() -> None:
    """A customer who left is told at the node of the reply before; a good end nowhere."""
    node = counted([play(*took("bad"), outcome="walked-out"), play(*took("good")), play(outcome=None)])

    assert (node.paused, node.walked_out, node.plays) == (1, 1, 3)


def test_only_the_first_reply_at_a_node_is_a_question() -> None:
    """Who takes the best at the second attempt has not found it; a typed first reply is no answer either."""
    node = counted([play(*took("bad", "good")), play(*took(None, "good")), play(*took("good", "bad"))])

    assert node.difficulty == Share(1, 2)
    assert choice(node, "good").taken == Share(3, 5)


def test_where_all_offered_is_best_there_is_no_question() -> None:
    """One choice alone, or several that are equally good, cannot be got wrong and tell nothing."""
    node = counted([play(*took("good", offered=("good",)))] * MANY)

    assert (node.difficulty, node.discrimination.plays) == (Share(0, 0), 0)
    assert choice(node, "good").taken.rate == 1.0


def test_a_choice_is_shared_among_the_times_it_was_offered() -> None:
    """A choice that was not there is not counted as not taken."""
    node = counted([*[play(*took("good"))] * 10, *[play(*took("good", offered=("good", "bad")))] * 10])

    assert choice(node, "bad").taken == Share(0, 20, 0.0, 0.0, 0.16)
    assert choice(node, "other").taken == Share(0, 10, 0.0, 0.0, 0.28)
    assert (choice(node, "other").plays, choice(node, "good").plays) == (10, 20)


def test_a_choice_that_was_never_offered_is_told_as_such() -> None:
    """It is neither the best nor unused."""
    node = counted([play(*took("good", offered=("good", "bad")))] * MANY)

    assert (choice(node, "other").is_best, choice(node, "other").notes) == (None, ())


def test_typed_and_unheard_replies() -> None:
    """Typed replies are counted against chosen ones, those not understood among them and quoted by number."""
    node = counted(
        [
            *[play(*took("good"), unheard=["eh", "apa"])] * 5,
            *[play(*took(None))] * 5,
            play(unheard=["apa"]),
        ]
    )

    assert (node.typed.count, node.typed.of) == (16, 21)
    assert node.unheard == (Quoted("apa", 6), Quoted("eh", 5))


def test_contested_words_come_most_contested_first() -> None:
    """Each label with its words and what it was heard by, once a play."""
    calm, sorry = Misheard("dismiss", "tenang", "cue"), Misheard("apologize", "maaf", "cue")
    tally = ItemTally()
    for words in ([sorry], [calm], [calm, sorry], [calm]):
        tally.add(play(contested=words))

    assert tally.contested() == (
        ContestedWords("dismiss", "tenang", "cue", 3),
        ContestedWords("apologize", "maaf", "cue", 2),
    )


def test_only_what_is_asked_for_is_told() -> None:
    """Choices of older content that are no longer there have no row; those nobody came to have one."""
    tally = ItemTally()
    tally.add(play(*took("good")))
    found = tally.nodes({"ask": ("good",), "new": ("first",)})

    assert [(item.node, [each.choice for each in item.choices]) for item in found] == [
        ("ask", ["good"]),
        ("new", ["first"]),
    ]
    assert found[1].plays == 0


REPLIES = st.lists(st.sampled_from((*CHOICES, None)), max_size=4)
ANY_PLAY = st.builds(
    lambda replies, total, rest, is_ended, unheard: play(
        *took(*replies),
        total=total if is_ended else None,
        rest=rest if is_ended else None,
        outcome="resolved" if is_ended else None,
        unheard=unheard,
    ),
    REPLIES,
    st.integers(0, 100),
    st.integers(0, 100),
    st.booleans(),
    st.lists(st.sampled_from(("eh", "apa", "hm")), max_size=2),
)
PLAYS = st.lists(ANY_PLAY, max_size=60)


@given(plays=PLAYS)
def test_shares_sum_to_one(plays: list[Play]) -> None:
    """Where all were always offered the shares are one together, and replies are chosen or typed."""
    node = counted(plays)
    chosen = sum(item.taken.count for item in node.choices)

    assert {item.taken.of for item in node.choices} == {chosen}
    assert node.typed.of == node.typed.count + chosen
    if chosen and choice(node, "good").taken.rate is not None:
        assert sum(item.taken.rate or 0 for item in node.choices) == pytest.approx(1, abs=0.016)


@given(plays=PLAYS, data=st.data())
def test_the_order_of_plays_changes_nothing(plays: list[Play], data: st.DataObject) -> None:
    """However the plays come, the very same figures come out."""
    assert counted(data.draw(st.permutations(plays))) == counted(plays)


@given(rests=st.lists(st.integers(0, 100), min_size=MANY, max_size=80), name=st.sampled_from(CHOICES))
def test_a_node_where_all_do_the_same_has_no_discrimination(rests: list[int], name: str) -> None:
    """What everybody gets right, or wrong, tells nobody apart."""
    node = counted([play(*took(name), rest=rest) for rest in rests])

    assert node.discrimination.value is None
    assert node.difficulty.rate == (1.0 if name == "good" else 0.0)
    assert all(item.correlation.value is None for item in node.choices)
