"""Weighs every segment of a reply for every label.

The units of all labels are added up at once: a row of weights is one long whole number with a lane for
each label, wide enough that no sum of them overflows into the next.
"""

from collections.abc import Iterator, Sequence
from struct import Struct
from typing import Final, NamedTuple

from roleplay.domain.cues import ZERO, Weights
from roleplay.domain.vocabulary import TECHNIQUES
from roleplay.hearing.features import Features, inside
from roleplay.hearing.kinds import Kinds
from roleplay.hearing.scene import Finding, Scene

_LANE: Final = 4
"""Bytes of a lane: a segment would need 16 million features to overflow it."""
_UNITS: Final = Struct("<I")
_BITS: Final = 8 * _LANE
_MASK: Final = (1 << _BITS) - 1
_MIDDLE: Final = 1 << (_BITS - 1)
"""What is added to a lane while it is read, so that none is below nothing."""
_MOST_REMEMBERED: Final = 20_000
_MOST_NAMED: Final = 3
"""Words that a reason names."""
HELPFUL: Final = 2
BENEFIT: Final = 3.0
"""How many techniques a reply shows for a trap in it to need that much more log-odds: the benefit of doubt
cuts false accusations of good replies by more than half and costs nothing elsewhere (decision 22)."""
_UNSURE: Final = 0.5
"""Log-odds about the threshold within which a label is uncertain: between 38 and 62 in 100 at even odds."""


class Verdict(NamedTuple):
    """A label heard in a segment."""

    finding: Finding
    is_uncertain: bool


class Judge:
    """Hears labels by the weights of one language."""

    def __init__(self, weights: Weights, kinds: Kinds) -> None:
        self._kinds = kinds
        self._weights = weights
        self._row = {name: number for number, name in enumerate(weights.features.split("\n"))}
        self._width = len(weights.labels)
        self._zeros = _lanes([ZERO] * self._width)
        self._start = _lanes(list(weights.biases))
        self._middle = _lanes([_MIDDLE] * self._width)
        self._unsure = round(_UNSURE / weights.step)
        self._benefit = round(BENEFIT / weights.step)
        self._techniques = {lane for lane, label in enumerate(weights.labels) if label in TECHNIQUES}
        self._known: dict[str, int] = {}
        self._words: dict[str, int] = {}

    def judge(self, scene: Scene) -> list[Verdict]:
        """Return every label heard, where it is heard, as the text goes."""
        features = Features(scene, self._kinds)
        start = self._start + sum(map(self._of_feature, features.everywhere))
        margins = [self._margins(features, number, start) for number in range(len(features.segments))]
        helpful = {lane for units in margins for lane in self._techniques if units[lane] >= 0}
        benefit = self._benefit if len(helpful) >= HELPFUL else 0
        return [
            verdict
            for number, units in enumerate(margins)
            for verdict in self._of(features, number, units, benefit)
        ]

    def _margins(self, features: Features, number: int, total: int) -> list[int]:
        """Return the units by which each label passes its threshold in a segment; below 0 it does not."""
        for word in dict.fromkeys(features.words(features.segments[number])):
            total += self._of_word(word)
        for name in set(features.context(number)):
            total += self._of_feature(name)
        units = _UNITS.iter_unpack((total + self._middle).to_bytes(_LANE * self._width, "little"))
        return [
            unit - _MIDDLE - threshold
            for (unit,), threshold in zip(units, self._weights.thresholds, strict=True)
        ]

    def _of(self, features: Features, number: int, margins: Sequence[int], benefit: int) -> Iterator[Verdict]:
        segment = features.segments[number]
        for lane, units in enumerate(margins):
            margin = units if lane in self._techniques else units - benefit
            if margin >= 0:
                reason = self._reason(features, number, lane)
                label = self._weights.labels[lane]
                finding = Finding(label, segment.number, segment.first, segment.last, reason)
                yield Verdict(finding, margin < self._unsure)

    def _of_word(self, word: str) -> int:
        found = self._words.get(word)
        if found is None:
            if len(self._words) >= _MOST_REMEMBERED:
                self._words.clear()
            found = self._words[word] = sum(map(self._of_feature, set(inside(word))))
        return found

    def _of_feature(self, name: str) -> int:
        row = self._row.get(name)
        if row is None:
            return 0
        found = self._known.get(name)
        if found is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            start = row * self._width
            found = _lanes(list(self._weights.rows[start : start + self._width])) - self._zeros
            self._known[name] = found
        return found

    def _reason(self, features: Features, number: int, lane: int) -> str:
        """Return the words and rules that speak most for a label."""
        weighed: dict[str, int] = {}
        for word in features.words(features.segments[number]):
            weighed[word] = self._lane(self._of_word(word), lane)
        for name in features.context(number):
            if name[0] in "br" and name in self._row:
                weighed[name[2:]] = self._lane(self._of_feature(name), lane)
        most = sorted(weighed, key=lambda name: (-weighed[name], name))[:_MOST_NAMED]
        step = self._weights.step
        named = [f"{name} {weighed[name] * step:+.1f}" for name in most if weighed[name] > 0]
        return f"weights: {', '.join(named)}" if named else "weights"

    def _lane(self, total: int, lane: int) -> int:
        """Return the units of one label in a sum of rows."""
        return ((total + self._middle) >> (_BITS * lane) & _MASK) - _MIDDLE


def _lanes(units: list[int]) -> int:
    return sum(unit << (_BITS * lane) for lane, unit in enumerate(units))
