"""`roleplay preview`: try out a scenario while it is written."""

import os
import sys
from typing import Annotated

import typer

from roleplay.app.preview import Preview
from roleplay.cli.options import Content, Lang, folders
from roleplay.cli.playing import desk_here
from roleplay.cli.request import checked_seed
from roleplay.errors import ExitCode
from roleplay.i18n import _
from roleplay.terminal.preview import Previewer
from roleplay.terminal.screen import screen_for


def command(
    scenario: Annotated[str, typer.Argument(help=_("The scenario."))],
    persona: Annotated[str | None, typer.Option("--persona", help=_("Who brings it."))] = None,
    seed: Annotated[int, typer.Option("--seed", help=_("Draw everything from this number."))] = 1,
    content: Content = None,
    lang: Lang = None,
) -> ExitCode:
    """Try out a scenario; exit code 1 when it has mistakes in the end."""
    checked_seed(seed)
    preview = Preview(desk_here(folders(content)), scenario, persona, seed)
    is_right = Previewer(preview, screen_for(sys.stdout, os.environ), sys.stdin, sys.stdout).run()
    return ExitCode.DONE if is_right else ExitCode.PROBLEMS
