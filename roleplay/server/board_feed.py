"""The board as one text that is made at most twice a second, whoever and however many watch it."""

import asyncio
from collections.abc import Callable
from typing import Final, Protocol

import msgspec
from msgspec.structs import replace

from roleplay.app.hosting.overview import BoardUpdate
from roleplay.app.hosting.seat import News

INTERVAL: Final = 0.5
"""Seconds between two looks: what is on the board is never older than this and the way to the watcher."""

RESTING: Final = 5.0
"""Seconds after which a board on which nothing but time has passed is told anew."""


class Looks(Protocol):
    """What looks at a group: `GroupBoard`."""

    def update(self, number: int, address: str, now: float, guesses: int) -> BoardUpdate:
        """Return what is seen at `now`."""


class BoardFeed:
    """Keeps the newest board as it is sent."""

    def __init__(
        self,
        board: Looks,
        first: int,
        address: str,
        guesses: Callable[[], int],
        moment: Callable[[], float],
    ) -> None:
        """`first` is the number of the first board; `moment` gives seconds that never go back."""
        self.news = News(first)
        self._board = board
        self.address = address
        """Where people join."""
        self._guesses = guesses
        self._moment = moment
        self._shown = self._look()
        self._told_at = moment()
        self.text = _encoded(self._shown)
        """The board as JSON."""

    async def run(self) -> None:
        """Keep the board up to date until the task is cancelled."""
        while True:
            await asyncio.sleep(INTERVAL)
            self.refresh()

    def refresh(self) -> None:
        """Look at the group; tell those who watch when something has changed, or only time for a while."""
        seen = self._look()
        now = self._moment()
        if _timeless(seen) == _timeless(self._shown) and now - self._told_at < RESTING:
            return
        self._told_at = now
        self._shown = replace(seen, number=self.news.number + 1)
        self.text = _encoded(self._shown)
        self.news.tell()

    def _look(self) -> BoardUpdate:
        return self._board.update(self.news.number, self.address, self._moment(), self._guesses())


def _encoded(board: BoardUpdate) -> str:
    return msgspec.json.encode(board).decode()


def _timeless(board: BoardUpdate) -> BoardUpdate:
    """Return a board without what changes by itself as time passes."""
    return replace(
        board,
        number=0,
        rows=tuple(replace(row, idle_seconds=0) for row in board.rows),
        view=replace(board.view, stuck=()),
    )
