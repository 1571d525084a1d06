"""Which languages may be asked for: those of the interface, and those that content is translated into."""

import os
from collections.abc import Sequence
from pathlib import Path

from roleplay.cli.exit import tell
from roleplay.errors import RoleplayError
from roleplay.i18n import _, active_language, has_messages, interface_languages, is_language


def asked_language(arguments: Sequence[str]) -> str | None:
    """Return the language given by --lang, None for none or one that there is not.

    Raises RoleplayError when the content folder given beside it is not there.
    """
    wished = _value(arguments, "--lang")
    if wished is None or has_messages(wished):
        return wished
    content = _value(arguments, "--content")
    return wished if _is_translated_into(wished, Path(content) if content else None) else None


def checked_language(language: str, content: Path | None = None) -> str:
    """Return a language that is there. Raises RoleplayError for any other."""
    if has_messages(language) or _is_translated_into(language, content):
        return language
    raise RoleplayError(
        _("There is no language '{name}'.").format(name=language[:40]),
        _("Languages: {names}").format(names=", ".join(interface_languages())),
    )


def tell_borrowed(language: str) -> None:
    """Tell an author who hears replies in a language that has no ear of its own."""
    message = _("There are no cues for '{language}': what is typed in it is heard by the Indonesian ear.")
    tell(message.format(language=language), _("Replies that are picked by number work as in every language."))


def _value(arguments: Sequence[str], option: str) -> str | None:
    for place, argument in enumerate(arguments):
        name, sign, value = argument.partition("=")
        if name == option:
            return value if sign else next(iter(arguments[place + 1 :]), None)
    return None


def _is_translated_into(language: str, content: Path | None) -> bool:
    """Return whether some content in the folders in use has a translation into a language."""
    if not is_language(language):
        return False
    from roleplay.app.desk import set_up
    from roleplay.content.find import find, translations

    roots = set_up(os.environ, Path.cwd(), active_language(), (content,) if content else ()).roots
    refs, _faults = find(roots)
    return any(language in translations(ref) for ref in refs)
