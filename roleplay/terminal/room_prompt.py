"""A prompt above which the time to discuss runs down, without ever standing in the way of what is typed."""

import time
from collections.abc import Callable
from typing import Final, TextIO

from roleplay.i18n import _
from roleplay.terminal.prompt import MARK, Typed
from roleplay.terminal.screen import Screen
from roleplay.terminal.watching import WatchingPrompt

_TICK: Final = 1.0
"""Seconds between two looks at the clock."""


class RoomPrompt(WatchingPrompt):
    """Asks for a line; while there is time to discuss, the row above tells how much.

    Where nothing can be redrawn (a pipe, a screen reader) the time is told once and nobody waits for it.
    """

    def __init__(
        self, source: TextIO, out: TextIO, screen: Screen, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(source, out, self._look_at_clock, lambda: _TICK)
        self._screen = screen
        self._clock = clock
        self._ends_at: float | None = None
        self._shown = ""

    def discuss(self, minutes: float) -> None:
        """Begin the time to discuss; 0 ends it."""
        self._ends_at = self._clock() + 60 * minutes if minutes else None

    def ask(self) -> Typed | None:
        """Return the next line, below the time that is left. That it is over is told once."""
        if self._ends_at is not None:
            self._shown = self._words(self._ends_at)
            self._screen.line(self._shown, "quiet")
            self._screen.flush()
        try:
            return super().ask()
        finally:
            if self._ends_at is not None and self._clock() >= self._ends_at:
                self._ends_at = None

    def _words(self, ends_at: float) -> str:
        left = max(0, round(ends_at - self._clock()))
        if not left:
            return _("The time to discuss is over.")
        return _("Time to discuss: {time}").format(time=f"{left // 60}:{left % 60:02}")

    def _look_at_clock(self) -> bool:
        """Write the time that is left into the row above, unless what is typed takes more than one row."""
        import readline

        if self._ends_at is None or self._screen.is_plain:
            return False
        words = self._words(self._ends_at)
        is_short = len(readline.get_line_buffer()) + len(MARK) < self._screen.width
        if words != self._shown and is_short:
            self._shown = words
            self._screen.rewrite_above(words, "quiet")
        return False
