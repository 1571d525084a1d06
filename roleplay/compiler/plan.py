"""From a plan file to the plan of a group."""

from typing import Literal, cast

from roleplay.compiler.library import Library
from roleplay.compiler.link import admitted
from roleplay.compiler.report import Report
from roleplay.domain.group import Plan, Round
from roleplay.i18n import _
from roleplay.schema.plan import PlanFile, RoundFile
from roleplay.schema.reading import nearest
from roleplay.schema.scenario import ScenarioFile


def compile_plan(library: Library, file: PlanFile, report: Report) -> Plan:
    """Return the plan, reporting what in it leads nowhere."""
    if not file.rounds:
        report.error("RP106", file.span, _("the plan has no round"), _("Add one: - scenario: …"))
    for planned in file.rounds:
        _check_round(library, planned, file.language, report)
    return Plan(
        title=file.title,
        language=file.language,
        rounds=tuple(
            Round(
                scenario=planned.scenario.value,
                personas=tuple(name.value for name in planned.personas),
                mode=cast(Literal["practice", "assess"], planned.mode),
                form=planned.form or "",
            )
            for planned in file.rounds
        ),
        keep_days=file.keep_days,
        refresher_days=file.refresher_days,
    )


def _check_round(library: Library, planned: RoundFile, language: str, report: Report) -> None:
    name = planned.scenario.value
    if not report.resolve("RP203", _("scenario"), planned.scenario, library.ids("scenario")):
        return
    loaded = library.get("scenario", name, language)
    scenario = loaded.as_model(ScenarioFile) if loaded else None
    if scenario is None:
        return  # its own mistakes are told where it stands
    known = admitted(library, scenario)
    for persona in planned.personas:
        if persona.value not in known:
            message = _("'{persona}' cannot bring the scenario '{scenario}'.").format(
                persona=persona.value, scenario=name
            )
            report.error("RP204", persona.span, message, nearest(persona.value, known))
    form = scenario.pair.form if scenario.pair else None
    if planned.form is not None and planned.form != form:
        message = _("'{name}' is not form {form} of a pair").format(name=name, form=planned.form)
        hint = _("Leave form out, or name a scenario that is.")
        report.error("RP323", planned.span, message, hint)
