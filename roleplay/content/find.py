"""Finds the content files in content folders, by the layout in `docs/reference/formats.md`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Literal, NamedTuple, get_args

from roleplay.cleaning import clean_line
from roleplay.content import faults
from roleplay.content.faults import Fault
from roleplay.content.source import unreadable
from roleplay.diagnostics import Diagnostic, Span
from roleplay.i18n import is_language

Kind = Literal["scenario", "persona", "type", "rubric", "cues", "walkthrough", "plan"]

_ID: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_DEVICE: Final = re.compile(r"con|nul|aux|prn|com[1-9]|lpt[1-9]")
"""Names that Windows keeps for devices, with whatever ending."""

_KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
_FOLDERS: Final[dict[Kind, str]] = {
    "persona": "personas",
    "type": "personas/types",
    "rubric": "rubrics",
    "cues": "cues",
    "plan": "plans",
}
"""The folders whose files are content, each file named by its id."""

_SCENARIOS: Final = "scenarios"
_SCENARIO: Final = "scenario.yaml"
_WALKTHROUGHS: Final = "walkthroughs"


class ContentRef(NamedTuple):
    """A content file that has been found."""

    kind: Kind
    id: str
    """Unique within its kind; of a walkthrough, `SCENARIO/WALKTHROUGH`."""
    path: Path
    name: str
    """The path within its content folder, with `/`, as an author knows it."""


def find(roots: Sequence[Path]) -> tuple[tuple[ContentRef, ...], tuple[Diagnostic, ...]]:
    """Return the content of the folders, by kind and id, and what in them seems to be content but is not.

    The first folder with an id wins; a scenario brings its own walkthroughs. Nothing is read.
    """
    refs: dict[tuple[Kind, str], ContentRef] = {}
    found: list[Diagnostic] = []
    for root in roots:
        folder = _ContentFolder(root)
        for ref in folder.files():
            refs.setdefault((ref.kind, ref.id), ref)
        for scenario in folder.scenarios():
            ref = scenario.ref
            if refs.setdefault((ref.kind, ref.id), ref) is ref:
                refs.update(((each.kind, each.id), each) for each in folder.walkthroughs(scenario))
        found += sorted(folder.faults)
    return tuple(sorted(refs.values(), key=_order)), tuple(found)


def fault_of_id(name: str) -> Fault | None:
    """Return why a file or folder of content cannot have that name, or None when it can."""
    if _DEVICE.fullmatch(name):
        return faults.DEVICE_ID
    return None if _ID.fullmatch(name) else faults.BAD_ID


def translation_path(ref: ContentRef, language: str) -> Path:
    """Return where the translation of a file into `language` belongs, whether or not it is there."""
    if ref.kind == "scenario":
        return ref.path.with_name(f"{language}.po")
    return ref.path.with_name(f"{ref.path.stem}.{language}.po")


def is_id(name: str) -> bool:
    """Tell whether content may be named so."""
    return bool(_ID.fullmatch(name)) and not _DEVICE.fullmatch(name)


def translations(ref: ContentRef) -> tuple[str, ...]:
    """Return the languages into which a file has a translation beside it, by name."""
    before = "" if ref.kind == "scenario" else f"{ref.path.stem}."
    found = (
        name.removeprefix(before).removesuffix(".po")
        for name in sorted(os.listdir(ref.path.parent))
        if name.startswith(before) and name.endswith(".po")
    )
    return tuple(filter(is_language, found))


def _order(ref: ContentRef) -> tuple[int, str]:
    return _KINDS.index(ref.kind), ref.id


class _Scenario(NamedTuple):
    ref: ContentRef
    entries: list[os.DirEntry[str]]


class _ContentFolder:
    """One content folder. A link in it may lead anywhere within it."""

    def __init__(self, root: Path) -> None:
        self.faults: list[Diagnostic] = []
        self._root = os.fspath(root)
        self._real = os.path.join(os.path.realpath(root), "")

    def files(self) -> Iterator[ContentRef]:
        """Yield the personas, types, rubrics and cues."""
        for kind, folder in _FOLDERS.items():
            yield from self._content(kind, self._top(folder), folder)

    def scenarios(self) -> Iterator[_Scenario]:
        """Yield the scenarios, each with what its folder holds."""
        for entry in self._top(_SCENARIOS):
            name = f"{_SCENARIOS}/{entry.name}"
            if not _is_folder(entry):
                if _is_yaml(entry):
                    stem = entry.name.rpartition(".")[0]
                    self._report(faults.NO_FOLDER, name, fix=f"{_SCENARIOS}/{stem}/{_SCENARIO}")
            elif self._is_inside(entry, name) and self._is_id(entry.name, name):
                yield from self._scenario(entry, name)

    def walkthroughs(self, scenario: _Scenario) -> Iterator[ContentRef]:
        """Yield the walkthroughs of a scenario."""
        folder = f"{_SCENARIOS}/{scenario.ref.id}/{_WALKTHROUGHS}"
        for entry in scenario.entries:
            if entry.name == _WALKTHROUGHS and self._is_inside(entry, folder):
                entries = self._list(entry.path, folder)
                yield from self._content("walkthrough", entries, folder, f"{scenario.ref.id}/")

    def _scenario(self, entry: os.DirEntry[str], name: str) -> Iterator[_Scenario]:
        entries = self._list(entry.path, name)
        named = {each.name: each for each in entries if _is_yaml(each)}
        if _SCENARIO in named:
            file = named[_SCENARIO]
            name = f"{name}/{_SCENARIO}"
            if self._is_inside(file, name):
                yield _Scenario(ContentRef("scenario", entry.name, Path(file.path), name), entries)
        elif named:
            self._report(faults.NO_SCENARIO, name, file=next(iter(named)))

    def _content(
        self, kind: Kind, entries: list[os.DirEntry[str]], folder: str, owner: str = ""
    ) -> Iterator[ContentRef]:
        for entry in entries:
            if not _is_yaml(entry):
                continue
            name = f"{folder}/{entry.name}"
            stem, _, ending = entry.name.rpartition(".")
            if ending != "yaml":
                self._report(faults.BAD_ENDING, name, fix=f"{stem}.yaml")
            elif self._is_id(stem, name) and self._is_inside(entry, name):
                yield ContentRef(kind, owner + stem, Path(entry.path), name)

    def _top(self, folder: str) -> list[os.DirEntry[str]]:
        path = os.path.join(self._root, *folder.split("/"))
        if self._holds(path):
            return self._list(path, folder)
        if os.path.islink(path):
            self._report(faults.LEADS_OUT, folder)
        return []

    def _list(self, path: str, name: str) -> list[os.DirEntry[str]]:
        """Return what a folder holds, by name; hidden files are nobody's content."""
        try:
            with os.scandir(path) as entries:
                return sorted((each for each in entries if not each.name.startswith(".")), key=_entry_name)
        except FileNotFoundError:
            return []
        except OSError as error:
            self.faults.append(unreadable(error, Path(path), name))
            return []

    def _is_inside(self, entry: os.DirEntry[str], name: str) -> bool:
        if not entry.is_symlink() or self._holds(entry.path):
            return True
        self._report(faults.LEADS_OUT, name)
        return False

    def _is_id(self, name: str, path: str) -> bool:
        fault = fault_of_id(name)
        if fault is not None:
            self._report(fault, path, id=name)
        return fault is None

    def _holds(self, path: str) -> bool:
        return os.path.join(os.path.realpath(path), "").startswith(self._real)

    def _report(self, fault: Fault, name: str, **words: str) -> None:
        self.faults.append(fault.at(Span(clean_line(name)), **words))


def _entry_name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _is_yaml(entry: os.DirEntry[str]) -> bool:
    return entry.name.lower().endswith((".yaml", ".yml"))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    # `DirEntry.is_dir` raises where a link leads to itself.
    return os.path.isdir(entry.path) if entry.is_symlink() else entry.is_dir()
