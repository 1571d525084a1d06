"""JSON Schemas of content files, made from the file models, for editors that complete and check."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, fields

from roleplay.domain.vocabulary import ACTS, BANDS, LABELS, OUTCOMES
from roleplay.i18n import _
from roleplay.schema.cues import PhrasesFile, WordsFile
from roleplay.schema.meanings import CONDITION_KEYS, MEANINGS, TITLES
from roleplay.schema.parse import SCHEMA_MODELS
from roleplay.schema.parts import BandFile, ConditionFile, CuesFile, LinesFile
from roleplay.schema.rubric import LevelFile, StandardFile
from roleplay.schema.scenario import EffectFile, HearingFile
from roleplay.schema.shapes import (
    LEVELS,
    DayShape,
    IdShape,
    KeyedBy,
    Many,
    OneOf,
    Percent,
    Range,
    TextShape,
)
from roleplay.schema.walkthrough import TakeFile

Schema = dict[str, Any]

_ID: Final = "[a-z0-9][a-z0-9_-]{0,63}"
_FEW: Final = 10
"""Whole numbers up to which each is listed."""

_REFERENCE: Final = re.compile("#/definitions/([A-Za-z]+)")
_COMPARISON: Final = r"^\s*((<=|>=|<|>|==?)?\s*-?[0-9]{1,6}|-?[0-9]{1,6}\s*\.\.\s*-?[0-9]{1,6})\s*$"


def content_schema(kind: str) -> Schema:
    """Return the JSON Schema, draft 7, of a kind of `SCHEMA_MODELS`, described in the active language.

    Raises KeyError for a kind that there is not. Editors read the older draft best. Beside the standard words
    it uses `errorMessage`, `patternErrorMessage` and `defaultSnippets`, which the YAML language server
    knows and others pass over; `oneOf` with the mapping first, so that it tells what is wrong within.
    """
    made = _Schemas()
    schema = made.record(SCHEMA_MODELS[kind])
    definitions = {
        **made.shared,
        "condition": _condition(is_heard=False),
        "heard": _condition(is_heard=True),
        "hearing": _hearing(),
        "lines": _lines(),
        "cues": _cues(),
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **schema,
        "title": f"roleplay {kind}",
        "definitions": _used(schema, definitions),
    }


def _used(schema: Schema, definitions: Mapping[str, Schema]) -> dict[str, Schema]:
    """Return the definitions that a schema refers to, directly or through another."""
    used: dict[str, Schema] = {}
    waiting = [schema]
    while waiting:
        for name in _REFERENCE.findall(str(waiting.pop())):
            if name not in used:
                used[name] = definitions[name]
                waiting.append(definitions[name])
    return {name: definitions[name] for name in definitions if name in used}


class _Schemas:
    """Makes the schemas of one file; what is used in many places stands once, in `shared`."""

    def __init__(self) -> None:
        self.shared: dict[str, Schema] = {}

    def record(self, model: type[Struct]) -> Schema:
        """Return the schema of a mapping with fixed keys."""
        hints = get_type_hints(model, include_extras=True)
        known = [info for info in fields(model) if info.name != "span"]
        meanings = MEANINGS[model.__name__]
        return {
            "type": "object",
            "title": _(TITLES[model.__name__]),
            "properties": {
                info.encode_name: {
                    **self.of(hints[info.name]),
                    "description": _(meanings[info.encode_name]),
                }
                for info in known
            },
            "required": [info.encode_name for info in known if _is_required(info)],
            "additionalProperties": False,
        }

    def of(self, shape: Any) -> Schema:
        """Return the schema of a type of `shapes.py` or a file model."""
        origin = get_origin(shape)
        if origin is Annotated:
            base, mark = get_args(shape)[:2]
            return self._marked(base, mark)
        if origin in (Union, UnionType):
            (inner,) = (part for part in get_args(shape) if part is not NoneType)
            return self.of(inner)
        if origin is tuple:
            return {"type": "array", "items": self.of(get_args(shape)[0])}
        if origin in (dict, Mapping):
            return self._named(get_args(shape)[1])
        if shape is bool:
            return _flag()
        return self._model(shape)

    def _marked(self, base: Any, mark: Any) -> Schema:
        match mark:
            case IdShape():
                return _name("|".join(mark.prefixes))
            case OneOf():
                return {"type": "string", "enum": list(mark.words)}
            case Range():
                return _whole(mark)
            case Percent():
                return {"type": "number", "minimum": 0, "maximum": mark.highest / 100}
            case DayShape():
                message = _("A day is written year-month-day: 2026-11-24.")
                return _shaped("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", message)
            case Many():
                return _one_or_many(self.of(get_args(base)[0]))
            case KeyedBy():
                return _keyed(self.of(get_args(base)[1]), mark.words)
            case TextShape():
                return _code() if mark.is_code else _text()
        raise TypeError(f"no schema for {mark!r}")

    def _named(self, shape: Any) -> Schema:
        """Return the schema of a mapping whose keys are names of the author's own."""
        schema: Schema = {
            "type": "object",
            "propertyNames": _key(),
            "additionalProperties": self.of(shape),
        }
        if getattr(shape, "__name__", "") in TITLES and shape not in _SPECIAL and shape is not LevelFile:
            schema["defaultSnippets"] = [_snippet(shape)]
        return schema

    def _model(self, shape: Any) -> Schema:
        if shape in _SPECIAL:
            return _SPECIAL[shape]()
        if shape is LevelFile:
            return {"oneOf": [self.of(StandardFile), {"type": "string", "const": "otherwise"}]}
        if shape.__name__ not in self.shared:
            self.shared[shape.__name__] = {}  # holds the place while it is made
            self.shared[shape.__name__] = self.record(shape)
        return {"$ref": f"#/definitions/{shape.__name__}"}


def _snippet(model: type[Struct]) -> Schema:
    """Return what an editor writes for a new entry: its name, and every key that must be there."""
    keys = [info.encode_name for info in fields(model) if info.name != "span" and _is_required(info)]
    title = _(TITLES[model.__name__])
    name = title.replace(" ", "-")
    body = "".join(f"\n  {key}: ${place}" for place, key in enumerate(keys, 2))
    return {"label": title, "bodyText": f"${{1:{name}}}:{body}"}


def _refers(name: str) -> Callable[[], Schema]:
    return lambda: {"$ref": f"#/definitions/{name}"}


def _band() -> Schema:
    message = _("A score or a range with two dots: 80..95.")
    return _shaped(r"^[0-9]{1,3}(\.\.[0-9]{1,3})?$", message, "integer")


def _effect() -> Schema:
    return _shaped("^[+-]?[0-9]{1,4}$", _('A number sets it, "+1" or "-1" changes it.'), "integer")


def _texts() -> Schema:
    """Return the schema of a text or a list of texts; one schema, for alternatives are told badly."""
    return {**_text(), "type": ["string", "number", "array"], "items": _text()}


def _phrases() -> Schema:
    """Return the schema of words as they are typed, `no` and `true` among them."""
    word = {"type": ["string", "number", "boolean", "null"]}
    return {"type": [*word["type"], "array"], "items": word}


def _lists() -> Schema:
    return {"type": "object", "additionalProperties": _phrases()}


def _take() -> Schema:
    words = {
        "type": "object",
        "title": _("typed words"),
        "properties": {"says": _text()},
        "required": ["says"],
        "additionalProperties": False,
    }
    return {"oneOf": [words, _text()]}


_SPECIAL: Final[Mapping[type, Callable[[], Schema]]] = {
    ConditionFile: _refers("condition"),
    HearingFile: _refers("hearing"),
    LinesFile: _refers("lines"),
    CuesFile: _refers("cues"),
    BandFile: _band,
    EffectFile: _effect,
    PhrasesFile: _phrases,
    WordsFile: _lists,
    TakeFile: _take,
}
"""Values that an author may write in more than one form."""


def _is_required(info: FieldInfo) -> bool:
    return info.default is NODEFAULT and info.default_factory is NODEFAULT


def _text() -> Schema:
    """Return the schema of a text; what YAML takes for a number is one to us as well: `title: 12`."""
    message = _('A text stands here. One with braces, or with a colon and a blank, needs "quotes".')
    return {"type": ["string", "number"], "errorMessage": message}


def _code() -> Schema:
    return _shaped("^RP[0-9]{3}$", _("A code such as RP506; roleplay check prints it."))


def _shaped(pattern: str, message: str, other: str = "number") -> Schema:
    return {
        "type": ["string", other],
        "pattern": pattern,
        "patternErrorMessage": message,
        "errorMessage": message,
    }


def _name(prefixes: str = "") -> Schema:
    message = _("A name has small letters, digits, - and _ alone: already-reported.")
    return _shaped(f"^({prefixes}){_ID}$" if prefixes else f"^{_ID}$", message)


def _key() -> Schema:
    """Return the schema of the name of an entry, which may look like a number or a flag: `no:`, `2026:`."""
    return {key: value for key, value in _name().items() if key != "type"}


def _flag() -> Schema:
    words = {"type": "string", "pattern": "^(ya|tidak|yes|no|on|off)$"}
    return {"anyOf": [{"type": "boolean", "errorMessage": _("Write true or false.")}, words]}


def _whole(mark: Range) -> Schema:
    """Return the schema of a whole number; few of them are listed, so that an editor can offer them."""
    if mark.high - mark.low < _FEW:
        return {"type": "integer", "enum": list(range(mark.low, mark.high + 1)), "default": mark.low}
    return {"type": "integer", "minimum": mark.low, "maximum": mark.high, "default": mark.low}


def _keyed(item: Schema, words: Sequence[str]) -> Schema:
    schema = {"type": "object", "properties": dict.fromkeys(words, item), "additionalProperties": False}
    if words == LEVELS:
        # To a YAML server the key `5:` is a number, and no property of that name.
        schema["patternProperties"] = {"^[1-5]$": True}
    return schema


def _one_or_many(item: Schema) -> Schema:
    if "oneOf" in item:
        return {"oneOf": [{"type": "array", "items": item}, *item["oneOf"]]}
    if "pattern" in item:
        return {**item, "type": [*item["type"], "array"], "items": item}
    return {"anyOf": [item, {"type": "array", "items": item}]}


def _condition(*, is_heard: bool) -> Schema:
    """Return the schema of a condition; `is_heard`: it may ask about this reply, and says where it leads."""
    labels = _one_or_many({"type": "string", "enum": [*LABELS, "any"]})
    names = _one_or_many(_name())
    inner = {"$ref": "#/definitions/heard" if is_heard else "#/definitions/condition"}
    compared = _shaped(_COMPARISON, _('A number or a comparison: 3, ">= 60", "3..5".'), "integer")
    banded = {axis: {"anyOf": [_words(words), compared]} for axis, words in BANDS.items()}
    keys: dict[str, Schema] = {
        **banded,
        "mood": banded["tension"],
        "felt": {"type": "string", "enum": list(BANDS["tension"])},
        "patience": compared,
        "turn": compared,
        "shown": labels,
        **dict.fromkeys(("told", "asked", "volunteered", "wrong", "visited", "persona", "type"), names),
        "did": _words((*ACTS, "any")),
        "outcome": _words(OUTCOMES),
        "all": {"type": "array", "items": inner},
        "any": {"type": "array", "items": inner},
        "not": inner,
    }
    if is_heard:
        keys |= {"shows": labels, "tells": names, "asks": names}
    unknown = _('No key of a condition. A variable of vars is compared with a number: ">= 2".')
    return {
        "type": "object",
        "title": _("condition"),
        "properties": {
            key: {**schema, "description": _(CONDITION_KEYS[key])} for key, schema in keys.items()
        },
        # Any other key is a variable of the scenario, which is a number.
        "additionalProperties": _shaped(_COMPARISON, unknown, "integer"),
    }


def _words(words: Iterable[str]) -> Schema:
    return _one_or_many({"type": "string", "enum": list(words)})


def _hearing() -> Schema:
    """Return the schema of a condition that may ask about this very reply, and where it leads."""
    heard = _condition(is_heard=True)
    meaning = CONDITION_KEYS["goto"]
    goto = {**_name(), "description": _(meaning)}
    return {
        **heard,
        "title": _("what is heard"),
        "properties": {**heard["properties"], "goto": goto},
        "required": ["goto"],
        "defaultSnippets": [
            {"label": "shows → goto", "body": {"shows": "$1", "goto": "$2"}},
            {"label": "tells → goto", "body": {"tells": "$1", "goto": "$2"}},
        ],
    }


def _lines() -> Schema:
    line = {
        "type": "object",
        "title": _("line"),
        "properties": {
            "when": {"$ref": "#/definitions/condition", "description": _("It is said only when this holds.")},
            "text": {**_texts(), "description": _("What is said; of several, the seed takes one.")},
        },
        "required": ["text"],
        "additionalProperties": False,
    }
    return {"oneOf": [_text(), {"type": "array", "items": {"oneOf": [_texts(), line]}}]}


def _cues() -> Schema:
    keys = {key: {**_texts(), "description": _(meaning)} for key, meaning in MEANINGS["CuesFile"].items()}
    whole = {"type": "object", "title": _("cues"), "properties": keys, "additionalProperties": False}
    return {"oneOf": [whole, _texts()]}
