"""A reply cut into segments: the pieces of a sentence that can each show something of their own."""

from typing import Final, NamedTuple

from roleplay.hearing.reading import Sentence
from roleplay.hearing.scene import Said

_LEAST: Final = 2
"""Words that are not light in a segment to which another may follow."""


class Segment(NamedTuple):
    """One clause, or a few that say too little alone."""

    sentence: Sentence
    number: int
    """Of its sentence in the text."""
    first: int
    """Its first token."""
    last: int
    """One past its last token."""

    @property
    def opens(self) -> bool:
        """True when its sentence begins with it."""
        return self.first == self.sentence.first

    @property
    def ends(self) -> bool:
        """True when its sentence ends with it."""
        return self.last == self.sentence.last


def segments(said: Said) -> list[Segment]:
    """Return the segments of a text, in order; together they hold every token once."""
    found: list[Segment] = []
    for number, sentence in enumerate(said.reading.sentences):
        found += _of(sentence, number, said)
    return found


def _of(sentence: Sentence, number: int, said: Said) -> list[Segment]:
    tokens = said.reading.tokens
    found: list[Segment] = []
    first = sentence.first
    for place in range(sentence.first + 1, sentence.last):
        if tokens[place].clause != tokens[place - 1].clause and said.weight(first, place) >= _LEAST:
            found.append(Segment(sentence, number, first, place))
            first = place
    if found and not said.weight(first, sentence.last):
        found[-1] = found[-1]._replace(last=sentence.last)
    elif first < sentence.last:
        found.append(Segment(sentence, number, first, sentence.last))
    return found
