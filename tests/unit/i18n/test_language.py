"""The language of the interface."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from roleplay.i18n import (
    LANGUAGES,
    _,
    activate,
    active_language,
    choose_language,
    has_messages,
    interface_languages,
    is_language,
    language,
    ngettext,
    speaking,
)


@pytest.fixture(autouse=True)
def _language_as_before() -> Iterator[None]:
    """Speak afterwards what was spoken before."""
    before = active_language()
    yield
    activate(before)


@pytest.mark.parametrize(
    ("environment", "chosen"),
    [
        ({}, "id"),
        ({"LANG": "C.UTF-8"}, "id"),
        ({"LANG": "id_ID.UTF-8"}, "id"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "id_ID", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US", "LC_MESSAGES": "id_ID"}, "id"),
        ({"LANG": "en_US", "LC_ALL": ""}, "en"),
        ({"ROLEPLAY_LANG": "en"}, "en"),
        ({"ROLEPLAY_LANG": "ID", "LANG": "en_US"}, "id"),
        ({"ROLEPLAY_LANG": "fr", "LANG": "en_US"}, "en"),
        ({"ROLEPLAY_LANG": "../..", "LANG": "en_US"}, "en"),
        ({"ROLEPLAY_LANG": "ms", "LANG": "en_US"}, "ms"),
        ({"LANG": "ms_MY.UTF-8"}, "ms"),
        ({"LANG": "fr_FR.UTF-8"}, "id"),
        ({"LANG": "English_Australia.1252"}, "en"),
    ],
)
def test_choice_of_language(environment: dict[str, str], chosen: str) -> None:
    """Our own variable comes first, then the locale in the order of POSIX, then Indonesian."""
    assert choose_language(environment) == chosen


def test_indonesian_is_spoken_and_english_left_as_written() -> None:
    """In Indonesian a message is translated; in English it is what stands in the code."""
    activate("id")
    assert (active_language(), _("Paraphrase")) == ("id", "Parafrasa")
    activate("en")
    assert (active_language(), _("Paraphrase")) == ("en", "Paraphrase")


def test_message_that_is_not_translated_stays() -> None:
    """What has no translation is shown as it is."""
    for name in LANGUAGES:
        activate(name)
        assert _("never translated 4711") == "never translated 4711"


def test_number_chooses_the_form() -> None:
    """English has a singular and a plural."""
    activate("en")

    assert [ngettext("{n} cow", "{n} cows", number) for number in (0, 1, 2)] == [
        "{n} cows",
        "{n} cow",
        "{n} cows",
    ]


def test_language_without_a_catalogue_speaks_indonesian() -> None:
    """A language into which only content is translated has the interface in Indonesian."""
    activate("fr")

    assert (active_language(), _("Paraphrase")) == ("fr", "Parafrasa")


def test_language_in_part_falls_back() -> None:
    """What Malay has no message for is said in Indonesian, and what that has none for in English."""
    activate("ms")

    assert _("Greeting") == "Salam dan sapaan"
    assert _("Form {form} of a pair for measuring before and after; the other is {other}.").startswith(
        "Bentuk"
    )
    assert _("never translated 4711") == "never translated 4711"
    assert ngettext("{count} reply", "{count} replies", 2) == "{count} jawapan"


def test_speaking_for_a_while() -> None:
    """Another language is spoken within a block, and the one before after it, whatever happens."""
    activate("en")
    with pytest.raises(ZeroDivisionError), speaking("id"):
        assert _("Paraphrase") == "Parafrasa"
        raise ZeroDivisionError

    assert (active_language(), _("Paraphrase")) == ("en", "Paraphrase")


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of catalogues of the interface: those that come with the program, and more."""
    folder = tmp_path / "locales"
    shutil.copytree(language.LOCALES, folder)
    monkeypatch.setattr(language, "LOCALES", folder)
    return folder


def test_fourth_language_needs_no_code(catalogues: Path) -> None:
    """A catalogue that is put beside the others is found, chosen and spoken, with Indonesian behind it."""
    catalogue = polib.POFile()
    catalogue.metadata = {"Language": "jv", "Content-Type": "text/plain; charset=UTF-8"}
    catalogue.append(polib.POEntry(msgid="Greeting", msgstr="Uluk salam"))
    assert not has_messages("jv")
    (catalogues / "jv" / "LC_MESSAGES").mkdir(parents=True)
    catalogue.save_as_mofile(str(catalogues / "jv" / "LC_MESSAGES" / "roleplay.mo"))

    assert interface_languages() == ("id", "en", "jv", "ms")
    assert choose_language({"LANG": "jv_ID.UTF-8"}) == "jv"
    activate("jv")
    assert (_("Greeting"), _("Paraphrase")) == ("Uluk salam", "Parafrasa")


@pytest.mark.parametrize("word", ["", "x", "EN", "ms_MY", "lang", "..", "../locales/ms", "m1", "é"])
def test_not_every_word_names_a_language(word: str) -> None:
    """A language is two or three small letters; nothing else leads to a file."""
    assert not is_language(word)
    assert not has_messages(word)
