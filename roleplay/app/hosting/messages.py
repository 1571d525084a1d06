"""What goes between a host and those who joined it, as JSON: one vocabulary for sockets and for plain HTTP.

A request about a session names the version it was made at. The same request sent again, because its answer
was lost, is known by that and gets the same answer; nothing is done twice.
"""

from typing import Literal

from msgspec import Struct

from roleplay.domain.events import Event
from roleplay.groups.state import Phase
from roleplay.reporting.feedback_words import Told
from roleplay.store.record import Mode

LONGEST_MESSAGE = 16_384
"""Bytes: more is refused unread. A reply of 2,000 characters takes at most 12,000."""


Reason = Literal[
    "unknown",
    "busy",
    "paused",
    "stale",
    "not-now",
    "bad",
    "not-kept",
    "consent",
    "full",
    "too-often",
    "too-large",
]
"""Why something was not done, for programs."""


# --- what a seat asks for ---------------------------------------------------------------------------------


class Join(Struct, frozen=True, tag="join"):
    """Take a seat."""

    code: str
    nickname: str
    consent: str
    """The digest of the consent that was shown and agreed to."""


class Reply(Struct, frozen=True, tag="reply"):
    """Say something to the customer: a choice or words."""

    session: str
    version: int
    choice: str | None = None
    text: str = ""


class Undo(Struct, frozen=True, tag="undo"):
    """Take the last reply back."""

    session: str
    version: int


class Hint(Struct, frozen=True, tag="hint"):
    """Ask for help."""

    session: str
    version: int
    rung: int


class Cards(Struct, frozen=True, tag="cards"):
    """Look up the cards on the desk."""

    session: str
    version: int


class Contest(Struct, frozen=True, tag="contest"):
    """Say that something heard in the last reply was not meant."""

    session: str
    version: int
    label: str
    quote: str
    reason: str


class Mark(Struct, frozen=True):
    """One criterion rated."""

    criterion: str
    level: int | None
    reason: str = ""


class Rate(Struct, frozen=True, tag="rate"):
    """Rate the session that the panel is open for."""

    session: str
    marks: tuple[Mark, ...]


class Act(Struct, frozen=True, tag="act"):
    """Write down the one thing to do differently."""

    text: str


Request = Reply | Undo | Hint | Cards | Contest | Rate | Act
"""What a seat may ask for once it has joined."""


# --- what a facilitator asks for --------------------------------------------------------------------------


class Begin(Struct, frozen=True, tag="begin"):
    """Begin the next round."""


class End(Struct, frozen=True, tag="end"):
    """End the round that is played."""


class Pause(Struct, frozen=True, tag="pause"):
    """Let nobody reply for now."""


class Continue(Struct, frozen=True, tag="continue"):
    """Let everybody reply again."""


class Say(Struct, frozen=True, tag="say"):
    """Tell everybody something, or one seat."""

    text: str
    seat: str = ""


class TakeOver(Struct, frozen=True, tag="take-over"):
    """Speak for the customer of one seat from now on."""

    seat: str


class Speak(Struct, frozen=True, tag="speak"):
    """Say something as the customer of a seat that was taken over."""

    seat: str
    text: str


class HandBack(Struct, frozen=True, tag="hand-back"):
    """Let the customer speak for themselves again."""

    seat: str


class OpenPanel(Struct, frozen=True, tag="open-panel"):
    """Show everybody the transcript of a seat's session, to be rated."""

    seat: str


class ClosePanel(Struct, frozen=True, tag="close-panel"):
    """End the rating and show it."""


class RateAs(Struct, frozen=True, tag="rate-as"):
    """Rate as a facilitator of this name."""

    name: str
    session: str
    marks: tuple[Mark, ...]


class Remove(Struct, frozen=True, tag="remove"):
    """Take a seat out of the group."""

    seat: str


class Close(Struct, frozen=True, tag="close"):
    """End the group."""


Command = (
    Begin
    | End
    | Pause
    | Continue
    | Say
    | TakeOver
    | Speak
    | HandBack
    | OpenPanel
    | ClosePanel
    | RateAs
    | Remove
    | Close
)
"""What a facilitator may ask for."""


# --- what a host answers ----------------------------------------------------------------------------------


class Welcome(Struct, frozen=True, tag="welcome"):
    """The seat that was taken. The token is told this once; who shows it later is the same person."""

    seat: str
    nickname: str
    token: str


class Done(Struct, frozen=True, tag="done"):
    """It is kept. Sent only after the disk has it."""

    version: int = 0
    """Of the session; 0 where the request was about none."""
    events: tuple[Event, ...] = ()
    """What happened in the session since the version the request was made at."""


class Refusal(Struct, frozen=True, tag="refusal"):
    """It was not done."""

    reason: Reason
    message: str
    """Why, and what to do, in words."""


# --- what a host tells unasked ----------------------------------------------------------------------------


class Invitation(Struct, frozen=True):
    """What one reads before joining."""

    title: str
    language: str
    consent: tuple[str, ...]
    """What is kept, who sees it and for how long: a paragraph each."""
    digest: str
    """What `Join.consent` must be."""


class SpokenLine(Struct, frozen=True):
    """One line of a transcript as it is read."""

    who: Literal["customer", "officer", "act", "facilitator"]
    text: str


class Meter(Struct, frozen=True):
    """One axis of a mood, doubled by a word."""

    name: str
    value: int
    word: str


class ChoiceLine(Struct, frozen=True):
    """One reply on offer."""

    id: str
    text: str


class TalkPage(Struct, frozen=True):
    """A session as a page shows it."""

    title: str
    place: str
    brief: str
    persona: str
    arrival: str
    """How the customer appears."""
    is_practice: bool
    spoken: tuple[SpokenLine, ...]
    moods: tuple[Meter, ...]
    """Empty in an assessment."""
    choices: tuple[ChoiceLine, ...]
    feedback: tuple[Told, ...]
    """On the last reply; empty in an assessment."""
    heard: tuple[tuple[str, str, str, str], ...]
    """What may be contested of it: label, name, quote, reason."""
    cards: tuple[tuple[str, str], ...]
    """Text, and source with the day it was checked."""
    judged: tuple[str, ...]
    """What counts."""
    hints: tuple[str, ...] = ()
    """Those taken at this place, the first first; there are three."""
    can_undo: bool = False
    """True when the last reply may be taken back."""


class Talk(Struct, frozen=True):
    """The session of a seat."""

    session: str
    version: int
    encounter: str
    """The digest of its content."""
    is_ended: bool
    is_taken_over: bool
    """True while the facilitator speaks for the customer."""
    page: TalkPage | None = None
    """For those who asked to see pages."""
    events: tuple[Event, ...] = ()
    """For those who asked for events: all from the first."""
    mode: Mode = "practice"
    started_at: str = ""
    """ISO 8601 with the offset from UTC."""


class Criterion(Struct, frozen=True):
    """One thing to rate, with what each level looks like."""

    id: str
    title: str
    anchors: tuple[tuple[int, str], ...]


class PanelCriterion(Struct, frozen=True):
    """What came of one criterion, told after everybody rated."""

    title: str
    levels: tuple[tuple[int | None, str], ...]
    """Level and reason of each person, without a name."""
    machine: int | None


class Panel(Struct, frozen=True):
    """A session to be rated, or one that was."""

    session: str
    title: str
    spoken: tuple[SpokenLine, ...]
    criteria: tuple[Criterion, ...]
    mine: tuple[Mark, ...]
    """What this seat has given."""
    results: tuple[PanelCriterion, ...] = ()
    """Empty until the rating is closed: everybody rates blind."""
    summary: tuple[str, ...] = ()
    """Agreement in words, likewise."""
    persona: str = ""
    """The name of the customer."""


class Update(Struct, frozen=True, tag="update"):
    """Everything that a seat sees, as it is now."""

    number: int
    """Grows with every change; the next poll asks for what comes after it."""
    phase: Phase
    round: int
    """From 1; 0 before the first."""
    rounds: int
    is_paused: bool
    seat: str
    nickname: str
    people: int
    """How many have joined."""
    messages: tuple[str, ...]
    """What the facilitator said to everybody or to this seat, oldest first; the last ten."""
    talk: Talk | None
    panel: Panel | None
    action: str
