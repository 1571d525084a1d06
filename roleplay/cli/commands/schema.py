"""`roleplay schema`: print the JSON Schema of what --json prints."""

from typing import Annotated

import typer

from roleplay.app.documents import DOCUMENTS, json_schema
from roleplay.cli.options import Lang
from roleplay.cli.output import print_json
from roleplay.errors import ExitCode, RoleplayError
from roleplay.i18n import _
from roleplay.schema.reading import nearest


def command(
    document: Annotated[str, typer.Argument(help=_("One of: {names}").format(names=", ".join(DOCUMENTS)))],
    lang: Lang = None,
) -> ExitCode:
    """Print a JSON Schema."""
    if document not in DOCUMENTS:
        message = _("There is no document '{name}'.").format(name=document)
        raise RoleplayError(message, nearest(document, DOCUMENTS))
    print_json(json_schema(document))
    return ExitCode.DONE
