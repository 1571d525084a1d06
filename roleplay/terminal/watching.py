"""A prompt that can be called away from: a line is awaited, and something else may come first."""

from collections.abc import Callable
from types import FrameType
from typing import TextIO

from roleplay.terminal.prompt import MARK, Prompt
from roleplay.terminal.waiting import handling, hold_signals, set_alarm


class CalledAway(Exception):
    """Something came while a line was awaited. What was typed of it stands there again at the next prompt."""


class WatchingPrompt(Prompt):
    """Asks for a line, and looks now and then whether there is something that cannot wait for it."""

    def __init__(
        self, source: TextIO, out: TextIO, look: Callable[[], bool], pause: Callable[[], float]
    ) -> None:
        """`look` returns True when there is something, `pause` the seconds until it should look again."""
        super().__init__(source, out)
        self._look = look
        self._pause = pause
        self._typed = ""
        self._is_waiting = False

    @property
    def is_watching(self) -> bool:
        """True when it looks while it waits; in a pipe there is nobody to wait for."""
        return self._is_interactive

    def put_back(self, text: str) -> None:
        """Let a line stand at the next prompt, as if it had been typed there."""
        self._typed = text

    def _edited(self) -> str:
        """Return a line. Raises CalledAway, and then no key that was typed is lost."""
        import readline

        line: str | None = None
        readline.set_startup_hook(self._put_back)
        try:
            with handling(self._wake, self._interrupt):
                set_alarm(self._pause())
                line = input(MARK)
                self._is_waiting = False
        except CalledAway:
            if line is None:
                raise
        finally:
            self._is_waiting = False
            readline.set_startup_hook(None)
        return line

    def _wake(self, _signal: int, _frame: FrameType | None) -> None:
        """Look, between two keys; the line that is being typed is remembered before it is left."""
        import readline

        if not self._is_waiting or self._has_line():
            return
        self._is_waiting = False
        if self._look():
            self._typed = readline.get_line_buffer()
            hold_signals()
            raise CalledAway
        self._is_waiting = True
        set_alarm(self._pause())

    def _has_line(self) -> bool:
        """Return True when the line editor is done with a line, which would be lost if it were left now.

        While it waits for keys it has the terminal send them one by one.
        """
        import termios

        return bool(termios.tcgetattr(self._source)[3] & termios.ICANON)

    def _interrupt(self, _signal: int, _frame: FrameType | None) -> None:
        self._is_waiting = False
        hold_signals()
        raise KeyboardInterrupt

    def _put_back(self) -> None:
        """Begin a line with what was typed of it before. From here on the line editor has it."""
        import readline

        readline.insert_text(self._typed)
        self._typed = ""
        self._is_waiting = True
