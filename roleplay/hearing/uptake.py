"""How much of the citizen's own words a reply takes up."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from roleplay.hearing.scene import Said, Scene

_SHORTEST: Final = 4
"""Letters of a word that can carry content; numbers may be shorter."""
_STEM: Final = 5
"""Letters by which two forms of a word are held to be one: crude, and safe where only counting matters."""
_PREFIXES: Final = tuple("meng peng meny mem men pem pen ber ter per me di ke se".split())
_MOST_REMEMBERED: Final = 20_000


@lru_cache(maxsize=_MOST_REMEMBERED)
def stem(word: str) -> str:
    """Return what forms of a word share: `dipecat` and `memecat` are one, `waited` and `waiting` another."""
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + _SHORTEST:
            word = word[len(prefix) :]
            break
    return word[:_STEM]


def taken_up(scene: Scene, first: int, last: int) -> frozenset[str]:
    """Return the stems of the citizen's words that come back in the tokens from `first` up to `last`."""
    said = stems(scene.citizen, 0, len(scene.citizen.symbols))
    return said & stems(scene.reply, first, last) if said else said


def stems(said: Said, first: int, last: int) -> frozenset[str]:
    """Return the stems of the words with content in the tokens from `first` up to `last`."""
    return frozenset(_content(said, first, last))


def _content(said: Said, first: int, last: int) -> Iterator[str]:
    for place in range(first, last):
        word = said.reading.tokens[place].word
        if said.is_light[place] or said.is_named(place, "common"):
            continue
        if len(word) >= _SHORTEST or word[0].isdecimal():
            yield stem(word)
