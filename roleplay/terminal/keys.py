"""Single keys of a terminal, without Enter, and a screen that is drawn anew over itself."""

import os
import select
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, TextIO

_OTHER_SCREEN: Final = "\x1b[?1049h"
_USUAL_SCREEN: Final = "\x1b[?1049l"
_LONGEST_KEY: Final = 32


class LiveScreen:
    """A whole terminal that is drawn again and again. What stood on it before comes back at the end."""

    def __init__(self, source: TextIO, out: TextIO) -> None:
        self._source = source
        self._out = out

    @staticmethod
    def is_possible(source: TextIO, out: TextIO) -> bool:
        """Tell whether both ends are a terminal that can be drawn on and asked for single keys."""
        is_terminal = source.isatty() and out.isatty() and os.environ.get("TERM") != "dumb"
        return is_terminal and sys.platform != "win32" and not os.environ.get("ACCESSIBLE")

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Draw on a screen of its own, and take single keys, until the end."""
        import termios
        import tty

        number = self._source.fileno()
        usual = termios.tcgetattr(number)
        self._out.write(_OTHER_SCREEN)
        try:
            tty.setcbreak(number, termios.TCSADRAIN)
            yield
        finally:
            self._out.write(_USUAL_SCREEN)
            self._out.flush()
            termios.tcsetattr(number, termios.TCSADRAIN, usual)

    @property
    def size(self) -> os.terminal_size:
        """Columns and lines as they are now."""
        return shutil.get_terminal_size()

    def draw(self, rows: Sequence[str]) -> None:
        """Write rows from the top; they must fit. What is left below is cleared."""
        self._out.write("\x1b[H" + "".join(f"{row}\x1b[K\r\n" for row in rows[:-1]))
        self._out.write(f"{rows[-1]}\x1b[K\x1b[J")
        self._out.flush()

    def key(self, seconds: float) -> str:
        """Return the key that is pressed within `seconds`, nothing when none is.

        What is typed after it stays for whoever asks next. Raises KeyboardInterrupt.
        """
        number = self._source.fileno()
        ready, _write, _error = select.select([number], [], [], seconds)
        if not ready:
            return ""
        pressed = os.read(number, 1)
        if not pressed:
            raise KeyboardInterrupt  # the terminal is gone
        if pressed == b"\x1b" or not pressed.isascii():
            self._drop()
            return ""
        return pressed.decode()

    def _drop(self) -> None:
        """Read the rest of an arrow key, or of a letter that is no key here; alone, Esc has none."""
        number = self._source.fileno()
        if select.select([number], [], [], 0)[0]:
            os.read(number, _LONGEST_KEY)
