"""The board as it is sent: one text for all who watch, new only when something is."""

import msgspec
import pytest
from msgspec.structs import replace

from roleplay.app.hosting.overview import BoardUpdate, SeatRow
from roleplay.groups.board import Board, Patience
from roleplay.server.board_feed import RESTING, BoardFeed

ROW = SeatRow("a", "Ani", "", "", 0, "", "lobby", None, 0, 0, 0, 0, False, False, True)
EMPTY = BoardUpdate(
    1, "lobby", 0, 1, False, "code", "here", "Day", 1, 1, Board().view(0, Patience()), (ROW,), 0, None, 0
)


class Watched:
    """A board that says what the test wants, and a clock that stands still."""

    def __init__(self) -> None:
        self.board = EMPTY
        self.now = 0.0
        self.looks = 0
        self.feed = BoardFeed(self, 7, "here", lambda: 0, lambda: self.now)

    def update(self, number: int, address: str, now: float, guesses: int) -> BoardUpdate:
        self.looks += 1
        return replace(self.board, number=number, address=address, guesses=guesses)


@pytest.fixture
def watched() -> Watched:
    return Watched()


def test_nothing_is_told_while_nothing_happens(watched: Watched) -> None:
    """A second that passed in a row is told with the next news, or after a while."""
    text, number = watched.feed.text, watched.feed.news.number
    watched.board = replace(EMPTY, rows=(replace(ROW, idle_seconds=1),))
    watched.now = RESTING - 1
    watched.feed.refresh()
    assert (watched.feed.text, watched.feed.news.number) == (text, number)
    watched.now = RESTING + 1
    watched.feed.refresh()
    assert msgspec.json.decode(watched.feed.text)["rows"][0]["idle_seconds"] == 1
    assert watched.feed.news.number == number + 1


def test_a_change_is_told_at_the_next_look(watched: Watched) -> None:
    """The text has the number of the news, so that who has seen it waits for the next."""
    watched.board = replace(EMPTY, is_paused=True)
    watched.feed.refresh()
    told = msgspec.json.decode(watched.feed.text)

    assert told["is_paused"]
    assert told["number"] == watched.feed.news.number == 8


def test_watchers_cost_nothing(watched: Watched) -> None:
    """However many read the text, the group is looked at once for each refreshing."""
    watched.feed.refresh()
    texts = [watched.feed.text for _watcher in range(100)]

    assert watched.looks == 2
    assert all(text is texts[0] for text in texts)
