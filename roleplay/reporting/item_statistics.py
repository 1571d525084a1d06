"""Counts many plays of one scenario: how hard each node was, whom it told apart, what nobody ever chose.

One play is added at a time, and only sums are kept: memory grows with the scenario and with what was typed
and not understood, never with the plays.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from roleplay.reporting.item_formulas import LEAST_PLAYS, Correlation, Pairs, Share, share
from roleplay.reporting.plays import Misheard, Occasion, Play

WEAK: Final = 0.2
"""The discrimination below which a node hardly tells good trainees from poor ones (Ebel & Frisbie 1991,
Essentials of Educational Measurement; Communicate! draws the same line)."""

HARD: Final = 0.3
EASY: Final = 0.9
"""The difficulties between which a node can tell trainees apart (the same sources)."""

SELDOM: Final = 20
"""A distractor works when at least one in so many takes it: 5 percent (Haladyna & Downing 1993, Educational
and Psychological Measurement 53, 999)."""


class ChoiceStatistics(Struct, frozen=True):
    """How one choice did."""

    choice: str
    is_best: bool | None
    """True when it was a best choice in more than half of the times; None when it was never offered."""
    plays: int
    """Plays in which it was offered to somebody who chose."""
    taken: Share
    """Of the times it was offered to somebody who chose."""
    mean_total: float | None
    """The mean total of the ended plays in which it was taken, 0 to 100; None for too few."""
    correlation: Correlation
    """Of taking it in the first reply there with the total of the rest of the talk; 1 to −1."""
    notes: tuple[str, ...]
    """`unused`: no best choice, and fewer than 5 percent take it; `attracts-good`: none either, and good
    trainees take it more than poor ones, by more than chance."""


class Quoted(Struct, frozen=True):
    """Words as they were typed, cleaned and cut."""

    text: str
    times: int


class NodeStatistics(Struct, frozen=True):
    """How one node did."""

    node: str
    plays: int
    """Plays that came there."""
    times: int
    """Times the talk came there."""
    typed: Share
    """Typed replies of all replies given there, those that were not understood among them."""
    difficulty: Share
    """Who took a best choice, of those who chose in their first reply there and could have chosen worse; high
    is easy."""
    discrimination: Correlation
    """Of that with the total of the rest of the talk, in plays that have ended."""
    choices: tuple[ChoiceStatistics, ...]
    """As the author wrote them."""
    paused: int
    """Plays that stand there without an end."""
    walked_out: int
    """Plays in which the customer left after the reply given there."""
    unheard: tuple[Quoted, ...]
    """Typed replies in which nothing was understood, the most frequent first."""
    notes: tuple[str, ...]
    """`hard`, `easy`, `weak`, or `reversed` where poor trainees do better than good ones, by more than
    chance."""


class ContestedWords(Struct, frozen=True):
    """What was heard and, trainees say, not meant."""

    label: str
    quote: str
    reason: str
    """What it was heard by."""
    plays: int
    """In how many plays."""


class _ChoiceTally:
    """What was counted of a choice."""

    def __init__(self) -> None:
        self.plays = self.offered = self.taken = self.best = 0
        self.takers = self.total = 0
        """Ended plays in which it was taken, and the sum of their totals."""
        self.pairs = Pairs()

    def figures(self, name: str) -> ChoiceStatistics:
        is_best = 2 * self.best > self.offered if self.offered else None
        correlation = self.pairs.correlation()
        notes: tuple[str, ...] = ()
        if is_best is False and self.plays >= LEAST_PLAYS and self.taken * SELDOM < self.offered:
            notes = ("unused",)
        elif is_best is False and correlation.is_above_chance:
            notes = ("attracts-good",)
        return ChoiceStatistics(
            choice=name,
            is_best=is_best,
            plays=self.plays,
            taken=share(self.taken, self.offered, self.plays),
            mean_total=round(self.total / self.takers, 1) if self.takers >= LEAST_PLAYS else None,
            correlation=correlation,
            notes=notes,
        )


class _NodeTally:
    """What was counted of a node."""

    def __init__(self) -> None:
        self.plays = self.times = self.replied = self.chosen = self.typed = 0
        """`replied`: plays with a reply there."""
        self.asked = self.right = self.paused = self.walked_out = 0
        """`asked`: first replies by choice where some choice was not the best; `right`: those that were."""
        self.pairs = Pairs()
        self.unheard = Counter[str]()
        self.choices: dict[str, _ChoiceTally] = {}

    def choice(self, name: str) -> _ChoiceTally:
        return self.choices.setdefault(name, _ChoiceTally())

    def add(self, occasions: Sequence[Occasion], unheard: int, total: int | None, rest: int | None) -> None:
        """Count the replies that one play gave here, the first of them first."""
        self.replied += 1
        self.typed += unheard
        for occasion in occasions:
            if occasion.choice is None:
                self.typed += 1
                continue
            self.chosen += 1
            for name in occasion.offered:
                tally = self.choice(name)
                tally.offered += 1
                tally.taken += name == occasion.choice
                tally.best += name in occasion.best
        for name in {name for occasion in occasions for name in occasion.offered}:
            self.choice(name).plays += 1
        if total is not None:
            for name in {occasion.choice for occasion in occasions if occasion.choice is not None}:
                self.choice(name).takers += 1
                self.choice(name).total += total
        if occasions and occasions[0].choice is not None:
            self._add_first(occasions[0], rest)

    def _add_first(self, first: Occasion, rest: int | None) -> None:
        is_question = len(first.best) < len(first.offered)
        is_right = first.choice in first.best
        if is_question:
            self.asked += 1
            self.right += is_right
        if rest is None:
            return
        if is_question:
            self.pairs.add(rest, is_hit=is_right)
        for name in first.offered:
            self.choice(name).pairs.add(rest, is_hit=name == first.choice)

    def figures(self, name: str, choices: Sequence[str]) -> NodeStatistics:
        difficulty = share(self.right, self.asked, self.asked)
        discrimination = self.pairs.correlation()
        return NodeStatistics(
            node=name,
            plays=self.plays,
            times=self.times,
            typed=share(self.typed, self.typed + self.chosen, self.replied),
            difficulty=difficulty,
            discrimination=discrimination,
            choices=tuple(self.choice(item).figures(item) for item in choices),
            paused=self.paused,
            walked_out=self.walked_out,
            unheard=tuple(
                Quoted(text, times)
                for text, times in sorted(self.unheard.items(), key=lambda item: (-item[1], item[0]))
            ),
            notes=tuple(_notes(difficulty.rate, discrimination)),
        )


def _notes(difficulty: float | None, discrimination: Correlation) -> Iterator[str]:
    if difficulty is not None and difficulty < HARD:
        yield "hard"
    if difficulty is not None and difficulty > EASY:
        yield "easy"
    if discrimination.value is not None and discrimination.value < WEAK:
        yield "reversed" if discrimination.is_below_chance else "weak"


class ItemTally:
    """Counts plays."""

    def __init__(self) -> None:
        self.plays = self.ended = 0
        self._nodes: dict[str, _NodeTally] = {}
        self._contested = Counter[Misheard]()

    def add(self, play: Play) -> None:
        """Count one play."""
        self.plays += 1
        self.ended += play.outcome is not None
        for name, times in play.visits.items():
            self._node(name).plays += 1
            self._node(name).times += times
        occasions: dict[str, list[Occasion]] = {}
        for occasion in play.occasions:
            occasions.setdefault(occasion.node, []).append(occasion)
        unheard = Counter(words.node for words in play.unheard)
        for name in occasions.keys() | unheard.keys():
            self._node(name).add(occasions.get(name, []), unheard[name], play.total, play.rests.get(name))
        for words in play.unheard:
            self._node(words.node).unheard[words.text] += 1
        if play.outcome is None:
            self._node(play.last_node).paused += 1
        elif play.outcome == "walked-out":
            self._node(play.last_node).walked_out += 1
        self._contested.update(play.contested)

    def nodes(self, items: Mapping[str, Sequence[str]]) -> tuple[NodeStatistics, ...]:
        """Return the figures of `items`, choices by node in the author's order, and of nothing else."""
        return tuple(self._node(name).figures(name, choices) for name, choices in items.items())

    def contested(self) -> tuple[ContestedWords, ...]:
        """Return what was contested, most often first."""
        found = sorted(self._contested.items(), key=lambda item: (-item[1], item[0]))
        return tuple(ContestedWords(item.label, item.quote, item.reason, plays) for item, plays in found)

    def _node(self, name: str) -> _NodeTally:
        return self._nodes.setdefault(name, _NodeTally())
