"""What playing a scenario with simulated trainees shows: scoring that cannot work, and answers given away."""

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from roleplay.authoring.trainees import Run, band_of, play_out
from roleplay.compiler.report import Report
from roleplay.domain.encounter import Encounter
from roleplay.domain.response import NOTHING
from roleplay.domain.session import SessionState
from roleplay.domain.vocabulary import TRAPS
from roleplay.engine import start
from roleplay.i18n import N_, _
from roleplay.schema.scenario import ChoiceFile, ScenarioFile

LEAST_DECISIONS: Final = 3
"""Nodes with two choices or more below which a scenario is too short to judge how it can be passed."""

_TRICKS: Final[Mapping[str, tuple[str, str]]] = {
    "longest": ("RP701", N_("always takes the longest reply")),
    "shortest": ("RP701", N_("always takes the shortest reply")),
    "politest": ("RP702", N_("always takes the politest reply")),
    "first-written": ("RP703", N_("always takes the first reply")),
    "stuffer": ("RP704", N_("always takes the reply with most techniques")),
}
"""Trainees who read no meaning: the code of what gives the answer away, and how they choose."""


_MOST_UNRATED: Final = 25
"""Percent of a rubric's weight that a talk may leave without cause; not every talk needs a limit."""


def check_smells(file: ScenarioFile, encounter: Encounter, report: Report) -> None:
    """Report what makes a scenario a poor test, with the customer of `encounter`."""
    _check_alike(file, report)
    _check_tempting(file, report)
    if sum(len(node.choices) > 1 for node in file.nodes.values()) < LEAST_DECISIONS:
        return
    runs = {name: play_out(encounter, name, 1) for name in ("expert", *_TRICKS)}
    _check_best(file, runs["expert"], report)
    _check_criteria(file, encounter, runs, report)
    _check_gates(file, encounter, report)
    for name, (code, how) in _TRICKS.items():
        total, highest = runs[name].total, band_of(file.bands, name)[1]
        if total > highest:
            message = _("who {how} comes to {total} of 100, more than {highest}").format(
                how=_(how), total=total, highest=highest
            )
            report.warning(
                code, file.span, message, _("Make wrong replies as long, polite and rich as right ones.")
            )


def _check_best(file: ScenarioFile, expert: Run, report: Report) -> None:
    lowest = band_of(file.bands, "expert")[0]
    if expert.total < lowest:
        message = _("the best replies come to {total} of 100 only, less than {lowest}").format(
            total=expert.total, lowest=lowest
        )
        report.warning(
            "RP332",
            file.span,
            message,
            _("Look at: roleplay simulate {scenario}").format(scenario=file.id.value),
        )


def _check_criteria(
    file: ScenarioFile, encounter: Encounter, runs: Mapping[str, Run], report: Report
) -> None:
    criteria = encounter.rubric.criteria
    rated = {item.id for run in runs.values() for item in run.card.criteria if item.level is not None}
    unrated = [item for item in criteria if item.id not in rated]
    weight = sum(item.weight for item in criteria)
    if 100 * sum(item.weight for item in unrated) > _MOST_UNRATED * weight:
        message = _("the rubric does not fit: never rated here are {criteria}")
        hint = _("Give cause for them in some choice, or take another rubric.")
        names = ", ".join(item.id for item in unrated)
        report.warning("RP331", file.rubric.span, message.format(criteria=names), hint)


def _check_gates(file: ScenarioFile, encounter: Encounter, report: Report) -> None:
    """Report a scenario in which no reply can break any gate of its rubric."""
    gates = encounter.rubric.gates
    if gates and not any(gate.when.holds(_after_every_fault(encounter), NOTHING) for gate in gates):
        names = ", ".join(gate.id for gate in gates)
        message = _("no choice can break a gate of the rubric ({gates})").format(gates=names)
        hint = _("Add a wrong fact that officers often tell, or another tempting fault.")
        report.warning("RP334", file.rubric.span, message, hint)


def _after_every_fault(encounter: Encounter) -> SessionState:
    """Return a state in which every trap and every wrong fact of any choice has been said."""
    state, _events = start(encounter, 1)
    choices = [choice for node in encounter.nodes.values() for choice in node.choices]
    shown = {label: 1 for choice in choices for label in choice.shows if label in TRAPS}
    return replace(state, shown=shown, wrong=frozenset(name for choice in choices for name in choice.wrong))


def _check_alike(file: ScenarioFile, report: Report) -> None:
    """Report nodes at which it does not matter what is chosen."""
    for name, node in file.nodes.items():
        if len(node.choices) > 1 and len({_worth(choice) for choice in node.choices.values()}) == 1:
            message = _("at node '{node}' every choice counts alike").format(node=name)
            hint = _("Let them differ in what they show, tell or lead to.")
            report.warning("RP333", node.span, message, hint)


def _worth(choice: ChoiceFile) -> tuple[object, ...]:
    """Return all that a choice does, its words aside."""
    return (
        frozenset(choice.shows),
        *(frozenset(name.value for name in names) for names in (choice.tells, choice.asks, choice.wrong)),
        choice.goto.value if choice.goto else None,
        frozenset((name, effect.amount, effect.is_absolute) for name, effect in choice.effects.items()),
        choice.when.node if choice.when else None,
    )


def _check_tempting(file: ScenarioFile, report: Report) -> None:
    """Report replies so bad that nobody would take them for right."""
    for node in file.nodes.values():
        for name, choice in node.choices.items():
            shows = set(choice.shows)
            if "rude" in shows and len(shows) > 1 and shows <= set(TRAPS):
                message = _("'{choice}' is rude and worse, with nothing good in it: nobody would pick it")
                hint = _("A wrong reply should sound right to a busy officer.")
                report.warning("RP705", choice.span, message.format(choice=name), hint)
