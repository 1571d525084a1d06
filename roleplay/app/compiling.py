"""Compiles content when the cache has no answer. Importing this loads the compiler."""

from pathlib import Path

from roleplay.app.desk import Desk
from roleplay.app.errors import ContentError
from roleplay.app.summary import PersonaSummary, ScenarioSummary
from roleplay.compiler.cues import compile_cues
from roleplay.compiler.encounter import compile_encounter
from roleplay.compiler.library import Library
from roleplay.compiler.link import admitted, names_everybody
from roleplay.diagnostics import Diagnostic, Severity, Span
from roleplay.domain.cues import CueTable
from roleplay.domain.encounter import Encounter
from roleplay.errors import RoleplayError
from roleplay.hearing import CueError, Ear
from roleplay.i18n import _
from roleplay.schema.persona import PersonaFile, TypeFile
from roleplay.schema.reading import nearest
from roleplay.schema.scenario import ScenarioFile


def scenario_file(library: Library, name: str, language: str) -> ScenarioFile:
    """Return a scenario as it was written, in `language`.

    Raises RoleplayError when there is none of that name, ContentError when it has mistakes.
    """
    loaded = library.get("scenario", name, language)
    if loaded is None:
        message = _("There is no scenario '{name}'.").format(name=name)
        raise RoleplayError(message, nearest(name, library.ids("scenario")))
    file = loaded.as_model(ScenarioFile)
    if file is None:
        raise ContentError(name, loaded.diagnostics)
    return file


def compile_now(desk: Desk, scenario: str, persona: str | None) -> tuple[Encounter, tuple[Path, ...]]:
    """Return an encounter and its sources. Raises RoleplayError and ContentError as `load_encounter` does."""
    library = Library(desk.roots)
    file = scenario_file(library, scenario, desk.language)
    personas = admitted(library, file)
    if persona is not None and persona not in personas:
        message = _("'{persona}' cannot bring the scenario '{scenario}'.").format(
            persona=persona, scenario=scenario
        )
        raise RoleplayError(message, nearest(persona, personas))
    compiled = compile_encounter(library, scenario, persona or next(iter(personas), ""), desk.language)
    if compiled.encounter is None:
        raise ContentError(scenario, compiled.diagnostics)
    table = compile_cues(library, desk.language).table
    if table is not None:
        try:
            _ear(desk.language, table).hear("", encounter=compiled.encounter)
        except CueError as error:
            raise _unreadable(scenario, file.span, error) from error
    if persona is None and not names_everybody(file):
        # Which persona is the first of a type hangs on all of their files.
        everybody = (library.get("persona", name, desk.language) for name in library.ids("persona"))
        return compiled.encounter, tuple(
            dict.fromkeys((*compiled.sources, *(path for one in everybody if one for path in one.sources)))
        )
    return compiled.encounter, compiled.sources


def summarise(desk: Desk) -> tuple[tuple[ScenarioSummary, ...], tuple[Path, ...]]:
    """Return a summary of every scenario that can be read, and all the files that say so."""
    library = Library(desk.roots)
    summaries: list[ScenarioSummary] = []
    sources: list[Path] = []
    for name in library.ids("scenario"):
        loaded = library.get("scenario", name, desk.language)
        if loaded is None:
            continue
        sources += loaded.sources
        if file := loaded.as_model(ScenarioFile):
            people = tuple(
                _person(library, persona, desk.language, sources) for persona in admitted(library, file)
            )
            summaries.append(
                ScenarioSummary(
                    name,
                    file.title,
                    file.summary,
                    file.service,
                    file.place,
                    file.channel,
                    file.level,
                    file.rubric.value,
                    people,
                    file.pair.form if file.pair else None,
                    file.pair.other.value if file.pair else None,
                )
            )
    return tuple(sorted(summaries, key=lambda item: (item.level, item.id))), tuple(dict.fromkeys(sources))


def _person(library: Library, name: str, language: str, sources: list[Path]) -> PersonaSummary:
    loaded = library.get("persona", name, language)
    file = loaded.as_model(PersonaFile) if loaded else None
    if loaded is None or file is None:
        return PersonaSummary(name, name, "", "")
    kind = library.get("type", file.type.value, language)
    type_file = kind.as_model(TypeFile) if kind else None
    sources += (*loaded.sources, *(kind.sources if kind else ()))
    return PersonaSummary(name, file.name, type_file.name if type_file else file.type.value, file.about)


def compile_cues_now(desk: Desk, language: str) -> tuple[CueTable, tuple[Path, ...]]:
    """Return the cue table of a language and its source. Raises ContentError when it has mistakes."""
    compiled = compile_cues(Library(desk.roots), language)
    if compiled.table is None:
        raise ContentError(f"cues/{language}", compiled.diagnostics)
    _ear(language, compiled.table)
    return compiled.table, compiled.sources


def _ear(language: str, table: CueTable) -> Ear:
    """Return the ear of a language. Raises ContentError for a cue that cannot be read."""
    try:
        return Ear(table)
    except CueError as error:
        raise _unreadable(f"cues/{language}", Span(f"cues/{language}.yaml"), error) from error


def _unreadable(name: str, span: Span, error: CueError) -> ContentError:
    return ContentError(name, (Diagnostic(span, "RP402", Severity.ERROR, str(error)),))
