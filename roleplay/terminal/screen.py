"""Writes lines to a terminal or a pipe: cleaned, wrapped, and coloured only where colour is wanted."""

import os
import textwrap
import unicodedata
from collections.abc import Mapping
from itertools import zip_longest
from typing import Final, TextIO

from roleplay.cleaning import clean

_STYLES: Final = {
    "": "",
    "bold": "1",
    "quiet": "2",
    "good": "32",
    "bad": "31",
    "customer": "1;36",
    "warning": "1;33",
}

_HALF: Final = "\0"
"""Stands after a character that takes two columns while rows are measured; in cleaned text there is none."""

_WIDEST: Final = 80
_NARROWEST: Final = 40
_ROWS: Final = 24


class Screen:
    """A place to write lines to. Nothing that is written can act on the terminal."""

    def __init__(
        self, out: TextIO, *, width: int = _WIDEST, is_coloured: bool = False, is_plain: bool = True
    ) -> None:
        """`is_plain` leaves out whatever a screen reader stumbles over: bars, rules and ornaments."""
        self._out = out
        self.width = min(max(width, _NARROWEST), _WIDEST)
        self.is_plain = is_plain
        self._is_coloured = is_coloured

    def line(self, text: str = "", style: str = "", *, indent: int = 2, hang: int = 0) -> None:
        """Write a text, wrapped; its later lines are set in by `hang` more."""
        for part in _spread(text).split("\n"):
            for row in self._wrap(part, indent, hang):
                self._write(row, style)

    def labelled(self, label: str, text: str, style: str = "", *, column: int = 14) -> None:
        """Write a label and, beside it, a text wrapped in its own column; below a label that is too long."""
        label, text = _spread(label).replace("\n", " "), _spread(text)
        lead = f"  {label}"
        if len(lead) + 2 > column + 2:
            for row in self._wrap(label, 2, 0):
                self._write(row, style)
            lead = ""
        rows = [row for part in text.split("\n") for row in self._wrap(part, column + 2, 0)]
        first, *rest = rows
        self._write(lead.ljust(column + 2), style, end="")
        self._write(first.strip(), "")
        for row in rest:
            self._write(row, "")

    def pair(self, label: str, left: str, right: str, *, column: int = 12) -> None:
        """Write a label and two texts side by side; where columns do not help, one below the other."""
        if self.is_plain:
            self.line(f"{label} · {left}", hang=2)
            self.line(f"{label} · {right}", hang=2)
            return
        room = (self.width - column - 5) // 2
        cells = [
            textwrap.wrap(_spread(text), width, break_on_hyphens=False) or [""]
            for text, width in ((label, column), (left, room), (right, room))
        ]
        for row in zip_longest(*cells, fillvalue=""):
            name, first, second = (
                cell.ljust(width) for cell, width in zip(row, (column, room, room), strict=True)
            )
            self._write(f"  {name} {first}  {second}".rstrip(), "")

    def turn_page(self) -> None:
        """Begin at the top of an empty screen; what stood on it can be scrolled back to.

        Where a screen is read aloud or in a pipe, an empty line does it.
        """
        if self.is_plain:
            self._write("", "")
            return
        try:
            rows = os.get_terminal_size(self._out.fileno()).lines
        except OSError:
            rows = _ROWS
        self._out.write("\n" * rows + "\x1b[H")

    def rewrite_above(self, text: str, style: str = "") -> None:
        """Write a short text over the row above the cursor, and leave the cursor where it is."""
        self._out.write("\x1b7\x1b[1A\r")
        self._write(f"  {_spread(text)}", style, end="")
        self._out.write("\x1b[K\x1b8")
        self._out.flush()

    def flush(self) -> None:
        """Send on what was written."""
        self._out.flush()

    def _wrap(self, text: str, indent: int, hang: int) -> list[str]:
        if not text.strip():
            return [""]
        return textwrap.wrap(
            text,
            self.width - (_HALF in text),  # a character may be parted from its half
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + hang),
            break_on_hyphens=False,
        )

    def _write(self, row: str, style: str, end: str = "\n") -> None:
        row = row.replace(_HALF, "")
        code = _STYLES[style]
        if code and self._is_coloured and row.strip():
            row = f"\x1b[{code}m{row}\x1b[0m"
        self._out.write(row + end)


def _spread(text: str) -> str:
    """Return a text cleaned, and as long as the columns that it takes."""
    text = clean(text)
    if text.isascii():
        return text
    return "".join(sign + _HALF if unicodedata.east_asian_width(sign) in "WF" else sign for sign in text)


def screen_for(out: TextIO, environment: Mapping[str, str]) -> Screen:
    """Return the screen that suits an output: plain in a pipe, on a dumb terminal and where asked for."""
    is_terminal = out.isatty() and environment.get("TERM") != "dumb"
    is_plain = not is_terminal or bool(environment.get("ACCESSIBLE"))
    width = _WIDEST
    if is_terminal:
        try:
            width = os.get_terminal_size(out.fileno()).columns or _WIDEST
        except OSError:
            width = _WIDEST
    is_coloured = is_terminal and not environment.get("NO_COLOR")
    return Screen(out, width=width, is_coloured=is_coloured, is_plain=is_plain)
