"""The notation of cues: words, `*`, `word*`, `<list>`, `<one|or other>`, `one/other`, `(may be left out)`."""

import re
from collections.abc import Iterable
from typing import Final, Protocol

from roleplay.hearing.normalize import Reader

GAP: Final = "*"
"""Alone in a cue: up to four words."""
SHORTEST_PREFIX: Final = 3
"""Letters before the `*` of `word*`."""
MOST_PATHS: Final = 32
"""Ways in which one cue may be read; more say that it should be several cues."""
LONGEST_PATH: Final = 16
"""Words of one cue."""

_NOTATION: Final = re.compile(r"[()<>/|*]")
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
    pieces = cue.split()
    if _NOTATION.search(cue) is None:
        plain = [tuple(plain_words(pieces, reader))]
    elif "(" in cue or ")" in cue or "|" in cue:
        plain = [_plain_path(way, reader, lists) for way in _ways(cue)]
    else:
        plain = [_plain_path(tuple(pieces), reader, lists)]
    for path in plain:
        if not path:
            raise CueError(f"'{cue}' may be read without any word")
        if len(path) > LONGEST_PATH:
            raise CueError(f"'{cue}' has more than {LONGEST_PATH} words")
    return plain


def _ways(cue: str) -> Iterable[Path]:
    """Return `cue` with and without everything in round brackets."""
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
            ways = [(*way, piece) for way in ways]
        if len(ways) > MOST_PATHS:
            raise CueError(f"'{cue}' can be read in more than {MOST_PATHS} ways; write several cues")
    if outside is not None:
        raise CueError(f"a bracket without its other half in '{cue}'")
    return dict.fromkeys(ways)


def _plain_path(way: Path, reader: Reader, lists: Lists) -> Path:
    plain: list[str] = []
    literal: list[str] = []
    for piece in way:
        if _NOTATION.search(piece) is None or _is_date(piece):
            literal.append(piece)
            continue
        if literal:
            plain += plain_words(literal, reader)
            literal.clear()
        plain.append(_special(piece, lists))
    plain += plain_words(literal, reader) if literal else ()
    if plain and GAP in (plain[0], plain[-1]):
        raise CueError(f"'*' says nothing at the start or end of '{' '.join(way)}'")
    return tuple(plain)


def _is_date(piece: str) -> bool:
    """Return True for `3/7`, which is not one or the other."""
    return "/" in piece and piece[0].isdecimal()


def plain_words(pieces: Iterable[str], reader: Reader) -> list[str]:
    """Return words of a cue in plain spelling."""
    words: list[str] = []
    for piece in pieces:
        found = reader.cue_words[piece]
        if found is None:
            return reader.words(" ".join(pieces))
        words += found
    return words


def _special(piece: str, lists: Lists) -> str:
    if piece == GAP:
        return GAP
    if piece[0] == "<" and piece[-1] == ">" and "/" not in piece:
        return lists.symbol(piece[1:-1])
    if "/" in piece and "|" not in piece:
        if not all(piece.split("/")):
            raise CueError(f"'{piece}' has a '/' with nothing beside it")
        return lists.symbol(piece.replace("/", "|"))
    if "<" in piece or ">" in piece:
        raise CueError(f"a bracket without its other half in '{piece}'")
    if "|" in piece:
        raise CueError(f"'|' stands only between '<' and '>', not as in '{piece}'; write two cues")
    if piece.index("*") != len(piece) - 1 or not piece[:-1].isalpha():
        raise CueError(f"'*' stands alone or at the end of a word, not as in '{piece}'")
    if len(piece) <= SHORTEST_PREFIX:
        raise CueError(f"'{piece}' needs at least {SHORTEST_PREFIX} letters before its '*'")
    return piece.lower()
