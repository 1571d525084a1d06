"""From a cue file to the cue table of a language."""

from pathlib import Path
from typing import NamedTuple

from roleplay.compiler.library import Library
from roleplay.compiler.report import Report
from roleplay.diagnostics import Diagnostic, Span
from roleplay.domain.cues import Cues, CueTable
from roleplay.domain.vocabulary import LABELS
from roleplay.i18n import _
from roleplay.schema.cues import CueTableFile, SoundsFile
from roleplay.schema.reading import Name


class CompiledCues(NamedTuple):
    """A cue table, or the reasons why there is none."""

    table: CueTable | None
    diagnostics: tuple[Diagnostic, ...]
    sources: tuple[Path, ...]


def compile_cues(library: Library, language: str) -> CompiledCues:
    """Return the cue table of a language; None when its file is missing or has an error."""
    loaded = library.get("cues", language, language)
    if loaded is None:
        report = Report()
        report.error(
            "RP203", Span(f"cues/{language}.yaml"), _("there are no cues for '{name}'").format(name=language)
        )
        return CompiledCues(None, tuple(report.diagnostics), ())
    file = loaded.as_model(CueTableFile)
    report = Report()
    if file is not None:
        for label, sounds in file.labels.items():
            report.resolve("RP202", _("technique or trap"), Name(label, sounds.span), LABELS)
    diagnostics = (*loaded.diagnostics, *report.diagnostics)
    if file is None or any(item.is_error for item in diagnostics):
        return CompiledCues(None, diagnostics, loaded.sources)
    table = CueTable(
        language=language,
        labels={label: _cues(sounds) for label, sounds in file.labels.items()},
        signs={sign: _cues(sounds) for sign, sounds in file.signs.items()},
        words=file.words.lists,
        spelling=file.spelling.lists,
    )
    return CompiledCues(table, diagnostics, loaded.sources)


def _cues(file: SoundsFile) -> Cues:
    return Cues(
        any=file.any.phrases,
        unless=file.unless.phrases,
        opens=file.opens.phrases,
        asks=file.asks.phrases,
        alone=file.alone.phrases,
    )
