"""Holds what is open while a passage is read: conditions and links that have text of their own."""

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from roleplay.authoring.exchange.story import (
    ASSIGNMENT,
    CODE,
    CONDITION,
    MACRO,
    TOO_DEEP,
    Branch,
    Case,
    Effect,
    Jump,
    Link,
    Lost,
    Piece,
    Remark,
    Said,
)
from roleplay.authoring.exchange.terms import Term, negated
from roleplay.domain.vocabulary import LABELS

DEEPEST: Final = 12
"""How deep conditions and links may lie within each other."""

_MOST_REMARKS: Final = 50
"""Remarks that are kept beside one link; further ones stand beside its passage."""

_OURS: Final = re.compile(
    r"id: (?P<id>[a-z0-9][a-z0-9_-]{0,63})(?:; shows: (?P<shows>[a-z_, ]+))?"
    r"(?P<once>; once)?(?P<stays>; stays)?\Z"
)
"""What `roleplay export` writes after a link."""


class Part(Struct, frozen=True):
    """A case of Harlowe, which stands by itself until what follows it is known."""

    word: str
    """`if`, `unless`, `elseif` or `else`."""
    when: Term | None
    """None where it is not understood, and for `else`."""
    pieces: tuple[Piece, ...]


class Frame(Struct):
    """Something open."""

    kind: str
    """`plain`, `if` (SugarCube, closed by a macro), `case` (Harlowe, closed by a bracket) or `link`."""
    shown: str = ""
    end: int = -1
    """Where its closing bracket stands; -1 for what a macro closes."""
    word: str = ""
    when: Term | None = None
    link: Link | None = None
    is_known: bool = True
    """False when a condition in it was not understood."""
    pieces: list[Piece | Part] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)


class Frames:
    """Everything open, the innermost last."""

    def __init__(self) -> None:
        self._open = [Frame("plain")]
        self._passed_over: set[int] = set()
        self._ifs_passed_over = 0

    def add(self, *pieces: Piece) -> None:
        """Add pieces to what is open; a remark right after a link belongs to it."""
        for piece in pieces:
            if not (isinstance(piece, Remark) and self._remark_on_link(piece)):
                self._open[-1].pieces.append(piece)

    def push(self, frame: Frame) -> bool:
        """Go into a frame. False when that is too deep: then its text belongs to what is open."""
        if len(self._open) > DEEPEST:
            self._passed_over.add(frame.end)
            return False
        self._open.append(frame)
        return True

    def open_if(self, when: Term | None, shown: str, line: int) -> None:
        """Begin a condition of SugarCube; None stands for one that is not understood."""
        if len(self._open) > DEEPEST:
            self._ifs_passed_over += 1
            self.add(Lost(shown, TOO_DEEP, line))
            return
        self._open.append(Frame("if", shown, when=when, is_known=when is not None))
        if when is None:
            self.add(Lost(shown, CONDITION, line))

    def next_case(self, when: Term | None, shown: str, line: int, *, is_last: bool) -> None:
        """Begin the next case of a condition of SugarCube."""
        frame = self._open[-1]
        if frame.kind != "if" or self._ifs_passed_over:
            self.add(Lost(shown, MACRO, line))
            return
        _finish_case(frame)
        frame.when = when
        if when is None and not is_last:
            frame.is_known = False
            self.add(Lost(shown, CONDITION, line))

    def case(self, word: str, when: Term | None, shown: str, line: int) -> Frame:
        """Return the frame of a case of Harlowe, to be gone into."""
        if when is None and word != "else":
            self.add(Lost(shown, CONDITION, line))
        if when is not None and word == "unless":
            when = negated(when)
        return Frame("case", shown, word=word, when=when)

    def open_link(self, name: str, link: Link | None, shown: str, line: int) -> None:
        """Begin a link of SugarCube that has text of its own."""
        if len(self._open) > DEEPEST:
            self.add(Lost(shown, TOO_DEEP, line))
            return
        self._open.append(Frame("link", shown, word=name, link=link))

    def close(self, kind: str) -> bool:
        """Close the innermost frame that a macro closes, and what is open in it. False when there is none."""
        if kind == "if" and self._ifs_passed_over:
            self._ifs_passed_over -= 1
            return True
        wanted = [frame for frame in self._open if kind in (frame.kind, frame.word) and frame.end < 0]
        if not wanted:
            return False
        while self._open[-1] is not wanted[-1]:
            self._close_last()
        self._close_last()
        return True

    def close_at(self, place: int) -> bool:
        """Close what ends with the bracket at `place`. False when nothing does."""
        if place in self._passed_over:
            return True
        if all(frame.end != place for frame in self._open[-DEEPEST:]):
            return False
        while self._open[-1].end != place:
            self._close_last()
        self._close_last()
        return True

    def close_all(self) -> Iterator[str]:
        """Close everything, and yield how what was not closed by its author began."""
        while len(self._open) > 1:
            if self._open[-1].shown:
                yield self._open[-1].shown
            self._close_last()

    def pieces(self) -> tuple[Piece, ...]:
        """Return what was read; only when everything is closed."""
        return joined(self._open[0].pieces)

    def assign(self, effect: Effect | None, shown: str, line: int) -> None:
        """Add a change of a variable, None for one that is not understood."""
        self.add(Lost(shown, ASSIGNMENT, line) if effect is None else effect)

    def jump(self, target: str | None, shown: str, line: int) -> None:
        """Add a jump, None for one whose target is not understood."""
        self.add(Jump(target, line) if target else Lost(shown, CODE, line))

    def _remark_on_link(self, remark: Remark) -> bool:
        pieces = self._open[-1].pieces
        place = len(pieces) - 1
        while place >= 0 and isinstance(said := pieces[place], Said) and not said.text.strip():
            place -= 1
        link = pieces[place] if place >= 0 else None
        if isinstance(link, Link) and len(link.notes) < _MOST_REMARKS:
            pieces[place] = _remarked(link, remark)
            return True
        return False

    def _close_last(self) -> None:
        frame = self._open.pop()
        into = self._open[-1].pieces
        match frame.kind:
            case "if":
                _finish_case(frame)
                if frame.is_known:
                    into.append(Branch(tuple(frame.cases)))
                else:
                    into += [piece for case in frame.cases for piece in case.pieces]
            case "case":
                into.append(Part(frame.word, frame.when, joined(frame.pieces)))
            case "link":
                into += _link_pieces(frame)
            case _:
                into += joined(frame.pieces)


def _finish_case(frame: Frame) -> None:
    frame.cases.append(Case(frame.when, joined(frame.pieces)))
    frame.pieces = []


def _link_pieces(frame: Frame) -> list[Piece]:
    """Return the link with what is done when it is taken; its text, when it shows text in place."""
    inner = joined(frame.pieces)
    jumps = [piece for piece in inner if isinstance(piece, Jump)]
    target = jumps[0].target if jumps else (frame.link.target if frame.link else "")
    if frame.link is None or not target:
        return [Lost(frame.shown, MACRO, frame.link.line if frame.link else 0), *inner]
    effects = tuple(piece for piece in inner if isinstance(piece, Effect))
    rest: list[Piece] = [piece for piece in inner if not isinstance(piece, Jump | Effect)]
    link = replace(frame.link, target=target, effects=(*frame.link.effects, *effects))
    return [link, *(piece for piece in rest if not isinstance(piece, Said) or piece.text.strip())]


def _remarked(link: Link, remark: Remark) -> Link:
    """Return the link with a remark; one that the export has written is taken back into its fields."""
    match = _OURS.match(remark.text)
    if match is None:
        return replace(link, notes=(*link.notes, remark))
    shows = tuple(label for label in (match["shows"] or "").split(", ") if label in LABELS)
    return replace(link, name=match["id"], shows=shows, once=bool(match["once"]), stays=bool(match["stays"]))


def joined(pieces: list[Piece | Part]) -> tuple[Piece, ...]:
    """Return pieces in which each `if` of Harlowe is one with the `else` that follow it."""
    found: list[Piece] = []
    cases: list[Case] = []
    for piece in pieces:
        if isinstance(piece, Part):
            _take_part(piece, found, cases)
        else:
            if cases and not (isinstance(piece, Said) and not piece.text.strip()):
                _end_branch(found, cases)
            found.append(piece)
    _end_branch(found, cases)
    return tuple(found)


def _take_part(part: Part, found: list[Piece], cases: list[Case]) -> None:
    if part.word in ("if", "unless"):
        _end_branch(found, cases)
    is_else = part.word == "else"
    if (part.when is None and not is_else) or (is_else and not cases):
        # Not understood: its text is always there, and so is that of what hangs on it.
        _end_branch(found, cases)
        found += part.pieces
        return
    cases.append(Case(part.when, part.pieces))
    if is_else:
        _end_branch(found, cases)


def _end_branch(found: list[Piece], cases: list[Case]) -> None:
    if cases:
        found.append(Branch(tuple(cases)))
        cases.clear()
