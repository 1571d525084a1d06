"""What playing a scenario with simulated trainees shows: scoring that cannot work, and answers given away."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Final

from msgspec.structs import replace

from roleplay.authoring.distractors import check_distractors
from roleplay.authoring.trainees import Run, band_of, play_out
from roleplay.authoring.unrated import Unrated, unrated
from roleplay.compiler.report import Report
from roleplay.domain.encounter import Encounter
from roleplay.domain.response import NOTHING
from roleplay.domain.rubric import Rubric
from roleplay.domain.session import SessionState
from roleplay.domain.vocabulary import TRAPS
from roleplay.engine import start
from roleplay.i18n import N_, _
from roleplay.schema.scenario import ScenarioFile

LEAST_DECISIONS: Final = 3
"""Nodes with two choices or more below which a scenario is too short to judge how it can be passed."""

LEAST_FOR_ALL: Final = 6
"""The same, below which nobody expects a talk to give cause for every criterion."""

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


def check_smells(
    file: ScenarioFile, encounter: Encounter, others: Iterable[Encounter], report: Report
) -> None:
    """Report what makes a scenario a poor test, with the customer of `encounter`.

    What no talk with that customer rates is looked for with the `others` too.
    """
    check_distractors(file, report)
    decisions = sum(len(node.choices) > 1 for node in file.nodes.values())
    if decisions < LEAST_DECISIONS:
        return
    runs = {name: play_out(encounter, name, 1) for name in ("expert", *_TRICKS)}
    _check_best(file, runs["expert"], report)
    found = unrated(chain((encounter,), others), runs.values())
    if found:
        _report_unrated(file, encounter.rubric, found, report, is_long=decisions >= LEAST_FOR_ALL)
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


def _report_unrated(
    file: ScenarioFile, rubric: Rubric, found: Sequence[Unrated], report: Report, *, is_long: bool
) -> None:
    """Report what no talk rates: the rubric does not fit, or, in a talk that `is_long`, that may be meant."""
    weight = sum(item.weight for item in rubric.criteria)
    names = ", ".join(f"{item.criterion.id} ({item.why})" for item in found)
    if 100 * sum(item.criterion.weight for item in found) > _MOST_UNRATED * weight:
        message = _("the rubric does not fit: never rated here are {criteria}")
        hint = _("Give cause for them in some choice, or take another rubric.")
        report.warning("RP331", file.rubric.span, message.format(criteria=names), hint)
    elif is_long:
        message = _("choices never lead to a rating of {criteria}")
        hint = _("Give cause for it in some choice, unless this talk needs none.")
        report.note("RP336", file.rubric.span, message.format(criteria=names), hint)


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
