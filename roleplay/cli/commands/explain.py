"""`roleplay explain`: explain a code that check has reported."""

import sys
import textwrap
from typing import Annotated

import typer

from roleplay.cleaning import clean_line
from roleplay.cli.options import Lang
from roleplay.diagnostics.definition import Definition, codes, definition
from roleplay.errors import ExitCode, RoleplayError
from roleplay.i18n import LANGUAGES, _, active_language
from roleplay.schema.reading import nearest


def command(
    code: Annotated[str, typer.Argument(help=_("For example RP201."))],
    lang: Lang = None,
) -> ExitCode:
    """Explain a code."""
    found = definition(code.strip().upper())
    if found is None:
        message = _("There is no code '{code}'.").format(code=clean_line(code)[:40])
        raise RoleplayError(message, nearest(code.upper(), codes()))
    language = active_language()
    sys.stdout.write(_text(found, language if language in LANGUAGES else LANGUAGES[0]))
    return ExitCode.DONE


def _text(found: Definition, language: str) -> str:
    """Return the explanation with both examples, as plain text."""
    parts = [
        f"{found.code}  {found.title[language]}",
        found.explanation[language],
        _("Wrong") + "\n\n" + textwrap.indent(found.wrong.text, "    "),
        _("Right") + "\n\n" + textwrap.indent(found.right.text, "    "),
    ]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"
