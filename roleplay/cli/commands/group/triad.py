"""`roleplay group triad`: a kit to print for role-play in threes."""

from pathlib import Path
from typing import Annotated

import typer

from roleplay.app.triad import make_kit, people_of
from roleplay.authoring.writing import put_file
from roleplay.cli.exit import tell
from roleplay.cli.options import Content, Lang, folders
from roleplay.cli.playing import desk_here
from roleplay.cli.request import MAX_SEED
from roleplay.errors import ExitCode, RoleplayError
from roleplay.groups.rotation import MOST_GROUPINGS
from roleplay.i18n import _
from roleplay.reporting.triad.kit_page import kit_page

_PAGES = (".html", ".htm")
_PDF = ".pdf"


def command(
    scenarios: Annotated[
        list[str],
        typer.Argument(metavar="scenario...", help=_("The scenario; of several, each round takes the next.")),
    ],
    people: Annotated[
        str,
        typer.Option(
            "--people",
            metavar="<file or number>",
            help=_(
                "Who takes part: a file with a name a line or in its first column (.csv), or how many they"
                " are."
            ),
        ),
    ],
    persona: Annotated[str | None, typer.Option("--persona", help=_("Only with this persona."))] = None,
    groupings: Annotated[
        int,
        typer.Option(
            "--groupings",
            min=1,
            max=MOST_GROUPINGS,
            help=_("Form groups this many times, with other people each time."),
        ),
    ] = 1,
    seed: Annotated[
        int, typer.Option("--seed", min=0, max=MAX_SEED, help=_("Draw everything from this number."))
    ] = 1,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to", "-o", help=_("Write to this file, .html or .pdf; named after the scenario without it.")
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Replace the file if it is there."))] = False,
    content: Content = None,
    lang: Lang = None,
) -> ExitCode:
    """Make cards for actor and officer, observer's sheets, a rotation and the facilitator's pages, on A4."""
    path = to or Path(f"{scenarios[0]}-triad.html")
    ending = path.suffix.lower()
    if ending not in (*_PAGES, _PDF):
        message = _("The name {path} does not say what to write.").format(path=path)
        raise RoleplayError(message, _("Let it end in .html or .pdf."))
    kit = make_kit(desk_here(folders(content)), scenarios, people_of(people), groupings, seed, persona)
    page = kit_page(kit)
    if ending == _PDF:
        from roleplay.app.printing import pdf_of

        put_file(path, pdf_of(page), is_forced=force)
    else:
        put_file(path, page.encode(), is_forced=force)
    tell(_("Written: {path}").format(path=path))
    return ExitCode.DONE
