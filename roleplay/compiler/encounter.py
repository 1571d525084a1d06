"""Joins one scenario, one persona and one rubric into a frozen encounter."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from roleplay.compiler.library import Library, Loaded
from roleplay.compiler.link import check_file, scenario_scope
from roleplay.compiler.persona import compile_persona, fill_for
from roleplay.compiler.report import Report
from roleplay.compiler.rubric import compile_rubric
from roleplay.compiler.scenario import compile_scenario, cues_of
from roleplay.diagnostics import Diagnostic
from roleplay.domain.cues import Sound
from roleplay.domain.encounter import Encounter
from roleplay.schema.parts import CuesFile
from roleplay.schema.persona import PersonaFile, TypeFile
from roleplay.schema.rubric import RubricFile
from roleplay.schema.scenario import ScenarioFile


class Compiled(NamedTuple):
    """An encounter, or the reasons why there is none."""

    encounter: Encounter | None
    diagnostics: tuple[Diagnostic, ...]
    sources: tuple[Path, ...]
    """Every file it was made from."""


class _Files(NamedTuple):
    scenario: ScenarioFile
    persona: PersonaFile
    type: TypeFile
    rubric: RubricFile


def compile_encounter(library: Library, scenario: str, persona: str, language: str) -> Compiled:
    """Return the encounter of a scenario with a persona that it admits, in `language`.

    The encounter is None when any of its four files has an error or is not there.
    """
    loaded = _load(library, scenario, persona, language)
    diagnostics = tuple(item for part in loaded for item in (*part.diagnostics, *check_file(library, part)))
    sources = tuple(source for part in loaded for source in part.sources)
    files = _files(loaded)
    if files is None or any(item.is_error for item in diagnostics):
        return Compiled(None, diagnostics, sources)
    return Compiled(_join(library, loaded[0], files, language), diagnostics, sources)


def _load(library: Library, scenario: str, persona: str, language: str) -> list[Loaded]:
    """Return those of the four files that are there, the scenario first."""
    matter = library.get("scenario", scenario, language)
    person = library.get("persona", persona, language)
    matter_file = matter.as_model(ScenarioFile) if matter else None
    person_file = person.as_model(PersonaFile) if person else None
    rubric = library.get("rubric", matter_file.rubric.value, language) if matter_file else None
    kind = library.get("type", person_file.type.value, language) if person_file else None
    return [part for part in (matter, rubric, person, kind) if part]


def _files(loaded: list[Loaded]) -> _Files | None:
    by_kind = {part.ref.kind: part for part in loaded}
    if len(by_kind) < len(_Files._fields):
        return None
    scenario = by_kind["scenario"].as_model(ScenarioFile)
    persona = by_kind["persona"].as_model(PersonaFile)
    kind = by_kind["type"].as_model(TypeFile)
    rubric = by_kind["rubric"].as_model(RubricFile)
    if scenario is None or persona is None or kind is None or rubric is None:
        return None
    return _Files(scenario, persona, kind, rubric)


def _join(library: Library, loaded: Loaded, files: _Files, language: str) -> Encounter:
    fill = fill_for(files.persona)
    scope = scenario_scope(library, loaded, persona=files.persona.id.value, kind=files.type.id.value)
    parts = compile_scenario(files.scenario, scope, fill, Report())
    endings: dict[str, str] = {}
    for name, node in parts.nodes.items():
        if node.ending:
            endings.setdefault(node.ending.outcome, name)
    encounter = Encounter(
        digest="",
        scenario=files.scenario.id.value,
        language=language,
        title=fill(files.scenario.title),
        summary=fill(files.scenario.summary),
        brief=fill(files.scenario.brief),
        service=files.scenario.service,
        place=fill(files.scenario.place),
        level=files.scenario.level,
        persona=compile_persona(files.persona, files.type, fill),
        rubric=compile_rubric(files.rubric, Report()),
        start=parts.start,
        nodes=parts.nodes,
        cards=parts.cards,
        facts=parts.facts,
        falsehoods=parts.falsehoods,
        goals=parts.goals,
        variables=parts.variables,
        vary=dict(files.scenario.vary),
        endings=endings,
        sounds=(
            *_sounds(f"scenarios/{files.scenario.id.value}/scenario.yaml", files.scenario.sounds),
            *_sounds(f"personas/{files.persona.id.value}.yaml", files.persona.sounds),
        ),
        channel=files.scenario.channel,
    )
    digest = hashlib.sha256(msgspec.msgpack.encode(encounter)).hexdigest()
    return msgspec.structs.replace(encounter, digest=digest)


def _sounds(file: str, sounds: Mapping[str, CuesFile]) -> Iterator[Sound]:
    for label, cues in sounds.items():
        yield Sound(label, f"{file}, sounds.{label}", cues_of(cues))
