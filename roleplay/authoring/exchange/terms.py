"""Conditions of stories: comparisons of variables with whole numbers, and visits, joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Final

from msgspec import Struct

OPPOSITE: Final = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}
MIRRORED: Final = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}


class Compare(Struct, frozen=True):
    """A variable compared with a number from -1000 to 1000."""

    name: str
    sign: str
    number: int


class Visited(Struct, frozen=True):
    """The story has been at a passage, named by its key."""

    passage: str


class Negated(Struct, frozen=True):
    """Its part does not hold."""

    part: Term


class Every(Struct, frozen=True):
    """All of its parts hold."""

    parts: tuple[Term, ...]


class Some(Struct, frozen=True):
    """At least one of its parts holds."""

    parts: tuple[Term, ...]


Term = Compare | Visited | Negated | Every | Some


def both(first: Term, second: Term) -> Term:
    """Return what holds when the two hold."""
    parts = tuple(dict.fromkeys((*_parts(first, Every), *_parts(second, Every))))
    return Every(parts) if len(parts) > 1 else parts[0]


def either(first: Term, second: Term) -> Term:
    """Return what holds when one of the two holds."""
    parts = tuple(dict.fromkeys((*_parts(first, Some), *_parts(second, Some))))
    return Some(parts) if len(parts) > 1 else parts[0]


def within(guard: Term | None, term: Term | None) -> Term | None:
    """Return what holds when the two hold, where None holds always."""
    if guard is None or term is None:
        return term if guard is None else guard
    return both(guard, term)


def negated(term: Term) -> Term:
    """Return what holds when `term` does not."""
    match term:
        case Compare():
            return Compare(term.name, OPPOSITE[term.sign], term.number)
        case Negated():
            return term.part
    return Negated(term)


def leaves(term: Term | None) -> Iterator[Compare | Visited]:
    """Yield the comparisons and visits in a term."""
    match term:
        case Compare() | Visited():
            yield term
        case Negated():
            yield from leaves(term.part)
        case Every() | Some():
            for part in term.parts:
                yield from leaves(part)


def depth(term: Term) -> int:
    """Return how deep terms lie within each other in it."""
    match term:
        case Negated():
            return 1 + depth(term.part)
        case Every() | Some():
            return 1 + max(depth(part) for part in term.parts)
    return 1


def written(term: Term, names: Mapping[str, str], nodes: Mapping[str, str], switches: Set[str]) -> str:
    """Return the term as a condition of a scenario, a mapping on one line.

    `names` holds the scenario's names of variables, `nodes` those of passages; `switches` are the variables
    that are only 0 or 1.
    """
    return f"{{{', '.join(_entries(term, names, nodes, switches))}}}"


def _entries(term: Term, names: Mapping[str, str], nodes: Mapping[str, str], switches: Set[str]) -> list[str]:
    match term:
        case Compare():
            return [_compared(term, names[term.name], is_switch=term.name in switches)]
        case Visited():
            return [f"visited: {nodes[term.passage]}"]
        case Negated():
            return [f"not: {written(term.part, names, nodes, switches)}"]
        case Some():
            return [f"any: [{', '.join(written(part, names, nodes, switches) for part in term.parts)}]"]
        case Every():
            entries = [entry for part in term.parts for entry in _entries(part, names, nodes, switches)]
            if len({entry.partition(":")[0] for entry in entries}) == len(entries):
                return entries
            return [f"all: [{', '.join(written(part, names, nodes, switches) for part in term.parts)}]"]


def _compared(term: Compare, name: str, *, is_switch: bool) -> str:
    if term.sign == "!=":
        return f"{name}: 1" if is_switch and term.number == 0 else f"not: {{{name}: {term.number}}}"
    return f"{name}: {term.number}" if term.sign == "==" else f'{name}: "{term.sign} {term.number}"'


def _parts(term: Term, kind: type[Every | Some]) -> tuple[Term, ...]:
    return term.parts if isinstance(term, kind) else (term,)
