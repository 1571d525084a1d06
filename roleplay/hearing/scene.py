"""What is heard in one reply, as the rules see it and change it.

Every question a rule may ask is answered in a few steps however long the reply is.
"""

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from roleplay.hearing.match import FILLER, Index
from roleplay.hearing.reading import Reading, Sentence

_MOST_IN_SENTENCE: Final = 16
"""Findings of one name in one sentence; more tell nothing new."""
_FARTHEST: Final = 8
"""Words that are looked back for a negation or the start of a clause."""


class Finding(NamedTuple):
    """A label or a sign found in a reply."""

    name: str
    sentence: int
    first: int
    """Its first token."""
    last: int
    """One past its last token."""
    reason: str

    def overlaps(self, other: "Finding") -> bool:
        """Return True when the two share a word."""
        return self.first < other.last and other.first < self.last


class Said(NamedTuple):
    """What one side said, word by word."""

    reading: Reading
    symbols: Sequence[Sequence[str]]
    """What each word may stand for in a cue."""
    is_light: Sequence[bool]
    """Particles, forms of address and words that only lead in."""
    weights: Sequence[int]
    """How many words before each are not light; one more than there are words."""

    @staticmethod
    def of(reading: Reading, index: Index) -> "Said":
        """Return a reading with what its words may stand for."""
        symbols = [index.symbols(token.word) for token in reading.tokens]
        is_light = [FILLER in names or "<lead>" in names for names in symbols]
        weights = list(accumulate((not light for light in is_light), initial=0))
        return Said(reading, symbols, is_light, weights)

    def is_named(self, place: int, name: str) -> bool:
        """Return True when the word at that token belongs to the list `name`."""
        return f"<{name}>" in self.symbols[place]

    def weight(self, first: int, last: int) -> int:
        """Return how many words from `first` up to `last` are not light."""
        return self.weights[last] - self.weights[first]


class Scene:
    """One reply, the citizen's words before it, and everything found so far."""

    def __init__(self, reply: Said, citizen: Said, citizen_signs: frozenset[str], turn: int) -> None:
        self.reply: Final = reply
        self.citizen: Final = citizen
        self.citizen_signs: Final = citizen_signs
        """Signs heard in the citizen's words."""
        self.turn: Final = turn
        """1 for the first reply of a talk, 0 when it is not known."""
        self.sentences: Final[Sequence[Sentence]] = reply.reading.sentences
        self._found: dict[str, dict[int, list[Finding]]] = {}
        self._clauses: dict[str, set[int]] = {}
        self._asking = [self._asking_clause(sentence) for sentence in self.sentences]

    def _asking_clause(self, sentence: Sentence) -> int | None:
        """Return the clause that a question mark makes a question: the last that says something."""
        if not sentence.has_mark:
            return None
        place = sentence.last - 1
        while place > sentence.first and self.reply.is_light[place]:
            place -= 1
        return self.clause(place)

    def clause(self, place: int) -> int:
        """Return the number of the clause of a token."""
        return self.reply.reading.tokens[place].clause

    def add(self, finding: Finding) -> None:
        """Note a finding."""
        found = self._found.setdefault(finding.name, {}).setdefault(finding.sentence, [])
        if len(found) < _MOST_IN_SENTENCE:
            found.append(finding)
            self._clauses.setdefault(finding.name, set()).add(self.clause(finding.first))

    def add_sentence(self, name: str, sentence: int, reason: str) -> None:
        """Note that `name` is heard in a whole sentence."""
        self.add(
            Finding(name, sentence, self.sentences[sentence].first, self.sentences[sentence].last, reason)
        )

    def drop(self, name: str, where: Callable[[Finding], bool] = lambda finding: True) -> None:
        """Take back what was found of `name`, all of it or where `where` holds."""
        kept = [finding for finding in self.each(name) if not where(finding)]
        self._found.pop(name, None)
        self._clauses.pop(name, None)
        for finding in kept:
            self.add(finding)

    def has(self, *names: str) -> bool:
        """Return True when any of these labels or signs was found."""
        return any(name in self._found for name in names)

    def names(self) -> list[str]:
        """Return every label and sign that was found, in the order of the alphabet."""
        return sorted(self._found)

    def within(self, sentence: int, *names: str) -> bool:
        """Return True when any of these was found in that sentence."""
        return any(sentence in self._found.get(name, ()) for name in names)

    def beside(self, finding: Finding, *names: str) -> bool:
        """Return True when any of these was found in the same clause."""
        clause = self.clause(finding.first)
        return any(clause in self._clauses.get(name, ()) for name in names)

    def each(self, name: str, sentence: int | None = None) -> list[Finding]:
        """Return where a label or sign was found, in the reply or in one sentence of it, as the text goes."""
        found = self._found.get(name, {})
        if sentence is not None:
            return list(found.get(sentence, ()))
        return [finding for number in sorted(found) for finding in sorted(found[number], key=_in_order)]

    def is_asking(self, sentence: int) -> bool:
        """Return True for a question, by its mark or by its words."""
        return self.sentences[sentence].has_mark or self.within(sentence, "question")

    def asks_at(self, finding: Finding) -> bool:
        """Return True when the finding stands in the clause that a question mark makes a question."""
        return self._asking[finding.sentence] == self.clause(finding.last - 1)

    def opens_clause(self, finding: Finding) -> bool:
        """Return True when nothing but a few light words stands before the finding in its clause."""
        start = max(self.sentences[finding.sentence].first, finding.first - _FARTHEST)
        clause = self.clause(finding.first)
        for place in range(finding.first - 1, start - 1, -1):
            if self.clause(place) != clause:
                return True
            if not self.reply.is_light[place]:
                return False
        return start == self.sentences[finding.sentence].first

    def stands_alone(self, finding: Finding) -> bool:
        """Return True when the rest of the sentence is light words."""
        whole = self.sentences[finding.sentence]
        reply = self.reply
        return not (reply.weight(whole.first, finding.first) or reply.weight(finding.last, whole.last))

    def is_negated(self, first: int, negations: frozenset[str], reach: int) -> bool:
        """Return True when a negation stands at most `reach` weighty words before, in the same clause.

        A word of measure between them takes the negation to itself: "tidak lebih dari enam bulan".
        """
        tokens = self.reply.reading.tokens
        for place in range(first - 1, max(-1, first - 1 - _FARTHEST), -1):
            if reach == 0 or tokens[place].clause != tokens[first].clause:
                return False
            if tokens[place].word in negations:
                return True
            if self.reply.is_named(place, "bound"):
                return False
            reach -= not self.reply.is_light[place]
        return False

    def content(self, sentence: int) -> int:
        """Return how many words of a sentence are neither light nor common."""
        places = range(self.sentences[sentence].first, self.sentences[sentence].last)
        reply = self.reply
        return sum(not reply.is_light[place] and not reply.is_named(place, "common") for place in places)


def _in_order(finding: Finding) -> tuple[int, int]:
    return finding.first, -finding.last
