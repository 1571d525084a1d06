"""Finds cues in a reading: one tree of all cues, walked once along each sentence.

Every step looks only forward, and no cue is followed further than its words, its gaps and a few
particles reach. So the work grows with the length of the text and with nothing else in it.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from roleplay.hearing.cue import GAP, SHORTEST_PREFIX, paths
from roleplay.hearing.lists import WordLists
from roleplay.hearing.normalize import Reader
from roleplay.hearing.reading import Reading, Sentence

GAP_WORDS: Final = 4
"""Words that a `*` may stand for at most."""
FILLER: Final = "<filler>"
"""The list of words that may stand between the words of any cue: particles and forms of address."""
_SKIPS: Final = 2
"""Fillers that are stepped over in one cue at most."""
_END: Final = ""
_MOST_REMEMBERED: Final = 20_000

_Node = dict[str, Any]
"""A place in the tree: words, lists and gaps to the places they lead to, `_END` to the cues that end here."""


class Hit(NamedTuple):
    """A cue found in a text."""

    cue: int
    """Its number, as `Index.add` returned it."""
    sentence: int
    first: int
    """Its first token."""
    last: int
    """One past its last token."""


class Index:
    """All cues of one kind, ready to be found together."""

    def __init__(self, reader: Reader, lists: WordLists) -> None:
        self._reader = reader
        self._lists = lists
        self._negations = reader.grammar.negations
        self._root: _Node = {}
        self._prefixes: dict[str, list[str]] = {}
        self._symbols: dict[str, tuple[str, ...]] = {}
        self._count = 0

    def add(self, cue: str) -> int:
        """Put a cue in and return its number; raises `CueError` when it cannot be read."""
        number = self._count
        self._count += 1
        for path in paths(cue, self._reader, self._lists):
            node = self._root
            for symbol in path:
                if symbol not in node:
                    node[symbol] = {}
                    if symbol[-1] == "*" and symbol != GAP:
                        self._remember_prefix(symbol)
                node = node[symbol]
            node.setdefault(_END, []).append(number)
        return number

    def find(self, reading: Reading) -> Iterator[Hit]:
        """Yield every cue found, by sentence and by where it ends."""
        if self._root:
            symbols = [self.symbols(token.word) for token in reading.tokens]
            for number, sentence in enumerate(reading.sentences):
                for cue, first, last in self._walk(reading, sentence, symbols):
                    yield Hit(cue, number, first, last)

    def symbols(self, word: str) -> tuple[str, ...]:
        """Return everything that `word` may stand for in a cue: itself, its bare form, prefixes, lists."""
        found = self._symbols.get(word)
        if found is None:
            if len(self._symbols) >= _MOST_REMEMBERED:
                self._symbols.clear()
            found = self._symbols[word] = tuple(dict.fromkeys(self._name(word)))
        return found

    def _name(self, word: str) -> Iterator[str]:
        for form in (word, *bare_forms(word, self._reader)):
            yield form
            yield from self._lists.of(form)
            for prefix in self._prefixes.get(form[:SHORTEST_PREFIX], ()):
                if form.startswith(prefix[:-1]):
                    yield prefix

    def _remember_prefix(self, symbol: str) -> None:
        same = self._prefixes.setdefault(symbol[:SHORTEST_PREFIX], [])
        if symbol not in same:
            same.append(symbol)
            self._symbols.clear()

    def _walk(
        self, reading: Reading, sentence: Sentence, symbols: Sequence[Sequence[str]]
    ) -> Iterator[tuple[int, int, int]]:
        waiting: dict[int, dict[tuple[int, int], tuple[_Node, int]]] = {}
        for place in range(sentence.first, sentence.last):
            steps = self._steps(reading, place, sentence.last, symbols[place])
            is_filler = FILLER in steps
            states = waiting.pop(place, {})
            states[0, place] = (self._root, _SKIPS)
            for (_, start), (node, skips) in states.items():
                for symbol in node if len(node) < len(steps) else steps:
                    if symbol in steps and symbol in node:
                        reached = node[symbol]
                        for after in steps[symbol]:
                            for cue in reached.get(_END, ()):
                                yield cue, start, after
                            self._wait(waiting, reached, start, skips, after)
                            if GAP in reached:
                                self._wait_beyond_gap(
                                    waiting, reached[GAP], start, skips, after, reading, sentence
                                )
                if is_filler and skips and start < place:
                    self._wait(waiting, node, start, skips - 1, place + 1)

    def _steps(self, reading: Reading, place: int, end: int, names: Sequence[str]) -> dict[str, list[int]]:
        """Return what may be read at `place` and where each reading of it ends."""
        tokens = reading.tokens
        steps = {name: [place + 1] for name in names}
        for name in names:
            for rest, symbol in self._lists.phrases.get(name, ()):
                after = place + 1 + len(rest)
                if after <= end and all(
                    word in self.symbols(tokens[place + 1 + offset].word) for offset, word in enumerate(rest)
                ):
                    for holder in self._lists.holders(symbol):
                        steps.setdefault(holder, []).append(after)
        return steps

    def _wait(self, waiting: Any, node: _Node, start: int, skips: int, place: int) -> None:
        """Look on from `node` at `place`."""
        states = waiting.setdefault(place, {})
        key = (id(node), start)
        known = states.get(key)
        if known is None or known[1] < skips:
            states[key] = (node, skips)

    def _wait_beyond_gap(
        self,
        waiting: Any,
        node: _Node,
        start: int,
        skips: int,
        after: int,
        reading: Reading,
        sentence: Sentence,
    ) -> None:
        """Look on from `node` after none to four words, none of them a negation."""
        for place in range(after, min(after + GAP_WORDS + 1, sentence.last)):
            self._wait(waiting, node, start, skips, place)
            if reading.tokens[place].word in self._negations:
                break


def bare_forms(word: str, reader: Reader) -> Iterator[str]:
    """Yield `word` without its clitics: `tanggalnya` is `tanggal`, `sudahkah` is `sudah`."""
    grammar = reader.grammar
    if word in grammar.wholes:
        return
    for clitic in grammar.clitics:
        if word.endswith(clitic) and len(word) - len(clitic) >= 3:
            yield from reader.plain(word[: -len(clitic)])
