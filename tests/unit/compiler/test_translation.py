"""A translation is applied by path, and what is wrong with it is said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from roleplay.compiler.library import Library
from roleplay.diagnostics import Severity

if TYPE_CHECKING:
    from tests.unit.conftest import ContentFolder

PO = "scenarios/thr/en.po"


def entry(path: str, source: str, translated: str, flag: str = "") -> str:
    """Return an entry of a PO file."""
    return f'{flag}msgctxt "{path}"\nmsgid "{source}"\nmsgstr "{translated}"\n'


def test_texts_are_translated_by_path(content: ContentFolder) -> None:
    """Each text comes from the entry of its own path; cues are one entry, a cue a line."""
    content.put("scenario", "summary: THR belum dibayar\n")
    content.translate({"title": "Title", "summary": "Summary", "cards.deadline.tells": "seven days\na week"})
    encounter = content.compile("en")
    assert (encounter.title, encounter.summary) == ("Title", "Summary")
    assert encounter.cards["deadline"].tells.any == ("seven days", "a week")
    assert encounter.nodes["done"].says[0].texts == ("(en) Terima kasih.",)
    assert content.compile("id").title == "THR belum dibayar"


def test_untranslated_text_keeps_its_language(content: ContentFolder) -> None:
    """A missing, empty, fuzzy or stale entry leaves the source text in its place."""
    content.put("scenario", entry("title", "THR lama", "Old"), "po")
    assert content.compile("en").title == "THR belum dibayar"
    content.put("scenario", entry("title", "THR belum dibayar", "New", "#, fuzzy\n"), "po")
    assert content.compile("en").title == "THR belum dibayar"
    content.put("scenario", entry("title", "THR belum dibayar", ""), "po")
    assert content.compile("en").title == "THR belum dibayar"
    assert content.compile("en").summary == "(en) Pekerja menanyakan THR."


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (entry("title", "THR belum dibayar", ""), "RP502"),
        (entry("title", "THR belum dibayar", "Unpaid", "#, fuzzy\n"), "RP502"),
        (entry("title", "THR lama", "Old"), "RP503"),
        (entry("title", "THR belum dibayar", "Unpaid, {officer}"), "RP504"),
        (entry("nodes.arrival.says", "THR saya belum dibayar, {officer}.", "Unpaid."), "RP504"),
        (entry("nodes.arrival.says", "THR saya belum dibayar, {officer}.", "Unpaid, {Officer}."), "RP504"),
    ],
)
def test_gap_in_a_translation_is_a_warning(written: str, code: str, content: ContentFolder) -> None:
    """What is missing, stale or has other words in braces is reported once, and can be played."""
    content.put("scenario", written, "po")
    assert [(item.code, item.severity, item.span.path) for item in content.check()] == [
        (code, Severity.WARNING, PO)
    ]
    content.compile("en")


@pytest.mark.parametrize(
    ("damage", "line"),
    [
        (b'msgctxt "title"\nmsgid "a"\n\nhello\n', 4),
        (b'msgid "a "b" c"\nmsgstr "d"\n', 1),
        (b'msgctxt "title"\nmsgid "caf\xe9"\nmsgstr "x"\n', 1),
        (b"\x00\x01\x02", 1),
        (b"#" * 2_000_001, 1),
    ],
)
def test_damaged_translation_is_an_error_at_its_line(
    damage: bytes, line: int, content: ContentFolder
) -> None:
    """A PO file that cannot be read is one error; the source can still be played."""
    (content.root / PO).write_bytes(damage)
    found = [item for item in content.check() if item.code == "RP501"]
    assert [(item.span.path, item.span.line) for item in found] == [(PO, line)]
    content.compile("id")


def test_text_of_a_translation_is_never_taken_for_a_file(content: ContentFolder, tmp_path: Path) -> None:
    """A translation that holds nothing but the path of another file does not read that file."""
    other = tmp_path / "other.po"
    other.write_text(entry("title", "THR belum dibayar", "Stolen"), encoding="utf-8")
    (content.root / PO).write_text(str(other), encoding="utf-8")
    assert "RP501" in [item.code for item in content.check()]
    loaded = Library([content.root]).get("scenario", "thr", "en")
    assert loaded is not None
    assert "Stolen" not in str(loaded.file)
