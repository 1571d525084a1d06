"""What the weights look at in one segment of a reply.

A feature is a short name. Its first letter tells what it is: `w` a word, `b` two words side by side, `c`
letters inside a word, `l` a list of the cue file that a word is in, `r` what the rules found in the
segment, `e` what they found in the reply, `s` a sign or list in the citizen's words, `x` the same with
whether anything is refused, `u` how much of the citizen's words comes back, `p` place and form.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from roleplay.hearing.kinds import Kinds
from roleplay.hearing.scene import Scene
from roleplay.hearing.segments import Segment, segments
from roleplay.hearing.uptake import stems

SHORTEST_GRAM: Final = 3
LONGEST_GRAM: Final = 5
"""Letters of a piece of a word, the marks of its ends counted."""
_LONGEST_WORD: Final = 24
"""Letters of a word that is looked into; longer runs of letters are nobody's word."""
_WORDS_A_STEP: Final = 3
_MOST_STEPS: Final = 6
"""Lengths of a segment are told apart in steps of this many words, up to this many steps."""
_MOST_TAKEN: Final = 4
_MOST_SEGMENTS: Final = 5
_FIRST_PICTURE: Final = "\u2600"
"""From here on Unicode has pictures, faces among them, and scripts in which nobody writes here."""
_LEAST_SHOUTED: Final = 4
"""Letters of a text in capitals that is shouted."""


class Features:
    """The segments of a reply, each with its features."""

    def __init__(self, scene: Scene, kinds: Kinds) -> None:
        self._scene = scene
        self._kinds = kinds.of(scene.reply)
        self._words = [_plain(token.word) for token in scene.reply.reading.tokens]
        self.segments = segments(scene.reply)
        self._found = self._place_findings()
        self.everywhere = [f"e:{name}" for name in scene.names()]
        asked = sorted(scene.citizen_signs.union(*kinds.of(scene.citizen)))
        is_refused = scene.has("limit", "refusal")
        self.everywhere += [f"s:{name}" for name in asked]
        self.everywhere += [f"x:{name} {'refused' if is_refused else 'open'}" for name in asked]
        self._citizen = stems(scene.citizen, 0, len(scene.citizen.symbols))

    def _place_findings(self) -> list[set[str]]:
        """Return the names found in each segment."""
        where: list[int] = []
        for number, segment in enumerate(self.segments):
            where += [number] * (segment.last - segment.first)
        found: list[set[str]] = [set() for _ in self.segments]
        for name in self._scene.names():
            for finding in self._scene.each(name):
                for number in range(where[finding.first], where[finding.last - 1] + 1):
                    found[number].add(name)
        return found

    def words(self, segment: Segment) -> list[str]:
        """Return the plain words of a segment; every number is `#`."""
        return self._words[segment.first : segment.last]

    def context(self, number: int) -> Iterator[str]:
        """Yield every feature of a segment but its words and what holds everywhere."""
        segment = self.segments[number]
        words = self.words(segment)
        after = ("?" if segment.sentence.has_mark else ".") if segment.ends else ","
        for one, two in pairwise(("^" if segment.opens else ",", *words, after)):
            yield f"b:{one} {two}"
        for place in range(segment.first, segment.last):
            for kind in self._kinds[place]:
                yield f"l:{kind}"
        for name in self._found[number]:
            yield f"r:{name}"
        yield from self._form(number, segment)
        taken = len(self._citizen & stems(self._scene.reply, segment.first, segment.last))
        weight = self._scene.reply.weight(segment.first, segment.last)
        yield f"u:{min(taken, _MOST_TAKEN)}"
        yield f"u:share {4 * taken // max(1, weight)}"

    def _form(self, number: int, segment: Segment) -> Iterator[str]:
        count = len(self.segments)
        yield f"p:of {min(count, _MOST_SEGMENTS)}"
        yield f"p:words {min((segment.last - segment.first) // _WORDS_A_STEP, _MOST_STEPS)}"
        if number == 0:
            yield "p:first"
        if number == count - 1:
            yield "p:last"
        if segment.sentence.has_mark:
            yield "p:asks"
        reading = self._scene.reply.reading
        if any(
            _is_name(reading.text, reading.tokens[place].start)
            for place in range(segment.first + 1, segment.last)
        ):
            yield "p:names"
        start, end = reading.span(segment.first, segment.last)
        if "!" in reading.text[end : end + 3]:
            yield "p:exclaims"
        follows = reading.tokens[segment.last].start if segment.last < len(reading.tokens) else None
        for sign in set(reading.text[start:follows]):
            if sign >= _FIRST_PICTURE:
                yield f"p:{sign}"
        said = reading.text[start:end]
        if len(said) >= _LEAST_SHOUTED and said.isupper():
            yield "p:shouts"


def _is_name(text: str, start: int) -> bool:
    return text[start].isupper() and text[start + 1 : start + 2].islower()


def inside(word: str) -> Iterator[str]:
    """Yield the features of one word: itself and the pieces of it."""
    yield f"w:{word}"
    marked = f"<{word[:_LONGEST_WORD]}>"
    for length in range(SHORTEST_GRAM, LONGEST_GRAM + 1):
        for start in range(len(marked) - length + 1):
            yield f"c:{marked[start : start + length]}"


def _plain(word: str) -> str:
    return "#" if word[0].isdecimal() else word
