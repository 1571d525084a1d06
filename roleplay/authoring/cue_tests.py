"""Runs the sentences that authors wrote beside their cues."""

from collections.abc import Iterator
from typing import NamedTuple

from roleplay.compiler.cues import CompiledCues
from roleplay.compiler.report import Report
from roleplay.diagnostics import Span
from roleplay.domain.encounter import Encounter
from roleplay.domain.response import Response
from roleplay.hearing import CueError, Ear
from roleplay.i18n import _
from roleplay.schema.cues import CueTableFile
from roleplay.schema.parts import CuesFile
from roleplay.schema.scenario import ScenarioFile


class _Sounding(NamedTuple):
    """The cues of one name, and what hearing it sets in a response."""

    field: str
    name: str
    cues: CuesFile | None


def check_table_cues(file: CueTableFile, compiled: CompiledCues, report: Report) -> None:
    """Report what is wrong in a cue file, and its sentences that are not heard as its author wants."""
    report.diagnostics += compiled.diagnostics
    if compiled.table is None:
        return
    try:
        ear = Ear(compiled.table)
    except CueError as error:
        report.error("RP402", file.span, str(error))
        return
    for label, sounds in file.labels.items():
        _run(ear, None, "shows", label, sounds.span, sounds.yes.phrases, sounds.no.phrases, report)


def check_scenario_cues(file: ScenarioFile, encounter: Encounter, ear: Ear, report: Report) -> None:
    """Report cues of a scenario that cannot be read, and sentences that are not heard as its author wants."""
    try:
        ear.hear("", encounter=encounter)
    except CueError as error:
        report.error("RP402", file.span, str(error))
        return
    for field, name, cues in _soundings(file):
        if cues is not None:
            _run(ear, encounter, field, name, cues.span, cues.yes, cues.no, report)


def _soundings(file: ScenarioFile) -> Iterator[_Sounding]:
    for name, card in file.cards.items():
        yield _Sounding("tells", name, card.tells)
    for name, fact in file.knows.items():
        yield _Sounding("asks", name, fact.asks)
    for name, falsehood in file.wrong.items():
        yield _Sounding("wrong", name, falsehood.says)


def _run(
    ear: Ear,
    encounter: Encounter | None,
    field: str,
    name: str,
    span: Span,
    yes: tuple[str, ...],
    no: tuple[str, ...],
    report: Report,
) -> None:
    for sentences, is_wanted in ((yes, True), (no, False)):
        for sentence in sentences:
            response: Response = ear.hear(sentence, encounter=encounter)
            if (name in getattr(response, field)) is not is_wanted:
                template = _("“{sentence}” is not heard as '{name}'") if is_wanted else _("“{sentence}” is heard as '{name}'")
                report.error("RP401", span, template.format(sentence=sentence, name=name))
