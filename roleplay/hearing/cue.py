"""The notation of cues: words, `*`, `word*`, `<list>`, `<one|or another>`, `one/another`, `(may be left out)`."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final, Protocol

from roleplay.hearing.normalize import Reader
from roleplay.hearing.numerals import starts_number

GAP: Final = "*"
"""Alone in a cue: up to four words."""
SHORTEST_PREFIX: Final = 3
"""Letters before the `*` of `word*`."""
MOST_PATHS: Final = 32
"""Ways in which one cue may be read; more say that it should be several cues."""
LONGEST_PATH: Final = 16
"""Words of one cue."""

_PIECE: Final = re.compile(r"[()]|(?:<[^<>]*>|[^\s()<>])+|[<>]")

Path = tuple[str, ...]
"""One way to read a cue: plain words, `word*`, `<list>` and `*`, in order."""


class CueError(ValueError):
    """A cue that cannot be read; says why in words for its author."""


class Lists(Protocol):
    """Where cues find their lists."""

    def symbol(self, name: str) -> str:
        """Return what stands for `<name>` in a path; raises `CueError` when there is no such list."""


def paths(cue: str, reader: Reader, lists: Lists) -> list[Path]:
    """Return every way to read `cue`, in the order written.

    Raises `CueError` for a bracket without its other half, a list that there is not, a cue without
    any word, and a cue that is too long or can be read in too many ways.
    """
    ways: list[Path] = [()]
    outside: list[Path] | None = None
    for piece in _PIECE.findall(cue):
        if piece == "(" and outside is None:
            outside = ways
        elif piece == ")" and outside is not None:
            ways, outside = ways + outside, None
        elif piece in ("(", ")", "<", ">"):
            raise CueError(f"a bracket without its other half in '{cue}'")
        else:
            ways = [way + (word,) for way in ways for word in _alternatives(piece)]
        if len(ways) > MOST_PATHS:
            raise CueError(f"'{cue}' can be read in more than {MOST_PATHS} ways; write several cues")
    if outside is not None:
        raise CueError(f"a bracket without its other half in '{cue}'")
    plain = [_plain_path(way, reader, lists) for way in dict.fromkeys(ways)]
    if not all(plain):
        raise CueError(f"'{cue}' may be read without any word")
    if max(map(len, plain)) > LONGEST_PATH:
        raise CueError(f"'{cue}' has more than {LONGEST_PATH} words")
    return plain


def _alternatives(piece: str) -> tuple[str, ...]:
    """Split `cek/lihat`; a date such as `3/7` stays whole."""
    if "/" not in piece or piece[0] == "<" and "|" in piece or any(letter.isdecimal() for letter in piece):
        return (piece,)
    parts = piece.split("/")
    if not all(parts):
        raise CueError(f"'{piece}' has a '/' with nothing beside it")
    written = [part for part in parts if part[0] == "<"]
    plain = [part for part in parts if part[0] != "<"]
    together = [f"<{'|'.join(plain)}>"] if len(plain) > 1 else plain
    return (*together, *written)


def _plain_path(way: Path, reader: Reader, lists: Lists) -> Path:
    plain: list[str] = []
    for is_literal, pieces in groupby(way, key=lambda piece: piece[0] != "<" and "*" not in piece):
        plain += plain_words(list(pieces), reader) if is_literal else _special(pieces, lists)
    if plain and GAP in (plain[0], plain[-1]):
        raise CueError(f"'*' says nothing at the start or end of '{' '.join(way)}'")
    return tuple(plain)


def plain_words(pieces: list[str], reader: Reader) -> list[str]:
    """Return words of a cue in plain spelling."""
    words: list[str] = []
    for piece in pieces:
        if not piece.isalpha():
            return reader.words(" ".join(pieces))
        words += reader.plain(piece)
    if any(starts_number(word, reader.grammar.language) for word in words):
        return reader.words(" ".join(pieces))
    return words


def _special(pieces: Iterator[str], lists: Lists) -> Iterator[str]:
    for piece in pieces:
        if piece[0] == "<":
            yield lists.symbol(piece[1:-1])
        elif piece == GAP:
            yield GAP
        elif piece.index("*") != len(piece) - 1 or not piece[:-1].isalpha():
            raise CueError(f"'*' stands alone or at the end of a word, not as in '{piece}'")
        elif len(piece) <= SHORTEST_PREFIX:
            raise CueError(f"'{piece}' needs at least {SHORTEST_PREFIX} letters before its '*'")
        else:
            yield piece.lower()
