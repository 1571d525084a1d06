"""Runs the sentences that authors wrote beside their cues."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from roleplay.compiler.cues import CompiledCues
from roleplay.compiler.report import Report
from roleplay.diagnostics import Span
from roleplay.domain.encounter import Encounter
from roleplay.hearing import CueError, Ear
from roleplay.i18n import _
from roleplay.schema.cues import CueTableFile
from roleplay.schema.parts import CuesFile
from roleplay.schema.persona import PersonaFile
from roleplay.schema.scenario import ScenarioFile


class _Sounding(NamedTuple):
    """Sentences beside the cues of one name, and what hearing it sets in a response."""

    field: str
    name: str
    span: Span
    yes: tuple[str, ...]
    no: tuple[str, ...]


def check_table_cues(file: CueTableFile, compiled: CompiledCues, report: Report) -> None:
    """Report what is wrong in a cue file, and its sentences that are not heard as its author wants."""
    report.diagnostics += compiled.diagnostics
    if compiled.table is None:
        return
    try:
        ear = Ear(msgspec.structs.replace(compiled.table, weights=None))
    except CueError as error:
        report.error("RP402", file.span, str(error))
        return
    for label, sounds in file.labels.items():
        sounding = _Sounding("shows", label, sounds.span, sounds.yes.phrases, sounds.no.phrases)
        _run(ear, None, sounding, report)


def check_persona_cues(file: PersonaFile, encounter: Encounter, ear: Ear, report: Report) -> None:
    """Report cues of a persona that cannot be read or are not heard as its author wants.

    `encounter` is one that the persona brings.
    """
    if check_readable(file.span, encounter, ear, report):
        for label, cues in file.sounds.items():
            _run(ear, encounter, _Sounding("shows", label, cues.span, cues.yes, cues.no), report)


def check_scenario_cues(file: ScenarioFile, encounter: Encounter, ear: Ear, report: Report) -> bool:
    """Report cues of a scenario that cannot be read, and sentences that are not heard as its author wants.

    `file` and `encounter` are in the language of `ear`. Returns whether the cues can be read.
    """
    if not check_readable(file.span, encounter, ear, report):
        return False
    for field, name, cues in _cues(file):
        if cues is not None:
            _run(ear, encounter, _Sounding(field, name, cues.span, cues.yes, cues.no), report)
    return True


def check_readable(span: Span, encounter: Encounter, ear: Ear, report: Report) -> bool:
    """Report cues of an encounter that cannot be read, and return whether all of them can."""
    try:
        ear.hear("", encounter=encounter)
    except CueError as error:
        report.error("RP402", span, str(error))
        return False
    return True


def can_be_heard(encounter: Encounter, ear: Ear) -> bool:
    """Return whether every cue of the encounter can be read."""
    return check_readable(Span(""), encounter, ear, Report())


def _cues(file: ScenarioFile) -> Iterator[tuple[str, str, CuesFile | None]]:
    """Yield the cues of everything that can be told, asked for or said wrong."""
    for name, card in file.cards.items():
        yield "tells", name, card.tells
    for name, fact in file.knows.items():
        yield "asks", name, fact.asks
    for name, falsehood in file.wrong.items():
        yield "wrong", name, falsehood.says
    for label, sounds in file.sounds.items():
        yield "shows", label, sounds


def _run(ear: Ear, encounter: Encounter | None, sounding: _Sounding, report: Report) -> None:
    """Report the sentences that are not heard as they should be."""
    missed, misheard = _("“{sentence}” is not heard as '{name}'"), _("“{sentence}” is heard as '{name}'")
    for sentences, is_wanted, template in ((sounding.yes, True, missed), (sounding.no, False, misheard)):
        for sentence in sentences:
            response = ear.hear(sentence, encounter=encounter)
            if (sounding.name in getattr(response, sounding.field)) is not is_wanted:
                message = template.format(sentence=sentence, name=sounding.name)
                report.error("RP401", sounding.span, message)
