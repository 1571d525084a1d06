"""Templates are filled in so that what comes out can be read, whatever is put in."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.authoring.drafting import address_of, quoted, render, usual_title
from roleplay.cleaning import clean_line
from roleplay.content.layout import lay_out_bytes
from roleplay.content.read import read_bytes
from roleplay.content.tree import MapNode, TextNode
from roleplay.i18n import LANGUAGES

TEMPLATES: Final = ("scenario", "walkthrough", "persona", "type", "rubric")
WORDS: Final = {
    "ID": "a",
    "TITLE": '"A"',
    "ADDRESS": '"Ibu"',
    "CALL": '"Bu"',
    "PERSONAS": "[bu-sumi]",
    "TYPE": "angry",
    "RUBRIC": "service",
    "LEVEL": "1",
    "CHANNEL": "phone",
    "PLACE": "Telepon",
    "TODAY": "2026-11-24",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", TEMPLATES)
def test_templates_are_filled_in_and_laid_out(template: str, language: str) -> None:
    """No mark is left, the file is in the layout, and its first line names its schema for editors."""
    data = render(template, language, WORDS)

    assert lay_out_bytes(data, "a.yaml") == (data, ())
    assert data.startswith(b"# yaml-language-server: $schema=../")
    assert data.split(b"\n")[0].endswith(f"/schemas/{template}.schema.json".encode())
    assert b"@" not in data


@pytest.mark.parametrize("template", TEMPLATES)
def test_languages_are_alike(template: str) -> None:
    """The Indonesian template and the English one have the same names at their heads."""
    heads = []
    for language in LANGUAGES:
        document, _faults = read_bytes(render(template, language, WORDS), "a.yaml")
        assert document is not None
        assert isinstance(document.root, MapNode)
        heads.append([key.value for key, _value in document.root.entries])

    assert heads[0] == heads[1]


@given(st.text().map(clean_line))
def test_any_title_is_read_as_it_was_written(title: str) -> None:
    """Quotes, backslashes, marks and signs in a title are nothing but text."""
    document, _faults = read_bytes(render("rubric", "en", {**WORDS, "TITLE": quoted(title)}), "a.yaml")
    assert document is not None
    assert isinstance(document.root, MapNode)
    values = {key.value: value for key, value in document.root.entries}

    assert isinstance(values["title"], TextNode)
    assert values["title"].value == title


def test_titles_come_from_ids() -> None:
    """What is not titled is called by its id, a person with capitals."""
    assert usual_title("scenario", "kartu-hilang") == "Kartu hilang"
    assert usual_title("persona", "bu-rini_k") == "Bu Rini K"


@pytest.mark.parametrize(
    ("name", "language", "address"),
    [
        ("Bu Rini", "id", ("Ibu", "Bu")),
        ("Pak Budi", "id", ("Bapak", "Pak")),
        ("Rini", "id", ("Rini", "Rini")),
        ("Mr. Hall", "en", ("Mr. Hall", "sir")),
        ("Ms Hall", "en", ("Ms Hall", "ma'am")),
        ("Robin", "en", ("Robin", "Robin")),
    ],
)
def test_people_are_addressed_by_their_names(name: str, language: str, address: tuple[str, str]) -> None:
    """A name says how its bearer is addressed, and where it does not, it is used itself."""
    assert address_of(name, language) == address
