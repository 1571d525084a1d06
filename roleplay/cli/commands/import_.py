"""`roleplay import`: make a scenario of a story of Twine or ink."""

import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from roleplay.app.exchange import Imported, import_story
from roleplay.app.roots import content_root_of, existing
from roleplay.authoring.exchange.plan import Placed
from roleplay.authoring.exchange.skeleton import shown
from roleplay.cleaning import clean_line
from roleplay.cli.exit import tell
from roleplay.cli.options import Lang
from roleplay.cli.playing import desk_here
from roleplay.errors import ExitCode
from roleplay.i18n import _, ngettext

_MOST_TOLD: Final = 200
"""Losses that are told one by one; all of them stand in the file."""


def command(
    file: Annotated[Path, typer.Argument(help=_("A story: .twee or .tw from Twine, .json from ink."))],
    name: Annotated[str, typer.Option("--id", help=_("The id of the new scenario."))],
    to: Annotated[
        Path | None,
        typer.Option("--to", help=_("The content folder to write to; the one you are in without it.")),
    ] = None,
    lang: Lang = None,
) -> ExitCode:
    """Write a scenario to be filled in, and say what of the story is not carried."""
    existing((file,))
    folder = content_root_of(Path.cwd()) if to is None else to
    done = import_story(desk_here(), file, name, folder)
    for placed in done.losses[:_MOST_TOLD]:
        tell(_told(file, placed))
    if (more := len(done.losses) - _MOST_TOLD) > 0:
        tell(_("… and {count} more; all of them stand in the file.").format(count=more))
    _summarise(done)
    sys.stdout.write(clean_line(str(done.path)) + "\n")
    return ExitCode.DONE


def _told(file: Path, placed: Placed) -> str:
    place = f"{file.name}:{placed.lost.line}" if placed.lost.line else file.name
    where = f"{place}: “{placed.title}”" if placed.title else place
    return clean_line(f"{where}: {shown(placed.lost)}")


def _summarise(done: Imported) -> None:
    nodes = ngettext("{count} node", "{count} nodes", done.nodes).format(count=done.nodes)
    choices = ngettext("{count} choice", "{count} choices", done.choices).format(count=done.choices)
    lost = ngettext(
        "{count} thing of the story is not carried; it is a comment in the file.",
        "{count} things of the story are not carried; they are comments in the file.",
        len(done.losses),
    ).format(count=len(done.losses))
    tell(
        _("{nodes}, {choices}, language {language}. {lost}").format(
            nodes=nodes, choices=choices, language=done.language, lost=lost
        ),
        _("Fill in what its comments ask for, then run: roleplay check {path}").format(
            path=clean_line(str(done.path.parent))
        ),
    )
