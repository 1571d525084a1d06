"""Stories of Twine become scenarios: what they say is carried, and what cannot be is told."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.authoring.exchange.story import Lost
from roleplay.authoring.exchange.twee import read_twee
from roleplay.errors import RoleplayError

if TYPE_CHECKING:
    from tests.unit.authoring.exchange.conftest import Carrier


def test_a_story_for_sugarcube(carry: Carrier, stories: Path) -> None:
    """Words, links, numbers and ways of a SugarCube story are carried, and the rest is listed."""
    carried = carry.twee((stories / "sugarcube.twee").read_text(encoding="utf-8"))

    assert carried.errors == []
    assert (carried.file.title, carried.file.start and carried.file.start.value) == (
        "The lost card",
        "counter",
    )
    assert carried.says("counter") == [
        "Good morning. I have lost my card. I know you will help.",
        "Good morning. I have lost my card. You never help.",
        "Good morning. I have lost my card. Will you help?",
    ]
    assert carried.choices("counter") == {
        "I am sorry to hear that": "sorry",
        "No card: no service": "angry-man",
        '"Calm down"': "sorry",
        "Ask for the date": "date",
    }
    assert (carried.file.vars["patience2"].start, carried.file.vars["angry"].start) == (2, 1)
    assert carried.choices("sorry") == {"When was it?": "date"}
    assert carried.line("set: {angry") == "set: {angry: 0}"
    assert carried.nodes["chief"].ending is not None
    assert {
        *(
            '<<audio "bell" play>>',
            '<img src="card.png">',
            "''lost''",
            "$name",
            '$name to "Ali"',
            '$note to "x"',
        ),
        *("Chief", "[[Our site->https://example.org]]", ":: Story JavaScript [script]", ":: Good", "Lonely"),
    } <= set(carried.lost)
    assert "# nobody sees this" in carried.yaml
    assert "# tags: busy" in carried.yaml


def test_a_story_for_harlowe(carry: Carrier, stories: Path) -> None:
    """The same of a Harlowe story, hooks and all."""
    carried = carry.twee((stories / "harlowe.twee").read_text(encoding="utf-8"))

    assert carried.errors == []
    assert carried.says("start") == [
        "Saya mau tanya, kartu saya hilang. Tolong dibantu. tebal",
        "Saya mau tanya, kartu saya hilang. Percuma saja. tebal",
        "Saya mau tanya, kartu saya hilang. Bagaimana ini? tebal",
    ]
    assert carried.choices("start") == {
        "Tenang dulu, Pak": "marah",
        "Baik, Pak": "selesai",
        "Kapan hilangnya?": "selesai",
        "Saya tanyakan dulu": "selesai",
    }
    assert carried.file.vars["sabar"].start == 3
    assert carried.says("marah") == ["Saya tunggu.", "…"]
    assert carried.lost == ['(text-style: "bold")', '(either: "a", "b")', "$nama"]


@pytest.mark.parametrize(
    ("link", "text", "target"),
    [
        ("[[Hall]]", "Hall", "hall"),
        ("[[Go in->Hall]]", "Go in", "hall"),
        ("[[a -> b->Hall]]", "a -> b", "hall"),
        ("[[Hall<-Go in]]", "Go in", "hall"),
        ("[[Go in|Hall]]", "Go in", "hall"),
        ("[[ Go in -> Hall ]]", "Go in", "hall"),
        ("[[Q &amp; A->Hall]]", "Q & A", "hall"),
        ('<<link "Go in" "Hall">><</link>>', "Go in", "hall"),
        ("<<link [[Go in|Hall]]>><</link>>", "Go in", "hall"),
        ('<<button "Go in">><<goto "Hall">><</button>>', "Go in", "hall"),
        ('(link-goto: "Go in", "Hall")', "Go in", "hall"),
        ('(link: "Go in")[(go-to: "Hall")]', "Go in", "hall"),
    ],
)
def test_links(carry: Carrier, link: str, text: str, target: str) -> None:
    """A link in any of its forms becomes a choice, and nothing of it is lost."""
    carried = carry.twee(f":: Start\nHello.\n{link}\n:: Hall\nThe hall.")

    assert carried.choices("start") == {text: target}
    assert (carried.errors, carried.lost) == ([], [])


def test_headers(carry: Carrier) -> None:
    """Escapes in the name of a passage are undone, and what follows it is not part of it."""
    story = read_twee(':: A \\[b\\] \\q [one two] {"position":"1,2"}\nText.\n\n::Other\nMore.\n', "x")

    assert list(story.passages) == ["A [b] q", "Other"]
    assert story.start == "A [b] q"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (":: Start [one\nHello.", ":: Start [one"),
        (":: Start {broken\nHello.", ":: Start {broken"),
        (":: Start\nHello.\n:: [tag]\nNo name.", ":: [tag]"),
        (":: Start\nHello.\n:: StoryData\n{broken", ":: StoryData"),
        (":: Start\nHello.\n:: StoryMenu\nHello.", ":: StoryMenu"),
        (':: Start\nHello.\n:: StoryData\n{"start": "Gone"}', "Gone"),
        (':: Start\nHello.\n:: StoryData\n{"format": "Chapbook"}', "Chapbook"),
        (":: Start\n<<if $a > 1>>Hello.", "<<if $a > 1>>"),
        (':: Start\n<<if $a is "x">>Hello.<</if>>', '<<if $a is "x">>'),
        (":: Start\n<script>alert(1)</script>Hello.", "<script>"),
        (":: Start\n<<script>>alert(1)<</script>>Hello.", "<<script>>"),
        (":: Start\nHello. <% alert(1) %>", "<% alert(1) %>"),
        (":: Start\nHello. [there]<greeting|", "<greeting|"),
        (":: Start\nHello. |greeting>[there]", "|greeting>"),
        (":: Start\nHello. {a b}", "{a b}"),
        (":: Start\nHello. [[$where]]", "[[$where]]"),
        (":: Start\nHello. [img[a.png][Start]]", "[img[a.png][Start]]"),
        (":: Start\nHello. <<if $a>><<set $a to 1>><</if>>", "a = 1"),
        (':: Start\nHello. <<if visited("Gone")>>Again.<</if>>', "Gone"),
        (":: Start\nHello.\n[[a->Start]]", "Start"),
    ],
)
def test_what_is_lost_is_told(carry: Carrier, text: str, what: str) -> None:
    """What a scenario has no place for is listed, stands as a comment in the file, and does no harm."""
    carried = carry.twee(text)

    assert what in carried.lost
    assert f"# not carried: {what}" in carried.yaml
    assert carried.errors == []
    assert "Hello." in carried.says("start")[0]


def test_the_line_of_what_is_lost() -> None:
    """What is lost is told with its line in the file."""
    story = read_twee("words\n:: Start\r\none\r\ntwo <<a>>\r\n(if: $x > 1)[\n<<b>>]", "x")
    pieces = story.passages["Start"].pieces
    found = [(piece.what, piece.line) for piece in pieces if isinstance(piece, Lost)]

    assert found == [("<<a>>", 4)]
    assert any("<<b>>" in str(piece) and "line=6" in str(piece) for piece in pieces)


def test_a_file_without_passages() -> None:
    """A file in which nothing is a passage is refused with what to look for."""
    with pytest.raises(RoleplayError, match="no passage") as caught:
        read_twee("Just words.\n", "x")

    assert ":: Start" in caught.value.hint


def test_an_unknown_condition_drops_no_words(carry: Carrier) -> None:
    """Where a condition is not understood, all that hung on it stays."""
    carried = carry.twee(':: Start\n<<if $a is "x">>One.[[To->End]]<<else>>Two.<</if>>\n:: End\nBye.')

    assert carried.says("start") == ["One. Two."] or carried.says("start") == ["One.Two."]
    assert carried.choices("start") == {"To": "end"}


def test_what_is_set_in_a_passage_is_set_by_the_choices_that_lead_there(carry: Carrier) -> None:
    """What happens on coming to a passage, and on the way from it by itself, happens in the choice."""
    carried = carry.twee(
        ":: Start\nHi. [[Go->One][$a += 2]]\n"
        ':: One\n<<set $a += 1, $b to 4>>One. <<goto "Two">>\n:: Two\n<<set $b += 1>>Two.'
    )

    assert carried.line("set:") == 'set: {a: "+3", b: 5}'
    assert carried.nodes["one"].goto is not None


parts = st.sampled_from(
    [
        *("hello ", "[[a]]", "[[b->a]]", "[[a<-b]]", "[[x->nowhere]]", "[[", "]]", "[", "]", "{", "}", "{w}"),
        *("<<if $a gt 1>>", "<<if visited('b')>>", "<<elseif $b>>", "<<else>>", "<</if>>", "<<set $a += 1>>"),
        *(
            "<<set $turn to 3>>",
            '<<goto "a">>',
            '<<goto "b">>',
            '<<link "x" "c">>',
            "<</link>>",
            "<<x>>",
            "<<",
        ),
        *(
            "(if: $a > 1)[",
            "(else:)[",
            "(set: $a to 1)",
            '(go-to: "c")',
            '(link: "q")[',
            "(",
            ")",
            "$a",
            "''",
        ),
        *(
            "<b>",
            "<script>",
            "<!-- c -->",
            "<!-- id: on; shows: explain; once -->",
            "<!--",
            '"',
            "'",
            "\\",
            "#",
        ),
        *("\n", ": ", "- ", "&amp;", "\u202e", "\x07", "é", "中", "\n:: a\n", "\n:: b [outcome-resolved]\n"),
        *("\n:: c [goto]\n", "\n:: return\n", "\n:: StoryInit\n", '\n:: StoryData\n{"format":"Harlowe"}\n'),
    ]
)


@settings(max_examples=200, deadline=None)
@given(soup=st.lists(parts, max_size=60))
def test_any_soup_becomes_a_whole_scenario(carry: Carrier, soup: list[str]) -> None:
    """Whatever stands in a story, the scenario made of it has no error."""
    carried = carry.twee(":: Start\n" + "".join(soup))

    assert carried.errors == [], carried.yaml
    assert all(character.isprintable() or character == "\n" for character in carried.yaml)


@pytest.mark.parametrize("unit", ["[[a ", "<<a ", "<!--a", "/*ab", "/%ab"])
def test_what_is_never_closed_is_looked_for_once(unit: str) -> None:
    """A megabyte of openings costs seconds, not an hour."""
    begun = time.process_time()
    read_twee(":: Start\n" + unit * 250_000, "x")

    assert time.process_time() - begun < 15


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "[[a ",
            "<<if $a>>",
            "(if:(",
            "(if: $a)[x",
            "[",
            "<script>",
            "<!-- ",
            "//x ''y ",
            "$a ",
            "<a ",
            "&amp;",
        ),
        *("<<link 'a' 'b'>>", "<<elseif $a gt 2>>", "[[a]]<!-- b -->", "\n:: a\n", "\n:: [[{{\n", "{w} "),
    ],
)
def test_a_bomb_is_read(carry: Carrier, unit: str) -> None:
    """Ten thousand of anything are read in seconds: nothing is looked at again and again."""
    begun = time.process_time()
    carried = carry.twee(":: Start\n" + unit * 10_000)

    assert carried.errors == []
    assert time.process_time() - begun < 10
