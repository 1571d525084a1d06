"""Names for what had only a title: short, of the letters that a scenario takes, and each once."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from roleplay.schema.convert import ID

LONGEST: Final = 64
_ROOM: Final = 56
"""Characters before a number that makes a name unique."""

_OTHER: Final = re.compile(r"[^a-z0-9_-]+")


def slug(text: str, words: int = LONGEST, longest: int = _ROOM) -> str:
    """Return a name of at most so many words and characters, empty when nothing of the text can be used.

    A text that is a name already stays as it is.
    """
    if words == LONGEST and ID.match(text):
        return text
    plain = unicodedata.normalize("NFKD", text[:500]).encode("ascii", "ignore").decode().lower()
    parts = [part.strip("-_") for part in _OTHER.split(plain.replace("'", ""))]
    name = ""
    for part in [part for part in parts if part][:words]:
        longer = f"{name}-{part}" if name else part[:longest]
        if len(longer) > longest:
            break
        name = longer
    return name


class Names:
    """Gives out names, each once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._counts: dict[str, int] = {}

    def unique(self, wish: str) -> str:
        """Return the wish, with a number after it when it has been given out or is taken."""
        name = wish
        while name in self._taken:
            self._counts[wish] = self._counts.get(wish, 1) + 1
            name = f"{wish[:_ROOM]}-{self._counts[wish]}"
        self._taken.add(name)
        return name
