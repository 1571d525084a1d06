"""Begins a new content file: what may stand in it, where it goes, and what to do next.

Importing this loads the compiler.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final

from msgspec import Struct

from roleplay.app.desk import Desk
from roleplay.authoring.drafting import PLACES, address_of, quoted, render, usual_title
from roleplay.authoring.schemas import write_schemas
from roleplay.authoring.writing import create_file, create_folder, make_folders
from roleplay.cleaning import clean_line
from roleplay.compiler.library import Library
from roleplay.content.faults import DEVICE_ID
from roleplay.content.find import fault_of_id
from roleplay.diagnostics import Span
from roleplay.errors import RoleplayError
from roleplay.i18n import _
from roleplay.schema.persona import PersonaFile
from roleplay.schema.reading import nearest
from roleplay.schema.scenario import ScenarioFile


class DraftKind(StrEnum):
    """What can be begun."""

    SCENARIO = "scenario"
    PERSONA = "persona"
    TYPE = "type"
    RUBRIC = "rubric"


EVERYBODY: Final = ("type:confused", "type:angry")
"""Who brings a scenario unless its author says otherwise."""
USUAL_TYPE: Final = "confused"
USUAL_RUBRIC: Final = "service-excellence"

_TYPE_PREFIX: Final = "type:"
_FOLDERS: Final[Mapping[DraftKind, str]] = {
    DraftKind.PERSONA: "personas",
    DraftKind.TYPE: "personas/types",
    DraftKind.RUBRIC: "rubrics",
}


class Wish(Struct, frozen=True):
    """A file that somebody wants to begin. What is empty takes what is usual."""

    kind: DraftKind
    id: str
    title: str = ""
    """The title, or the name of a persona or type."""
    personas: tuple[str, ...] = ()
    """Who brings a scenario: personas, and types as `type:angry`."""
    type: str = USUAL_TYPE
    rubric: str = USUAL_RUBRIC
    level: int = 1
    channel: str = "counter"


class Drafts:
    """New files for one content folder, which may not be there yet."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self._desk = desk
        self._folder = folder
        self._library = Library(tuple(dict.fromkeys((folder, *desk.roots))))

    def check_new(self, kind: DraftKind, name: str) -> None:
        """Raise RoleplayError when `name` cannot be the id of a new file of that kind."""
        if fault := fault_of_id(name):
            told = fault.at(Span(name), id=name)
            message = _("'{id}' cannot be an id.").format(id=clean_line(name))
            if fault == DEVICE_ID:
                message = _("'{id}' cannot be an id: on Windows it is the name of a device.").format(id=name)
            raise RoleplayError(message, told.hint)
        for ref in self._library.refs:
            if (ref.kind, ref.id) == (kind, name):
                message = _("'{id}' is there already: {path}").format(id=name, path=ref.path)
                raise RoleplayError(message, _("Choose another id; nothing was written."))

    def title(self, text: str) -> str:
        """Return a title as it is kept. Raises RoleplayError for one that could not be shown."""
        title = clean_line(text)
        if "{" in title or "}" in title:
            raise RoleplayError(
                _("A title cannot hold { or }."), _("Words in braces are replaced in a talk.")
            )
        return title

    def people(self, name: str) -> str:
        """Return a persona, or a type as `type:angry`. Raises RoleplayError for an unknown or empty one."""
        if name in self._library.ids("persona"):
            return name
        kind = name.removeprefix(_TYPE_PREFIX)
        if kind not in self.types:
            self._refuse_type_or_persona(name)
        if not any(self._type_of(persona) == kind for persona in self._library.ids("persona")):
            message = _("There is no persona of the type '{type}' yet.").format(type=kind)
            hint = _("Begin one: roleplay new persona ID --type {type}").format(type=kind)
            raise RoleplayError(message, hint)
        return f"{_TYPE_PREFIX}{kind}"

    def type(self, name: str) -> str:
        """Return a customer type. Raises RoleplayError for an unknown one."""
        message = _("There is no customer type '{name}'.")
        return _known(name.removeprefix(_TYPE_PREFIX), self.types, message)

    def rubric(self, name: str) -> str:
        """Return a rubric. Raises RoleplayError for an unknown one."""
        return _known(name, self.rubrics, _("There is no rubric '{name}'."))

    @property
    def rubrics(self) -> tuple[str, ...]:
        """The rubrics that there are."""
        return self._library.ids("rubric")

    @property
    def types(self) -> tuple[str, ...]:
        """The customer types that there are."""
        return self._library.ids("type")

    def begin(self, wish: Wish) -> tuple[Path, ...]:
        """Write the file, and the schemas that editors read; return what was written, the file itself first.

        Raises RoleplayError when something is there already or cannot be written.
        """
        self.check_new(wish.kind, wish.id)
        make_folders(self._folder, ("scenarios", "personas"))
        write_schemas(self._folder)
        language = self._desk.language
        words = self._words(wish)
        if wish.kind == DraftKind.SCENARIO:
            folder = self._folder / "scenarios" / wish.id
            files = {
                "scenario.yaml": render("scenario", language, words),
                "walkthroughs/expert.yaml": render("walkthrough", language, words),
            }
            create_folder(folder, files)
            return tuple(folder / name for name in files)
        path = self._folder / _FOLDERS[wish.kind] / f"{wish.id}.yaml"
        create_file(path, render(wish.kind, language, words))
        return (path,)

    def scenario_for(self, persona: str) -> str | None:
        """Return the easiest scenario that a persona which has been begun can bring, or None."""
        library = Library(self._library.roots)
        loaded = library.get("persona", persona, self._desk.language)
        file = loaded.as_model(PersonaFile) if loaded else None
        kind = f"{_TYPE_PREFIX}{file.type.value}" if file else ""
        found: list[tuple[int, str]] = []
        for name in library.ids("scenario"):
            scenario = library.get("scenario", name, self._desk.language)
            model = scenario.as_model(ScenarioFile) if scenario else None
            if model and any(entry.value in (persona, kind) for entry in model.personas):
                found.append((model.level, name))
        return min(found)[1] if found else None

    def _words(self, wish: Wish) -> dict[str, str]:
        title = wish.title or usual_title(wish.kind, wish.id)
        address, call = address_of(title, self._desk.language)
        people = wish.personas or self._usual_people()
        return {
            "ID": wish.id,
            "TITLE": quoted(title),
            "ADDRESS": quoted(address),
            "CALL": quoted(call),
            "PERSONAS": "[" + ", ".join(f'"{name}"' if ":" in name else name for name in people) + "]",
            "TYPE": wish.type,
            "RUBRIC": wish.rubric,
            "LEVEL": str(wish.level),
            "CHANNEL": wish.channel,
            "PLACE": PLACES[self._desk.language][wish.channel],
            "TODAY": self._desk.clock().date().isoformat(),
        }

    def _usual_people(self) -> Sequence[str]:
        return [name for name in EVERYBODY if name.removeprefix(_TYPE_PREFIX) in self.types]

    def _type_of(self, persona: str) -> str:
        loaded = self._library.get("persona", persona, self._desk.language)
        file = loaded.as_model(PersonaFile) if loaded else None
        return file.type.value if file else ""

    def _refuse_type_or_persona(self, name: str) -> None:
        types = [f"{_TYPE_PREFIX}{kind}" for kind in self.types]
        known = types if name.startswith(_TYPE_PREFIX) else (*self._library.ids("persona"), *types)
        message = _("There is no persona or customer type '{name}'.").format(name=clean_line(name))
        raise RoleplayError(message, nearest(name, known))


def _known(name: str, known: Sequence[str], message: str) -> str:
    if name not in known:
        raise RoleplayError(message.format(name=clean_line(name)), nearest(name, known))
    return name
