"""From a rubric file to the rubric of an encounter."""

from roleplay.compiler.conditions import compile_condition, optional
from roleplay.compiler.report import Report
from roleplay.compiler.scope import Scope
from roleplay.domain.rubric import Criterion, Gate, Level, Rubric, Standard
from roleplay.i18n import _
from roleplay.schema.rubric import CriterionFile, RubricFile, StandardFile
from roleplay.schema.shapes import LEVELS


def compile_rubric(file: RubricFile, report: Report) -> Rubric:
    """Return the rubric, reporting what is wrong in it."""
    scope = Scope()
    return Rubric(
        id=file.id.value,
        title=file.title,
        about=file.about,
        manner=file.manner,
        criteria=tuple(_criterion(name, item, scope, report) for name, item in file.criteria.items()),
        gates=tuple(
            Gate(name, gate.title, compile_condition(gate.when, scope, report), gate.caps)
            for name, gate in file.gates.items()
        ),
    )


def _criterion(name: str, file: CriterionFile, scope: Scope, report: Report) -> Criterion:
    levels: list[Level] = []
    for key in LEVELS:
        if key in file.levels:
            standard = file.levels[key].standard
            compiled = _standard(standard, scope, report) if standard else None
            levels.append(Level(int(key), compiled, file.anchors.get(key, "")))
            if key not in file.anchors:
                report.error(
                    "RP319", file.levels[key].span, _("level {level} has no anchor").format(level=key)
                )
    if not levels or levels[-1].standard is not None:
        message = _("the lowest level of a criterion must read: otherwise")
        report.error("RP320", file.span, message)
    applies = compile_condition(file.applies, scope, report)
    return Criterion(name, file.title, file.weight, optional(applies), tuple(levels), file.source, file.warm)


def _standard(file: StandardFile, scope: Scope, report: Report) -> Standard:
    when = compile_condition(file.when, scope, report)
    return Standard(
        file.shown, file.any_shown, file.not_shown, file.before, file.at, file.goals, optional(when)
    )
