"""`roleplay graph`: draw a scenario as a map."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from roleplay.app.desk import Desk
from roleplay.app.graph import as_dot, as_mermaid, as_page, chart_scenario
from roleplay.authoring.graph.mermaid import MOST_ARROWS, MOST_CHARACTERS
from roleplay.authoring.writing import put_file
from roleplay.cli.exit import tell
from roleplay.cli.options import AsJson, Content, Force, Lang, StoreName, folders
from roleplay.cli.output import print_json
from roleplay.cli.playing import desk_here, opened_store
from roleplay.domain.chart import Chart, Shade
from roleplay.errors import ExitCode, RoleplayError
from roleplay.i18n import _
from roleplay.reporting.chart_words import tint_notes


class Form(StrEnum):
    """The forms that a map can have."""

    MERMAID = "mermaid"
    DOT = "dot"
    HTML = "html"


_ENDINGS: Final = {
    ".html": Form.HTML,
    ".htm": Form.HTML,
    ".mmd": Form.MERMAID,
    ".mermaid": Form.MERMAID,
    ".dot": Form.DOT,
    ".gv": Form.DOT,
}
"""What a file holds by the ending of its name."""


def command(
    scenario: Annotated[str, typer.Argument(help=_("The scenario."))],
    form: Annotated[
        Form | None,
        typer.Option("--as", help=_("As this; without it as the name of the file says, or Mermaid.")),
    ] = None,
    colour: Annotated[
        Shade | None,
        typer.Option(
            "--colour",
            help=_(
                "Colour nodes by how many simulated plays come by, by their score, or by the plays of people."
            ),
        ),
    ] = None,
    persona: Annotated[str | None, typer.Option("--persona", help=_("Only with this persona."))] = None,
    to: Annotated[Path | None, typer.Option("--to", help=_("Write to this file."))] = None,
    force: Force = False,
    as_json: AsJson = False,
    content: Content = None,
    lang: Lang = None,
    store: StoreName = None,
) -> ExitCode:
    """Draw a scenario as a map: a page to look at and print, or text for Mermaid or Graphviz."""
    if as_json and (form or to):
        raise RoleplayError(_("--json goes with neither --as nor --to."), _("Leave one of them out."))
    wanted = _form(form, to)
    if not as_json and wanted is Form.HTML and to is None and sys.stdout.isatty():
        raise RoleplayError(_("A page is of no use in a terminal."), _("Name a file for it: --to map.html"))
    chart = _chart(desk_here(folders(content), store), scenario, persona, colour)
    if chart.tint and not chart.tint.nodes:
        tell(" ".join(tint_notes(chart)[1:]))
    if as_json:
        print_json(chart)
        return ExitCode.DONE
    text = _text(chart, wanted)
    if to is None:
        sys.stdout.write(text)
    else:
        put_file(to, text.encode(), is_forced=force)
        tell(_("Written: {path}").format(path=to))
    return ExitCode.DONE


def _form(form: Form | None, to: Path | None) -> Form:
    if form is not None:
        return form
    if to is None:
        return Form.MERMAID
    if found := _ENDINGS.get(to.suffix.lower()):
        return found
    message = _("The name {path} does not say what to write.").format(path=to)
    raise RoleplayError(message, _("Let it end in .html, .mmd or .dot, or add --as."))


def _chart(desk: Desk, scenario: str, persona: str | None, colour: Shade | None) -> Chart:
    if colour is Shade.PLAYS:
        with opened_store(desk) as store:
            return chart_scenario(desk, scenario, persona, colour, store)
    return chart_scenario(desk, scenario, persona, colour)


def _text(chart: Chart, form: Form) -> str:
    if form is Form.HTML:
        return as_page(chart)
    if form is Form.DOT:
        return as_dot(chart)
    text = as_mermaid(chart)
    if len(text) > MOST_CHARACTERS or text.count("-->") > MOST_ARROWS:
        tell(
            _(
                "Mermaid draws {arrows} arrows and {characters} characters at most, and this map has more."
            ).format(arrows=MOST_ARROWS, characters=MOST_CHARACTERS),
            _("Raise its maxEdges and maxTextSize, or take --as html."),
        )
    return text
