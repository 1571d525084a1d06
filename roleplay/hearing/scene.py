"""What is heard in one reply, as the rules see it and change it."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from roleplay.hearing.match import FILLER, Index
from roleplay.hearing.reading import Reading, Sentence


class Finding(NamedTuple):
    """A label or a sign found in a reply."""

    name: str
    sentence: int
    first: int
    """Its first token."""
    last: int
    """One past its last token."""
    reason: str


class Shape(NamedTuple):
    """The form of a reply, word by word: what each may stand for and what it leads into."""

    symbols: Sequence[Sequence[str]]
    is_light: Sequence[bool]
    """Particles, forms of address and words that only lead in."""

    @staticmethod
    def of(reading: Reading, index: Index) -> "Shape":
        """Return the shape of a reading."""
        symbols = [index.symbols(token.word) for token in reading.tokens]
        return Shape(symbols, [FILLER in names or "<lead>" in names for names in symbols])


class Scene:
    """One reply, the citizen's words before it, and everything found so far."""

    def __init__(
        self,
        reading: Reading,
        shape: Shape,
        citizen: Reading,
        citizen_shape: Shape,
        citizen_signs: frozenset[str],
        turn: int,
    ) -> None:
        self.reading = reading
        self.shape = shape
        self.citizen = citizen
        self.citizen_shape = citizen_shape
        self.citizen_signs = citizen_signs
        """Signs heard in the citizen's words."""
        self.turn = turn
        """1 for the first reply of a talk, 0 when it is not known."""
        self.found: dict[str, list[Finding]] = {}
        """Labels and signs to where they were found, in the order of the text."""

    @property
    def sentences(self) -> Sequence[Sentence]:
        """The sentences of the reply."""
        return self.reading.sentences

    def has(self, *names: str) -> bool:
        """Return True when any of these labels or signs was found."""
        return any(self.found.get(name) for name in names)

    def within(self, sentence: int, *names: str) -> bool:
        """Return True when any of these was found in that sentence."""
        return any(finding.sentence == sentence for name in names for finding in self.found.get(name, ()))

    def each(self, name: str) -> Iterator[Finding]:
        """Yield where a label or sign was found; what is dropped meanwhile is still yielded."""
        yield from tuple(self.found.get(name, ()))

    def add(self, name: str, sentence: int, first: int, last: int, reason: str) -> None:
        """Note that `name` is heard in the tokens from `first` up to `last`."""
        self.found.setdefault(name, []).append(Finding(name, sentence, first, last, reason))

    def add_sentence(self, name: str, sentence: int, reason: str) -> None:
        """Note that `name` is heard in a whole sentence."""
        self.add(name, sentence, self.sentences[sentence].first, self.sentences[sentence].last, reason)

    def drop(self, name: str, where: Callable[[Finding], bool] = lambda finding: True) -> None:
        """Take back what was found of `name`, all of it or where `where` holds."""
        kept = [finding for finding in self.found.get(name, ()) if not where(finding)]
        self.found[name] = kept

    def is_asking(self, sentence: int) -> bool:
        """Return True for a question, by its mark or by its words."""
        return self.sentences[sentence].has_mark or self.within(sentence, "question")

    def opens_clause(self, first: int, sentence: int) -> bool:
        """Return True when nothing but light words stands before the token in its clause."""
        clause = self.reading.tokens[first].clause
        for place in range(first - 1, self.sentences[sentence].first - 1, -1):
            if self.reading.tokens[place].clause != clause:
                return True
            if not self.shape.is_light[place]:
                return False
        return True

    def stands_alone(self, first: int, last: int, sentence: int) -> bool:
        """Return True when the rest of the sentence is light words."""
        whole = self.sentences[sentence]
        light = self.shape.is_light
        return all(light[place] for place in (*range(whole.first, first), *range(last, whole.last)))

    def is_named(self, place: int, name: str) -> bool:
        """Return True when the word at that token belongs to the list `name`."""
        return f"<{name}>" in self.shape.symbols[place]

    def is_negated(self, first: int, negations: frozenset[str], reach: int) -> bool:
        """Return True when a negation stands at most `reach` weighty words before, in the same clause."""
        tokens = self.reading.tokens
        clause = tokens[first].clause
        place = first - 1
        while place >= 0 and reach > 0 and tokens[place].clause == clause:
            if tokens[place].word in negations:
                return not self.is_named(place + 1, "bound")
            reach -= not self.shape.is_light[place]
            place -= 1
        return False

    def weighty(self, first: int, last: int) -> int:
        """Return how many words from `first` up to `last` are neither light nor common."""
        return sum(
            not self.shape.is_light[place] and not self.is_named(place, "common") for place in range(first, last)
        )
