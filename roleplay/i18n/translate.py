"""Looks messages up in the catalogue of the active language.

The language is the one thing that is the same for everything a process prints, so it is set once,
by the command line, and read here.
"""

import gettext
from pathlib import Path

_LOCALES = Path(__file__).parent / "locales"


class _Active:
    """The language in use."""

    language = "en"
    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def activate(language: str) -> None:
    """Speak `language` from now on; English where it has no compiled catalogue."""
    _Active.language = language
    try:
        with (_LOCALES / language / "LC_MESSAGES" / "roleplay.mo").open("rb") as file:
            _Active.catalogue = gettext.GNUTranslations(file)
    except FileNotFoundError:
        _Active.catalogue = gettext.NullTranslations()


def active_language() -> str:
    """Return the language in use, `id` or `en`."""
    return _Active.language


def _(message: str) -> str:
    """Return `message` in the active language."""
    return _Active.catalogue.gettext(message)


def N_(message: str) -> str:  # noqa: N802  # the name that gettext tools look for
    """Mark a message for translation; it is translated where it is shown."""
    return message


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of a message that fits `number`."""
    return _Active.catalogue.ngettext(singular, plural, number)
