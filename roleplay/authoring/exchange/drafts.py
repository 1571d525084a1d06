"""Takes a passage apart: what is said when, what can be chosen when, and where it leads by itself."""

from __future__ import annotations

from typing import Final, NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from roleplay.authoring.exchange.plan import Line
from roleplay.authoring.exchange.story import (
    CONDITIONAL_ASSIGNMENT,
    TOO_MANY_CASES,
    TOO_MANY_WORDINGS,
    Branch,
    Case,
    Effect,
    Jump,
    Link,
    Lost,
    Note,
    Passage,
    Piece,
    Remark,
    Said,
)
from roleplay.authoring.exchange.terms import Term, negated, within
from roleplay.cleaning import clean_line

_MOST_LINES: Final = 8
"""Wordings of one node; two conditions that do not know of each other already make four."""

_MOST_CASES: Final = 20
"""Cases of one condition of which each is held to exclude those after it."""


class Way(NamedTuple):
    """A jump, and when it happens."""

    when: Term | None
    jump: Jump


class Draft(Struct):
    """A passage taken apart."""

    lines: list[Line] = field(default_factory=list)
    """The first whose condition holds; the last has none. Empty where nothing is said."""
    links: list[Link] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    """What happens to variables as the story comes here."""
    notes: list[Note] = field(default_factory=list)


def drafted(passage: Passage) -> Draft:
    """Return the passage taken apart."""
    draft = Draft()
    gatherer = _Gatherer(draft, passage.line)
    lines = [Line(line.when, _text(line.rope)) for line in gatherer.gather(passage.pieces, None)]
    if any(line.text for line in lines):
        draft.lines = _without_repeats(lines)
    return draft


def _without_repeats(lines: list[Line]) -> list[Line]:
    """Leave out the lines that say the same as the one after which they are looked at last."""
    while len(lines) > 1 and lines[-2].text == lines[-1].text:
        del lines[-2]
    return lines


class _Wording(NamedTuple):
    """Words, and when they are said. A rope, so that a long passage is not copied at every word."""

    when: Term | None
    rope: _Rope = ""


_Rope = str | tuple["_Rope", "_Rope"]


def _text(rope: _Rope) -> str:
    """Return the words of a rope on one line."""
    parts: list[str] = []
    waiting = [rope]
    while waiting:
        last = waiting.pop()
        if isinstance(last, str):
            parts.append(last)
        else:
            waiting += (last[1], last[0])
    return clean_line("".join(parts))


class _Gatherer:
    def __init__(self, draft: Draft, line: int) -> None:
        self._draft = draft
        self._line = line

    def gather(self, pieces: tuple[Piece, ...], guard: Term | None) -> list[_Wording]:
        """Put everything but words into the draft, and return the words in each of their wordings."""
        lines = [_Wording(None)]
        for piece in pieces:
            match piece:
                case Said():
                    lines = [_Wording(when, (rope, piece.text)) for when, rope in lines]
                case Branch():
                    lines = self._joined(lines, self._cases(piece, guard))
                case Link():
                    self._draft.links.append(replace(piece, when=within(guard, piece.when)))
                case Jump():
                    self._draft.ways.append(Way(guard, piece))
                case Effect() if guard is None:
                    self._draft.effects.append(piece)
                case Effect():
                    self._draft.notes.append(Lost(_told(piece), CONDITIONAL_ASSIGNMENT, self._line))
                case Lost() | Remark():
                    self._draft.notes.append(piece)
        return lines

    def _cases(self, branch: Branch, guard: Term | None) -> list[_Wording]:
        """Return the wordings of a branch; the last holds always."""
        lines: list[_Wording] = []
        is_exact = len(branch.cases) <= _MOST_CASES
        if not is_exact:
            self._draft.notes.append(Lost("…", TOO_MANY_CASES, self._line))
        for case in (*branch.cases, Case(None, ())):
            inner = self.gather(case.pieces, within(guard, case.when))
            lines += [_Wording(within(case.when, when), rope) for when, rope in inner]
            if case.when is None:
                break
            guard = within(guard, negated(case.when)) if is_exact else guard
        return lines

    def _joined(self, lines: list[_Wording], more: list[_Wording]) -> list[_Wording]:
        """Return every wording followed by every other, in the order in which to look for one that holds."""
        texts = [_text(line.rope) for line in more]
        if not any(texts):
            return lines
        if len(lines) * len(more) > _MOST_LINES:
            self._draft.notes += [Lost(text, TOO_MANY_WORDINGS, self._line) for text in texts[:-1] if text]
            more = more[-1:]
        return [
            _Wording(within(first.when, then.when), (first.rope, then.rope))
            for first in lines
            for then in more
        ]


def _told(effect: Effect) -> str:
    sign = "=" if effect.is_absolute else "+=" if effect.amount > 0 else "-="
    return f"{effect.name} {sign} {abs(effect.amount)}"
