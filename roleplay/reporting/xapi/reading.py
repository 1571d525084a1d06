"""Reads statements from a text, each by itself, so that a broken one does not hide the others."""

import json
import re
from collections.abc import Iterator
from json import JSONDecodeError
from typing import Any, Final, NamedTuple

from roleplay.i18n import _

_SPACE: Final = re.compile(r"[ \t\r\n]*+")
_NEXT: Final = re.compile(r"^[ \t]*+\{", re.MULTILINE)
"""Where, after something that is no JSON, the next statement may begin."""


MOST_BROKEN: Final = 20
"""Values that are no JSON before the rest is left: each costs a look at all that stands before it."""


class Read(NamedTuple):
    """A statement as it stands in a text."""

    line: int
    """From 1."""
    value: Any
    trouble: str | None
    """Why it is no JSON, or holds what JSON readers disagree on; `value` means nothing then."""


def read_statements(text: str) -> Iterator[Read]:
    """Yield what a JSON list holds, or else one value after the other, as when each has a line of its own."""
    place = _past_space(text, 0)
    return _listed(text, place) if text.startswith("[", place) else _one_by_one(text, place)


def _listed(text: str, begin: int) -> Iterator[Read]:
    """Yield the items of the list that begins at a place; the first that is no JSON is the last one."""
    decoder, counted, line = _Decoder(), 0, 1
    place = _past_space(text, begin + 1)
    is_over = text.startswith("]", place)
    while not is_over:
        line += text.count("\n", counted, place)
        counted = place
        value, end, trouble = decoder.decode(text, place)
        if end is None:
            yield Read(line, None, trouble)
            return
        yield Read(line, value, trouble)
        place = _past_space(text, end)
        is_over = not text.startswith(",", place)
        if not is_over:
            place = _past_space(text, place + 1)
    if not text.startswith("]", place) or _past_space(text, place + 1) < len(text):
        yield Read(line, None, _("is followed neither by a comma nor by the end of the list and the file."))


def _one_by_one(text: str, begin: int) -> Iterator[Read]:
    decoder, counted, line, broken = _Decoder(), 0, 1, 0
    place = begin
    while place < len(text) and broken < MOST_BROKEN:
        line += text.count("\n", counted, place)
        counted = place
        value, end, trouble = decoder.decode(text, place)
        yield Read(line, value, trouble)
        if end is None:
            broken += 1
            following = _NEXT.search(text, text.find("\n", place) + 1 or len(text))
            end = following.start() if following else len(text)
        place = _past_space(text, end)


def _past_space(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place


class _Decoder:
    """Decodes one value at a time, and notices what JSON leaves open."""

    def __init__(self) -> None:
        self._trouble: str | None = None
        self._json = json.JSONDecoder(object_pairs_hook=self._object, parse_constant=self._constant)

    def decode(self, text: str, place: int) -> tuple[Any, int | None, str | None]:
        """Return the value at a place, where it ends, and what is wrong; no end where it is no JSON."""
        self._trouble = None
        try:
            value, end = self._json.raw_decode(text, place)
        except JSONDecodeError as error:
            message = _("is not JSON from line {line}, column {column} on.")
            return None, None, message.format(line=error.lineno, column=error.colno)
        except RecursionError:
            return None, None, _("is nested too deep.")
        except ValueError:  # a number of thousands of digits
            return None, None, _("holds a number that is too long.")
        return value, end, self._trouble

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            seen: set[str] = set()
            for key, _value in pairs:
                if key in seen:
                    self._trouble = _("has the key '{key}' twice in one object.").format(key=key)
                seen.add(key)
        return found

    def _constant(self, name: str) -> None:
        self._trouble = _("holds {name}, which is no number in JSON.").format(name=name)
