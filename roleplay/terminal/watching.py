"""A prompt that can be called away from: a line is awaited, and something else may come first."""

import signal
from collections.abc import Callable
from types import FrameType
from typing import TextIO

from roleplay.terminal.prompt import Prompt


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
        usual = [signal.signal(signal.SIGALRM, self._wake), signal.signal(signal.SIGINT, self._interrupt)]
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, ())
        readline.set_startup_hook(self._put_back)
        try:
            self._set_alarm()
            line = super()._edited()
            self._is_waiting = False
        except CalledAway:
            if line is None:
                raise
        finally:
            self._is_waiting = False
            signal.setitimer(signal.ITIMER_REAL, 0)
            readline.set_startup_hook(None)
            for number, handler in zip((signal.SIGALRM, signal.SIGINT), usual, strict=True):
                signal.signal(number, handler)
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        return line

    def _wake(self, _signal: int, _frame: FrameType | None) -> None:
        """Look, between two keys; the line that is being typed is remembered before it is left."""
        import readline

        if not self._is_waiting or self._has_line():
            return
        self._is_waiting = False
        if self._look():
            self._typed = readline.get_line_buffer()
            _hold_signals()
            raise CalledAway
        self._is_waiting = True
        self._set_alarm()

    def _has_line(self) -> bool:
        """Return True when the line editor is done with a line, which would be lost if it were left now.

        While it waits for keys it has the terminal send them one by one.
        """
        import termios

        return bool(termios.tcgetattr(self._source)[3] & termios.ICANON)

    def _interrupt(self, _signal: int, _frame: FrameType | None) -> None:
        self._is_waiting = False
        _hold_signals()
        raise KeyboardInterrupt

    def _set_alarm(self) -> None:
        # Again and again, not once: an alarm that falls between two waits of the line editor wakes nobody.
        pause = self._pause()
        signal.setitimer(signal.ITIMER_REAL, pause, pause)

    def _put_back(self) -> None:
        """Begin a line with what was typed of it before. From here on the line editor has it."""
        import readline

        readline.insert_text(self._typed)
        self._typed = ""
        self._is_waiting = True


def _hold_signals() -> None:
    """Let no signal through until the line editor has been left.

    On its way out `input` asks for signals once more. A handler that is called then runs with an exception
    set, which Python answers with a SystemError.
    """
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.raise_signal(signal.SIGALRM)  # so that one which has come already is over
    signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGALRM, signal.SIGINT))
