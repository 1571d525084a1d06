"""Where a group stands, read from its events."""

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from roleplay.domain.group import (
    ActionChosen,
    Closed,
    Continued,
    GroupEvent,
    Joined,
    Locked,
    Messaged,
    Opened,
    PanelClosed,
    PanelOpened,
    Paused,
    Plan,
    Rated,
    Removed,
    RoundBegun,
    RoundEnded,
    Seated,
)

Phase = Literal["lobby", "playing", "debrief", "panel", "closed"]

LONGEST_NICKNAME: Final = 24
"""Characters: what still fits a column of the board."""


class Message(Struct, frozen=True):
    """What the facilitator said."""

    number: int
    """Counts from 1 over all messages of the group."""
    seat: str
    """Empty: to everybody."""
    text: str


class SeatState(Struct, frozen=True):
    """One person's place in the group."""

    id: str
    nickname: str
    token: str
    """The SHA-256 of what proves that this is the same person."""
    sessions: Mapping[int, str]
    """The session of each round they began."""
    action: str = ""


class GroupState(Struct, frozen=True):
    """Where a group stands. Mappings are never changed in place."""

    plan: Plan
    secret: str
    """The SHA-256 of the facilitator's secret."""
    phase: Phase
    round: int
    """The number of the round that is or was played last; -1 before the first."""
    is_paused: bool
    seats: Mapping[str, SeatState]
    """In the order in which they were taken."""
    messages: tuple[Message, ...]
    panel: str | None
    """The session that is being rated."""
    rated: tuple[str, ...]
    """The sessions whose ratings have been shown, the first first."""
    ratings: tuple[Rated, ...]
    """All that were given, those that no longer count included."""
    tokens: Mapping[str, str]
    """The seat of each token."""

    def by_token(self, token: str) -> str | None:
        """Return the seat of whoever shows a token with this SHA-256, or None."""
        seat = self.tokens.get(token)
        return seat if seat in self.seats else None

    def current(self, seat: str) -> str | None:
        """Return the session that a seat plays in this round, or None when it has not begun one."""
        found = self.seats.get(seat)
        return found.sessions.get(self.round) if found else None

    def persona(self, seat: str) -> str | None:
        """Return the persona that a seat meets in this round, or None for the scenario's own."""
        personas = self.plan.rounds[max(self.round, 0)].personas
        return personas[list(self.seats).index(seat) % len(personas)] if personas else None


def read_group(events: Iterable[GroupEvent]) -> GroupState:
    """Return where `events` left the group. Raises ValueError when they do not begin one."""
    state: GroupState | None = None
    for event in events:
        if isinstance(event, Opened):
            state = GroupState(event.plan, "", "lobby", -1, False, {}, (), None, (), (), {})
        elif state is None:
            break
        else:
            state = after(state, event)
    if state is None:
        raise ValueError("the events do not begin a group")
    return state


def after(state: GroupState, event: GroupEvent) -> GroupState:
    """Return where the group stands after one more event."""
    match event:
        case Locked(secret):
            return replace(state, secret=secret)
        case Paused() | Continued():
            return replace(state, is_paused=isinstance(event, Paused))
        case Messaged(text, seat):
            message = Message(len(state.messages) + 1, seat, text)
            return replace(state, messages=(*state.messages, message))
        case Closed():
            return replace(state, phase="closed", is_paused=False, panel=None)
        case RoundBegun() | RoundEnded() | PanelOpened() | PanelClosed() | Rated():
            return _after_step(state, event)
    return _after_seat(state, event)


def _after_step(
    state: GroupState, event: RoundBegun | RoundEnded | PanelOpened | PanelClosed | Rated
) -> GroupState:
    """Return the state after what the whole group did."""
    match event:
        case RoundBegun(number):
            return replace(state, phase="playing", round=number, is_paused=False, panel=None)
        case RoundEnded():
            return replace(state, phase="debrief", is_paused=False)
        case PanelOpened(session):
            return replace(state, phase="panel", panel=session)
        case PanelClosed(session):
            return replace(state, phase="debrief", panel=None, rated=(*state.rated, session))
        case Rated():
            return replace(state, ratings=(*state.ratings, event))


def _after_seat(state: GroupState, event: GroupEvent) -> GroupState:
    """Return the state after what one person did."""
    match event:
        case Joined(seat, nickname, token):
            new = SeatState(seat, nickname, token, {})
            seats = {**state.seats, seat: new}
            return replace(state, seats=seats, tokens={**state.tokens, token: seat})
        case Removed(seat):
            return replace(state, seats={name: kept for name, kept in state.seats.items() if name != seat})
        case Seated(seat, number, session) if seat in state.seats:
            found = state.seats[seat]
            seated = replace(found, sessions={**found.sessions, number: session})
            return replace(state, seats={**state.seats, seat: seated})
        case ActionChosen(seat, text) if seat in state.seats:
            chosen = replace(state.seats[seat], action=text)
            return replace(state, seats={**state.seats, seat: chosen})
    return state
