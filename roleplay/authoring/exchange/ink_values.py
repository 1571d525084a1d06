"""Works out what an expression of compiled ink means, without its variables' values."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from roleplay.authoring.exchange.expressions import LIMIT
from roleplay.authoring.exchange.story import Effect
from roleplay.authoring.exchange.terms import (
    MIRRORED,
    Compare,
    Term,
    Visited,
    both,
    depth,
    either,
    leaves,
    negated,
)


class Number(Struct, frozen=True):
    """A whole number."""

    value: int


class Words(Struct, frozen=True):
    """A text."""

    value: str


class Variable(Struct, frozen=True):
    """The value of a variable, with a number added."""

    name: str
    added: int = 0


class Visits(Struct, frozen=True):
    """How often the story has been at a passage."""

    passage: str


class Truth(Struct, frozen=True):
    """True or false."""

    term: Term


class Unknown(Struct, frozen=True):
    """Anything else."""

    what: str


Value = Number | Words | Variable | Visits | Truth | Unknown

UNARY: Final = frozenset(
    """
    ! _ ~ FLOOR CEILING INT FLOAT turns readc
    LIST_COUNT LIST_MIN LIST_MAX LIST_ALL LIST_INVERT LIST_VALUE
    """.split()
)
BINARY: Final = frozenset(
    "+ - * / % == != < > <= >= && || MIN MAX POW ? !? L^ has hasnt rnd seq srnd".split()
)
CONSTANT: Final = frozenset(("turn", "choiceCnt", "visit", "void"))
_DEEPEST: Final = 8
_LARGEST: Final = 40
"""Terms within each other and comparisons in a condition; what is larger is none for an author to read."""

_COMPARISONS: Final = frozenset(("==", "!=", "<", ">", "<=", ">="))
_WAS_THERE: Final = {
    (">", 0): True,
    (">=", 1): True,
    ("!=", 0): True,
    ("==", 0): False,
    ("<", 1): False,
    ("<=", 0): False,
}


def truth(value: Value) -> Term | None:
    """Return what holds when a value counts as true, None when that cannot be told."""
    match value:
        case Truth():
            return value.term
        case Variable(added=0):
            return Compare(value.name, "!=", 0)
        case Visits():
            return Visited(value.passage)
    return None


def effect(name: str, value: Value) -> Effect | None:
    """Return the assignment of a value to a variable, None when no scenario can do that."""
    match value:
        case Number() if 0 <= value.value <= LIMIT:
            return Effect(name, value.value, is_absolute=True)
        case Variable() if value.name == name and 0 < abs(value.added) < LIMIT:
            return Effect(name, value.added, is_absolute=False)
    return None


def unary(sign: str, value: Value) -> Value:
    """Return what a function makes of one value."""
    if sign == "!" and (term := truth(value)) is not None and depth(term) < _DEEPEST:
        return Truth(negated(term))
    if sign in ("_", "~") and isinstance(value, Number):
        return Number(-value.value)
    return Unknown(f"{sign} ({told(value)})")


def binary(sign: str, left: Value, right: Value) -> Value:
    """Return what a function makes of two values."""
    if sign in ("&&", "||"):
        first, second = truth(left), truth(right)
        if first is not None and second is not None:
            term = (both if sign == "&&" else either)(first, second)
            if depth(term) <= _DEEPEST and sum(1 for _leaf in leaves(term)) <= _LARGEST:
                return Truth(term)
    if sign in ("+", "-") and isinstance(right, Number):
        added = right.value if sign == "+" else -right.value
        if isinstance(left, Variable):
            return Variable(left.name, left.added + added)
        if isinstance(left, Number):
            return Number(left.value + added)
    if sign in _COMPARISONS and (compared := _compared(sign, left, right)):
        return compared
    return Unknown(f"{told(left)} {sign} {told(right)}")


def _compared(sign: str, left: Value, right: Value) -> Value | None:
    if isinstance(left, Number) and not isinstance(right, Number):
        left, right, sign = right, left, MIRRORED[sign]
    if not isinstance(right, Number) or abs(right.value) > LIMIT:
        return None
    match left:
        case Variable(added=0):
            return Truth(Compare(left.name, sign, right.value))
        case Visits() if (sign, right.value) in _WAS_THERE:
            visited = Visited(left.passage)
            return Truth(visited if _WAS_THERE[sign, right.value] else negated(visited))
        case Truth() if sign in ("==", "!=") and right.value in (0, 1):
            return Truth(left.term if (right.value == 1) == (sign == "==") else negated(left.term))
    return None


def told(value: Value) -> str:
    """Return a value in words, for authors."""
    match value:
        case Number() | Words():
            return str(value.value)[:200]
        case Variable():
            return value.name if not value.added else f"{value.name} + {value.added}"
        case Visits():
            return ".".join(step for step in value.passage.split(".") if not step.isdecimal())
        case Unknown():
            return value.what[:200]
        case Truth(term=Compare() as term):
            return f"{term.name} {term.sign} {term.number}"
    return "…"
