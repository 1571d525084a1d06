"""`roleplay simulate`: play a scenario with simulated trainees."""

from collections.abc import Mapping
from typing import Annotated

import typer

from roleplay.app.simulate import simulate
from roleplay.cli.options import AsJson, Content, Lang, folders
from roleplay.cli.output import print_json, print_table
from roleplay.cli.playing import desk_here
from roleplay.errors import ExitCode
from roleplay.i18n import _
from roleplay.reporting.names import outcome_name

_MOST_SEEDS = 1000


def command(
    scenario: Annotated[str, typer.Argument(help=_("The scenario."))],
    persona: Annotated[str | None, typer.Option("--persona", help=_("Only with this persona."))] = None,
    seeds: Annotated[
        int, typer.Option("--seeds", min=1, max=_MOST_SEEDS, help=_("Play so often with each persona."))
    ] = 3,
    as_json: AsJson = False,
    content: Content = None,
    lang: Lang = None,
) -> ExitCode:
    """Play a scenario with simulated trainees, and compare their scores with what its author expects."""
    found = simulate(desk_here(folders(content)), scenario, persona, seeds)
    if as_json:
        print_json(found)
    else:
        print_table(
            (
                _("trainee"),
                _("mean"),
                _("lowest"),
                _("highest"),
                _("replies"),
                _("expected"),
                "",
                _("outcomes"),
            ),
            (
                (
                    item.trainee,
                    str(item.mean),
                    str(item.lowest),
                    str(item.highest),
                    str(item.turns),
                    f"{item.band[0]}..{item.band[1]}",
                    _("as expected") if item.is_inside else _("NOT as expected"),
                    _outcomes(item.outcomes),
                )
                for item in found.trainees
            ),
        )
    return ExitCode.DONE if all(item.is_inside for item in found.trainees) else ExitCode.PROBLEMS


def _outcomes(counted: Mapping[str, int]) -> str:
    stuck = _("stuck")
    return ", ".join(
        f"{stuck if outcome == 'stuck' else outcome_name(outcome)} {count}"
        for outcome, count in sorted(counted.items(), key=lambda item: -item[1])
    )
