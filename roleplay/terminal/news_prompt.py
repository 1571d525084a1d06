"""A prompt that is called away from by news, at a terminal and also in a pipe."""

import queue
import shutil
import signal
import threading
from collections.abc import Callable
from typing import Final, TextIO

from roleplay.cleaning import clean_line
from roleplay.terminal.prompt import LONGEST, MARK
from roleplay.terminal.watching import CalledAway, WatchingPrompt

LOOKING: Final = 0.3
"""Seconds between two looks for news."""

_LONGEST_LINE: Final = 1_000_000
"""Characters of a line that are kept while it is read."""


class NewsPrompt(WatchingPrompt):
    """Asks for a line; raises CalledAway when there is news, and what was typed stands there again after."""

    def __init__(self, source: TextIO, out: TextIO, look: Callable[[], bool]) -> None:
        """`look` tells whether there is news."""
        super().__init__(source, out, look, lambda: LOOKING)
        self._is_interactive = self._is_interactive and hasattr(signal, "SIGALRM")
        self._lines: queue.SimpleQueue[str] | None = None

    def step_aside(self) -> None:
        """Make room for the news: the line that is being typed goes, and comes back at the next prompt."""
        if self.is_watching and len(self._typed) + len(MARK) < shutil.get_terminal_size().columns:
            self._out.write("\r\x1b[K")
        else:
            self._out.write("\n")

    def take_back(self) -> str:
        """Return what was being typed, which then stands at no other prompt."""
        typed, self._typed = self._typed, ""
        return typed

    def _plain(self) -> str | None:
        """Return a line that another thread reads, so that news need not wait for it."""
        self._out.write(MARK)
        self._out.flush()
        if self._lines is None:
            self._lines = queue.SimpleQueue()
            threading.Thread(target=self._read, args=(self._lines,), daemon=True).start()
        while True:
            try:
                raw = self._lines.get(timeout=LOOKING)
            except queue.Empty:
                if self._look():
                    raise CalledAway from None
                continue
            if not raw:
                self._lines.put("")  # there is no more, however often one asks
                return None
            if not self._source.isatty():
                self._out.write(clean_line(raw)[:LONGEST] + "\n")
            return raw

    def _read(self, lines: "queue.SimpleQueue[str]") -> None:
        """Read until there is no more."""
        try:
            while raw := self._source.readline(_LONGEST_LINE):
                lines.put(raw)
        except (OSError, ValueError):  # it was closed
            pass
        lines.put("")
