"""Reads what the trainee types, one line at a time."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final, NamedTuple, TextIO

from roleplay.cleaning import clean_line
from roleplay.terminal.waiting import handling, hold_signals, set_alarm

LONGEST: Final = 2000
"""Characters of a reply that are heard; the rest is cut, and the trainee is told."""

_LONGEST_LINE: Final = 1_000_000
"""Characters of a line that are kept while it is read, so that an endless one cannot fill the memory."""

MARK: Final = "> "

_LOOK: Final = 0.1
"""Seconds after which a Ctrl-C is noticed at the latest."""


class Typed(NamedTuple):
    """A line as it will be used."""

    text: str
    """Cleaned, and on one line."""
    is_cut: bool
    """True when it was longer than what is heard."""


class Prompt:
    """Asks for a line."""

    def __init__(self, source: TextIO, out: TextIO) -> None:
        self._source = source
        self._out = out
        self._is_interactive = source.isatty() and out.isatty()

    def ask(self) -> Typed | None:
        """Return the next line, or None when there are no more. Raises KeyboardInterrupt for Ctrl-C."""
        try:
            raw = self._edited() if self._is_interactive else self._plain()
        except (EOFError, ValueError):  # ValueError: the input is closed
            return None
        if raw is None:
            return None
        text = clean_line(raw)
        return Typed(text[:LONGEST], len(text) > LONGEST)

    def _edited(self) -> str:
        import readline  # noqa: F401  # gives `input` its line editing; 3 ms that a pipe need not pay

        with _heeding_interrupts():
            return input(MARK)

    def _plain(self) -> str | None:
        self._out.write(MARK)
        self._out.flush()
        raw = piece = self._source.readline(_LONGEST_LINE)
        while len(piece) == _LONGEST_LINE and piece[-1] != "\n":
            piece = self._source.readline(_LONGEST_LINE)
        if not self._source.isatty():
            # Nobody sees what a pipe sends, so the transcript shows it.
            self._out.write(clean_line(raw)[:LONGEST] + "\n")
        return raw or None


@contextmanager
def _heeding_interrupts() -> Iterator[None]:
    """Notice Ctrl-C in whatever moment it is pressed.

    The line editor asks for signals only when one breaks off its waiting for a key. A Ctrl-C that comes just
    before it waits would be noticed at the next key alone; an alarm breaks the waiting off.
    """
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield  # whoever takes it otherwise has reasons
        return
    with handling(_look, _interrupt):
        set_alarm(_LOOK)
        yield


def _look(_signal: int, _frame: FrameType | None) -> None:
    """Do nothing: that it is called means that signals are heard."""


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    hold_signals()
    raise KeyboardInterrupt
