"""Which languages there are, and which to speak."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("id", "en")
"""The languages in which everything is complete; the first is spoken where nothing says otherwise."""

LOCALES: Final = Path(__file__).parent / "locales"
"""Where the catalogues of the interface are, a folder a language."""

_LOCALE_VARIABLES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")


def is_language(word: str) -> bool:
    """Return whether a word may name a language: two or three small letters, as in ISO 639."""
    return len(word) in (2, 3) and word.isascii() and word.isalpha() and word.islower()


def catalogue_path(language: str) -> Path:
    """Return where the compiled messages of a language are, whether or not there are any."""
    return LOCALES / language / "LC_MESSAGES" / "roleplay.mo"


def has_messages(language: str) -> bool:
    """Return whether the interface speaks a language, be it in part."""
    return language in LANGUAGES or (is_language(language) and catalogue_path(language).is_file())


def interface_languages() -> tuple[str, ...]:
    """Return the languages of the interface: the complete ones, then those that have a catalogue."""
    found = sorted(folder.name for folder in LOCALES.iterdir() if has_messages(folder.name))
    return tuple(dict.fromkeys((*LANGUAGES, *found)))


def choose_language(environment: Mapping[str, str]) -> str:
    """Return the language that `$ROLEPLAY_LANG` or the locale asks for, Indonesian when neither does."""
    wished = environment.get("ROLEPLAY_LANG", "").lower()
    if has_messages(wished):
        return wished
    for name in _LOCALE_VARIABLES:
        if locale := environment.get(name):
            code = locale.lower().partition(".")[0].partition("_")[0]
            if code.startswith("en"):
                return "en"
            return code if has_messages(code) else LANGUAGES[0]
    return LANGUAGES[0]
