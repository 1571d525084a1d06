"""A story of another tool, as far as a scenario can take it: passages made of pieces, and what is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from roleplay.authoring.exchange.terms import Term
from roleplay.i18n import N_

MACRO: Final = N_("a macro")
TEXT_OF_VARIABLE: Final = N_("the value of a variable as text")
CONDITION: Final = N_("a condition on other things than whole numbers; what hung on it is always there")
ASSIGNMENT: Final = N_("a variable that is set to something other than a whole number from 0 to 1000")
CONDITIONAL_ASSIGNMENT: Final = N_("a variable is set on a condition")
TOO_MANY_WORDINGS: Final = N_("too many conditions on one text; its last wording stays")
TOO_MANY_CASES: Final = N_("so many cases that they are not held to exclude each other")
MARKUP: Final = N_("markup; its text stays")
IMAGE: Final = N_("an image")
CODE: Final = N_("code of the other tool")
OUTSIDE: Final = N_("a link that leads out of the story")
UNCLOSED: Final = N_("it is opened and never closed")
TOO_DEEP: Final = N_("it lies too deep within others")
BAD_HEADER: Final = N_("the heading of a passage cannot be read")
BAD_DATA: Final = N_("the data of the story cannot be read")
SPECIAL: Final = N_("a passage that belongs to the other tool")
DUPLICATE: Final = N_("a second passage of this name")
DEAD_LINK: Final = N_("a link to a passage that is not there; an ending stands in for it")
NO_START: Final = N_("there is no such passage to begin with; the first one begins")
LAYOUT: Final = N_("the places of passages on the map")
CONTROLS: Final = N_("characters that cannot be seen")
FUNCTION: Final = N_("a function")
TUNNEL: Final = N_("a tunnel")
THREAD: Final = N_("a thread")
GLUE: Final = N_("glue; texts of a node stand in one line anyhow")
SEQUENCE: Final = N_("a text that changes from visit to visit; its first wording stays")
LIST: Final = N_("a list")
FALLBACK: Final = N_("a choice that is taken by itself when no other is left; it is offered like the others")
VARIABLE_JUMP: Final = N_("a jump to a place that a variable holds")
UNKNOWN: Final = N_("something unknown")
BROKEN_JUMP: Final = N_("a jump to a place that is not there")
STAND_IN: Final = N_("a jump that hangs on a condition or stands beside choices; a choice stands in for it")
ALWAYS_OFFERED: Final = N_("it would leave the trainee without a choice at times")
VISIT: Final = N_("a condition on a visit to a passage that is no node")
PARKED: Final = N_("nothing leads to this passage; it stands here as a comment")
CIRCLE: Final = N_("a circle in which nobody gets to answer; a choice breaks it")
NO_END: Final = N_("a circle without an end; a choice leads out of it")
BRACES: Final = N_("braces, which would stand for a word here")


class Lost(Struct, frozen=True):
    """Something that a scenario has no place for."""

    what: str
    """As it stands in the story."""
    reason: str
    """One of the messages above, not translated yet."""
    line: int = 0
    """Its line in the file, 0 where the story has no lines."""


class Remark(Struct, frozen=True):
    """Words for authors, which become a comment."""

    text: str


Note = Lost | Remark


class Said(Struct, frozen=True):
    """Text that is shown."""

    text: str


class Effect(Struct, frozen=True):
    """A change of a variable: to `amount` (0 to 1000), or by it (-999 to 999)."""

    name: str
    amount: int
    is_absolute: bool


class Link(Struct, frozen=True):
    """Something that can be chosen."""

    text: str
    target: str
    """The key of a passage, perhaps of one that is not there."""
    line: int = 0
    when: Term | None = None
    once: bool = False
    effects: tuple[Effect, ...] = ()
    notes: tuple[Note, ...] = ()
    name: str = ""
    """The id that its author wishes."""
    stays: bool = False
    """The talk stays where it is, whatever the target."""
    shows: tuple[str, ...] = ()


class Jump(Struct, frozen=True):
    """The story goes on elsewhere by itself."""

    target: str
    line: int = 0


class Case(Struct, frozen=True):
    """Pieces, and when they are there; the first case that holds counts."""

    when: Term | None
    pieces: tuple[Piece, ...]


class Branch(Struct, frozen=True):
    """Cases of which at most one holds."""

    cases: tuple[Case, ...]


Piece = Said | Link | Jump | Effect | Branch | Lost | Remark


class Passage(Struct, frozen=True):
    """A place in a story."""

    title: str
    pieces: tuple[Piece, ...]
    line: int = 0
    outcome: str = ""
    stage: str = ""


class Story(Struct, frozen=True):
    """A whole story."""

    title: str
    start: str
    passages: Mapping[str, Passage]
    """By the keys that links and jumps use."""
    values: Mapping[str, int] = {}
    """What variables begin with, -1000 to 1000; 0 for those that are not named here."""
    notes: tuple[Note, ...] = ()
