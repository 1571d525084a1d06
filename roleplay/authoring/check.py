"""Checks content as a whole: every file by itself, how they fit, their cues and their walkthroughs."""

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain, groupby
from pathlib import Path
from typing import NamedTuple, Protocol

from roleplay.authoring.cue_tests import (
    can_be_heard,
    check_persona_cues,
    check_readable,
    check_scenario_cues,
    check_table_cues,
)
from roleplay.authoring.disagreement import check_choices
from roleplay.authoring.reading_level import check_reading
from roleplay.authoring.settings import Settings
from roleplay.authoring.smells import check_smells
from roleplay.authoring.walk import check_walkthrough
from roleplay.authoring.ways import check_ways
from roleplay.authoring.wording import check_wording
from roleplay.compiler.cues import compile_cues, ear_language
from roleplay.compiler.encounter import compile_encounter
from roleplay.compiler.library import Library, Loaded, source_language
from roleplay.compiler.link import admitted, check_file
from roleplay.compiler.plan import compile_plan
from roleplay.compiler.report import Report
from roleplay.content.find import ContentRef, translation_path
from roleplay.diagnostics import Diagnostic
from roleplay.domain.encounter import Encounter
from roleplay.hearing import CueError, Ear
from roleplay.i18n import LANGUAGES, _, active_language
from roleplay.schema.cues import CueTableFile
from roleplay.schema.persona import PersonaFile
from roleplay.schema.plan import PlanFile
from roleplay.schema.scenario import ScenarioFile
from roleplay.schema.walkthrough import WalkthroughFile

Found = tuple[Diagnostic, ...]


class Checked(NamedTuple):
    """What a check found."""

    diagnostics: tuple[Diagnostic, ...]
    """By place, each once."""
    files: int
    """How many files were looked at."""
    unheard: tuple[str, ...]
    """Languages into which some are translated and that have no ear of their own."""


class Memory(Protocol):
    """Remembers what was found in files that have not changed since."""

    def load(self, key: tuple[str, ...], kind: type[Found]) -> Found | None:
        """Return what was found, or None when there is nothing that still holds."""

    def save(self, key: tuple[str, ...], value: object, sources: Iterable[Path]) -> None:
        """Remember what was found in these files."""


def check(roots: Sequence[Path], within: Sequence[Path] = (), memory: Memory | None = None) -> Checked:
    """Check the content of the folders; `within` narrows it to files at or below these paths.

    With a `memory`, a scenario is not looked at again while nothing that it rests on has changed.
    """
    library = Library(roots)
    refs = [ref for ref in library.refs if _is_within(ref.path, within)]
    checker = _Checker(library)
    found = list(library.diagnostics)
    for scenario, group in groupby(sorted(refs, key=_scenario_of), key=_scenario_of):
        together = tuple(group)
        if not scenario or memory is None:
            found += checker.check_all(together)
            continue
        key = ("check", active_language(), *(f"{ref.name} {library.languages(ref)}" for ref in together))
        known = memory.load(key, Found)
        if known is None:
            known = checker.check_all(together)
            memory.save(key, known, checker.sources(together))
        found += known
    settings = Settings(roots)
    kept = {*settings.apply(set(found)), *settings.diagnostics, *(() if within else settings.unused())}
    spoken = {language for ref in refs for language in library.languages(ref)}
    unheard = tuple(sorted(language for language in spoken if ear_language(language) != language))
    return Checked(tuple(sorted(kept)), len(refs), unheard)


class Walked(NamedTuple):
    """What came of a walkthrough."""

    ref: ContentRef
    diagnostics: tuple[Diagnostic, ...]
    """Where it does not come out as written; none when it does."""


def walk(roots: Sequence[Path], within: Sequence[Path] = ()) -> Iterator[Walked]:
    """Play the walkthroughs of the folders, or those at or below `within`, by scenario and name."""
    library = Library(roots)
    checker = _Checker(library)
    for ref in library.refs:
        if ref.kind == "walkthrough" and _is_within(ref.path, within):
            yield Walked(ref, tuple(dict.fromkeys(checker.check(ref))))


def _scenario_of(ref: ContentRef) -> str:
    """Return the scenario that a file belongs to, empty for what many scenarios share."""
    return ref.id.partition("/")[0] if ref.kind in ("scenario", "walkthrough") else ""


def _is_within(path: Path, within: Sequence[Path]) -> bool:
    resolved = path.resolve()
    return not within or any(resolved.is_relative_to(place.resolve()) for place in within)


class _Checker:
    """Checks one file after the other, and makes each ear once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._ears: dict[str, Ear | None] = {}

    def check_all(self, together: Sequence[ContentRef]) -> Found:
        """Return what is wrong with a scenario and its walkthroughs, or with what many share."""
        found = tuple(item for ref in together for item in self.check(ref))
        for ref in together:
            if _scenario_of(ref):
                self._library.forget(ref)
        return found

    def sources(self, together: Sequence[ContentRef]) -> Iterator[Path]:
        """Yield every file on which it rests what is wrong with a scenario and its walkthroughs."""
        refs = [*together, *(ref for ref in self._library.refs if not _scenario_of(ref))]
        loaded = self._library.get("scenario", _scenario_of(together[0]), LANGUAGES[0])
        file = loaded.as_model(ScenarioFile) if loaded else None
        if file is not None and file.pair is not None:
            refs += [
                ref
                for ref in self._library.refs
                if ref.kind == "scenario" and ref.id == file.pair.other.value
            ]
        for ref in refs:
            yield ref.path
            yield from (translation_path(ref, language) for language in self._library.languages(ref))

    def check(self, ref: ContentRef) -> Iterator[Diagnostic]:
        for language in self._library.languages(ref):
            loaded = self._library.load(ref, language)
            yield from loaded.diagnostics
            if loaded.document is not None and language == source_language(loaded.document):
                linked = check_file(self._library, loaded)
                yield from linked
                yield from self._check_played(ref, loaded, {item.code for item in linked})

    def _check_played(self, ref: ContentRef, loaded: Loaded, known: Set[str]) -> tuple[Diagnostic, ...]:
        """Check what only other files, hearing and playing can show; `known` are codes already reported."""
        report = Report()
        match loaded.file:
            case ScenarioFile() as scenario:
                self._check_reading(ref, scenario, report)
                self._check_cues(ref, scenario, report)
                self._check_talk(scenario, known, report)
            case PersonaFile() as persona:
                self._check_persona(persona, report)
            case CueTableFile() as table:
                check_table_cues(table, compile_cues(self._library, ref.id), report)
            case WalkthroughFile() as walkthrough:
                self._walk(ref, walkthrough, report)
            case PlanFile() as plan:
                compile_plan(self._library, plan, report)
        return tuple(report.diagnostics)

    def _ear(self, language: str) -> Ear | None:
        """Return the ear for a language, None where the cues have mistakes, told with their file."""
        language = ear_language(language)
        if language not in self._ears:
            table = compile_cues(self._library, language).table
            try:
                self._ears[language] = Ear(table) if table is not None else None
            except CueError:
                self._ears[language] = None
        return self._ears[language]

    def _check_reading(self, ref: ContentRef, scenario: ScenarioFile, report: Report) -> None:
        """Check how hard the texts are to read, in each language in which they are whole."""
        for language in LANGUAGES:
            loaded = self._library.load(ref, language)
            if loaded.is_whole:
                found = Report()
                check_reading(loaded.texts, language, found)
                self._add_marked(found, language, scenario, report)

    def _add_marked(self, found: Report, language: str, scenario: ScenarioFile, report: Report) -> None:
        """Add what was found in a language, which is named where it is not that of the file."""
        mark = "" if language == scenario.language else f" [{language}]"
        report.diagnostics += [item._replace(message=item.message + mark) for item in found.diagnostics]

    def _check_cues(self, ref: ContentRef, scenario: ScenarioFile, report: Report) -> None:
        for language in self._library.languages(ref):
            loaded = self._library.load(ref, language)
            file = loaded.as_model(ScenarioFile)
            is_borrowed = ear_language(language) != language
            if file is None or not (loaded.is_whole or is_borrowed):
                continue
            found = Report()
            for encounter in self._encounters(file, None, language):
                ear = self._ear(language)
                if ear is None:
                    continue
                if not loaded.is_whole:
                    check_readable(file.span, encounter, ear, found)
                elif check_scenario_cues(file, encounter, ear, found) and not is_borrowed:
                    check_choices(file, encounter, ear, found)
            self._add_marked(found, language, scenario, report)

    def _check_talk(self, scenario: ScenarioFile, known: Set[str], report: Report) -> None:
        """Check what following the talk and playing it with simulated trainees shows."""
        people = admitted(self._library, scenario)
        first = next(self._encounters(scenario, None, scenario.language), None)
        if first is None:
            return
        if "RP321" not in known:  # what can never hold is why something is never reached
            check_ways(scenario, chain((first,), self._brought_by(people[1:], scenario)), report)
        check_smells(scenario, first, self._brought_by(people[1:], scenario), report)
        check_wording(scenario, tuple(self._addresses(people, scenario.language)), report)

    def _brought_by(self, people: Sequence[str], scenario: ScenarioFile) -> Iterator[Encounter]:
        """Yield what these make of a scenario, each when it is asked for."""
        for name in people:
            yield from self._encounters(scenario, name, scenario.language)

    def _addresses(self, people: Sequence[str], language: str) -> Iterator[tuple[str, ...]]:
        """Yield how officers call each of those who may bring a scenario, in full and for short."""
        for name in people:
            loaded = self._library.get("persona", name, language)
            if loaded and (persona := loaded.as_model(PersonaFile)):
                yield persona.address, persona.call

    def _check_persona(self, persona: PersonaFile, report: Report) -> None:
        """Check the cues of a persona in the first scenario that it can bring."""
        for name in self._library.ids("scenario") if persona.sounds else ():
            loaded = self._library.get("scenario", name, persona.language)
            scenario = loaded.as_model(ScenarioFile) if loaded else None
            if scenario and persona.id.value in admitted(self._library, scenario):
                for encounter in self._encounters(scenario, persona.id.value, persona.language):
                    if ear := self._ear(encounter.language):
                        check_persona_cues(persona, encounter, ear, report)
                return

    def _walk(self, ref: ContentRef, file: WalkthroughFile, report: Report) -> None:
        scenario = self._library.get("scenario", ref.id.partition("/")[0], "id")
        written = scenario.as_model(ScenarioFile) if scenario else None
        if written is None:
            return
        only_choices = all(take.says is None for take in file.take)
        languages = [file.language or written.language]
        if only_choices and file.language is None:
            languages += [language for language in LANGUAGES if language not in languages]
        persona = file.persona.value if file.persona else None
        if file.persona and not report.resolve(
            "RP602", _("persona"), file.persona, admitted(self._library, written)
        ):
            return
        for language in languages:
            for encounter in self._encounters(written, persona, language):
                ear = self._ear(language)
                if ear is None or can_be_heard(encounter, ear):
                    check_walkthrough(file, encounter, self._ear, report)

    def _encounters(self, scenario: ScenarioFile, persona: str | None, language: str) -> Iterator[Encounter]:
        """Yield the encounter, unless a mistake that is reported elsewhere stands in its way."""
        who = persona or next(iter(admitted(self._library, scenario)), None)
        if who is not None:
            compiled = compile_encounter(self._library, scenario.id.value, who, language)
            if compiled.encounter is not None:
                yield compiled.encounter
