"""A scenario before it is written: its nodes, choices and ways on, and what authors are told beside them."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct, field

from roleplay.authoring.exchange.story import Effect, Lost, Note
from roleplay.authoring.exchange.terms import Term

NOTHING = "…"
"""Stands for a text that an author has to write."""


class Line(NamedTuple):
    """What the customer says, and when; the last of a node has no condition."""

    when: Term | None
    text: str


class PlannedChoice(Struct):
    """A reply of the officer."""

    id: str
    text: str
    goto: str
    """The id of a node; empty when the talk stays where it is."""
    when: Term | None = None
    once: bool = False
    effects: tuple[Effect, ...] = ()
    shows: tuple[str, ...] = ()
    notes: list[Note] = field(default_factory=list)


class PlannedNode(Struct):
    """A place in the talk. It has choices, a goto, or an outcome."""

    id: str
    title: str
    says: list[Line]
    choices: list[PlannedChoice] = field(default_factory=list)
    goto: str = ""
    outcome: str = ""
    """How the talk ends here."""
    is_outcome_known: bool = False
    stage: str = ""
    line: int = 0
    notes: list[Note] = field(default_factory=list)

    def lose(self, what: str, reason: str) -> None:
        """Note something that is not carried."""
        self.notes.append(Lost(what, reason, self.line))

    def targets(self) -> list[str]:
        """Return the ids of the nodes that it leads to."""
        ways = [choice.goto for choice in self.choices] + [self.goto]
        return [way for way in dict.fromkeys(ways) if way]


class PlannedVariable(NamedTuple):
    """A variable of the scenario with its range."""

    low: int
    high: int
    start: int


class Plan(Struct):
    """A whole scenario."""

    title: str
    start: str
    nodes: dict[str, PlannedNode]
    ids: dict[str, str]
    """The node of each passage, by the key of the passage."""
    names: dict[str, str] = field(default_factory=dict)
    """The scenario's name of each variable of the story."""
    variables: dict[str, PlannedVariable] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    """What stands in braces in a text and has to be declared."""
    parked: dict[str, PlannedNode] = field(default_factory=dict)
    """Nodes that nothing leads to; they are kept as comments."""
    notes: list[Note] = field(default_factory=list)


class Placed(NamedTuple):
    """A loss, and the title of the passage that it belongs to, empty for the story as a whole."""

    lost: Lost
    title: str


def losses(plan: Plan) -> list[Placed]:
    """Return everything that is not carried, by line."""
    found = [Placed(note, "") for note in plan.notes if isinstance(note, Lost)]
    for node in (*plan.nodes.values(), *plan.parked.values()):
        notes = [*node.notes, *(note for choice in node.choices for note in choice.notes)]
        found += [Placed(note, node.title) for note in notes if isinstance(note, Lost)]
    return sorted(found, key=lambda placed: placed.lost.line)
