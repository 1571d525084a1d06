"""Reads compiled ink (the JSON that Inky and inklecate export) into a story."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from roleplay.authoring.exchange.expressions import LIMIT
from roleplay.authoring.exchange.ink_evaluation import Evaluation
from roleplay.authoring.exchange.ink_tree import Container, Place, build, resolve, settled
from roleplay.authoring.exchange.ink_values import Number, Unknown, told
from roleplay.authoring.exchange.ink_walk import Walk, key_of, readable
from roleplay.authoring.exchange.story import (
    ASSIGNMENT,
    FUNCTION,
    LIST,
    Branch,
    Link,
    Lost,
    Note,
    Passage,
    Piece,
    Remark,
    Story,
)
from roleplay.cleaning import clean_line
from roleplay.errors import RoleplayError
from roleplay.i18n import _

VERSIONS: Final = range(19, 22)
"""The format versions that are read: ink 0.9 to 1.2."""

_DECLARATIONS: Final = "global decl"


def read_ink(text: str, name: str) -> Story:
    """Return the story in the JSON of a compiled ink file; `name` is its title where it gives none.

    Raises RoleplayError when the text is no JSON, no ink, or of a version that is not read.
    """
    return _Reader(build(_root(text)), name).story()


def _root(text: str) -> Any:
    hint = _("In Inky choose “Export to JSON”; that file can be imported.")
    try:
        document = msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        message = _("The file is not well-formed JSON: {reason}.").format(reason=error)
        raise RoleplayError(message, hint) from error
    except RecursionError as error:
        raise RoleplayError(_("The JSON of this file is nested too deep."), hint) from error
    if not isinstance(document, dict) or "inkVersion" not in document or "root" not in document:
        raise RoleplayError(_("This file holds no compiled ink story."), hint)
    version = document["inkVersion"]
    if not isinstance(version, int) or version not in VERSIONS:
        message = _("This ink story has format {found}; the formats {low} to {high} can be read.").format(
            found=str(version)[:20], low=VERSIONS[0], high=VERSIONS[-1]
        )
        raise RoleplayError(message, _("Compile it anew with ink 1.0 or 1.1."))
    return document["root"]


class _Reader:
    """Walks a story from its beginning, and then from every knot that nothing led to."""

    def __init__(self, root: Container, name: str) -> None:
        self._root = root
        self._title = name
        self._notes: list[Note] = []
        self._entries: dict[Place, str] = {}
        self._choices: set[str] = set()
        self._functions: set[str] = set()
        self._unfit: set[str] = set()
        _survey(self, root)

    def story(self) -> Story:
        """Return the whole story."""
        values = self._values()
        start = settled((self._root, 0))
        knots = self._knots()
        walk = Walk(self._entries, self._unfit - values.keys())
        passages: dict[str, Passage] = {}
        waiting = [*reversed(knots), start]
        while waiting:
            place = waiting.pop()
            key = key_of(place)
            if key not in passages:
                pieces = walk.passage(place, is_choice=key in self._choices)
                passages[key] = Passage(readable(place), pieces)
                waiting += reversed(walk.led_to)
        passages = {
            key: replace(passage, pieces=_as_said(passage.pieces, walk.spoken))
            for key, passage in passages.items()
        }
        return Story(self._named(walk), key_of(start), passages, values, tuple(self._notes))

    def note_entry(self, place: Place | None, *, is_choice: bool = False) -> None:
        """Keep a place that something leads to."""
        if place is not None:
            self._entries[place] = key_of(place)
            if is_choice:
                self._choices.add(key_of(place))

    def note_function(self, path: object) -> None:
        """Keep the name of a function; it is no passage."""
        if isinstance(path, str):
            self._functions.add(path.partition(".")[0])

    def note_temporary(self, name: object) -> None:
        """Keep the name of a variable that lives within one knot."""
        if isinstance(name, str):
            self._unfit.add(name)

    def _named(self, walk: Walk) -> str:
        for tag in walk.tags:
            name, _sign, value = tag.partition(":")
            if name.strip().lower() == "title" and value.strip():
                return clean_line(value)
        return self._title

    def _knots(self) -> list[Place]:
        knots: list[Place] = []
        for name, knot in self._root.named.items():
            if name in self._functions or "~ret" in knot.items:
                self._notes.append(Lost(f"=== function {name} ===", FUNCTION))
            elif name != _DECLARATIONS and knot.index is None:
                for place in (settled((knot, 0)), *(settled((each, 0)) for each in _stitches(knot))):
                    self._entries[place] = key_of(place)
                    knots.append(place)
        return knots

    def _values(self) -> dict[str, int]:
        """Return what variables begin with; those that a scenario cannot hold are noted."""
        declared = self._root.named.get(_DECLARATIONS)
        evaluation = Evaluation(key_of)
        for item in declared.items if declared else ():
            evaluation.take(declared or self._root, item)
        values: dict[str, int] = {}
        for name, value in evaluation.assigned.items():
            if isinstance(value, Number) and abs(value.value) <= LIMIT:
                values[name] = value.value
            else:
                self._unfit.add(name)
                is_list = isinstance(value, Unknown) and value.what == "list"
                self._notes.append(Lost(f"VAR {name} = {told(value)}", LIST if is_list else ASSIGNMENT))
        return values


def _stitches(knot: Container) -> list[Container]:
    return [child for child in knot.named.values() if child.index is None]


def _survey(reader: _Reader, root: Container) -> None:
    """Note every place that a divert, a choice or a count leads to, and what is called as a function."""
    waiting = [root]
    while waiting:
        container = waiting.pop()
        for item in container.items:
            match item:
                case Container():
                    waiting.append(item)
                case {"->": path} if not item.get("var"):
                    reader.note_entry(_label(container, path))
                case {"*": path}:
                    reader.note_entry(resolve(container, path), is_choice=True)
                case {"CNT?": path}:
                    reader.note_entry(_label(container, path))
                case {"f()": path}:
                    reader.note_function(path)
                case {"temp=": name}:
                    reader.note_temporary(name)
        waiting += [child for child in container.named.values() if child.index is None]


def _label(container: Container, path: object) -> Place | None:
    """Return where a path leads, unless it is to where a condition or a text ends."""
    place = resolve(container, path)
    if place is None or (isinstance(path, str) and path.rpartition(".")[2] in ("s", "b")):
        return None
    target, index = place
    return None if index < len(target.items) and target.items[index] == "nop" else place


def _as_said(pieces: Iterable[Piece], spoken: Mapping[str, str]) -> tuple[Piece, ...]:
    """Return pieces in which a choice reads as it is said, where ink shows it in other words."""
    return tuple(_piece_as_said(piece, spoken) for piece in pieces)


def _piece_as_said(piece: Piece, spoken: Mapping[str, str]) -> Piece:
    match piece:
        case Branch():
            cases = (replace(case, pieces=_as_said(case.pieces, spoken)) for case in piece.cases)
            return replace(piece, cases=tuple(cases))
        case Link() if spoken.get(piece.target, piece.text) not in ("", piece.text):
            notes = (*piece.notes, Remark(f"shown as: {piece.text}"))
            return replace(piece, text=spoken[piece.target], notes=notes)
    return piece
