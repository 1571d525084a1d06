"""The language of the interface."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from roleplay.i18n import LANGUAGES, _, activate, active_language, choose_language, ngettext


@pytest.fixture(autouse=True)
def _language_as_before() -> Iterator[None]:
    """Speak afterwards what was spoken before."""
    before = active_language()
    yield
    activate(before)


@pytest.mark.parametrize(
    ("environment", "language"),
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
    ],
)
def test_choice_of_language(environment: dict[str, str], language: str) -> None:
    """Our own variable comes first, then the locale in the order of POSIX, then Indonesian."""
    assert choose_language(environment) == language


def test_indonesian_is_spoken_and_english_left_as_written() -> None:
    """In Indonesian a message is translated; in English it is what stands in the code."""
    activate("id")
    assert (active_language(), _("Paraphrase")) == ("id", "Parafrasa")
    activate("en")
    assert (active_language(), _("Paraphrase")) == ("en", "Paraphrase")


def test_message_that_is_not_translated_stays() -> None:
    """What has no translation is shown as it is."""
    for language in LANGUAGES:
        activate(language)
        assert _("never translated 4711") == "never translated 4711"


def test_number_chooses_the_form() -> None:
    """English has a singular and a plural."""
    activate("en")

    assert [ngettext("{n} cow", "{n} cows", number) for number in (0, 1, 2)] == [
        "{n} cows",
        "{n} cow",
        "{n} cows",
    ]


def test_language_without_a_catalogue_speaks_english() -> None:
    """A language nobody has translated to leaves the messages as they are."""
    activate("fr")

    assert _("Paraphrase") == "Paraphrase"
