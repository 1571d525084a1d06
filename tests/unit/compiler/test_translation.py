"""A translation is applied by path, and what is wrong with it is said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from roleplay.compiler.encounter import compile_encounter
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
    ("translated", "word"),
    [
        ("Unpaid, {Officer}.", "{Officer}"),
        ("Unpaid, {petugas}.", "{petugas}"),
        ("Unpaid, { officer }.", "{ officer }"),
        ("Unpaid, {officer.", "{officer."),
        ("Unpaid, officer}.", "officer}"),
        ("Unpaid, {{officer}}.", "{"),
        ("Unpaid, {officer} {}.", "{}"),
        ("Unpaid, {officer} {", "{"),
    ],
)
def test_broken_word_in_braces_is_an_error(translated: str, word: str, content: ContentFolder) -> None:
    """What a trainee would see as it stands is an error at its line; that language cannot be played."""
    content.put(
        "scenario", entry("nodes.arrival.says", "THR saya belum dibayar, {officer}.", translated), "po"
    )
    lines = (content.root / PO).read_text(encoding="utf-8").splitlines()
    (found,) = (item for item in content.check() if item.code in ("RP504", "RP505"))

    assert (found.code, found.severity, found.span.path) == ("RP505", Severity.ERROR, PO)
    assert f"'{word}'" in found.message
    assert "nodes.arrival.says" in lines[found.span.line - 1]
    assert compile_encounter(Library([content.root]), "thr", "pak-darto", "en").encounter is None
    content.compile("id")


def test_braces_of_the_source_are_meant(content: ContentFolder) -> None:
    """A brace that the source shows may stand in its translation, and so may the words that are drawn."""
    content.put("scenario", "summary: 'Tanda } di {day}.'\nbrief: 'Hari {day}.'\nvary: {day: [Senin]}\n")
    content.translate({"summary": "The sign } on {day}.", "brief": "It is {day}."})

    assert [item.code for item in content.check() if item.code.startswith("RP5")] == []


def test_words_in_braces_mean_nothing_in_a_rubric(content: ContentFolder) -> None:
    """In a rubric nothing is replaced, so nothing can be broken."""
    (content.root / "rubrics/service.en.po").write_text(
        entry("title", "Pelayanan", "Service {well}"), encoding="utf-8"
    )

    assert "RP505" not in [item.code for item in content.check()]


def test_other_languages_need_not_be_complete(content: ContentFolder) -> None:
    """In a language beside Indonesian and English a missing text is no fault, a stale or unsure one is."""
    path = content.root / "scenarios/thr/ms.po"
    path.write_text(
        entry("title", "THR belum dibayar", "Bonus belum dibayar")
        + "\n"
        + entry("summary", "Pekerja menanyakan hal lain.", "Pekerja bertanya.")
        + "\n"
        + entry("place", "Loket informasi", "Kaunter", "#, fuzzy\n"),
        encoding="utf-8",
    )

    assert [(item.code, item.span.path) for item in content.check()] == [
        ("RP503", "scenarios/thr/ms.po"),
        ("RP502", "scenarios/thr/ms.po"),
    ]
    encounter = content.compile("ms")
    assert (encounter.title, encounter.place) == ("Bonus belum dibayar", "Loket informasi")


def test_placeholders_are_checked_in_every_language(content: ContentFolder) -> None:
    """A broken word in braces is an error in whatever language there is a PO file."""
    (content.root / "personas/pak-darto.jv.po").write_text(
        entry("looks", "berdiri di depan loket", "ngadeg {ngarep}"), encoding="utf-8"
    )

    assert [(item.code, item.span.path) for item in content.check()] == [
        ("RP505", "personas/pak-darto.jv.po")
    ]


def test_byte_order_mark_is_no_fault(content: ContentFolder) -> None:
    """A PO file that a simple editor saved with a mark at its head is read."""
    content.translate()
    path = content.root / PO
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert content.check() == ()


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
