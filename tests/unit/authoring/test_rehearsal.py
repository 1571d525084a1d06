"""An author's replies are given again to whatever the files say by then."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from roleplay.authoring.rehearsal import Rehearsal, Reply, begin, choose, offers, rehearse, say
from roleplay.domain.condition import Between, Past
from roleplay.domain.cues import CueTable
from roleplay.domain.encounter import Choice
from roleplay.domain.events import Said
from roleplay.domain.response import Response
from roleplay.engine import offered_choices
from roleplay.hearing import Ear

if TYPE_CHECKING:
    from tests.conftest import SmallEncounters

ON, STAY, FINISH = Reply("Baik.", "on"), Reply("Hm.", "stay"), Reply("Selesai.", "finish")


def taken(talk: Rehearsal, name: str) -> Rehearsal:
    """Return the talk after a choice that is offered."""
    return choose(talk, next(choice for choice in talk.choices if choice.id == name))


def test_the_same_replies_make_the_same_talk(small: SmallEncounters, ear: Ear) -> None:
    """Choices and typed words, given again one after the other, lead to the same states and words."""
    talk = say(taken(taken(begin(small.plain, 3), "stay"), "on"), "Selamat pagi, Pak.", ear)
    again, loss = rehearse(small.plain, 3, (STAY, ON, Reply("Selamat pagi, Pak.")), lambda: ear)

    assert loss is None
    assert again == talk
    assert [turn.response.choice for turn in again.turns] == ["stay", "on", None]
    assert again.events == (*again.opening, *(event for turn in again.turns for event in turn.events))
    assert again.turns[-1].response.shows == ("greet",)


def test_words_are_heard_as_a_trainee_s_would_be(small: SmallEncounters) -> None:
    """The ear is told the place, what the customer said last, and the number of the reply."""
    asked: list[dict[str, object]] = []

    class Recorder(Ear):
        def hear(self, text: str, **about: object) -> Response:
            asked.append(about)
            return Response(text, None, ("greet",))

    say(taken(begin(small.plain, 1), "on"), "Pagi.", Recorder(CueTable("id", {})))

    assert asked == [{"encounter": small.plain, "node": "more", "citizen": "Lalu?", "turn": 2}]


def test_words_that_nobody_understands_are_replies_too(small: SmallEncounters, ear: Ear) -> None:
    """They cost no turn, but are given again: the next version of the cues may understand them."""
    talk = say(begin(small.plain, 1), "zzz", ear)

    assert (len(talk.turns), talk.state.turn, talk.state.unheard) == (1, 0, 1)
    assert rehearse(small.plain, 1, (Reply("zzz"),), lambda: ear) == (talk, None)


def test_choices_need_no_ear(small: SmallEncounters, no_ear: Callable[[], Ear]) -> None:
    """A talk of choices alone is given again without hearing anything."""
    talk, loss = rehearse(small.plain, 1, (ON, FINISH), no_ear)

    assert (talk.state.outcome, loss) == ("resolved", None)


def test_new_words_are_heard_at_the_same_place(small: SmallEncounters, no_ear: Callable[[], Ear]) -> None:
    """With another text in the file the talk stands where it stood, and says the new text."""
    more = small.plain.nodes["more"]
    line = replace(more.says[0], texts=("Lantas?",))
    talk, loss = rehearse(small.with_nodes({"more": replace(more, says=(line,))}), 1, (ON,), no_ear)

    assert loss is None
    assert [event.text for event in talk.last_events if isinstance(event, Said)] == ["Lantas?"]


def test_a_choice_that_is_gone(small: SmallEncounters, no_ear: Callable[[], Ear]) -> None:
    """The talk stops before the first choice that is not there any more, and names it and the place."""
    more = small.plain.nodes["more"]
    changed = small.with_nodes({"more": replace(more, choices=more.choices[1:])})
    talk, loss = rehearse(changed, 1, (STAY, ON, FINISH), no_ear)

    assert loss is not None
    assert (len(talk.turns), talk.state.node) == (2, "more")
    assert (loss.number, loss.reply, loss.because) == (3, FINISH, ())
    assert "'more'" in loss.message
    assert "'finish'" in loss.message


def test_a_choice_that_is_not_offered_any_more(small: SmallEncounters, no_ear: Callable[[], Ear]) -> None:
    """Where its condition does not hold now, each part of it is told with its value."""
    first = small.plain.nodes["talk"].choices[0]
    changed = small.with_node(choices=(replace(first, when=Past("told", "one")), *_others(small)))
    talk, loss = rehearse(changed, 1, (ON,), no_ear)

    assert loss is not None
    assert (talk.turns, loss.number) == ((), 1)
    assert [(reason.text, reason.holds) for reason in loss.because] == [
        ("'one' has not been told yet", False)
    ]


def test_a_choice_that_can_be_taken_once(small: SmallEncounters, no_ear: Callable[[], Ear]) -> None:
    """A choice that its author has made one for once alone is not taken again."""
    talk, loss = rehearse(small.plain, 1, (STAY, STAY), no_ear)

    assert loss is not None
    assert (len(talk.turns), loss.number) == (1, 2)
    assert "once" in loss.message


def test_a_talk_that_ends_earlier(small: SmallEncounters, no_ear: Callable[[], Ear]) -> None:
    """Replies after the end are lost, also typed ones, and the end is the last that stands."""
    first = small.plain.nodes["talk"].choices[0]
    changed = small.with_node(choices=(replace(first, goto="done"), *_others(small)))
    for last in (FINISH, Reply("Selamat pagi.")):
        talk, loss = rehearse(changed, 1, (ON, last), no_ear)
        assert loss is not None
        assert (talk.state.outcome, loss.number, loss.reply) == ("resolved", 2, last)
        assert "ended" in loss.message


def test_every_choice_is_told_with_why(small: SmallEncounters) -> None:
    """Offered or not, a choice is listed in the author's order with the condition that decides."""
    conditions = {"a": Between("tension", 0, 59), "b": Between("tension", 60, 100), "c": None}
    choices = tuple(Choice(name, name, when=when, is_once=True) for name, when in conditions.items())
    talk = begin(small.with_node(choices=choices), 1)
    before = offers(talk.encounter, talk.state)
    after = offers(talk.encounter, taken(talk, "c").state)

    assert [offer.choice.id for offer in before] == ["a", "b", "c"]
    assert [offer.is_offered for offer in before] == [True, False, True]
    assert [offer.is_used for offer in after] == [False, False, True]
    assert [len(offer.because) for offer in before] == [1, 1, 0]
    assert [offer.is_offered for offer in after] == [True, False, False]


@given(st.lists(st.integers(0, 9), max_size=9), st.integers(0, 99))
def test_whatever_was_played_is_played_again(small: SmallEncounters, places: list[int], seed: int) -> None:
    """A talk that could be played can be played again, on any seed, to the very same end."""
    talk = begin(small.plain, seed)
    for place in places:
        if offered := offered_choices(small.plain, talk.state):
            talk = choose(talk, offered[place % len(offered)])
    replies = [Reply(turn.response.text, turn.response.choice) for turn in talk.turns]

    assert rehearse(small.plain, seed, replies, lambda: Ear.__new__(Ear)) == (talk, None)


def _others(small: SmallEncounters) -> tuple[Choice, ...]:
    return small.plain.nodes["talk"].choices[1:]
