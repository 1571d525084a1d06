"""What happened in a session, in order. Resume, undo, debrief and exports all read these."""

from msgspec import Struct

from roleplay.domain.mood import Receipt
from roleplay.domain.response import Response


class Started(Struct, frozen=True, gc=False, tag="started"):
    """A session began."""

    encounter: str
    """The digest of the encounter."""
    seed: int
    node: str


class Replied(Struct, frozen=True, gc=False, tag="replied"):
    """The officer replied. What came of it follows, up to the next reply."""

    turn: int
    """1 for the first reply."""
    node: str
    response: Response


class MoodMoved(Struct, frozen=True, gc=False, tag="mood-moved"):
    """The customer's mood answered the reply."""

    turn: int
    receipt: Receipt


class Said(Struct, frozen=True, gc=False, tag="said"):
    """The customer spoke."""

    turn: int
    line: str
    """The id of the line."""
    text: str


class Acted(Struct, frozen=True, gc=False, tag="acted"):
    """The customer reached a limit and did something about it."""

    turn: int
    limit: str
    act: str


class Revealed(Struct, frozen=True, gc=False, tag="revealed"):
    """The customer told a fact."""

    turn: int
    fact: str
    is_asked: bool
    """False when it was volunteered."""


class Entered(Struct, frozen=True, gc=False, tag="entered"):
    """The talk moved to a node."""

    turn: int
    node: str
    calls: tuple[str, ...] = ()
    """The nodes to return to from there, innermost last."""


class Unheard(Struct, frozen=True, gc=False, tag="unheard"):
    """Nothing was understood in the reply; no mood moved and no turn was spent."""

    turn: int
    text: str


class Ended(Struct, frozen=True, gc=False, tag="ended"):
    """The session came to an end."""

    turn: int
    outcome: str
    ending: str


class Undone(Struct, frozen=True, gc=False, tag="undone"):
    """The last reply was taken back."""

    turn: int
    """The turn that was undone."""


class HintTaken(Struct, frozen=True, gc=False, tag="hint-taken"):
    """The trainee asked for help."""

    turn: int
    rung: int
    """1: which stage; 2: which technique; 3: a model line."""


class CardOpened(Struct, frozen=True, gc=False, tag="card-opened"):
    """The trainee looked a fact up."""

    turn: int
    card: str


class Contested(Struct, frozen=True, gc=False, tag="contested"):
    """The trainee did not mean what was heard. Nothing is scored anew; authors read it."""

    turn: int
    """The turn whose reply was misheard."""
    label: str
    quote: str
    """The words it was heard in."""
    reason: str
    """What it was heard by."""


class TookOver(Struct, frozen=True, gc=False, tag="took-over"):
    """The facilitator began to speak for the customer."""

    turn: int


class Improvised(Struct, frozen=True, gc=False, tag="improvised"):
    """Something was said while the facilitator spoke for the customer; no mood moves, nothing is scored."""

    turn: int
    """The turn after which it was said."""
    is_officer: bool
    """False: the facilitator said it, for the customer."""
    text: str


class HandedBack(Struct, frozen=True, gc=False, tag="handed-back"):
    """The customer speaks for themselves again."""

    turn: int


Event = (
    Started
    | Replied
    | MoodMoved
    | Said
    | Acted
    | Revealed
    | Entered
    | Unheard
    | Ended
    | Undone
    | HintTaken
    | CardOpened
    | Contested
    | TookOver
    | Improvised
    | HandedBack
)
