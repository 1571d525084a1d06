"""Questions about a session that are true or false. Plain data: nothing in them can run."""

from __future__ import annotations

from msgspec import Struct

from roleplay.domain.response import Response
from roleplay.domain.session import SessionState
from roleplay.domain.vocabulary import TRAPS

ANY = "any"
"""Stands for whichever name: `{wrong: any}`."""


class Between(Struct, frozen=True, tag="between"):
    """A measure of the session lies between `low` and `high`, both included."""

    measure: str
    """`tension`, `trust`, `clarity`, `patience`, `peak` (highest tension so far) or `turn`."""
    low: int
    high: int

    def holds(self, state: SessionState, response: Response) -> bool:
        holder = state if self.measure in ("turn", "peak") else state.mood
        value: int = getattr(holder, self.measure)
        return self.low <= value <= self.high


class Variable(Struct, frozen=True, tag="variable"):
    """A variable of the scenario lies between `low` and `high`, both included."""

    name: str
    low: int
    high: int

    def holds(self, state: SessionState, response: Response) -> bool:
        return self.low <= state.variables[self.name] <= self.high


class Past(Struct, frozen=True, tag="past"):
    """Something has happened in the session so far, this reply included."""

    field: str
    """`shown`, `told`, `asked`, `volunteered`, `wrong`, `visits` or `did`."""
    name: str

    def holds(self, state: SessionState, response: Response) -> bool:
        happened = getattr(state, self.field)
        return bool(happened) if self.name == ANY else self.name in happened


class Now(Struct, frozen=True, tag="now"):
    """This very reply did it. A trap must have been heard for sure: nobody is shown the door on a guess."""

    field: str
    """`shows`, `tells`, `asks` or `wrong`."""
    name: str

    def holds(self, state: SessionState, response: Response) -> bool:
        said = getattr(response, self.field)
        if self.name == ANY:
            return bool(said)
        return self.name in said and not (self.name in TRAPS and response.is_uncertain(self.name))


class Ended(Struct, frozen=True, tag="ended"):
    """The session ended with this outcome."""

    outcome: str

    def holds(self, state: SessionState, response: Response) -> bool:
        return state.outcome == self.outcome


class All(Struct, frozen=True, tag="all"):
    """Every part holds; true when there is none."""

    parts: tuple[Condition, ...]

    def holds(self, state: SessionState, response: Response) -> bool:
        for part in self.parts:
            if not part.holds(state, response):
                return False
        return True


class AnyOf(Struct, frozen=True, tag="any"):
    """At least one part holds."""

    parts: tuple[Condition, ...]

    def holds(self, state: SessionState, response: Response) -> bool:
        for part in self.parts:
            if part.holds(state, response):
                return True
        return False


class Not(Struct, frozen=True, tag="not"):
    """The part does not hold."""

    part: Condition

    def holds(self, state: SessionState, response: Response) -> bool:
        return not self.part.holds(state, response)


Condition = Between | Variable | Past | Now | Ended | All | AnyOf | Not
