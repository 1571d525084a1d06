"""Follows what a host tells in the background, so that a terminal can ask whether there is something new."""

import threading
from collections.abc import Callable
from typing import Final, Generic, Protocol, TypeVar

from roleplay.app.hosting.messages import Refusal
from roleplay.app.hosting.refused import Refused
from roleplay.app.joining.client import pauses
from roleplay.app.joining.line import LineDownError

REST: Final = 0.2
"""Seconds between two questions, however fast a host answers: twice as long as it allows for."""


class Numbered(Protocol):
    """News with a number that grows."""

    @property
    def number(self) -> int:
        """The next question asks for what comes after it."""


T = TypeVar("T", bound=Numbered)


class Following(Generic[T]):
    """The newest that a host has told."""

    def __init__(self, fetch: Callable[[int], T | None], chance: Callable[[], float]) -> None:
        """`fetch` waits for what comes after a number; `chance` gives numbers from 0 to 1."""
        self.latest: T | None = None
        self.trouble: str | None = None
        """Why nothing comes now, while nothing does."""
        self.refusal: Refusal | None = None
        """Why nothing will come any more."""
        self._fetch = fetch
        self._chance = chance
        self._changed = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begin to follow."""
        self._thread.start()

    def stop(self) -> None:
        """Follow no more. What is under way is left to itself."""
        self._stopping.set()

    @property
    def has_news(self) -> bool:
        """True once something has changed since `take`."""
        return self._changed.is_set()

    def take(self) -> T | None:
        """Return the newest; there are no news then until something changes."""
        self._changed.clear()
        return self.latest

    def wait(self, seconds: float) -> bool:
        """Wait for news; return whether there are any."""
        return self._changed.wait(seconds)

    def _run(self) -> None:
        waits = pauses(self._chance())
        while not self._stopping.is_set():
            try:
                found = self._fetch(self.latest.number if self.latest else 0)
            except LineDownError as error:
                self._note(error.reason)
                self._stopping.wait(next(waits))
                continue
            except Refused as error:
                if error.reason == "unknown":
                    self.refusal = error.refusal
                    self._changed.set()
                    return
                self._stopping.wait(next(waits))
                continue
            waits = pauses(self._chance())
            self._note(None)
            if found is not None:
                self.latest = found
                self._changed.set()
            self._stopping.wait(REST)

    def _note(self, trouble: str | None) -> None:
        if (trouble is None) != (self.trouble is None):
            self.trouble = trouble
            self._changed.set()
