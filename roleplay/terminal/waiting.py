"""Signals while the line editor waits for keys: an alarm has it look around, nothing disturbs its leaving."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

Handler = Callable[[int, FrameType | None], None]
"""What is called for a signal."""


@contextmanager
def handling(wake: Handler, interrupt: Handler) -> Iterator[None]:
    """Have the alarm call `wake` and Ctrl-C `interrupt`; afterwards all is as before, without an alarm."""
    usual = (signal.getsignal(signal.SIGALRM), signal.getsignal(signal.SIGINT))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.signal(signal.SIGALRM, wake)
        signal.signal(signal.SIGINT, interrupt)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in zip((signal.SIGALRM, signal.SIGINT), usual, strict=True):
            signal.signal(number, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def set_alarm(pause: float) -> None:
    """Ring every `pause` seconds from now on."""
    # Again and again, not once: an alarm that falls between two waits of the line editor wakes nobody.
    signal.setitimer(signal.ITIMER_REAL, pause, pause)


def hold_signals() -> None:
    """Let no signal through until the line editor has been left.

    On its way out `input` asks for signals once more. A handler that is called then runs with an exception
    set, which Python answers with a SystemError.
    """
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.raise_signal(signal.SIGALRM)  # so that one which has come already is over
    signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGALRM, signal.SIGINT))
