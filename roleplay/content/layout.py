"""Brings the text of a content file into one layout: the same texts in the same order, set out alike.

Only what stands between the parser's tokens is written anew: blanks, line ends, and where comments stand.
What an author wrote, words and comments, is copied; a text that spans lines is moved with its line.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, NamedTuple

from yaml import (
    BlockEndToken,
    BlockEntryToken,
    BlockMappingStartToken,
    BlockSequenceStartToken,
    FlowEntryToken,
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    KeyToken,
    ScalarToken,
    StreamEndToken,
    StreamStartToken,
    Token,
    ValueToken,
)

from roleplay.content.events import NotYaml, tokens
from roleplay.content.faults import Faults
from roleplay.content.read import read_bytes
from roleplay.content.scalars import as_block, as_lines, in_quotes, is_dangerous
from roleplay.content.source import LINE_END, decode
from roleplay.content.tree import ListNode, MapNode, Node, TextNode
from roleplay.diagnostics import Diagnostic

_STEP: Final = 2
"""Columns by which each level is set in."""

_UNSPACED: Final = re.compile(r"#(?=[^\s#!=*~_-])")
"""A comment without a space after its sign; rulers and the like are left alone."""

_CUT: Final = re.compile(r" #[^\s#]")
"""What `roleplay check` takes for a number or a tag that was cut off a text: it must still see it."""

_OPENING: Final = (FlowSequenceStartToken, FlowMappingStartToken)
_CLOSING: Final = (FlowSequenceEndToken, FlowMappingEndToken)
_STARTING: Final = (BlockEntryToken, KeyToken)
"""Signs that have one space after them whatever follows: a dash and the mark of a long name."""


class _Block(NamedTuple):
    """A list or mapping that is open, and the column it begins in, as found and as laid out."""

    is_list: bool
    is_flush: bool
    """True for a list whose dashes stand right under the name that it belongs to."""
    old: int
    new: int


class Laid(NamedTuple):
    """What became of a file."""

    data: bytes | None
    """The file in the one layout; None when it was left alone."""
    diagnostics: tuple[Diagnostic, ...]
    """Why it cannot be read; nothing for one that would be read otherwise than before."""


def lay_out_bytes(data: bytes, name: str) -> Laid:
    """Return the content of a file in the one layout, if it can be read and is read as before."""
    document, found = read_bytes(data, name)
    if document is None or any(item.is_error for item in found):
        return Laid(None, found)
    text = decode(data, name, Faults())
    assert text is not None
    try:
        laid = lay_out(text).encode()
    except NotYaml:
        return Laid(None, ())
    again, found_again = read_bytes(laid, name)
    is_same = again is not None and is_alike(document.root, again.root)
    if not is_same or Counter(item.code for item in found) != Counter(item.code for item in found_again):
        return Laid(None, ())
    return Laid(laid, ())


def is_alike(one: Node, other: Node) -> bool:
    """Return whether two trees hold the same names and texts in the same order, wherever they stand."""
    match one, other:
        case TextNode(), TextNode():
            return one.value == other.value
        case ListNode(), ListNode():
            return len(one.items) == len(other.items) and all(map(is_alike, one.items, other.items))
        case MapNode(), MapNode():
            return len(one.entries) == len(other.entries) and all(
                key.value == other_key.value and is_alike(value, other_value)
                for (key, value), (other_key, other_value) in zip(one.entries, other.entries, strict=True)
            )
    return False


def lay_out(text: str) -> str:
    """Return `text`, which has been read without an error, in the one layout. Raises `NotYaml`."""
    layout = _Layout(text)
    for token in tokens(text):
        layout.add(token)
    return layout.laid_out()


class _Layout:
    """Takes the tokens of a text one by one and sets them out."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = [""]
        """What is laid out so far; the last is the line that is being written."""
        self._blocks: list[_Block] = []
        self._around: tuple[_Block, ...] = ()
        """The blocks that were open when the last token was written."""
        self._last: Token | None = None
        self._end = 0
        """Where the last token ends in the text."""
        self._brackets = 0
        self._shift = 0
        """By how much the line that is being written has moved to the right."""
        self._bracket_shift = 0
        """The same for the line on which the outermost open bracket stands."""
        self._is_name = False
        """True when what comes next is a name; not behind the mark of a long one."""

    def add(self, token: Token) -> None:
        """Set out one more token."""
        match token:
            case StreamStartToken():
                return
            case BlockMappingStartToken() | BlockSequenceStartToken():
                is_list = isinstance(token, BlockSequenceStartToken)
                self._blocks.append(_Block(is_list, False, token.start_mark.column, self._inner()))
            case BlockEndToken():
                self._leave_flush_list()
                self._blocks.pop()
            case KeyToken() if not _length(token):
                self._leave_flush_list()
                self._is_name = True
            case _:
                self._write(token)

    def laid_out(self) -> str:
        """Return the text, all of whose tokens have been added."""
        while len(self._lines) > 1 and not self._lines[-1]:
            self._lines.pop()
        return "\n".join(self._lines) + "\n"

    def _write(self, token: Token) -> None:
        if isinstance(token, BlockEntryToken) and not self._in_brackets() and not self._in_list():
            column = self._blocks[-1].old if self._blocks else 0
            self._blocks.append(_Block(True, True, column, self._inner()))
        elif isinstance(token, KeyToken | ValueToken) and not self._in_brackets():
            self._leave_flush_list()
        self._write_gap(token)
        if isinstance(token, _OPENING):
            if not self._brackets:
                self._bracket_shift = self._shift
            self._brackets += 1
        elif isinstance(token, _CLOSING):
            self._brackets -= 1
        self._end = token.end_mark.index
        self._write_token(token)
        self._is_name = False
        self._last = token
        self._around = tuple(self._blocks)

    def _write_token(self, token: Token) -> None:
        start = token.start_mark.index
        written = self._text[start : self._end]
        if not isinstance(token, ScalarToken):
            self._lines[-1] += written
        elif token.style in ("|", ">"):
            parent = self._blocks[-1] if self._blocks else _Block(False, False, 0, 0)
            block = as_block(written, parent.old, parent.new)
            self._lines[-1] += block.lines[0]
            self._lines += block.lines[1:]
            self._end = start + block.length
        elif LINE_END.search(written):
            floor = self._blocks[-1].new if self._blocks else 0
            first, *rest = as_lines(written, token.style or "", self._shift, floor)
            self._lines[-1] += first
            self._lines += rest
        else:
            # Before what looks cut off quotes would hide that it does.
            is_name = self._is_name or isinstance(self._last, KeyToken)
            is_left = not token.plain or is_name or _CUT.match(self._text, self._end)
            is_safe = is_left or not is_dangerous(written)
            self._lines[-1] += written if is_safe else in_quotes(written)

    def _write_gap(self, token: Token) -> None:
        """Write what stands between the last token and this one."""
        gap = LINE_END.split(self._text[self._end : token.start_mark.index])
        if self._last is None:
            gap.insert(0, "")
        if len(gap) == 1 and not isinstance(token, StreamEndToken):
            self._lines[-1] += _between(self._last, token, gap[0])
            return
        behind, *between = gap
        self._write_comment_behind(behind)
        old, new = token.start_mark.column, self._column(token)
        self._write_between(between if isinstance(token, StreamEndToken) else between[:-1], old, new)
        self._shift = new - old
        if self._lines != [""]:
            self._lines.append("")
        self._lines[-1] = " " * new

    def _write_comment_behind(self, behind: str) -> None:
        comment = behind.strip()
        if not comment:
            return
        if _CUT.match(behind) and not _is_closed(self._last):
            self._lines[-1] += behind.rstrip()
            return
        blanks = behind[: behind.index("#")]
        space = blanks if len(blanks) >= _STEP and "\t" not in blanks else " " * _STEP
        self._lines[-1] += space + _comment(comment)

    def _write_between(self, between: list[str], old: int, new: int) -> None:
        """Write the comments and empty lines before a line that begins in these columns."""
        for line in between:
            stripped = line.strip()
            if stripped:
                column = self._comment_column(len(line) - len(line.lstrip()), old, new)
                stripped = " " * column + _comment(stripped)
            is_first = self._last is None and self._lines == [""]
            if is_first:
                self._lines = [stripped]
            elif stripped or self._lines[-1]:
                self._lines.append(stripped)

    def _column(self, token: Token) -> int:
        """Return where a token stands that begins a line."""
        column: int = token.start_mark.column
        if self._in_brackets():
            floor = self._blocks[-1].new if self._blocks else 0
            return max(floor, column + self._bracket_shift)
        if not self._blocks or isinstance(token, StreamEndToken):
            return 0
        if self._is_name or isinstance(token, BlockEntryToken | KeyToken | ValueToken):
            return self._blocks[-1].new
        return self._inner()

    def _comment_column(self, column: int, old: int, new: int) -> int:
        """Return where a comment stands that was found in `column`: it goes with what it stood under."""
        if self._in_brackets():
            return max(0, column + self._bracket_shift)
        if column != old:
            under = next((block for block in reversed(self._around) if block.old <= column), None)
            new = column + (under.new - under.old if under else new - old)
        if isinstance(self._last, ScalarToken) and self._last.style in ("|", ">"):
            new = min(new, self._around[-1].new)  # further in, it would become a line of the text
        return max(0, new)

    def _inner(self) -> int:
        """Return the column of what stands within the block that is open."""
        return self._blocks[-1].new + _STEP if self._blocks else 0

    def _in_brackets(self) -> bool:
        return self._brackets > 0

    def _in_list(self) -> bool:
        return bool(self._blocks) and self._blocks[-1].is_list

    def _leave_flush_list(self) -> None:
        # Nothing marks the end of such a list but what comes after it.
        if not self._in_brackets() and self._blocks and self._blocks[-1].is_flush:
            self._blocks.pop()


def _length(token: Token) -> int:
    return int(token.end_mark.index - token.start_mark.index)


def _is_closed(token: Token | None) -> bool:
    """Return whether a token ends in a sign, so that what follows cannot be part of a text."""
    return isinstance(token, _CLOSING) or (isinstance(token, ScalarToken) and not token.plain)


def _between(last: Token | None, token: Token, gap: str) -> str:
    """Return the space between two tokens on one line."""
    if isinstance(last, _STARTING):
        return " "
    if isinstance(token, ValueToken):
        return "" if isinstance(last, (ScalarToken, *_CLOSING)) else gap
    if isinstance(last, ValueToken):
        return gap if isinstance(token, (FlowEntryToken, *_CLOSING)) else " "
    if isinstance(last, _OPENING) or isinstance(token, (FlowEntryToken, *_CLOSING)):
        return ""
    return " "


def _comment(comment: str) -> str:
    """Return a comment with a space after its sign."""
    return _UNSPACED.sub("# ", comment, count=1) if _UNSPACED.match(comment) else comment
