"""What a host tells its facilitator and a projector: where everybody is."""

from msgspec import Struct

from roleplay.groups.board import BoardView
from roleplay.groups.state import Phase


class SeatRow(Struct, frozen=True):
    """One seat as the facilitator sees it."""

    seat: str
    nickname: str
    persona: str
    """The name of the customer, like `scenario`, `node` and the mood empty or 0 before a talk has begun."""
    scenario: str
    turn: int
    node: str
    state: str
    """`lobby`, `playing`, `paused`, `ended` or `away`."""
    outcome: str | None
    tension: int
    trust: int
    clarity: int
    idle_seconds: int
    """Since something was last done in the talk."""
    is_stuck: bool
    """Too long at one place, or not understood several times in a row."""
    is_taken_over: bool
    is_connected: bool


class PanelProgress(Struct, frozen=True):
    """How far the rating of a session has come."""

    session: str
    seat: str
    """Whose talk it is."""
    rated: int
    """Seats that have rated something of it, of all there are."""
    of: int


class BoardUpdate(Struct, frozen=True, tag="board"):
    """Everything that a facilitator and a projector see, as it is now."""

    number: int
    """Grows with every change; the next poll asks for what comes after it."""
    phase: Phase
    round: int
    """From 1; 0 before the first."""
    rounds: int
    is_paused: bool
    code: str
    address: str
    """Where people join, as it is typed into a browser."""
    title: str
    people: int
    connected: int
    view: BoardView
    rows: tuple[SeatRow, ...]
    """Of every seat; of more than 80, those that may need the facilitator first."""
    left_out: int
    """Seats that have no row."""
    panel: PanelProgress | None
    guesses: int
    """Wrong codes that were tried."""
