"""The notation of cues: words, `*`, `word*`, `<list>`, `one/another` and `(may be left out)`."""

from collections.abc import Container, Sequence
from itertools import groupby
from typing import Final

from roleplay.hearing.normalize import Reader
from roleplay.hearing.numerals import starts_number

GAP: Final = "*"
"""Alone in a cue: up to four words."""
MOST_PATHS: Final = 96
"""Ways in which one cue may be read; more say that it should be a list or several cues."""
LONGEST_PATH: Final = 16
"""Words of one cue."""
SHORTEST_PREFIX: Final = 3
"""Letters before the `*` of `word*`."""
NUMBER: Final = "<number>"
"""The list of all numbers; it need not be written."""

Path = tuple[str, ...]
"""One way to read a cue: plain words, `word*`, `<list>` and `*`, in order."""


class CueError(ValueError):
    """A cue that cannot be read; says why in words for its author."""


def paths(cue: str, reader: Reader, lists: Container[str]) -> list[Path]:
    """Return every way to read `cue`, in the order written.

    Raises `CueError` for a bracket without its other half, a list that is not in `lists`, a cue
    without any word, and a cue that is too long or can be read in too many ways.
    """
    ways: list[Path] = [()]
    inside: list[Path] | None = None
    for piece in cue.replace("(", " ( ").replace(")", " ) ").split():
        if piece == "(" and inside is None:
            inside, ways = ways, list(ways)
        elif piece == ")" and inside is not None:
            inside, ways = None, ways + inside
        elif piece in ("(", ")"):
            raise CueError(f"a bracket without its other half in '{cue}'")
        else:
            ways = [way + (word,) for way in ways for word in _alternatives(piece)]
        if len(ways) > MOST_PATHS:
            raise CueError(f"'{cue}' can be read in more than {MOST_PATHS} ways; write several cues or a list")
    if inside is not None:
        raise CueError(f"a bracket without its other half in '{cue}'")
    plain = [_plain_path(way, reader, lists) for way in dict.fromkeys(ways)]
    for path in plain:
        if not path or len(path) > LONGEST_PATH:
            raise CueError(f"'{cue}' has no words" if not path else f"'{cue}' has more than {LONGEST_PATH} words")
    return plain


def _alternatives(piece: str) -> Sequence[str]:
    """Split `cek/lihat`; a date such as `3/7` stays whole."""
    if "/" not in piece or any(character.isdecimal() for character in piece):
        return (piece,)
    return [part for part in piece.split("/") if part]


def _plain_path(way: Path, reader: Reader, lists: Container[str]) -> Path:
    plain: list[str] = []
    for is_literal, pieces in groupby(way, key=lambda piece: "*" not in piece and piece[0] != "<"):
        plain += _plain_words(list(pieces), reader) if is_literal else [_special(piece, lists) for piece in pieces]
    while plain and plain[-1] == GAP:
        plain.pop()
    while plain and plain[0] == GAP:
        plain.pop(0)
    return tuple(plain)


def _plain_words(pieces: list[str], reader: Reader) -> list[str]:
    words: list[str] = []
    for piece in pieces:
        if not piece.isalpha():
            return reader.words(" ".join(pieces))
        words += reader.plain(piece)
    if any(starts_number(word, reader.grammar.language) for word in words):
        return reader.words(" ".join(pieces))
    return words


def _special(piece: str, lists: Container[str]) -> str:
    if piece[0] == "<":
        if piece != NUMBER and (piece[-1] != ">" or piece[1:-1] not in lists):
            raise CueError(f"there is no list {piece}")
        return piece
    if piece == GAP:
        return GAP
    if piece.index("*") != len(piece) - 1 or not piece[:-1].isalpha():
        raise CueError(f"'*' stands alone or at the end of a word, not as in '{piece}'")
    if len(piece) <= SHORTEST_PREFIX:
        raise CueError(f"'{piece}' needs at least {SHORTEST_PREFIX} letters before its '*'")
    return piece.lower()
