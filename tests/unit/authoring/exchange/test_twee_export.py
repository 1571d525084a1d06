"""A scenario becomes a story for Twine that loses no node, choice or way."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from roleplay.authoring.exchange.twee_export import ifid, to_twee
from roleplay.cleaning import clean_line
from roleplay.schema.parts import LineFile, LinesFile

if TYPE_CHECKING:
    from roleplay.schema.scenario import ScenarioFile
    from tests.conftest import Shipped
    from tests.unit.authoring.exchange.conftest import Carrier


@pytest.fixture(scope="module")
def file(shipped: Shipped) -> ScenarioFile:
    """Return a shipped scenario."""
    return shipped.scenario("thr-dicicil", "en")


def test_the_identifier_stays_the_same() -> None:
    """An IFID is a UUID in capitals, the same for the same scenario and another for another."""
    assert ifid("a") == ifid("a") != ifid("b")
    assert str(uuid.UUID(ifid("a"))).upper() == ifid("a")


def test_what_twine_needs(file: ScenarioFile) -> None:
    """The file has a title, an IFID, a start, and a passage with its place for each node."""
    text = to_twee(file)
    headers = re.findall(r"^:: (\S+)", text, re.MULTILINE)

    assert headers == ["StoryTitle", "StoryData", *file.nodes]
    assert f'"ifid": "{ifid("thr-dicicil")}"' in text
    assert f'"start": "{file.start.value if file.start else next(iter(file.nodes))}"' in text
    places = re.findall(r'"position":"(\d+,\d+)"', text)
    assert len(set(places)) == len(file.nodes)
    assert to_twee(file) == text


def test_conditions_and_labels_stand_as_comments(file: ScenarioFile) -> None:
    """What Twine has no place for stands beside what it belongs to."""
    text = to_twee(file)

    for told in (
        "<!-- id: ",
        "; shows: ",
        "<!-- tells: [",
        "<!-- when: {",
        "<!-- hears: {",
        "<!-- model: ",
        "; stays -->",
    ):
        assert told in text
    assert text.count("<!--") == text.count("-->")


hostile = st.lists(
    st.sampled_from(
        [
            *(
                "a",
                " ",
                "[[",
                "]]",
                "[",
                "]",
                "->",
                "<-",
                "|",
                "<b>",
                "-->",
                "<!--",
                "//",
                "''",
                "**",
                "__",
                "$x",
                "&",
            ),
            *(
                "&amp;",
                "<<if $a>>",
                "(set: $a to 1)",
                "(go-to: 'x')",
                "{call}",
                "::",
                "\\",
                "/*",
                "*/",
                '"',
                "#",
                "!",
            ),
        ]
    ),
    min_size=1,
    max_size=12,
).map("".join)


@settings(max_examples=100, deadline=None)
@given(said=hostile, chosen=hostile)
def test_words_that_mean_something_to_twine(carry: Carrier, shipped: Shipped, said: str, chosen: str) -> None:
    """Whatever customer and officer say, a story format shows it, and it comes back as it was."""
    said, chosen = f"x{clean_line(said)}", f"y{clean_line(chosen)}"
    file = shipped.scenario("thr-dicicil")
    name, node = next(iter(file.nodes.items()))
    key, choice = next(iter(node.choices.items()))
    lines = LinesFile((LineFile(node.span, "", (said,)),))
    changed = replace(node, says=lines, choices={key: replace(choice, text=chosen)})
    carried = carry.twee(to_twee(replace(file, nodes={**file.nodes, name: changed})))

    assert carried.says(name) == [said]
    assert carried.nodes[name].choices[key].text == chosen
