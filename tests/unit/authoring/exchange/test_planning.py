"""A plan has safe names, and is mended where a story does what a talk cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.authoring.exchange.names import Names, slug
from roleplay.authoring.exchange.tongue import guessed_language
from roleplay.schema.convert import ID

if TYPE_CHECKING:
    from tests.unit.authoring.exchange.conftest import Carrier


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Angry Man", "angry-man"),
        ("  Don't! ", "dont"),
        ("Café nº 5", "cafe-no-5"),
        ("kept_as-it-is", "kept_as-it-is"),
        ("中文", ""),
        ("---", ""),
        ("x" * 500, "x" * 56),
    ],
)
def test_names_of_titles(title: str, name: str) -> None:
    """A name is made of the letters and digits of a title."""
    assert slug(title) == name


@given(titles=st.lists(st.text(max_size=70), max_size=30))
def test_names_are_safe_and_unique(titles: list[str]) -> None:
    """Whatever the titles, every name is one that a scenario takes, and none comes twice or is reserved."""
    names = Names(("return", "any"))
    made = [names.unique(slug(title) or "passage") for title in titles]

    assert all(ID.match(name) for name in made)
    assert len(set(made)) == len(made)
    assert not {"return", "any"} & set(made)


def test_reserved_names_are_not_given(carry: Carrier) -> None:
    """A passage named like what ends a sub-dialogue, and a variable named like a mood, get other names."""
    carried = carry.twee(
        ":: return\nHi.<<if $trust gt 1>>Ho.<</if>>\n[[any]]\n:: any\n[[return]]\n[[End]]\n:: End\nBye."
    )

    assert {"return-2", "any-2"} <= set(carried.nodes)
    assert list(carried.file.vars) == ["story-trust"]
    assert carried.errors == []


def test_names_of_other_letters(carry: Carrier) -> None:
    """Titles of which no letter can be used get names all the same, and are told beside them."""
    carried = carry.twee(":: Start\nHi.\n[[中文]]\n[[日本]]\n:: 中文\nOne.\n:: 日本\nTwo.")

    assert carried.choices("start") == {"中文": "passage", "日本": "passage-2"}
    assert "# 中文" in carried.yaml


def test_a_dead_end_is_an_ending_to_be_filled_in(carry: Carrier) -> None:
    """Where a story leads no further the talk ends, and the outcome is asked for."""
    carried = carry.twee(":: Start\nHi.\n[[End]]\n:: End [outcome-resolved]\nBye.\n[[Other]]\n:: Other\nEnd.")
    ending = carried.nodes["other"].ending

    assert ending is not None
    assert ending.outcome == "unresolved"
    assert "outcome: unresolved  # fill in" in carried.yaml


def test_every_outcome_of_a_limit_has_an_ending(carry: Carrier) -> None:
    """The persona can walk out of any story; a passage that is tagged so is where that leads."""
    untagged = carry.twee(":: Start\nHi.")
    tagged = carry.twee(":: Start\nHi.\n:: Gone [outcome-walked-out]\nHe left.")

    assert "walked-out" in untagged.nodes
    assert untagged.errors == []
    assert set(tagged.nodes) == {"start", "gone"}
    assert tagged.errors == []


def test_a_circle_without_an_end_gets_a_way_out(carry: Carrier) -> None:
    """Passages that only lead to each other get one choice that ends the talk."""
    carried = carry.twee(":: Start\nHi.\n[[A]]\n:: A\nA.\n[[B]]\n:: B\nB.\n[[A]]")
    ends = [name for name in ("start", "a", "b") if "ending" in carried.choices(name).values()]

    assert len(ends) == 1
    assert carried.errors == []
    assert len(carried.lost) == 1


def test_a_circle_of_jumps_waits_for_an_answer(carry: Carrier) -> None:
    """Passages that jump in a circle get a choice, and a way out."""
    carried = carry.twee(':: Start\nA.<<goto "B">>\n:: B\nB.<<goto "Start">>')

    assert carried.errors == []
    assert "go-on" in carried.yaml


def test_a_node_never_runs_out_of_choices(carry: Carrier) -> None:
    """Where every choice has a condition, the last one is always offered, and its author is told."""
    carried = carry.twee(":: Start\nHi.<<if $a>>[[One->End]][[Two->End]]<</if>>\n:: End\nBye.")
    choices = carried.nodes["start"].choices

    assert [choice.when is None for choice in choices.values()] == [False, True]
    assert carried.lost == ["Two"]


def test_conditional_jumps_become_choices(carry: Carrier) -> None:
    """Where a jump hangs on a condition, choices stand in, so that nothing behind it is lost."""
    carried = carry.twee(
        ':: Start\n<<if $a gt 2>><<goto "Good">><<else>><<goto "Bad">><</if>>\n:: Good\nG.\n:: Bad\nB.'
    )

    assert carried.choices("start") == {"… (good)": "good", "… (bad)": "bad"}
    assert carried.line("when:") == 'when: {a: "> 2"}'
    assert carried.errors == []


def test_what_nothing_leads_to_stands_as_a_comment(carry: Carrier) -> None:
    """A passage that cannot be reached is kept, commented out, with all that is in it."""
    carried = carry.twee(":: Start\nHi.\n:: Alone\nNobody hears this.\n[[Start]]")

    assert "alone" not in carried.nodes
    assert '#     says: "Nobody hears this."' in carried.yaml
    assert carried.lost == ["Alone"]


def test_a_visit_to_what_is_no_node_is_given_up(carry: Carrier) -> None:
    """A condition on a passage that stands as a comment is told; what hung on it as a text is left out."""
    carried = carry.twee(
        ":: Start\n<<if visited('Alone')>>Again. [[One->End]]<</if>>Hi. [[Two->End]]\n"
        ":: End\nBye.\n:: Alone\nNo."
    )

    assert carried.says("start") == ["Hi."]
    assert [choice.when for choice in carried.nodes["start"].choices.values()] == [None, None]
    assert {"One", "Again. Hi."} <= set(carried.lost)
    assert carried.errors == []


def test_choices_of_other_cases_exclude_each_other(carry: Carrier) -> None:
    """A choice that stands under `else` is offered when nothing before it holds."""
    carried = carry.twee(
        ":: Start\nHi. <<if $a gt 5>>[[A->End]]<<elseif $a gt 2>>[[B->End]]<<else>>[[C->End]]<</if>>"
        "[[D->End]]\n:: End\nBye."
    )
    whens = [line.strip() for line in carried.yaml.splitlines() if line.strip().startswith("when:")]

    assert whens == [
        'when: {a: "> 5"}',
        'when: {all: [{a: "<= 5"}, {a: "> 2"}]}',
        'when: {all: [{a: "<= 5"}, {a: "<= 2"}]}',
    ]


def test_texts_on_conditions_keep_their_meaning(carry: Carrier) -> None:
    """Two conditions on the words of one passage make four lines, in the right order."""
    carried = carry.twee(":: Start\n<<if $a gt 1>>A<<else>>a<</if>> <<if $b gt 1>>B<<else>>b<</if>>\n")

    assert carried.says("start") == ["A B", "A b", "a B", "a b"]
    assert [line.when is None for line in carried.nodes["start"].says.lines] == [False, False, False, True]


def test_too_many_conditions_on_one_text_are_told(carry: Carrier) -> None:
    """What would make more than eight lines of one text is listed instead."""
    carried = carry.twee(":: Start\n" + "".join(f"<<if $v{n} gt 1>>yes{n} <</if>>" for n in range(5)) + "Hi.")

    assert len(carried.says("start")) == 8
    assert carried.lost == ["yes3", "yes4"]


def test_words_in_braces(carry: Carrier) -> None:
    """Words that stand for the persona stay, others are declared, and what is no word loses its braces."""
    carried = carry.twee(":: Start\nHi {call}, on {day}, {not a word}, {}.")

    assert carried.says("start") == ["Hi {call}, on {day}, not a word, ."]
    assert dict(carried.file.vary) == {"day": ("day",)}
    assert carried.errors == []


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        (["Saya mau tanya, apa kartu ini sudah jadi?"], "id"),
        (["I want to ask whether this card is ready."], "en"),
        (["Lorem ipsum dolor."], None),
        ([], None),
    ],
)
def test_the_language_of_a_story(texts: list[str], language: str | None) -> None:
    """Indonesian and English are told apart by their small words, and nothing else is guessed."""
    assert guessed_language(texts) == language
