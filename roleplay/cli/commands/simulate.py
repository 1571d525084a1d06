"""`roleplay simulate`: play a scenario with simulated trainees, and in every way there is."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated, Final

import typer

from roleplay.app.documents import Covered, DeadEnd, Explored, Simulation, TraineeResult
from roleplay.app.simulate import Effort, OnProgress, simulate
from roleplay.authoring.explore import MOST_STATES
from roleplay.cleaning import clean_line
from roleplay.cli.options import AsJson, Content, Lang, folders
from roleplay.cli.output import print_json, print_table
from roleplay.cli.playing import desk_here
from roleplay.domain.vocabulary import AXES
from roleplay.errors import ExitCode
from roleplay.i18n import _
from roleplay.reporting.names import outcome_name

_MOST_SEEDS = 1000
_MOST_NAMED = 12
"""Missing names that are shown; `--json` has them all."""

_BARS: Final = "·▁▂▃▄▅▆▇█"


def command(
    scenario: Annotated[str, typer.Argument(help=_("The scenario."))],
    persona: Annotated[str | None, typer.Option("--persona", help=_("Only with this persona."))] = None,
    seeds: Annotated[
        int, typer.Option("--seeds", min=1, max=_MOST_SEEDS, help=_("Play so often with each persona."))
    ] = 3,
    states: Annotated[
        int, typer.Option("--states", min=1, help=_("Give up following every way after so many states."))
    ] = MOST_STATES,
    as_json: AsJson = False,
    content: Content = None,
    lang: Lang = None,
) -> ExitCode:
    """Play a scenario with simulated trainees and in every way there is; compare with what is expected."""
    with _progress() as on_progress:
        found = simulate(desk_here(folders(content)), scenario, persona, Effort(seeds, states), on_progress)
    if as_json:
        print_json(found)
    else:
        _show(found)
    return ExitCode.DONE if found.is_sound else ExitCode.PROBLEMS


@contextmanager
def _progress() -> Iterator[OnProgress]:
    """Show a bar on a terminal, on stderr, while the work goes on."""
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def _show(found: Simulation) -> None:
    columns = (
        _("trainee"),
        _("mean"),
        _("lowest"),
        _("highest"),
        _("replies"),
        _("expected"),
        "",
        _("0 to 100"),
        _("outcomes"),
    )
    print_table(columns, (_row(item) for item in found.trainees))
    sys.stdout.write("\n")
    for explored in found.explored:
        _tell(_how_far(explored))
    for what, covered in (
        (_("nodes"), found.coverage.nodes),
        (_("choices"), found.coverage.choices),
        (_("lines"), found.coverage.lines),
    ):
        _tell(_how_much(what, covered))
    for dead_end in found.dead_ends:
        _tell_dead_end(dead_end)


def _tell(text: str) -> None:
    sys.stdout.write(clean_line(text) + "\n")


def _row(item: TraineeResult) -> tuple[str, ...]:
    return (
        item.trainee,
        str(item.mean),
        str(item.lowest),
        str(item.highest),
        str(item.turns),
        f"{item.band[0]}..{item.band[1]}",
        _("as expected") if item.is_inside else _("NOT as expected"),
        _spread(item.spread),
        _outcomes(item.outcomes),
    )


def _spread(counts: tuple[int, ...]) -> str:
    """Return a small picture of where totals lie, ten points a sign; any total leaves a mark."""
    most = max(counts)
    return "".join(_BARS[-(-count * (len(_BARS) - 1) // most)] for count in counts)


def _outcomes(counted: Mapping[str, int]) -> str:
    stuck = _("stuck")
    return ", ".join(
        f"{stuck if outcome == 'stuck' else outcome_name(outcome)} {count}"
        for outcome, count in sorted(counted.items(), key=lambda item: -item[1])
    )


def _how_far(explored: Explored) -> str:
    if explored.is_cut:
        text = _("{persona}: stopped after {states} states and {steps} choices; there may be more")
    else:
        text = _("{persona}: every way followed, {states} states, {steps} choices")
    return text.format(persona=explored.persona, states=explored.states, steps=explored.steps)


def _how_much(what: str, covered: Covered) -> str:
    text = _("{what}: {reached} of {total}").format(what=what, reached=covered.reached, total=covered.total)
    if not covered.missing:
        return text
    names = ", ".join(covered.missing[:_MOST_NAMED]) + (" …" if len(covered.missing) > _MOST_NAMED else "")
    return text + "; " + _("never with choices alone: {names}").format(names=names)


def _tell_dead_end(item: DeadEnd) -> None:
    if item.has_choices:
        text = _("NO WAY TO AN ENDING from '{node}' with {persona}")
    else:
        text = _("NOTHING CAN BE CHOSEN at '{node}' with {persona}")
    _tell(text.format(node=item.node, persona=item.persona))
    mood = ", ".join(f"{axis} {getattr(item.mood, axis)}" for axis in AXES)
    values = "".join(f", {name} {value}" for name, value in item.variables.items())
    _tell("  " + _("state: {state}").format(state=mood + values))
    _tell("  " + _("way: {way}").format(way=" > ".join(item.way) or _("at once")))
