"""Looks messages up in the catalogue of the active language.

The language is the one thing that is the same for everything a process prints, so it is set once,
by the command line, and read here.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from roleplay.i18n.language import LANGUAGES, catalogue_path

_SOURCE: Final = "en"
"""The language of the messages in the code."""


class _Active:
    """The language in use."""

    language = _SOURCE
    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def activate(language: str) -> None:
    """Speak `language` from now on; what it has no message for in Indonesian, and then in English."""
    _Active.language = language
    _Active.catalogue = gettext.NullTranslations()
    if language != _SOURCE:
        for name in dict.fromkeys((LANGUAGES[0], language)):
            if (found := _catalogue(name)) is not None:
                found.add_fallback(_Active.catalogue)
                _Active.catalogue = found


def active_language() -> str:
    """Return the language in use, for example `id`."""
    return _Active.language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language for a while."""
    before = _Active.language, _Active.catalogue
    activate(language)
    try:
        yield
    finally:
        _Active.language, _Active.catalogue = before


def _(message: str) -> str:
    """Return `message` in the active language."""
    return _Active.catalogue.gettext(message)


def N_(message: str) -> str:  # noqa: N802  # the name that gettext tools look for
    """Mark a message for translation; it is translated where it is shown."""
    return message


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of a message that fits `number`."""
    return _Active.catalogue.ngettext(singular, plural, number)


def _catalogue(language: str) -> gettext.NullTranslations | None:
    """Return the messages of a language, None where it has none."""
    try:
        with catalogue_path(language).open("rb") as file:
            return gettext.GNUTranslations(file)
    except FileNotFoundError:
        return None
