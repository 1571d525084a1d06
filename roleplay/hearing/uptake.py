"""How much of the citizen's own words a reply takes up."""

from collections.abc import Iterator
from typing import Final

from roleplay.hearing.reading import Reading
from roleplay.hearing.scene import Shape

_SHORTEST: Final = 4
"""Letters of a word that can carry content; numbers may be shorter."""
_STEM: Final = 5
"""Letters by which two forms of a word are held to be one: crude, and safe where only counting matters."""
_PREFIXES: Final = ("meng", "peng", "meny", "mem", "men", "pem", "pen", "ber", "ter", "per", "me", "di", "ke", "se")


def stem(word: str) -> str:
    """Return what forms of one word share: `dipecat`, `memecat` and `pecat` are one, so are `waited`, `waiting`."""
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + _SHORTEST:
            word = word[len(prefix) :]
            break
    return word[:_STEM]


def content(reading: Reading, shape: Shape, first: int, last: int) -> Iterator[str]:
    """Yield the stems of the words with content from token `first` up to `last`."""
    for place in range(first, last):
        word = reading.tokens[place].word
        names = shape.symbols[place]
        if shape.is_light[place] or "<common>" in names:
            continue
        if len(word) >= _SHORTEST or word[0].isdecimal():
            yield stem(word)
