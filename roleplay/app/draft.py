"""Compiles a scenario again and again while its author edits it. Importing this loads the compiler.

What has not been saved since is not read or compiled anew, and the ear is kept while its cues stay the same.
"""

import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from roleplay.app.desk import Desk
from roleplay.app.watch import Watch
from roleplay.compiler.cues import compile_cues, weights_path
from roleplay.compiler.encounter import compile_encounter
from roleplay.compiler.library import Library
from roleplay.compiler.link import admitted
from roleplay.content import faults
from roleplay.content.find import find
from roleplay.diagnostics import Diagnostic, Severity, Span
from roleplay.domain.cues import CueTable
from roleplay.domain.encounter import Encounter
from roleplay.errors import RoleplayError
from roleplay.hearing import CueError, Ear
from roleplay.i18n import _
from roleplay.schema.reading import nearest
from roleplay.schema.scenario import ScenarioFile

_FOLDERS = ("scenarios", "personas", "personas/types", "rubrics", "cues")


class Draft(NamedTuple):
    """What the files say now."""

    encounter: Encounter | None
    """None when a mistake keeps it from being played."""
    diagnostics: tuple[Diagnostic, ...]
    left_out: Mapping[str, tuple[str, ...]]
    """By node, the choices that can never be offered with this persona."""


class Drafts:
    """One scenario with one persona, and all the files that they are made of."""

    def __init__(self, desk: Desk, scenario: str, persona: str | None) -> None:
        """Raises RoleplayError when there is no such scenario, or the persona cannot bring it."""
        self._desk = desk
        self._scenario = scenario
        self._persona = persona
        self._library = Library(desk.roots)
        self._watch = Watch()
        self._ear: Ear | None = None
        self._table: CueTable | None = None
        self._cue_files: frozenset[Path] = frozenset()
        loaded = self._library.get("scenario", scenario, desk.language)
        if loaded is None:
            message = _("There is no scenario '{name}'.").format(name=scenario)
            raise RoleplayError(message, nearest(scenario, self._library.ids("scenario")))
        self._file = loaded.ref.path
        file = loaded.as_model(ScenarioFile)
        if file is not None and persona is not None:
            personas = admitted(self._library, file)
            if persona not in personas:
                raise RoleplayError(self._cannot_bring(persona), nearest(persona, personas))

    @property
    def ear(self) -> Ear:
        """What hears replies, by the last cues that could be read. Raises ValueError before there are any."""
        if self._ear is None:
            raise ValueError("nothing was compiled")
        return self._ear

    @property
    def pause(self) -> float:
        """Seconds until it is worth looking for saved files again."""
        return self._watch.pause

    def saved(self, *, waits: bool = False) -> tuple[str, ...]:
        """Return the names of the files that were saved since the last time, as their author knows them.

        `waits` stays until nothing is being written any more.
        """
        changed = self._watch.settle() if waits else self._watch.look()
        names = {path: name for path in changed if (name := self._name(path))}
        if changed.intersection(self._folders()):
            refs, _problems = find(self._desk.roots)
            if refs != self._library.refs:
                names |= {ref.path: ref.name for ref in {*refs} ^ {*self._library.refs}}
                self._library = Library(self._desk.roots)
                self._cue_files = frozenset()
        self._library.forget_files(changed)
        if changed & self._cue_files:
            self._cue_files = frozenset()
        return tuple(sorted(names.values()))

    def compile(self) -> Draft:
        """Return what the files say now, and watch every file that had a say in it."""
        since = time.time_ns()
        draft = self._compile()
        if draft.encounter is not None:
            self._persona = draft.encounter.persona.id
        weights = weights_path(self._library, self._desk.language)
        files = self._library.sources | {self._file} | ({weights} if weights else set())
        self._watch.follow((*files, *self._folders()), since)
        return draft

    def _compile(self) -> Draft:
        loaded = self._library.get("scenario", self._scenario, self._desk.language)
        if loaded is None:
            return _failed([faults.MISSING.at(Span(f"scenarios/{self._scenario}/scenario.yaml"))])
        file = loaded.as_model(ScenarioFile)
        personas = admitted(self._library, file) if file else ()
        who = self._persona or next(iter(personas), "")
        compiled = compile_encounter(self._library, self._scenario, who, self._desk.language)
        found = [*compiled.diagnostics, *self._hear(compiled.encounter)]
        if file and who not in personas and not any(item.is_error for item in found):
            message = self._cannot_bring(who)
            found.append(Diagnostic(file.span, "RP204", Severity.ERROR, message, nearest(who, personas)))
        if file is None or compiled.encounter is None or any(item.is_error for item in found):
            return _failed(found)
        return Draft(compiled.encounter, tuple(found), _left_out(file, compiled.encounter))

    def _hear(self, encounter: Encounter | None) -> tuple[Diagnostic, ...]:
        """Bring the ear up to date, and return what in the cues of the language or the encounter is wrong."""
        language = self._desk.language
        path = f"cues/{language}.yaml"
        try:
            if not self._cue_files:
                compiled = compile_cues(self._library, language)
                if compiled.table is None:
                    return compiled.diagnostics
                if self._ear is None or compiled.table != self._table:
                    self._ear = Ear(compiled.table)
                    self._table = compiled.table
                self._cue_files = frozenset(compiled.sources)
            path = f"scenarios/{self._scenario}/scenario.yaml"
            if encounter is not None:
                self.ear.hear("", encounter=encounter)
        except CueError as error:
            return (Diagnostic(Span(path), "RP402", Severity.ERROR, str(error)),)
        except RoleplayError as error:
            place = Span(f"cues/{language}.weights")
            return (Diagnostic(place, "RP402", Severity.ERROR, error.message, error.hint),)
        return ()

    def _folders(self) -> tuple[Path, ...]:
        """Return the folders in which a new name may change who plays what."""
        folders = (root / folder for root in self._desk.roots for folder in _FOLDERS)
        return (self._file.parent, *folders)

    def _name(self, path: Path) -> str:
        """Return the name of a file within its content folder, nothing for a folder."""
        if path in self._folders():
            return ""
        for root in self._desk.roots:
            if path.is_relative_to(root):
                return path.relative_to(root).as_posix()
        return path.name

    def _cannot_bring(self, persona: str) -> str:
        return _("'{persona}' cannot bring the scenario '{scenario}'.").format(
            persona=persona, scenario=self._scenario
        )


def _failed(found: Iterable[Diagnostic]) -> Draft:
    return Draft(None, tuple(dict.fromkeys(found)), {})


def _left_out(file: ScenarioFile, encounter: Encounter) -> Mapping[str, tuple[str, ...]]:
    left_out: dict[str, tuple[str, ...]] = {}
    for name, node in file.nodes.items():
        kept = {choice.id for choice in encounter.nodes[name].choices}
        left_out[name] = tuple(choice for choice in node.choices if choice not in kept)
    return left_out
