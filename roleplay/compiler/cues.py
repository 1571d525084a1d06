"""From a cue file to the cue table of a language."""

from pathlib import Path
from typing import NamedTuple

import msgspec

from roleplay.compiler.library import Library
from roleplay.compiler.report import Report
from roleplay.diagnostics import Diagnostic, Span
from roleplay.domain.cues import Cues, CueTable, Weights
from roleplay.domain.vocabulary import LABELS
from roleplay.errors import RoleplayError
from roleplay.i18n import LANGUAGES, _
from roleplay.schema.cues import CueTableFile, SoundsFile
from roleplay.schema.reading import Name


class CompiledCues(NamedTuple):
    """A cue table, or the reasons why there is none."""

    table: CueTable | None
    diagnostics: tuple[Diagnostic, ...]
    sources: tuple[Path, ...]


def ear_language(language: str) -> str:
    """Return the language whose ear hears replies in `language`.

    Hearing needs cues, weights and a grammar. A language that has none of them borrows the Indonesian ear.
    """
    return language if language in LANGUAGES else LANGUAGES[0]


def compile_cues(library: Library, language: str) -> CompiledCues:
    """Return the cue table for replies in a language; None when its file is missing or has an error."""
    language = ear_language(language)
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
        kinds=file.kinds.lists,
        spelling=file.spelling.lists,
    )
    path = weights_path(library, language)
    if path is None:
        return CompiledCues(table, diagnostics, loaded.sources)
    return CompiledCues(
        msgspec.structs.replace(table, weights=_weights(path)), diagnostics, (*loaded.sources, path)
    )


def weights_path(library: Library, language: str) -> Path | None:
    """Return the file of weights of a language in the first content folder that has one."""
    paths = (root / "cues" / f"{language}.weights" for root in library.roots)
    return next((path for path in paths if path.is_file()), None)


def _weights(path: Path) -> Weights:
    try:
        weights = msgspec.msgpack.decode(path.read_bytes(), type=Weights)
    except (OSError, msgspec.DecodeError) as error:
        raise _damaged(path, str(error)) from error
    width = len(weights.labels)
    rows = len(weights.features.split("\n")) * width
    if len(weights.rows) != rows:
        raise _damaged(path, _("it should hold {count} weights").format(count=rows))
    if {len(weights.biases), len(weights.thresholds)} != {width} or not set(weights.labels) <= set(LABELS):
        raise _damaged(path, _("its labels are not those of this program"))
    return weights


def _damaged(path: Path, reason: str) -> RoleplayError:
    message = _("{path} cannot be read: {reason}.").format(path=path, reason=reason)
    return RoleplayError(message, _("Put back the file that came with the program, or train it again."))


def _cues(file: SoundsFile) -> Cues:
    return Cues(
        any=file.any.phrases,
        unless=file.unless.phrases,
        opens=file.opens.phrases,
        asks=file.asks.phrases,
        alone=file.alone.phrases,
    )
