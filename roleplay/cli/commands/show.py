"""`roleplay show`: show one scenario, persona, customer type or rubric."""

import os
import sys
from typing import Annotated

import typer

from roleplay.app.documents import Detail, PersonaDetail, RubricDetail, ScenarioDetail, TypeDetail
from roleplay.app.show import look_up
from roleplay.cli.options import AsJson, Content, Lang, folders
from roleplay.cli.output import print_json
from roleplay.cli.playing import desk_here
from roleplay.errors import ExitCode
from roleplay.i18n import _
from roleplay.terminal.mood_view import show_mood
from roleplay.terminal.screen import Screen, screen_for
from roleplay.terminal.talk_view import show_rubric


def command(
    name: Annotated[
        str,
        typer.Argument(
            help=_(
                "The id of a scenario, persona, customer type or rubric; or with its kind, as in type:angry."
            )
        ),
    ],
    as_json: AsJson = False,
    content: Content = None,
    lang: Lang = None,
) -> ExitCode:
    """Show one thing."""
    detail = look_up(desk_here(folders(content)), name)
    if as_json:
        print_json(detail)
    else:
        _show(screen_for(sys.stdout, os.environ), detail)
    return ExitCode.DONE


def _show(screen: Screen, detail: Detail) -> None:
    match detail:
        case ScenarioDetail():
            _show_scenario(screen, detail)
        case PersonaDetail():
            screen.line(f"{detail.name} · {detail.type}", "bold")
            screen.line(detail.about)
            show_mood(screen, detail.mood)
            screen.line(detail.guide)
        case TypeDetail():
            screen.line(detail.name, "bold")
            screen.line(detail.about)
            screen.line(detail.guide)
        case RubricDetail():
            show_rubric(screen, detail.rubric)


def _show_scenario(screen: Screen, detail: ScenarioDetail) -> None:
    screen.line(detail.title, "bold")
    screen.line(detail.summary)
    screen.line(f"{detail.place} · " + _("level {level}").format(level=detail.level), "quiet")
    screen.line(detail.brief)
    screen.line(_("Who may bring it: {names}").format(names=", ".join(detail.personas)), hang=2)
    if detail.form:
        pair = _("Form {form} of a pair for measuring before and after; the other is {other}.")
        screen.line(pair.format(form=detail.form, other=detail.pair))
    screen.line(_("Judged by: {name}").format(name=detail.rubric))
    screen.line(_("Play it: roleplay play {id}").format(id=detail.id), "quiet")
