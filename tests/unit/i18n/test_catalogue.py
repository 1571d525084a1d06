"""The catalogue of the interface says everything that the source says."""

import re
from functools import cache
from pathlib import Path
from typing import Final

import polib
import pytest
from babel.messages.extract import extract_from_dir

import roleplay

SOURCE: Final = Path(roleplay.__file__).parent
CATALOGUE: Final = SOURCE / "i18n" / "locales" / "id" / "LC_MESSAGES" / "roleplay.po"
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
