"""What kinds of words a text has: the lists of the cue file, whether or not a cue names them."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from roleplay.hearing.cue import Path
from roleplay.hearing.lists import WordLists
from roleplay.hearing.match import bare_forms
from roleplay.hearing.normalize import Reader
from roleplay.hearing.scene import Said

_MOST_REMEMBERED: Final = 20_000


class _Kinds(NamedTuple):
    """What is known of one word."""

    lists: tuple[str, ...]
    phrases: tuple[tuple[Path, str], ...]
    """The rest of each phrase that it begins, and the list of the phrase."""


class Kinds:
    """Knows which lists a word is in, by itself or as the first of a phrase.

    `named` are the lists that cues name, `others` those that they do not.
    """

    def __init__(self, named: WordLists, others: WordLists, reader: Reader) -> None:
        self._named = named
        self._others = others
        self._reader = reader
        self._known: dict[str, _Kinds] = {}

    def of(self, said: Said) -> list[Sequence[str]]:
        """Return the lists that each word is in or begins a phrase of."""
        symbols = said.symbols
        found: list[Sequence[str]] = []
        for place, token in enumerate(said.reading.tokens):
            lists, phrases = self._of_word(token.word)
            begun = [
                name
                for rest, name in phrases
                if place + len(rest) < len(symbols)
                and all(word in symbols[place + offset] for offset, word in enumerate(rest, 1))
            ]
            found.append((*lists, *begun) if begun else lists)
        return found

    def _of_word(self, word: str) -> _Kinds:
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            forms = (word, *bare_forms(word, self._reader))
            lists: list[str] = []
            phrases: list[tuple[Path, str]] = []
            for source in (self._named, self._others):
                for form in forms:
                    lists += (name for name in source.of(form) if "|" not in name)
                    phrases += (item for item in source.phrases.get(form, ()) if "|" not in item[1])
            found = self._known[word] = _Kinds(tuple(dict.fromkeys(lists)), tuple(dict.fromkeys(phrases)))
        return found
