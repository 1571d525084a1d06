"""Takes in stories of other tools as scenarios, and gives out scenarios for other tools.

Importing this loads the compiler.
"""

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from msgspec.structs import replace

from roleplay.app.compiling import scenario_file
from roleplay.app.desk import Desk
from roleplay.authoring.exchange.ink import read_ink
from roleplay.authoring.exchange.plan import Placed, Plan, losses
from roleplay.authoring.exchange.planning import planned
from roleplay.authoring.exchange.skeleton import Frame, skeleton
from roleplay.authoring.exchange.story import CONTROLS, Lost, Story
from roleplay.authoring.exchange.tongue import guessed_language
from roleplay.authoring.exchange.twee import read_twee
from roleplay.authoring.exchange.twee_export import to_twee
from roleplay.authoring.writing import create_folder
from roleplay.cleaning import clean_line
from roleplay.compiler.library import Library
from roleplay.content.faults import Faults, Refused
from roleplay.content.find import is_id
from roleplay.content.read import read_bytes
from roleplay.content.source import decode, load
from roleplay.diagnostics import Diagnostic
from roleplay.errors import RoleplayError
from roleplay.i18n import _
from roleplay.schema.persona import PersonaFile, TypeFile
from roleplay.schema.scenario import ScenarioFile

MOST_BYTES: Final = 4_000_000
"""The largest story that is read."""

READERS: Final[Mapping[str, Callable[[str, str], Story]]] = {
    ".twee": read_twee,
    ".tw": read_twee,
    ".json": read_ink,
}
"""What reads a story, by the ending of its file."""

FORMATS: Final[Mapping[str, Callable[[ScenarioFile], str]]] = {"twee": to_twee}
"""What writes a scenario for another tool, by the name of the format."""

PERSONA: Final = "bu-sumi"
RUBRIC: Final = "service-excellence"
"""Who brings an imported story and what it is scored by, until its author says otherwise."""

_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
    r"|\\u00(?:0[0-8bcef]|1[0-9a-f]|7f|[89][0-9a-f])|\\u20(?:0[bef]|2[a-e]|6[0-9])",
    re.IGNORECASE,
)
"""Characters that act or cannot be seen, as themselves or as JSON writes them."""


class Imported(NamedTuple):
    """What came of a story."""

    path: Path
    language: str
    nodes: int
    choices: int
    losses: tuple[Placed, ...]
    """What is not carried, each with its place."""


def import_story(desk: Desk, source: Path, name: str, folder: Path) -> Imported:
    """Write the scenario `name` into the content folder `folder`, made from the story in the file `source`.

    Raises RoleplayError for a file that holds no story, an id that is none or is taken, and a folder that
    cannot be written; nothing is left behind then.
    """
    library = Library(tuple(dict.fromkeys((folder, *desk.roots))))
    _check_name(library, name, folder)
    story = _story(source)
    persona = _one_of(library.ids("persona"), PERSONA)
    plan = planned(story, _limit_outcomes(library, persona))
    texts = (line.text for node in plan.nodes.values() for line in node.says)
    language = guessed_language(texts) or desk.language
    rubric = _one_of(library.ids("rubric"), RUBRIC)
    text = skeleton(plan, Frame(name, language, rubric, persona, clean_line(source.name)))
    path = _write_scenario(folder, name, text)
    return Imported(path, language, len(plan.nodes), _choices(plan), tuple(losses(plan)))


def export_scenario(desk: Desk, name: str, written_as: str) -> str:
    """Return a scenario in another format, one of `FORMATS`, in the language of the desk.

    Raises RoleplayError for a scenario that is not there or cannot be read.
    """
    return FORMATS[written_as](scenario_file(Library(desk.roots), name, desk.language))


def _check_name(library: Library, name: str, folder: Path) -> None:
    if not is_id(name):
        raise RoleplayError(
            _("'{value}' is not a name").format(value=name),
            _("Use small letters, digits, '-' and '_', at most 64, and begin with a letter or digit."),
        )
    if name in library.ids("scenario") or os.path.lexists(folder / "scenarios" / name):
        raise RoleplayError(
            _("There is already a scenario '{name}'.").format(name=name),
            _("Give another id; nothing was changed."),
        )


def _story(source: Path) -> Story:
    reader = READERS.get(source.suffix.lower())
    if reader is None:
        raise RoleplayError(
            _("What kind of story is in {path}? Its name should end in .twee, .tw or .json.").format(
                path=source
            ),
            _("Twine gives a .twee file (“Export As Twee”), Inky a .json file (“Export to JSON”)."),
        )
    text = _text(source)
    story = reader(text, clean_line(source.stem))
    if unseen := _UNSEEN.search(text):
        character = unseen[0] if unseen[0].startswith("\\") else f"U+{ord(unseen[0]):04X}"
        line = text.count("\n", 0, unseen.start()) + 1
        story = replace(story, notes=(*story.notes, Lost(character, CONTROLS, line)))
    return story


def _text(source: Path) -> str:
    data = load(source, str(source), MOST_BYTES)
    if isinstance(data, Diagnostic):
        raise _unreadable(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        found = Faults()
        try:
            decode(data, str(source), found)
        except Refused as refused:
            found.end_with(refused.diagnostic)
        raise _unreadable(found.listed()[0])
    return text


def _unreadable(fault: Diagnostic) -> RoleplayError:
    return RoleplayError(f"{fault.span}  {fault.message}", fault.hint)


def _one_of(names: tuple[str, ...], wish: str) -> str:
    return wish if wish in names else next(iter(names), wish)


def _limit_outcomes(library: Library, name: str) -> tuple[str, ...]:
    """Return the outcomes by which a persona can end the talk."""
    loaded = library.get("persona", name, "id")
    persona = loaded.as_model(PersonaFile) if loaded else None
    if persona is None:
        return ("walked-out",)
    kind = library.get("type", persona.type.value, "id")
    of_type = kind.as_model(TypeFile) if kind else None
    limits = [*persona.limits.values(), *(of_type.limits.values() if of_type else ())]
    return tuple(dict.fromkeys(limit.ends for limit in limits if limit.ends))


def _choices(plan: Plan) -> int:
    return sum(len(node.choices) for node in plan.nodes.values())


def _write_scenario(folder: Path, name: str, text: str) -> Path:
    """Write the folder of a scenario and return the file in it."""
    data = text.encode()
    document, faults = read_bytes(data, f"scenarios/{name}/scenario.yaml")
    if document is None:
        reason = faults[0].message if faults else "?"
        raise RoleplayError(
            _("The scenario would be larger than a content file may be: {reason}").format(reason=reason),
            _("Take the story apart and import its parts."),
        )
    place = folder / "scenarios" / name
    create_folder(place, {"scenario.yaml": data})
    return place / "scenario.yaml"
