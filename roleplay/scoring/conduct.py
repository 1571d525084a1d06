"""What the officer did in a session, in the form in which rubrics ask for it."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from roleplay.domain.events import Event, Replied
from roleplay.domain.response import Response
from roleplay.domain.score import Quote
from roleplay.domain.session import SessionState


class Conduct(Struct, frozen=True):
    """The replies that stand, and the state they ended in."""

    replies: tuple[Response, ...]
    state: SessionState
    goals_met: int
    """Share of the goals met, 0 to 100."""

    def first_turn(self, label: str) -> int | None:
        """Return the turn, from 1, in which `label` was first shown."""
        for turn, reply in enumerate(self.replies, 1):
            if label in reply.shows:
                return turn
        return None

    def shows(self, label: str, at: str | None) -> bool:
        """Return True when `label` was shown; `at` narrows it to the `first` or `last` reply."""
        if at is None:
            return label in self.state.shown
        if not self.replies:
            return False
        return label in self.replies[0 if at == "first" else -1].shows

    def quotes(self, labels: Iterable[str]) -> tuple[Quote, ...]:
        """Return the words that showed these labels, by turn."""
        wanted = tuple(labels)
        return tuple(
            Quote(turn, label, reply.quote(label))
            for turn, reply in enumerate(self.replies, 1)
            for label in reply.shows
            if label in wanted
        )

    def substance_quotes(self, field: str, name: str | None = None) -> tuple[Quote, ...]:
        """Return the words of `tells`, `asks` or `wrong`, of one name or of all."""
        return tuple(
            Quote(turn, f"{field}.{item}", reply.quote(f"{field}.{item}"))
            for turn, reply in enumerate(self.replies, 1)
            for item in getattr(reply, field)
            if name in (None, item)
        )


def replies_in(events: Sequence[Event]) -> tuple[Response, ...]:
    """Return the officer's replies of events without undone turns."""
    return tuple(event.response for event in events if isinstance(event, Replied))
