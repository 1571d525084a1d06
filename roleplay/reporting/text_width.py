"""Guesses how wide a text is in a usual sans-serif letter, and fits it into a width."""

import unicodedata
from collections.abc import Iterator
from typing import Final

_NARROW: Final = frozenset(" .,:;'|!iljtfrI-()[]“”‘’·¹")
_WIDE: Final = frozenset("mwMW@%—…")
_MOST: Final = 2_000
"""Characters that are looked at; no box holds more."""


def width_of(text: str, size: float) -> float:
    """Return about how wide a text is, in the unit of the letter's `size`."""
    return sum(_share(sign) for sign in text) * size


def _share(sign: str) -> float:
    if sign in _NARROW:
        return 0.36
    if sign in _WIDE:
        return 0.95
    if sign.isascii():
        return 0.69 if sign.isupper() else 0.59
    if unicodedata.combining(sign):
        return 0
    return 1.1 if unicodedata.east_asian_width(sign) in "WF" else 0.75


def fitted(text: str, size: float, width: float) -> str:
    """Return a text on one line, cut with an ellipsis where it does not fit."""
    lines = wrapped(text, size, width, 1)
    return lines[0] if lines else ""


def wrapped(text: str, size: float, width: float, most: int) -> tuple[str, ...]:
    """Return a text on `most` lines at the utmost, the last cut with an ellipsis where there is more."""
    lines = list(_broken(text[:_MOST], size, width))
    if len(lines) > most:
        rest = " ".join(lines[most - 1 :])
        lines[most - 1 :] = [_cut(rest, size, width - width_of("…", size)).rstrip() + "…"]
    return tuple(lines)


def _broken(text: str, size: float, width: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width_of(longer, size) <= width:
            line = longer
            continue
        if line:
            yield line
        line = word
        while width_of(line, size) > width:
            start = _cut(line, size, width)
            yield start
            line = line[len(start) :]
    if line:
        yield line


def _cut(text: str, size: float, width: float) -> str:
    """Return the longest start of a text that fits, at least one character."""
    total = 0.0
    for place, sign in enumerate(text):
        total += _share(sign) * size
        if total > width and place:
            return text[:place]
    return text
