"""Writes `docs/authors/reference.md` and `reference.id.md`: every key and every word of the content files.

Keys and meanings come from the JSON Schemas, values from the file models that these are made of, words from
the vocabulary, names from the catalogue.

usage: python docs/make_reference.py
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Final, NamedTuple, Union, get_args, get_origin, get_type_hints

from markdown_text import escaped, table
from msgspec import Struct
from msgspec.structs import FieldInfo, fields
from reference_words import WORDS

from roleplay.authoring.trainees import band_of
from roleplay.domain.vocabulary import (
    ACTS,
    AXES,
    BAND_WIDTH,
    BANDS,
    CHANNELS,
    LABELS,
    OUTCOMES,
    QUADRANTS,
    STAGE_OF,
    STAGES,
    TECHNIQUES,
    TRAINEES,
    TRAPS,
)
from roleplay.engine.reactions import BASE_REACTIONS, Reaction
from roleplay.i18n import _, activate
from roleplay.reporting.names import (
    act_name,
    advice,
    axis_name,
    band_name,
    label_name,
    outcome_name,
    quadrant_name,
    stage_name,
)
from roleplay.schema.cues import PhrasesFile, WordsFile
from roleplay.schema.json_schema import Schema, content_schema
from roleplay.schema.meanings import CONDITION_KEYS, MEANINGS
from roleplay.schema.parse import SCHEMA_MODELS
from roleplay.schema.parts import BandFile, ConditionFile, CuesFile, LinesFile
from roleplay.schema.rubric import LevelFile, StandardFile
from roleplay.schema.scenario import EffectFile, HearingFile
from roleplay.schema.shapes import DayShape, IdShape, KeyedBy, Many, OneOf, Percent, Range, TextShape
from roleplay.schema.walkthrough import TakeFile

FOLDER: Final = Path(__file__).parent / "authors"

PAGES: Final = {"en": "reference.md", "id": "reference.id.md"}

_LINKED: Final[Mapping[Any, str]] = {
    ConditionFile: "condition",
    HearingFile: "heard",
    LinesFile: "lines",
    CuesFile: "cues_link",
    BandFile: "band",
    EffectFile: "effect",
    PhrasesFile: "phrases",
    WordsFile: "word_lists",
    TakeFile: "take",
}
"""Shapes with more than one form, and the words for each."""

_LISTS: Final[Mapping[tuple[str, ...], str]] = {
    LABELS: "label",
    OUTCOMES: "outcome",
    ACTS: "act",
    STAGES: "one_stage",
    QUADRANTS: "quadrant",
}
"""Lists of words that have a section of their own, and the words for each."""

_ASKED: Final = {"shown": "label_or_any", "shows": "label_or_any", "did": "act", "outcome": "outcome"}
"""What a condition asks of a key, where it is no name."""


def page(language: str) -> str:
    """Return the page in a language."""
    activate(language)
    return "\n".join(_lines(WORDS[language])) + "\n"


def _lines(words: Mapping[str, str]) -> Iterator[str]:
    yield f"# {words['title']}\n"
    yield f"{words['about']}\n"
    for kind in SCHEMA_MODELS:
        yield f"- [{words[kind]}](#{_anchor(kind)}): `{words[f'{kind}_file']}`"
    yield f"- {words['more']}"
    for kind in SCHEMA_MODELS:
        yield from _kind(kind, words)
    yield from _conditions(words)
    for name in ("lines", "cues"):
        yield f"\n## {words[f'{name}_title']}\n"
        yield words[f"{name}_about"]
        yield ""
        if name == "cues":
            rows = [(f"`{key}`", escaped(_(meaning))) for key, meaning in MEANINGS["CuesFile"].items()]
            yield from _table(("key", "meaning"), rows, words)
    yield from _vocabulary(words)


def _anchor(kind: str, path: str = "") -> str:
    """Return the name by which a link finds a section, the same in every language."""
    return f"file-{kind}" + (f"-{path.replace('.', '-').lower()}" if path else "")


def _kind(kind: str, words: Mapping[str, str]) -> Iterator[str]:
    schema = content_schema(kind)
    model = SCHEMA_MODELS[kind]
    values = _Values(kind, _places(model, words["placeholder"]), words)
    yield f'\n<a id="{_anchor(kind)}"></a>\n\n## {words[kind]}\n'
    yield f"{words[f'{kind}_file_about']}\n"
    yield from _record(schema, model, values)
    for record, path in values.places.items():
        yield f'\n<a id="{_anchor(kind, path)}"></a>\n\n### {words[kind]}: `{path}`\n'
        yield from _record(schema["definitions"][record.__name__], record, values)


def _places(model: type[Struct], name: str) -> dict[type[Struct], str]:
    """Return where each record of a file stands, such as `nodes.NAME.ending`, outermost first."""
    places: dict[type[Struct], str] = {}
    waiting = [(model, "")]
    while waiting:
        record, path = waiting.pop(0)
        hints = get_type_hints(record, include_extras=True)
        for info in _keys(record):
            inner, is_named = _inner(hints[info.name])
            place = f"{path}{info.encode_name}" + (f".{name}" if is_named else "")
            if inner is not None and inner not in places:
                places[inner] = place
                waiting.append((inner, f"{place}."))
    return places


def _inner(shape: Any) -> tuple[type[Struct] | None, bool]:
    """Return the record within a shape, if there is one, and whether it stands under names."""
    origin, arguments = get_origin(shape), get_args(shape)
    if origin is None:
        record = StandardFile if shape is LevelFile else shape
        return (record, False) if record.__name__ in MEANINGS and record not in _LINKED else (None, False)
    if origin in (Union, UnionType):
        return _inner(next(part for part in arguments if part is not NoneType))
    if origin is Mapping:
        return _inner(arguments[1])[0], True
    return _inner(arguments[0])


def _keys(model: type[Struct]) -> Iterator[FieldInfo]:
    return (info for info in fields(model) if info.name != "span")


def _record(schema: Schema, model: type[Struct], values: "_Values") -> Iterator[str]:
    words = values.words
    hints = get_type_hints(model, include_extras=True)
    rows = []
    for info in _keys(model):
        key = info.encode_name
        default = words["required"] if key in schema["required"] else _default(info)
        meaning = escaped(schema["properties"][key]["description"])
        rows.append((f"`{key}`", meaning, values.of(hints[info.name]), default))
    yield from _table(("key", "meaning", "value", "default"), rows, words)


def _default(info: FieldInfo) -> str:
    """Return what counts when a key is left out; nothing when that is nothing."""
    found = info.default
    return f"`{str(found).lower()}`" if isinstance(found, str | int) and found != "" else ""


class _Values(NamedTuple):
    """Says in words what may be written for a value of a file."""

    kind: str
    places: Mapping[type[Struct], str]
    """By record, where it stands in the file."""
    words: Mapping[str, str]

    def of(self, shape: Any) -> str:
        """Return what may be written for a type of `roleplay.schema.shapes` or a file model."""
        origin, arguments = get_origin(shape), get_args(shape)
        if origin is Annotated:
            return self._marked(arguments[0], arguments[1])
        if origin in (Union, UnionType):
            return self.of(next(part for part in arguments if part is not NoneType))
        if origin is tuple:
            return self.words["list"].format(item=self.of(arguments[0]))
        if origin is Mapping:
            return self.words["names"].format(item=self.of(arguments[1]))
        if shape in _LINKED:
            return self.words[_LINKED[shape]]
        if shape is LevelFile:
            return f"`otherwise`, {self.words['or']} {self._record(StandardFile)}"
        return self.words["flag"] if shape is bool else self._record(shape)

    def _record(self, record: type[Struct]) -> str:
        place = self.places[record]
        return f"[{self.words['see']} `{place}`](#{_anchor(self.kind, place)})"

    def _marked(self, base: Any, mark: Any) -> str:
        words = self.words
        match mark:
            case IdShape():
                return words["who" if "type:" in mark.prefixes else "id"]
            case OneOf():
                return self.one_of(mark.words)
            case Range(low, high):
                return f"`{low}`" if low == high else words["number"].format(low=low, high=high)
            case Percent():
                return words["number"].format(low=0, high=mark.highest // 100)
            case DayShape():
                return words["day"]
            case Many():
                return words["one_or_many"].format(item=self.of(get_args(base)[0]))
            case KeyedBy():
                return self._keyed(mark.words, self.of(get_args(base)[1]))
        return words["code" if isinstance(mark, TextShape) and mark.is_code else "text"]

    def one_of(self, members: Sequence[str]) -> str:
        """Return which words may be written: a link where they have a section of their own."""
        name = _LISTS.get(tuple(members))
        return self.words[name] if name else ", ".join(f"`{member}`" for member in members)

    def _keyed(self, keys: Sequence[str], item: str) -> str:
        count = len(LABELS)
        if tuple(keys[:count]) == LABELS:
            more = "".join(f", `{key}`" for key in keys[count:])
            return self.words["by_label"].format(more=more, item=item)
        return self.words["by_word"].format(keys=", ".join(f"`{key}`" for key in keys), item=item)


def _conditions(words: Mapping[str, str]) -> Iterator[str]:
    everywhere = content_schema("rubric")["definitions"]["condition"]["properties"]
    here = [key for key in CONDITION_KEYS if key not in everywhere]
    yield f"\n## {words['condition_title']}\n"
    yield f"{words['condition_about']}\n"
    for keys, about in ((everywhere, ""), (here, words["heard_about"])):
        if about:
            yield f"\n{about}\n"
        rows = [(f"`{key}`", escaped(_(CONDITION_KEYS[key])), _asked(key, words)) for key in keys]
        yield from _table(("key", "meaning", "value"), rows, words)


def _asked(key: str, words: Mapping[str, str]) -> str:
    """Return in words what a condition may ask of a key."""
    bands = BANDS["tension" if key in ("mood", "felt") else key] if key in (*BANDS, "mood", "felt") else ()
    if bands:
        named = ", ".join(f"`{band}`" for band in bands)
        return named if key == "felt" else f"{named}, {words['or']} {words['compared']}"
    match key:
        case "patience" | "turn":
            return words["compared"]
        case "all" | "any":
            return words["list"].format(item=words["condition"])
        case "not":
            return words["condition"]
        case "goto":
            return words["id"]
    item = words[_ASKED.get(key, "id")]
    return words["one_or_many"].format(item=item)


def _vocabulary(words: Mapping[str, str]) -> Iterator[str]:
    for title, labels in (("techniques", TECHNIQUES), ("traps", TRAPS)):
        yield f"\n## {words[f'{title}_title']}\n"
        yield f"{words[f'{title}_about']}\n"
        columns = ("word", "name", *(("how", "stage") if labels is TECHNIQUES else ()), *AXES)
        yield from _table(columns, (_label(label) for label in labels), words)
    yield f"\n## {words['substance_title']}\n"
    yield f"{words['substance_about']}\n"
    rows = [
        (f"`{name}`", label_name(name), *_points(BASE_REACTIONS[name])) for name in ("told", "asked", "wrong")
    ]
    yield from _table(("word", "name", *AXES), rows, words)
    yield f"\n## {words['moods_title']}\n"
    yield f"{words['moods_about']}\n"
    yield from _table(("axis", "bands"), (_axis(axis) for axis in BANDS), words)
    named = (
        ("outcomes", OUTCOMES, outcome_name),
        ("acts", ACTS, act_name),
        ("stages", STAGES, stage_name),
        ("quadrants", QUADRANTS, quadrant_name),
        ("channels", CHANNELS, words.__getitem__),
    )
    for title, members, name_of in named:
        yield f"\n## {words[f'{title}_title']}\n"
        yield f"{words[f'{title}_about']}\n"
        yield from _table(("word", "name"), [(f"`{word}`", name_of(word)) for word in members], words)
    yield f"\n## {words['trainees_title']}\n"
    yield f"{words['trainees_about']}\n"
    bands = {name: band_of({}, name) for name in TRAINEES}
    rows = [(f"`{name}`", words[name], f"{low}..{high}") for name, (low, high) in bands.items()]
    yield from _table(("word", "plays", "band_title"), rows, words)


def _label(label: str) -> tuple[str, ...]:
    known = (f"`{label}`", label_name(label))
    how = (advice(label), stage_name(STAGE_OF[label])) if label in TECHNIQUES else ()
    return (*known, *how, *_points(BASE_REACTIONS[label]))


def _points(reaction: Reaction) -> tuple[str, ...]:
    return tuple(f"{points:+d}".replace("-", "−") if points else "" for points in reaction)


def _axis(axis: str) -> tuple[str, str]:
    bands = []
    for place, word in enumerate(BANDS[axis]):
        low = place * BAND_WIDTH
        high = low + BAND_WIDTH - 1 if place < len(BANDS[axis]) - 1 else 100
        bands.append(f"`{word}` ({band_name(axis, low)}) {low}–{high}")
    return f"`{axis}` ({axis_name(axis)})", ", ".join(bands)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]], words: Mapping[str, str]) -> Iterator[str]:
    return table([words.get(column) or axis_name(column) for column in columns], rows)


def main() -> None:
    """Write the pages."""
    for language, name in PAGES.items():
        (FOLDER / name).write_text(page(language), encoding="utf-8")


if __name__ == "__main__":
    main()
