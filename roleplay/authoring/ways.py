"""What following every way through a scenario shows: dead ends, and what no choices ever lead to."""

from collections.abc import Iterable, Sequence
from typing import Final

from roleplay.authoring.explore import Exploration, Stuck, explore
from roleplay.authoring.trainees import curious, seen_in, talk_with
from roleplay.compiler.report import Report
from roleplay.domain.encounter import Encounter
from roleplay.domain.vocabulary import AXES
from roleplay.i18n import _
from roleplay.schema.scenario import NodeFile, ScenarioFile

MOST_STATES: Final = 5_000
"""States of a talk after which `check` gives up; `roleplay simulate` goes on for longer."""


_FIRST_LOOKS: Final = 3
"""Talks that look for what a search would find, in a tenth of its time."""


def check_ways(file: ScenarioFile, encounters: Iterable[Encounter], report: Report) -> None:
    """Report where choices can run out, and choices and endings that are never reached.

    Each customer brings other ways; they are asked in turn until everything was seen, and what the search
    could not follow to its end is not reported.
    """
    at_risk = any(_can_run_out(node) for node in file.nodes.values())
    missing = _wanted(file)
    found: list[Exploration] = []
    for encounter in encounters:
        missing -= _seen_soon(encounter, missing)
        if not (missing or at_risk):
            break
        wanted = frozenset() if at_risk else frozenset(missing)
        found.append(explore(encounter, wanted=wanted, most_states=MOST_STATES))
        missing -= found[-1].reached
        if found[-1].stuck:
            break
    _report_dead_ends(file, found, report)
    if not any(item.is_cut for item in found):
        _report_missing(file, missing, report)


def _seen_soon(encounter: Encounter, wanted: set[str]) -> set[str]:
    """Return the nodes and choices that a few curious talks come by: often all that are wanted."""
    trainee = curious()
    seen: set[str] = set()
    for seed in range(_FIRST_LOOKS):
        if wanted <= seen:
            break
        seen |= seen_in(talk_with(encounter, trainee, seed)[1])
    return seen


def _can_run_out(node: NodeFile) -> bool:
    return bool(node.choices) and not any(
        choice.goto and not choice.when and not choice.once for choice in node.choices.values()
    )


def _wanted(file: ScenarioFile) -> set[str]:
    """Return the choices with a condition, and the endings that some way leads to."""
    targets = {
        target.value
        for node in file.nodes.values()
        for target in (node.goto, *(choice.goto for choice in node.choices.values()))
        if target
    }
    endings = {name for name, node in file.nodes.items() if node.ending and name in targets}
    return endings | {
        f"{name}.{choice}"
        for name, node in file.nodes.items()
        for choice, written in node.choices.items()
        if written.when
    }


def _report_dead_ends(file: ScenarioFile, found: Sequence[Exploration], report: Report) -> None:
    for stuck in {item.state.node: item for each in found for item in each.stuck}.values():
        name = stuck.state.node
        message = _("nothing can be chosen at node '{node}' when {state}, after {way}").format(
            node=name, state=_state(stuck), way=_way(stuck)
        )
        report.error(
            "RP308",
            file.nodes[name].span,
            message,
            _("Give one choice a goto and neither 'when' nor 'once'."),
        )


def _report_missing(file: ScenarioFile, missing: Iterable[str], report: Report) -> None:
    for name in missing:
        node, sign, choice = name.partition(".")
        if sign:
            message = _("the choice '{choice}' is never offered, whatever is chosen before").format(
                choice=choice
            )
            report.warning("RP312", file.nodes[node].choices[choice].span, message, _("Look at its 'when'."))
        else:
            message = _("no choices lead to the ending '{node}'").format(node=node)
            report.warning(
                "RP313", file.nodes[node].span, message, _("Look at the conditions on the way to it.")
            )


def _state(stuck: Stuck) -> str:
    state = stuck.state
    values = [f"{name} {value}" for name, value in state.variables.items()]
    return ", ".join((*values, *(f"{axis} {getattr(state.mood, axis)}" for axis in AXES)))


def _way(stuck: Stuck) -> str:
    return " > ".join(stuck.way) or _("the beginning")
