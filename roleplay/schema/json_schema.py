"""JSON Schemas of content files, made from the file models, for editors that complete and check."""

import re
from collections.abc import Mapping, Sequence
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, fields

from roleplay.domain.vocabulary import ACTS, BANDS, LABELS, OUTCOMES
from roleplay.i18n import _
from roleplay.schema.cues import PhrasesFile, WordsFile
from roleplay.schema.meanings import CONDITION_KEYS, MEANINGS
from roleplay.schema.parse import FILE_MODELS
from roleplay.schema.parts import BandFile, ConditionFile, CuesFile, LinesFile
from roleplay.schema.rubric import LevelFile, StandardFile
from roleplay.schema.scenario import EffectFile, HearingFile
from roleplay.schema.shapes import (
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
_TEXT: Final[Schema] = {"type": ["string", "number", "boolean"]}
"""What YAML takes for a number or a flag is a text to us as well: `title: 12`."""

_NAME: Final[Schema] = {"type": ["string", "number"], "pattern": f"^{_ID}$"}
_REFERENCE: Final = re.compile("#/definitions/([A-Za-z]+)")
_COMPARISON: Final = r"^\s*((<=|>=|<|>|==?)?\s*-?[0-9]{1,6}|-?[0-9]{1,6}\s*\.\.\s*-?[0-9]{1,6})\s*$"


def content_schema(kind: str) -> Schema:
    """Return the JSON Schema, draft 7, of a kind of `FILE_MODELS`, described in the active language.

    Raises KeyError for a kind that there is not. Editors read the older draft best.
    """
    made = _Schemas()
    schema = made.record(FILE_MODELS[kind])
    definitions = {
        **made.shared,
        "condition": _condition(is_heard=False),
        "heard": _condition(is_heard=True),
        "lines": _lines(),
        "cues": _cues(),
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"roleplay {kind}",
        **schema,
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
            return _named(self.of(get_args(shape)[1]))
        if shape is bool:
            return {"enum": [True, False, "ya", "tidak", "yes", "no", "on", "off"]}
        return self._model(shape)

    def _marked(self, base: Any, mark: Any) -> Schema:
        match mark:
            case IdShape():
                prefixes = "|".join(mark.prefixes)
                return {**_NAME, "pattern": f"^({prefixes}){_ID}$"} if prefixes else _NAME
            case OneOf():
                return {"enum": list(mark.words)}
            case Range():
                return {"type": "integer", "minimum": mark.low, "maximum": mark.high}
            case Percent():
                return {"type": "number", "minimum": 0, "maximum": mark.highest / 100}
            case DayShape():
                return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
            case Many():
                item = self.of(get_args(base)[0])
                return _one_or_many(item)
            case KeyedBy():
                return _keyed(self.of(get_args(base)[1]), mark.words)
            case TextShape():
                return _TEXT
        raise TypeError(f"no schema for {mark!r}")

    def _model(self, shape: Any) -> Schema:
        if shape in _SPECIAL:
            return _SPECIAL[shape]
        if shape is HearingFile:
            return {"allOf": [{"$ref": "#/definitions/heard"}, {"required": ["goto"]}]}
        if shape is LevelFile:
            return {"anyOf": [{"const": "otherwise"}, self.of(StandardFile)]}
        if shape.__name__ not in self.shared:
            self.shared[shape.__name__] = {}  # holds the place while it is made
            self.shared[shape.__name__] = self.record(shape)
        return {"$ref": f"#/definitions/{shape.__name__}"}


_SPECIAL: Final[Mapping[type, Schema]] = {
    ConditionFile: {"$ref": "#/definitions/condition"},
    LinesFile: {"$ref": "#/definitions/lines"},
    CuesFile: {"$ref": "#/definitions/cues"},
    BandFile: {"type": ["string", "integer"], "pattern": r"^[0-9]{1,3}(\.\.[0-9]{1,3})?$"},
    EffectFile: {"type": ["string", "integer"], "pattern": "^[+-]?[0-9]{1,4}$"},
    PhrasesFile: {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
    WordsFile: {
        "type": "object",
        "additionalProperties": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
    },
    TakeFile: {
        "anyOf": [
            _TEXT,
            {
                "type": "object",
                "properties": {"says": _TEXT},
                "required": ["says"],
                "additionalProperties": False,
            },
        ]
    },
}
"""Values that an author may write in more than one form."""


def _is_required(info: FieldInfo) -> bool:
    return info.default is NODEFAULT and info.default_factory is NODEFAULT


def _named(item: Schema) -> Schema:
    return {"type": "object", "propertyNames": {"pattern": f"^{_ID}$"}, "additionalProperties": item}


def _keyed(item: Schema, words: Sequence[str]) -> Schema:
    return {"type": "object", "properties": dict.fromkeys(words, item), "additionalProperties": False}


def _one_or_many(item: Schema) -> Schema:
    return {"anyOf": [item, {"type": "array", "items": item}]}


def _condition(*, is_heard: bool) -> Schema:
    """Return the schema of a condition; `is_heard`: it may ask about this reply, and says where it leads."""
    labels = _one_or_many({"enum": [*LABELS, "any"]})
    names = _one_or_many(_NAME)
    inner = {"$ref": "#/definitions/heard" if is_heard else "#/definitions/condition"}
    compared = {"type": ["string", "integer"], "pattern": _COMPARISON}
    banded = {
        axis: {"anyOf": [_one_or_many({"enum": list(words)}), compared]} for axis, words in BANDS.items()
    }
    keys: dict[str, Schema] = {
        **banded,
        "mood": banded["tension"],
        "felt": {"enum": list(BANDS["tension"])},
        "patience": compared,
        "turn": compared,
        "shown": labels,
        **dict.fromkeys(("told", "asked", "volunteered", "wrong", "visited", "persona", "type"), names),
        "did": _one_or_many({"enum": [*ACTS, "any"]}),
        "outcome": _one_or_many({"enum": list(OUTCOMES)}),
        "all": {"type": "array", "items": inner},
        "any": {"type": "array", "items": inner},
        "not": inner,
    }
    if is_heard:
        keys |= {"shows": labels, "tells": names, "asks": names}
        keys["goto"] = _NAME
    described = {key: {"description": _(CONDITION_KEYS[key]), **schema} for key, schema in keys.items()}
    # Any other key is a variable of the scenario, which is a number.
    return {"type": "object", "properties": described, "additionalProperties": compared}


def _lines() -> Schema:
    texts = _one_or_many(_TEXT)
    line = {
        "type": "object",
        "properties": {"when": {"$ref": "#/definitions/condition"}, "text": texts},
        "required": ["text"],
        "additionalProperties": False,
    }
    return {"anyOf": [_TEXT, {"type": "array", "items": {"anyOf": [_TEXT, line]}}]}


def _cues() -> Schema:
    texts = _one_or_many(_TEXT)
    keys = {key: {**texts, "description": _(meaning)} for key, meaning in MEANINGS["CuesFile"].items()}
    return {"anyOf": [*texts["anyOf"], {"type": "object", "properties": keys, "additionalProperties": False}]}
