"""`roleplay facts`: list what the scenarios teach as fact."""

import os
import sys
from typing import Annotated

import typer

from roleplay.app.documents import FactList
from roleplay.app.facts import list_facts
from roleplay.app.summary import TaughtFact
from roleplay.cli.exit import tell
from roleplay.cli.options import AsJson, Content, Lang, folders
from roleplay.cli.output import print_json
from roleplay.cli.playing import desk_here
from roleplay.errors import ExitCode
from roleplay.i18n import _
from roleplay.terminal.screen import Screen, screen_for


def command(
    due: Annotated[bool, typer.Option("--due", help=_("Only those whose check has run out."))] = False,
    as_json: AsJson = False,
    content: Content = None,
    lang: Lang = None,
) -> ExitCode:
    """List the facts on the cards, what must be checked first at the head."""
    desk = desk_here(folders(content))
    today = desk.clock().date()
    facts = tuple(fact for fact in list_facts(desk) if fact.is_due(today) or not due)
    if as_json:
        print_json(FactList(facts))
        return ExitCode.DONE
    if not facts:
        tell(_("No fact needs to be checked.") if due else _("No scenario has cards."))
    screen = screen_for(sys.stdout, os.environ)
    for fact in facts:
        _show(screen, fact)
    screen.flush()
    return ExitCode.DONE


def _show(screen: Screen, fact: TaughtFact) -> None:
    screen.line(fact.text, hang=2)
    review = _("checked {checked}, check again by {review}").format(
        checked=fact.checked, review=fact.review_by
    )
    screen.line(f"{fact.source} · {review}", "quiet", indent=4)
    screen.line(", ".join(fact.scenarios), "quiet", indent=4)
