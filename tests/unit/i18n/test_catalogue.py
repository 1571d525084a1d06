"""The Indonesian catalogue says everything that the source says; others say part of it, and nothing else."""

import re
from functools import cache
from pathlib import Path
from typing import Final

import polib
import pytest
from babel.messages.extract import extract_from_dir

import roleplay

SOURCE: Final = Path(roleplay.__file__).parent
LOCALES: Final = SOURCE / "i18n" / "locales"
CATALOGUE: Final = LOCALES / "id" / "LC_MESSAGES" / "roleplay.po"
OTHERS: Final = sorted(path for path in LOCALES.glob("*/LC_MESSAGES/roleplay.po") if path != CATALOGUE)
KEYWORDS: Final = {"_": None, "N_": None, "ngettext": (1, 2)}
FIELD: Final = re.compile(r"\{\{|\}\}|\{(\w*)\}")


@cache
def messages() -> frozenset[str]:
    """Return every message of the source; of one with a plural, the singular."""
    found = extract_from_dir(SOURCE, [("**.py", "python")], keywords=KEYWORDS)
    return frozenset(text if isinstance(text, str) else text[0] for _, _, text, _, _ in found)


@cache
def catalogue() -> polib.POFile:
    """Return the Indonesian catalogue."""
    return polib.pofile(str(CATALOGUE))


def translations(entry: polib.POEntry) -> tuple[str, ...]:
    """Return what a message is translated by, in every plural form."""
    return tuple(entry.msgstr_plural.values()) if entry.msgid_plural else (entry.msgstr,)


def test_the_source_has_messages() -> None:
    """The messages are found at all: those of the code, of tables, and of faults of content."""
    assert {"Interrupted.", "Greeting", "There is no such file.", "a text", "{count} reply"} <= messages()


def test_every_message_is_in_the_catalogue() -> None:
    """No message of the source is missing."""
    assert messages() - {entry.msgid for entry in catalogue()} == set()


def test_no_message_is_left_over() -> None:
    """Nothing is translated that the source no longer says."""
    assert {entry.msgid for entry in catalogue()} - messages() == set()
    assert not catalogue().obsolete_entries()


def test_every_message_is_translated() -> None:
    """Every message has a translation that nobody doubts."""
    open_ones = [entry.msgid for entry in catalogue() if entry.fuzzy or not all(translations(entry))]
    assert open_ones == []


@pytest.mark.parametrize("entry", catalogue(), ids=lambda entry: entry.msgid[:40])
def test_translation_fills_in_the_same_words(entry: polib.POEntry) -> None:
    """A translation has the same places to fill in as its message, or formatting it would fail."""
    wanted = set(FIELD.findall(entry.msgid)) - {""}
    assert [set(FIELD.findall(text)) - {""} for text in translations(entry)] == [wanted] * len(
        translations(entry)
    )


def name_of(path: Path) -> str:
    """Return the language of a catalogue."""
    return path.parents[1].name


def test_there_is_a_language_in_part() -> None:
    """Malay comes with the program: play, feedback and debrief, which is less than everything."""
    (malay,) = (polib.pofile(str(path)) for path in OTHERS if name_of(path) == "ms")
    translated = [entry for entry in malay if all(translations(entry))]

    assert 80 <= len(translated) <= len(messages())


@pytest.mark.parametrize("path", OTHERS, ids=name_of)
def test_other_catalogues_are_sound(path: Path) -> None:
    """A catalogue in part has nothing unsure or left over, the same places to fill in, and whole plurals.

    A plural without a translation would be compiled in English and hide the Indonesian one.
    """
    catalogue = polib.pofile(str(path))
    translated = [entry for entry in catalogue if any(translations(entry))]

    assert {entry.msgid for entry in catalogue} - messages() == set()
    assert [entry.msgid for entry in catalogue if entry.fuzzy or entry.obsolete] == []
    assert [entry.msgid for entry in catalogue if entry.msgid_plural and not all(translations(entry))] == []
    assert [
        entry.msgid
        for entry in translated
        if any(set(FIELD.findall(text)) != set(FIELD.findall(entry.msgid)) for text in translations(entry))
    ] == []


@pytest.mark.parametrize("path", [CATALOGUE, *OTHERS], ids=name_of)
def test_decimal_sign_is_one_sign(path: Path) -> None:
    """Each language says how it writes one and a half; its decimal sign is taken from that."""
    written = {entry.msgid: entry.msgstr for entry in polib.pofile(str(path))}

    assert re.fullmatch(r"1[.,]5", written["1.5"])
