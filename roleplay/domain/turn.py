"""One reply of a talk, from the state before it to the state after."""

from msgspec import Struct

from roleplay.domain.events import Event, MoodMoved
from roleplay.domain.mood import Receipt
from roleplay.domain.response import Response
from roleplay.domain.session import SessionState


class Turn(Struct, frozen=True):
    """One reply and what came of it."""

    before: SessionState
    after: SessionState
    response: Response
    events: tuple[Event, ...]

    @property
    def receipt(self) -> Receipt | None:
        """What moved the mood, or None when nothing was understood."""
        return next((event.receipt for event in self.events if isinstance(event, MoodMoved)), None)
