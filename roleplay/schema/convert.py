"""Reads a tree into the file models, with every mistake noted where it stands."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, fields

from roleplay.content.tree import ListNode, MapNode, Node, TextNode
from roleplay.diagnostics import Span
from roleplay.i18n import N_, _
from roleplay.schema.reading import BAD, Bad, Name, Reading, closest, misspelt, nearest
from roleplay.schema.shapes import DayShape, IdShape, KeyedBy, Many, OneOf, Percent, Range, TextShape

Converter = Callable[[Node, str, Reading], Any]
"""Takes a node, its path in the file and the reading; returns the value, or BAD when it has reported why."""

ID: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}\Z")
_TRUE: Final = ("true", "yes", "ya", "on")
_FALSE: Final = ("false", "no", "tidak", "off")
_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,9}\Z")
_DECIMAL: Final = re.compile(r"[0-9]{1,3}(\.[0-9]{1,2})?\Z")
_KINDS: Final = {TextNode: N_("a text"), ListNode: N_("a list"), MapNode: N_("a mapping")}


def join(path: str, key: str | int) -> str:
    """Return the path of what stands under `key`."""
    return f"{path}.{key}" if path else str(key)


def wrong_kind(node: Node, wanted: str, reading: Reading) -> Bad:
    """Report that a node is of another kind than wanted."""
    found = _(_KINDS[type(node)])
    message = _("expected {wanted}, found {found}").format(wanted=_(wanted), found=found)
    return reading.report("RP103", node.span, message)


def unknown_key(key: TextNode, known: Iterable[str], reading: Reading) -> None:
    """Report a key that means nothing where it stands."""
    message = _("unknown key '{key}'").format(key=key.value)
    words = tuple(known)
    reading.report("RP101", key.span, message, nearest(key.value, words), misspelt(key.value, words))


@cache
def converter(shape: Any) -> Converter:
    """Return what reads values of a type: a file model, or a type of `shapes.py`."""
    origin = get_origin(shape)
    if origin is Annotated:
        base, mark = get_args(shape)[:2]
        return _marked(base, mark)
    if origin in (Union, UnionType):
        (inner,) = (part for part in get_args(shape) if part is not NoneType)
        return converter(inner)
    if origin is tuple:
        return _list(converter(get_args(shape)[0]))
    if origin in (dict, Mapping):
        return _mapping(converter(get_args(shape)[1]))
    if shape is bool:
        return _flag
    if reader := getattr(shape, "read", None):
        return reader  # type: ignore[no-any-return]  # the special shapes bring their own converter
    return _record(shape)


def _marked(base: Any, mark: Any) -> Converter:
    match mark:
        case TextShape():
            return _translated if mark.is_translated else _plain
        case IdShape():
            return _id(mark)
        case OneOf():
            return _one_of(mark)
        case Range():
            return _range(mark)
        case Percent():
            return _percent(mark)
        case DayShape():
            return _day
        case Many():
            return _many(converter(get_args(base)[0]))
        case KeyedBy():
            return _mapping(converter(get_args(base)[1]), mark.words)
    raise TypeError(f"no converter for {mark!r}")


def _plain(node: Node, path: str, reading: Reading) -> str | Bad:
    if not isinstance(node, TextNode):
        return wrong_kind(node, "a text", reading)
    if not node.value.strip():
        return reading.report("RP106", node.span, _("this text is empty"))
    return node.value


def _translated(node: Node, path: str, reading: Reading) -> str | Bad:
    value = _plain(node, path, reading)
    return value if isinstance(value, Bad) else reading.text(path, value, node.span)


def _flag(node: Node, path: str, reading: Reading) -> bool | Bad:
    value = _plain(node, path, reading)
    if isinstance(value, Bad):
        return value
    if value.lower() in _TRUE or value.lower() in _FALSE:
        return value.lower() in _TRUE
    return reading.report(
        "RP104", node.span, _("expected true or false, found '{value}'").format(value=value)
    )


def _id(mark: IdShape) -> Converter:
    def convert(node: Node, path: str, reading: Reading) -> Name | Bad:
        value = _plain(node, path, reading)
        if isinstance(value, Bad):
            return value
        return Name(value, node.span) if check_id(value, node.span, reading, mark.prefixes) else BAD

    return convert


def check_id(value: str, span: Span, reading: Reading, prefixes: tuple[str, ...] = ("",)) -> bool:
    """Return True when `value` is a name, and report it otherwise."""
    for prefix in prefixes:
        if value.startswith(prefix) and ID.match(value[len(prefix) :]):
            return True
    message = _("'{value}' is not a name").format(value=value)
    hint = _("Use small letters, digits, '-' and '_', at most 64, and begin with a letter or digit.")
    reading.report("RP105", span, message, hint)
    return False


def _one_of(mark: OneOf) -> Converter:
    def convert(node: Node, path: str, reading: Reading) -> str | Bad:
        value = _plain(node, path, reading)
        if isinstance(value, Bad) or value in mark.words:
            return value
        message = _("'{value}' is not a known {what}").format(value=value, what=_(mark.what))
        fix = misspelt(value, mark.words)
        return reading.report("RP104", node.span, message, nearest(value, mark.words), fix)

    return convert


def _range(mark: Range) -> Converter:
    def convert(node: Node, path: str, reading: Reading) -> int | Bad:
        value = _plain(node, path, reading)
        if isinstance(value, Bad):
            return value
        if _WHOLE.match(value) and mark.low <= int(value) <= mark.high:
            return int(value)
        message = _("expected a whole number from {low} to {high}, found '{value}'").format(
            low=mark.low, high=mark.high, value=value
        )
        return reading.report("RP104", node.span, message)

    return convert


def _percent(mark: Percent) -> Converter:
    def convert(node: Node, path: str, reading: Reading) -> int | Bad:
        value = _plain(node, path, reading)
        if isinstance(value, Bad):
            return value
        if _DECIMAL.match(value):
            whole, _dot, decimals = value.partition(".")
            percent = int(whole) * 100 + int(decimals.ljust(2, "0") or "0")
            if percent <= mark.highest and percent % 5 == 0:
                return percent
        message = _("expected a factor from 0 to {highest} in steps of 0.05, found '{value}'").format(
            highest=mark.highest // 100, value=value
        )
        return reading.report("RP104", node.span, message)

    return convert


def _day(node: Node, path: str, reading: Reading) -> str | Bad:
    value = _plain(node, path, reading)
    if isinstance(value, Bad):
        return value
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        message = _("'{value}' is not a day; write it as 2026-11-24").format(value=value)
        return reading.report("RP104", node.span, message)


def _list(item: Converter) -> Converter:
    def convert(node: Node, path: str, reading: Reading) -> tuple[Any, ...] | Bad:
        if not isinstance(node, ListNode):
            return wrong_kind(node, "a list", reading)
        values = [item(child, join(path, place), reading) for place, child in enumerate(node.items, 1)]
        return tuple(value for value in values if value is not BAD)

    return convert


def _many(item: Converter) -> Converter:
    listed = _list(item)

    def convert(node: Node, path: str, reading: Reading) -> tuple[Any, ...] | Bad:
        if isinstance(node, ListNode):
            return listed(node, path, reading)  # type: ignore[no-any-return]
        value = item(node, path, reading)
        return value if value is BAD else (value,)

    return convert


def _mapping(item: Converter, words: tuple[str, ...] = ()) -> Converter:
    """Return what reads a mapping whose keys are names, or `words` alone where there are some."""

    def convert(node: Node, path: str, reading: Reading) -> dict[str, Any] | Bad:
        if not isinstance(node, MapNode):
            return wrong_kind(node, "a mapping", reading)
        values: dict[str, Any] = {}
        for key, child in node.entries:
            if words and key.value not in words:
                unknown_key(key, words, reading)
                continue
            value = item(child, join(path, key.value), reading)
            if (words or check_id(key.value, key.span, reading)) and value is not BAD:
                values[key.value] = value
        return values

    return convert


def _record(model: type[Struct]) -> Converter:
    hints = get_type_hints(model, include_extras=True)
    known = {info.encode_name: info for info in fields(model) if info.name != "span"}
    readers = {key: converter(hints[info.name]) for key, info in known.items()}
    stand_ins = {info.name: _stand_in(hints[info.name]) for info in known.values()}

    def convert(node: Node, path: str, reading: Reading) -> Any:
        if not isinstance(node, MapNode):
            return wrong_kind(node, "a mapping", reading)
        values: dict[str, Any] = {"span": node.span}
        for key, child in node.entries:
            if key.value in known:
                values[known[key.value].name] = readers[key.value](child, join(path, key.value), reading)
            else:
                unknown_key(key, known, reading)
        unknown = [key.value for key, _child in node.entries if key.value not in known]
        lost = _without_lost(node, known, unknown, values, reading)
        if path:
            return BAD if lost else model(**values)
        reading.is_draft = bool(lost)
        values.update((name, stand_ins[name]) for name in lost)
        return BAD if BAD in values.values() else model(**values)

    return convert


def _without_lost(
    node: MapNode,
    known: Mapping[str, FieldInfo],
    unknown: Sequence[str],
    values: dict[str, Any],
    reading: Reading,
) -> list[str]:
    """Take wrong values out of `values`, and return the fields that must be there and are not."""
    lost: list[str] = []
    for key, info in known.items():
        is_required = info.default is NODEFAULT and info.default_factory is NODEFAULT
        if info.name not in values and is_required:
            if not closest(key, unknown):  # a misspelt key is reported as one
                reading.report("RP102", node.span, _("'{key}' is missing").format(key=key))
            lost.append(info.name)
        elif values.get(info.name) is BAD:
            del values[info.name]
            if is_required:
                lost.append(info.name)
    return lost


def _stand_in(shape: Any) -> Any:
    """Return what takes the place of a lost value at the top of a file while the rest is checked, or BAD.

    Only what nothing else refers to can be stood in for.
    """
    mark = get_args(shape)[1] if get_origin(shape) is Annotated else None
    match mark:
        case TextShape():
            return "?"
        case Range():
            return mark.low
        case OneOf():
            return mark.words[0]
        case Many():
            return ()
    return BAD
