"""The frames of a socket: who somebody is, what they ask for, and what came of it."""

from typing import Literal

from msgspec import Struct

from roleplay.app.hosting.messages import Command, Done, Refusal, Request


class Hello(Struct, frozen=True, tag="hello"):
    """The first frame of somebody who has a seat."""

    token: str
    view: Literal["page", "events"] = "page"


class Lead(Struct, frozen=True, tag="lead"):
    """The first frame of the facilitator or the projector."""

    secret: str


class SeatAsks(Struct, frozen=True):
    """A later frame of a seat."""

    id: int
    """Told back with the answer."""
    ask: Request


class LeadAsks(Struct, frozen=True):
    """A later frame of the facilitator."""

    id: int
    ask: Command


class Answer(Struct, frozen=True, tag="answer"):
    """What came of a frame."""

    id: int
    answer: Done | Refusal
