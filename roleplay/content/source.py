"""A content file as text: read at once and within limits, whatever stands at the path."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Final

from roleplay.content import faults
from roleplay.content.faults import Faults
from roleplay.diagnostics import Diagnostic, Span

MAX_BYTES: Final = 2_000_000
"""The largest file that is read; some 150,000 words."""

LINE_END: Final = re.compile(r"\r\n|\r|\n")

_UNSEEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Control characters, the line ends of word processors, and what is no character."""


def load(path: Path, name: str, limit: int = MAX_BYTES) -> bytes | Diagnostic:
    """Return what the file holds, or why it cannot be had. No pipe is read, nor more than `limit` bytes."""
    try:
        with open(path, "rb", opener=_open_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return faults.NOT_A_FILE.at(Span(name))
            data = file.read(limit + 1)
    except OSError as error:
        return unreadable(error, path, name)
    return data if len(data) <= limit else too_big(name, limit)


def too_big(name: str, limit: int = MAX_BYTES) -> Diagnostic:
    """Return the fault of a file larger than `limit` bytes."""
    return faults.TOO_BIG.at(Span(name), limit=f"{limit:,}")


def unreadable(error: OSError, path: Path, name: str) -> Diagnostic:
    """Return the system's refusal to open `path` as a fault."""
    if isinstance(error, FileNotFoundError):
        fault = faults.BROKEN_LINK if path.is_symlink() else faults.MISSING
    elif isinstance(error, IsADirectoryError):
        fault = faults.A_FOLDER
    elif isinstance(error, PermissionError):
        fault = faults.FORBIDDEN
    else:
        fault = faults.UNREADABLE
    return fault.at(Span(name), reason=error.strerror or "?")


def decode(data: bytes, name: str, found: Faults) -> str | None:
    """Return the text of a file, or None when it is not text.

    What cannot be read or seen is reported and left out, so that reading can go on and report the rest.
    A byte order mark of UTF-8 is taken off.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:2].count(0) == 1:
        found.add(faults.UTF16.at(Span(name)))
        return None
    if b"\0" in data:
        before = data[: data.index(0)].decode("latin-1")
        found.add(faults.NUL.at(Span(name, *place(before, len(before)))))
        return None
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        found.add(faults.NOT_UTF8.at(Span(name, *place(before, len(before)))))
        text = data.decode(errors="replace")
    return _without_unseen(text, name, found)


def place(text: str, index: int) -> tuple[int, int]:
    """Return the line and column, from 1, of the character at `index`."""
    line, start = 1, 0
    for end in LINE_END.finditer(text, 0, index):
        line, start = line + 1, end.end()
    return line, index - start + 1


def _open_without_waiting(path: str, flags: int) -> int:
    # A pipe that nobody writes to would hold up an ordinary open for ever; Windows has no such files.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _without_unseen(text: str, name: str, found: Faults) -> str:
    if not _UNSEEN.search(text):
        return text
    for number, line in enumerate(LINE_END.split(text), start=1):
        first = _UNSEEN.search(line)
        if first:
            character = f"U+{ord(first[0]):04X}"
            found.add(faults.CONTROL.at(Span(name, number, first.start() + 1), character=character))
    return _UNSEEN.sub("", text)
