"""Texts as they stand in a content file: which need quotes, and how one that spans lines is moved."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from roleplay.content.source import LINE_END

_DANGEROUS: Final = re.compile(
    r"""
      (?i:y|n|yes|no|on|off|null|~)          # truth or nothing, to other programs
    | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9]*)?   # 12:30, which is 750 to some
    | [-+]?0[0-9_]+ | 0[xob][0-9a-fA-F_]+    # 021, which loses its zero
    | [-+]?[0-9][0-9_]*(?:\.[0-9]*)?[eE][-+]?[0-9]+ | [-+]?\.(?i:inf|nan)
    | \+[0-9].*                              # +1, which loses its sign
    | -(?![0-9]).* | [?:=].*                 # a sign of YAML's own at the beginning
    """,
    re.VERBOSE,
)

_HEAD: Final = re.compile(r"(?P<sign>[|>])(?P<marks>[-+0-9]*)[ \t]*(?P<comment>#.*)?")
_STEP: Final = 2


def is_dangerous(text: str) -> bool:
    """Return whether a text without quotes would be something else to another program that reads YAML."""
    return _DANGEROUS.fullmatch(text) is not None


def in_quotes(text: str) -> str:
    """Return a text of one line in the quotes in which it needs the fewest signs."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


class Block(NamedTuple):
    """A text behind `|` or `>`, set out."""

    lines: list[str]
    """The line of the sign, and those of the text."""
    length: int
    """How much of what was found it stands for; the rest is empty lines."""


def as_block(written: str, old_parent: int, new_parent: int) -> Block:
    """Return a text behind `|` or `>` whose name or dash moves from one column to another."""
    ends = [match.start() for match in LINE_END.finditer(written)] + [len(written)]
    head, *body = LINE_END.split(written)
    sign = _HEAD.fullmatch(head.rstrip())
    assert sign is not None
    width = "".join(mark for mark in sign["marks"] if mark.isdecimal())
    old = old_parent + int(width) if width else _indent(body)
    new = new_parent + (int(width) if width else _STEP)
    while body and _is_blank(body[-1], old):
        body.pop()
    comment = f"  {sign['comment']}" if sign["comment"] else ""
    lines = ["" if _is_blank(line, old) else " " * new + line[old:] for line in body]
    return Block([sign["sign"] + sign["marks"] + comment, *lines], ends[len(body)])


def as_lines(written: str, style: str, shift: int, floor: int) -> list[str]:
    """Return the lines of a text, quoted or not, whose first line moves to the right by `shift`.

    Those that would not stand further in than `floor` are set in from there.
    """
    first, *rest = LINE_END.split(written)
    lines = [_without_blanks_behind(first, style)]
    for line in rest:
        words = _without_blanks_behind(line.lstrip(" \t"), style)
        column = len(line) - len(line.lstrip(" \t")) + shift
        lines.append(" " * (column if column > floor else floor + _STEP) + words if words else "")
    return lines


def _indent(body: list[str]) -> int:
    """Return the column in which a text behind `|` or `>` begins; where all is empty, none is further in."""
    found = (len(line) - len(line.lstrip(" ")) for line in body if line.strip(" "))
    return next(found, max(map(len, body), default=0))


def _is_blank(line: str, indent: int) -> bool:
    return not line.strip(" ") and len(line) <= indent


def _without_blanks_behind(line: str, style: str) -> str:
    """Return a line without blanks at its end, save one that a backslash keeps."""
    kept = line.rstrip(" \t")
    slashes = len(kept) - len(kept.rstrip("\\"))
    return line if style == '"' and slashes % 2 else kept
