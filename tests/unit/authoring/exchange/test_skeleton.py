"""What is written reads back as what was meant, whatever stands in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.authoring.exchange.plan import Line
from roleplay.authoring.exchange.planning import planned
from roleplay.authoring.exchange.skeleton import Frame, quoted, skeleton
from roleplay.authoring.exchange.story import Passage, Said, Story
from roleplay.cleaning import clean_line
from roleplay.content.read import read_bytes
from roleplay.content.tree import MapNode, TextNode

if TYPE_CHECKING:
    from tests.unit.authoring.exchange.conftest import Carrier


@pytest.mark.parametrize(
    "text",
    [
        *(
            "no: yes",
            "# no comment",
            "- no list",
            "{no: map}",
            "[no, list]",
            "*mark",
            "&mark",
            "!tag",
            "%directive",
        ),
        *(
            "'single'",
            '"double"',
            "back\\slash",
            "a # b",
            "...",
            "---",
            "null",
            "true",
            "0x1F",
            "2026-11-24",
            "@x",
        ),
        *("| pipe", "> fold", "` tick", "tab\there", "emoji 😀", "\u2028line", "trailing\\", "?", "~"),
    ],
)
def test_any_text_is_quoted(text: str) -> None:
    """A text that means something in YAML is read back as the text it is."""
    document, faults = read_bytes(f"a: {quoted(text)}\n".encode(), "x")

    assert faults == ()
    assert document is not None
    assert isinstance(document.root, MapNode)
    assert document.root.entries[0][1] == TextNode(clean_line(text), document.root.entries[0][1].span)


@settings(deadline=None)
@given(text=st.text(max_size=80), title=st.text(max_size=40))
def test_texts_survive(text: str, title: str) -> None:
    """Whatever a passage says, and whatever it and its story are called, the file can be read."""
    story = Story(title, "k", {"k": Passage(title, (Said(text),))})
    plan = planned(story, ("walked-out",))
    plan.nodes[plan.start].says = [Line(None, text)]
    written = skeleton(plan, Frame("story", "en", "r", "p", title))
    document, faults = read_bytes(written.encode(), "x")

    assert faults == ()
    assert document is not None


def test_what_the_author_has_to_add_is_told(carry: Carrier) -> None:
    """The file says what is to be filled in: at its head, and in each place."""
    carried = carry.twee(":: Start\nHi.\n[[Go->End]]\n:: End\nBye.")

    for told in (
        "cards:",
        "goals:",
        "shows",
        "fill in: who comes with what",
        "fill in: how does it end here?",
    ):
        assert told in carried.yaml
    assert carried.line("# shows") == "# shows: []"
    assert all(len(line) <= 110 for line in carried.yaml.splitlines() if line.strip().startswith("#"))


def test_names_that_are_numbers_to_others_are_quoted(carry: Carrier) -> None:
    """A node named `no` or `12` is a name to every reader of YAML."""
    carried = carry.twee(":: no\nHi.\n[[12]]\n:: 12\nBye.")

    assert '  "no":' in carried.yaml
    assert '  "12":' in carried.yaml
    assert {"no", "12"} <= set(carried.nodes)
