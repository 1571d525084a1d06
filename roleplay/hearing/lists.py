"""The lists that cues name, and those that they write out: which words and phrases belong to which."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from roleplay.hearing.cue import GAP, SHORTEST_PREFIX, CueError, Path, paths
from roleplay.hearing.normalize import Reader

NUMBER: Final = "number"
"""The list of all numbers; it need not be written."""


class WordLists:
    """Lists of words and phrases, named (`<act>`) or written out in a cue (`<cek|periksa dulu>`)."""

    def __init__(self, lists: Mapping[str, Sequence[str]], reader: Reader) -> None:
        self._reader = reader
        self._symbols: set[str] = {f"<{NUMBER}>"}
        self._wider: dict[str, list[str]] = {}
        """List to the lists that hold all of it."""
        self._of_word: dict[str, list[str]] = {}
        self._of_prefix: dict[str, list[tuple[str, str]]] = {}
        self.phrases: Final[dict[str, list[tuple[Path, str]]]] = {}
        """First word to the rest of each phrase that begins with it, and its list."""
        self._symbols.update(f"<{name}>" for name in lists)
        for name, entries in lists.items():
            self._define(f"<{name}>", entries)

    def symbol(self, name: str) -> str:
        """Return what stands for a list in a path; one that is written out is defined by being named."""
        symbol = f"<{name}>"
        if symbol not in self._symbols:
            if "|" not in name:
                raise CueError(f"there is no list '{symbol}'")
            self._symbols.add(symbol)
            self._define(symbol, name.split("|"))
        return symbol

    def of(self, word: str) -> Iterator[str]:
        """Yield the lists that hold `word` by itself."""
        for symbol in self._of_word.get(word, ()):
            yield from self.holders(symbol)
        for prefix, symbol in self._of_prefix.get(word[:SHORTEST_PREFIX], ()):
            if word.startswith(prefix):
                yield from self.holders(symbol)
        if word[0].isdecimal():
            yield from self.holders(f"<{NUMBER}>")

    def holders(self, symbol: str) -> Iterable[str]:
        """Return a list and every list that holds all of it."""
        if symbol not in self._wider:
            return (symbol,)
        found = {symbol: None}
        for name in (waiting := [symbol]):
            wider = [other for other in self._wider.get(name, ()) if other not in found]
            found |= dict.fromkeys(wider)
            waiting += wider
        return found

    def _define(self, symbol: str, entries: Sequence[str]) -> None:
        for entry in entries:
            if entry[:1] == "<":
                self._include(symbol, entry[1:-1])
            elif (word := self._reader.cue_words[entry]) is not None:
                self._put(symbol, word)
            else:
                for path in paths(entry, self._reader, self):
                    if GAP in path or any(piece[0] == "<" for piece in path):
                        raise CueError(f"'{entry}' in {symbol} may hold words only")
                    self._put(symbol, path)

    def _include(self, symbol: str, name: str) -> None:
        """Let a list hold whatever another one holds."""
        self._wider.setdefault(self.symbol(name), []).append(symbol)

    def _put(self, symbol: str, path: Path) -> None:
        if len(path) > 1:
            self.phrases.setdefault(path[0], []).append((path[1:], symbol))
        elif path[0][-1] == "*":
            self._of_prefix.setdefault(path[0][:SHORTEST_PREFIX], []).append((path[0][:-1], symbol))
        else:
            self._of_word.setdefault(path[0], []).append(symbol)
