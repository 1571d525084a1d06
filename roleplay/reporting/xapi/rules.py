"""What the rules of statements are put together from: each looks at one value and yields its faults."""

import json
import math
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from roleplay.i18n import _


class Fault(NamedTuple):
    """One thing for which a statement would be refused."""

    path: str
    """Where, as a JSON path; `$` is the statement."""
    reason: str
    """Why, in the language in use."""


Rule = Callable[[object, str], Iterator[Fault]]
"""Looks at a value at a path."""

_ENOUGH: Final = 60
"""Characters of a value that are quoted."""


def at(path: str, key: str) -> str:
    """Return the path of what an object holds under `key`."""
    is_plain = key.isascii() and key.isidentifier()
    return f"{path}.{key}" if is_plain else f"{path}[{json.dumps(key)}]"


def quoted(text: str) -> str:
    """Return the beginning of a text as a message shows it."""
    return text if len(text) <= _ENOUGH else text[:_ENOUGH] + "…"


def text(value: object, path: str) -> Iterator[Fault]:
    """Any text."""
    if not isinstance(value, str):
        yield Fault(path, _("must be a text."))


def flag(value: object, path: str) -> Iterator[Fault]:
    """True or false."""
    if not isinstance(value, bool):
        yield Fault(path, _("must be true or false, without quotation marks."))


def number(value: object, path: str) -> Iterator[Fault]:
    """Any number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield Fault(path, _("must be a number, without quotation marks."))


def count(value: object, path: str) -> Iterator[Fault]:
    """A whole number from 0."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        yield Fault(path, _("must be a whole number from 0."))


def formatted(fits: Callable[[str], bool], reason: str) -> Rule:
    """Return the rule for a text of a format; `reason` is a message that may name the `{value}`."""

    def rule(value: object, path: str) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield Fault(path, _("must be a text."))
        elif not fits(value):
            yield Fault(path, _(reason).format(value=quoted(value)))

    return rule


def one_of(*words: str) -> Rule:
    """Return the rule for one of some words, in just this spelling."""

    def rule(value: object, path: str) -> Iterator[Fault]:
        if value not in words or not isinstance(value, str):
            yield Fault(path, _("must be {words}, spelled just so.").format(words=" | ".join(words)))

    return rule


def each(rule: Rule) -> Rule:
    """Return the rule for a list whose every item follows a rule."""

    def of_list(value: object, path: str) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield Fault(path, _("must be a list."))
            return
        for place, item in enumerate(value):
            yield from rule(item, f"{path}[{place}]")

    return of_list


def keyed(key_fits: Callable[[str], bool], reason: str, rule: Rule) -> Rule:
    """Return the rule for an object whose keys are of a format and whose values follow a rule."""

    def of_map(value: object, path: str) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield Fault(path, _("must be an object."))
            return
        for key, item in value.items():
            if not key_fits(key):
                yield Fault(at(path, key), _(reason).format(value=quoted(key)))
            yield from rule(item, at(path, key))

    return of_map


def anything(_value: object, _path: str) -> Iterator[Fault]:
    """Every value there is."""
    yield from ()


def shaped(
    value: object, path: str, rules: Mapping[str, Rule], required: tuple[str, ...] = ()
) -> Iterator[Fault]:
    """Look at an object that may have the keys of `rules` alone and must have those `required`."""
    if not isinstance(value, dict):
        yield Fault(path, _("must be an object."))
        return
    spelled = {key.lower() for key in value}
    for key in required:
        if key.lower() not in spelled:
            yield Fault(path, _("'{key}' is missing.").format(key=key))
    for key, item in value.items():
        if (rule := rules.get(key)) is not None:
            yield from rule(item, at(path, key))
        else:
            yield Fault(at(path, key), _unknown(key, rules))


def _unknown(key: str, rules: Mapping[str, Rule]) -> str:
    for known in rules:
        if known.lower() == key.lower():
            return _("is spelled '{key}': capitals and small letters are not the same.").format(key=known)
    return _("is not allowed here.")


def shape(rules: Mapping[str, Rule], required: tuple[str, ...] = ()) -> Rule:
    """Return the rule for an object as `shaped` looks at it."""

    def rule(value: object, path: str) -> Iterator[Fault]:
        yield from shaped(value, path, rules, required)

    return rule


_Place = tuple["_Place", str | int] | None
"""The way back to the statement, so that no path is written before there is a fault."""


def not_json(statement: object) -> Fault | None:
    """Return the first thing in a value that no JSON text could hold, however deep it lies."""
    waiting: list[tuple[object, _Place]] = [(statement, None)]
    while waiting:
        value, place = waiting.pop()
        if isinstance(value, dict):
            for key, item in value.items():
                if not isinstance(key, str) or not _is_unicode(key):
                    return Fault(_written(place), _("has a key that is not a text in Unicode."))
                waiting.append((item, (place, key)))
        elif isinstance(value, list):
            waiting.extend((item, (place, number)) for number, item in enumerate(value))
        elif not _is_scalar(value):
            return Fault(_written(place), _("cannot be written in JSON."))
    return None


def _is_scalar(value: object) -> bool:
    if isinstance(value, str):
        return _is_unicode(value)
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or isinstance(value, int)


def _is_unicode(value: str) -> bool:
    """Tell whether a text can be written down: half of a pair of surrogates cannot."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _written(place: _Place) -> str:
    keys: list[str | int] = []
    while place is not None:
        place, key = place
        keys.append(key)
    return "$" + "".join(f"[{key}]" if isinstance(key, int) else at("", key) for key in reversed(keys))
