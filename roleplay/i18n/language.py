"""Which language to speak."""

from collections.abc import Mapping
from typing import Final

LANGUAGES: Final = ("id", "en")
"""The languages in which everything is complete; the first is spoken where nothing says otherwise."""

_LOCALE_VARIABLES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")


def choose_language(environment: Mapping[str, str]) -> str:
    """Return the language that `$ROLEPLAY_LANG` or the locale asks for, Indonesian when neither does."""
    wished = environment.get("ROLEPLAY_LANG", "").lower()
    if wished in LANGUAGES:
        return wished
    for name in _LOCALE_VARIABLES:
        if locale := environment.get(name):
            return "en" if locale.lower().startswith("en") else LANGUAGES[0]
    return LANGUAGES[0]
