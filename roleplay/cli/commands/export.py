"""`roleplay export`: write a scenario for another tool."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from roleplay.app.exchange import export_scenario
from roleplay.authoring.writing import put_file
from roleplay.cli.exit import tell
from roleplay.cli.options import Content, Force, Lang, folders
from roleplay.cli.playing import desk_here
from roleplay.errors import ExitCode
from roleplay.i18n import _


class Format(StrEnum):
    """The formats that --as takes."""

    TWEE = "twee"


def command(
    scenario: Annotated[str, typer.Argument(help=_("The scenario."))],
    written_as: Annotated[Format, typer.Option("--as", help=_("The format: twee is read by Twine."))],
    to: Annotated[
        Path | None, typer.Option("--to", help=_("Write to this file; to standard output without it."))
    ] = None,
    force: Force = False,
    content: Content = None,
    lang: Lang = None,
) -> ExitCode:
    """Write the nodes, choices and ways of a scenario for another tool."""
    text = export_scenario(desk_here(folders(content)), scenario, written_as)
    if to is None:
        sys.stdout.write(text)
    else:
        put_file(to, text.encode(), is_forced=force)
        tell(_("Written: {path}").format(path=to))
    tell(
        _("Not in it: the brief, cards, facts, wrong facts, goals and variables; they stay in the scenario.")
    )
    return ExitCode.DONE
