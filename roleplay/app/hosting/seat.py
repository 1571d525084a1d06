"""One person's place at a running host: their talk, and who waits for news of it."""

import asyncio
from collections.abc import Sequence

from roleplay.app.conversation import Conversation
from roleplay.domain.events import Event, HandedBack, TookOver
from roleplay.reporting.feedback_words import Told


class News:
    """Counts changes, and wakes those who wait for the next one. Nobody is ever waited for."""

    def __init__(self, first: int = 1) -> None:
        self.number = first
        """Grows with every change."""
        self._changed = asyncio.Event()

    def tell(self) -> None:
        """Say that something has changed."""
        self.number += 1
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def after(self, number: int, seconds: float) -> bool:
        """Wait for a change after `number`, `seconds` at most; return whether there is one."""
        if number != self.number:
            return True
        try:
            async with asyncio.timeout(seconds):
                await self._changed.wait()
        except TimeoutError:
            return False
        return True


class Seat:
    """A seat while the host runs. What outlives the host is in the store."""

    def __init__(self, seat_id: str, first: int, moment: float) -> None:
        """`first` is the number of its first news; `moment` is now, in seconds of the host's own clock."""
        self.id = seat_id
        self.talk: Conversation | None = None
        """The session of the round that is played or was played last."""
        self.feedback: tuple[Told, ...] = ()
        """On the last reply."""
        self.news = News(first)
        self.lock = asyncio.Lock()
        """Held while something is done in the session, so that one thing is done after the other."""
        self.connections = 0
        """How many sockets or polls are open for it now."""
        self.seen_at = moment
        """When something last came from it, likewise in seconds."""
        self.moved_at = moment
        """When something was last done in the talk."""

    @property
    def is_taken_over(self) -> bool:
        """True while the facilitator speaks for the customer."""
        return self.talk is not None and is_taken_over(self.talk.events)


def is_taken_over(events: Sequence[Event]) -> bool:
    """Return whether the facilitator speaks for the customer after `events`."""
    for event in reversed(events):
        if isinstance(event, TookOver | HandedBack):
            return isinstance(event, TookOver)
    return False
