"""Everything that a group holds about one person."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from roleplay.domain.group import (
    ActionChosen,
    Committed,
    GroupEvent,
    Joined,
    Messaged,
    Rated,
    Removed,
)
from roleplay.groups.redaction import names_of, own_sessions


class RatingGiven(Struct, frozen=True):
    """What they thought of a talk."""

    session: str
    criterion: str
    level: int | None
    """1 to 5, or None when there was no occasion."""
    reason: str


class RatingReceived(Struct, frozen=True):
    """What somebody thought of a talk of theirs. Who that was is left out: it is about that person too."""

    session: str
    criterion: str
    level: int | None
    reason: str
    is_facilitator: bool


class Decision(Struct, frozen=True):
    """What their team decided to say."""

    session: str
    turn: int
    choice: str | None
    text: str
    reason: str


class Seat(Struct, frozen=True):
    """What a group holds about a seat, in the order in which it happened."""

    seat: str
    nickname: str
    """Empty once it is erased."""
    consent: str
    """The digest of what they agreed to."""
    is_removed: bool
    sessions: tuple[str, ...]
    messages: tuple[str, ...]
    """What the facilitator said to this seat alone."""
    given: tuple[RatingGiven, ...]
    received: tuple[RatingReceived, ...]
    actions: tuple[str, ...]
    """What they want to do differently; the last counts."""
    decisions: tuple[Decision, ...]


def seat_of(events: Sequence[GroupEvent], seat: str) -> Seat:
    """Return what the events hold about a seat. Raises KeyError when nobody ever took it."""
    joined = [event for event in events if isinstance(event, Joined) and event.seat == seat]
    if not joined:
        raise KeyError(seat)
    sessions, names = own_sessions(events, seat), names_of(events, seat)
    return Seat(
        seat=seat,
        nickname=joined[-1].nickname,
        consent=joined[-1].consent,
        is_removed=any(isinstance(event, Removed) and event.seat == seat for event in events),
        sessions=sessions,
        messages=tuple(event.text for event in events if isinstance(event, Messaged) and event.seat == seat),
        given=tuple(_given(events, seat)),
        received=tuple(_received(events, seat, sessions)),
        actions=tuple(
            event.text for event in events if isinstance(event, ActionChosen) and event.seat == seat
        ),
        decisions=tuple(
            Decision(event.session, event.turn, event.choice, event.text, event.reason)
            for event in events
            if isinstance(event, Committed) and event.team in names
        ),
    )


def _given(events: Iterable[GroupEvent], seat: str) -> Iterable[RatingGiven]:
    return (
        RatingGiven(event.session, event.criterion, event.level, event.reason)
        for event in events
        if isinstance(event, Rated) and event.rater == seat
    )


def _received(events: Iterable[GroupEvent], seat: str, sessions: Sequence[str]) -> Iterable[RatingReceived]:
    return (
        RatingReceived(
            event.session,
            event.criterion,
            event.level,
            event.reason,
            event.rater.partition(":")[0] == "facilitator",
        )
        for event in events
        if isinstance(event, Rated) and event.session in sessions and event.rater != seat
    )
