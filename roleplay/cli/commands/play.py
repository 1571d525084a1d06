"""`roleplay play`: play a scenario, or choose one."""

from enum import StrEnum
from typing import Annotated

import typer

from roleplay.cli.options import Content, Lang, StoreName, folders
from roleplay.cli.playing import play
from roleplay.cli.request import PlayRequest, checked_seed
from roleplay.errors import ExitCode
from roleplay.i18n import _


class Mode(StrEnum):
    """How it is played."""

    PRACTICE = "practice"
    ASSESS = "assess"


def command(
    scenario: Annotated[
        str | None, typer.Argument(help=_("The scenario; a list is shown without it."))
    ] = None,
    persona: Annotated[str | None, typer.Option("--persona", help=_("Who brings it."))] = None,
    seed: Annotated[int | None, typer.Option("--seed", help=_("Draw everything from this number."))] = None,
    lang: Lang = None,
    mode: Annotated[
        Mode, typer.Option("--mode", help=_("With feedback (practice) or without (assess)."))
    ] = Mode.PRACTICE,
    content: Content = None,
    store: StoreName = None,
) -> ExitCode:
    """Play what was asked for."""
    return play(
        PlayRequest(
            scenario=scenario,
            persona=persona,
            seed=checked_seed(seed),
            mode="assess" if mode is Mode.ASSESS else "practice",
            content=folders(content),
            store=store,
        )
    )
