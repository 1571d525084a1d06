"""What translators are told of each text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roleplay.authoring.translator_notes import noted
from roleplay.compiler.library import TRANSLATED, Library
from roleplay.content.find import Kind
from roleplay.i18n import speaking

if TYPE_CHECKING:
    from tests.conftest import Shipped
    from tests.unit.conftest import ContentFolder

NAMES: dict[Kind, str] = {"scenario": "thr", "persona": "pak-darto", "type": "angry", "rubric": "service"}


def notes(content: ContentFolder, kind: Kind) -> dict[str, list[str]]:
    """Return the notes on the texts of a file, by path, in English."""
    loaded = Library([content.root]).get(kind, NAMES[kind], "id")
    assert loaded is not None
    assert loaded.file is not None, loaded.diagnostics
    with speaking("en"):
        return {text.path: text.note.split("\n") for text in noted(kind, loaded.file, loaded.texts)}


def test_a_choice_says_what_it_shows(content: ContentFolder) -> None:
    """A reply of the officer is told as one, with its place, labels, substance and placeholders."""
    assert notes(content, "scenario")["nodes.arrival.choices.explain.text"] == [
        "The officer's reply 'explain' at 'arrival'.",
        "It shows: explain",
        "It tells: deadline",
        "Keep as it stands: {call}",
    ]


@pytest.mark.parametrize(
    ("kind", "path", "words"),
    [
        ("scenario", "title", "title"),
        ("scenario", "nodes.arrival.says", "customer says it at 'arrival'"),
        ("scenario", "nodes.done.ending.debrief", "Debrief"),
        ("scenario", "cards.deadline.text", "Card 'deadline'"),
        ("scenario", "cards.deadline.tells", "Cues"),
        ("scenario", "knows.since.says", "asked for 'since'"),
        ("scenario", "wrong.voluntary.note", "why 'voluntary' is wrong"),
        ("scenario", "goals.told.text", "goal"),
        ("persona", "call", "{call}"),
        ("persona", "needs", "Debrief"),
        ("type", "lines.again", "nothing has moved"),
        ("type", "limits.leave.says", "'leave'"),
        ("rubric", "criteria.clarity.anchors.5", "level 5 of 'clarity'"),
    ],
)
def test_every_text_says_where_it_is_read(kind: Kind, path: str, words: str, content: ContentFolder) -> None:
    """The first line of a note says who says a text, or where it is read."""
    assert words in notes(content, kind)[path][0]


def test_a_line_says_when_it_is_said(content: ContentFolder) -> None:
    """A line with a condition carries it, as the author wrote it, on each of its wordings."""
    content.put(
        "type",
        "lines:\n"
        "  again: ['Jadi?', {when: {mood: [venting, furious], not: {type: calm}}, text: [Jawab!, Apa!]}]\n"
        "  unheard: 'Apa?'\n",
    )
    found = notes(content, "type")
    said = "Said when: mood: [venting, furious], not: {type: calm}"

    assert said in found["lines.again.2.text.1"]
    assert said in found["lines.again.2.text.2"]
    assert found["lines.again.1"] == ["The customer says it when nothing has moved."]


def test_lists_of_cues_say_what_they_are_for(content: ContentFolder) -> None:
    """Cues say how they are written; silencing ones and test sentences are told apart."""
    content.put(
        "scenario",
        "knows: {since: {says: Mei., asks: {any: [sejak kapan], not: [kapan saja], yes: [Sejak kapan?]}}}\n",
    )
    found = notes(content, "scenario")

    assert "One a line" in found["knows.since.asks.any"][1]
    assert "silence" in found["knows.since.asks.not"][2]
    assert "must be heard" in found["knows.since.asks.yes"][2]


def test_every_text_that_is_shipped_has_a_note(shipped: Shipped) -> None:
    """No text of the library stands before a translator without a word on it, in either language."""
    bare = []
    for language in ("id", "en"):
        for ref in shipped.library.refs:
            if ref.kind in TRANSLATED:
                loaded = shipped.library.load(ref, "id")
                assert loaded.file is not None
                with speaking(language):
                    texts = noted(ref.kind, loaded.file, loaded.texts)
                bare += [f"{ref.name} {text.path}" for text in texts if not text.note.strip()]
                bare += [text.note for text in texts if text.note.startswith("Keep as it stands")]

    assert bare == []
