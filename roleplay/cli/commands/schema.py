"""`roleplay schema`: print the JSON Schema of what --json prints, or of a kind of content file."""

from typing import Annotated, Final

import typer

from roleplay.app.documents import DOCUMENTS, json_schema
from roleplay.cli.options import Lang
from roleplay.cli.output import print_json
from roleplay.errors import ExitCode, RoleplayError
from roleplay.i18n import _
from roleplay.schema.json_schema import content_schema
from roleplay.schema.parse import FILE_MODELS
from roleplay.schema.reading import nearest

_FILES: Final = {**{kind: kind for kind in FILE_MODELS}, "check.yaml": "check"}
"""Kinds of file by what they are asked for; plain `check` is what the command of that name prints."""

_NAMES: Final = (*_FILES, *DOCUMENTS)


def command(
    name: Annotated[str, typer.Argument(help=_("One of: {names}").format(names=", ".join(_NAMES)))],
    lang: Lang = None,
) -> ExitCode:
    """Print the JSON Schema of a kind of content file, or of what a command prints with --json."""
    if name not in _NAMES:
        message = _("There is no schema '{name}'.").format(name=name)
        raise RoleplayError(message, nearest(name, _NAMES))
    print_json(content_schema(_FILES[name]) if name in _FILES else json_schema(name))
    return ExitCode.DONE
