"""A scenario as a chart: its nodes, the ways between them, who came by, and where each stands on a sheet."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Literal, NamedTuple

from msgspec import Struct

WayKind = Literal["choice", "typed", "onward", "call", "return"]
"""A choice, a typed reply that is heard, or a way that waits for nobody: goto, call, and back from a call."""


class Shade(StrEnum):
    """What colours a chart."""

    REACH = "reach"
    """How many simulated plays come by."""
    SCORE = "score"
    """The mean total of simulated plays that come by."""
    PLAYS = "plays"
    """How many plays of people came by."""


STEPS = 5
"""Shades of a colour: 0 to 19, 20 to 39, and so on to 100."""


class Way(Struct, frozen=True):
    """One way on from a node."""

    source: str
    target: str
    """The node itself when the talk stays where it is."""
    kind: WayKind
    name: str
    """The id of a choice; empty for other ways."""
    text: str
    """What the officer says, for a choice."""
    condition: str
    """When it is open, or what is heard, in the words of the format; empty when always."""
    is_once: bool
    """True when it can be taken once although it leads on."""
    personas: tuple[str, ...]
    """With whom alone there is this way; empty for everybody."""

    @property
    def is_conditional(self) -> bool:
        """True when it is not open to everybody at all times."""
        return bool(self.personas) or (self.kind != "typed" and bool(self.condition))


class ChartNode(Struct, frozen=True):
    """A place in the talk."""

    id: str
    stage: str
    says: str
    """What the customer says there when nothing particular holds."""
    outcome: str
    """How the talk ends there; empty where it goes on."""
    limits: tuple[str, ...]
    """The limits of the customer that end the talk there from anywhere, each with when it is reached."""


class Passage(Struct, frozen=True):
    """How many plays came by a node, and their mean total, 0 to 100; None when none was rated."""

    plays: int
    mean: int | None


class Tint(Struct, frozen=True):
    """What colours the nodes."""

    by: Shade
    plays: int
    """How many plays there were in all."""
    nodes: Mapping[str, Passage]
    """Empty when there were too few plays to tell anything."""
    left_out: int = 0
    """Plays that went by nodes that are no longer there, and are not counted."""

    def share(self, node: str) -> int:
        """Return in how many of a hundred plays a node was reached."""
        passage = self.nodes.get(node)
        return round(100 * passage.plays / self.plays) if passage else 0

    def value(self, node: str) -> int | None:
        """Return the number that colours a node, 0 to 100; None where no play came by."""
        passage = self.nodes.get(node)
        if passage is None or not passage.plays:
            return None
        return passage.mean if self.by is Shade.SCORE else self.share(node)


class Arrow(NamedTuple):
    """All ways from one node to one other, or from a node to itself."""

    source: str
    target: str
    ways: tuple[Way, ...]

    @property
    def is_loop(self) -> bool:
        """True when the talk stays where it is."""
        return self.source == self.target

    @property
    def kind(self) -> Literal["choice", "typed", "passing"]:
        """The kind it is drawn as: a choice outweighs the rest, a typed reply is the least."""
        kinds = {way.kind for way in self.ways}
        if "choice" in kinds:
            return "choice"
        return "typed" if kinds == {"typed"} else "passing"


class Chart(Struct, frozen=True, dict=True):
    """A scenario as it can be drawn; `roleplay graph SCENARIO --json`."""

    scenario: str
    title: str
    language: str
    personas: tuple[str, ...]
    """With whom it was charted, the default one first."""
    start: str
    nodes: tuple[ChartNode, ...]
    ways: tuple[Way, ...]
    tint: Tint | None = None

    @cached_property
    def arrows(self) -> tuple[Arrow, ...]:
        """The ways, gathered by where they begin and end, in the order written."""
        gathered: dict[tuple[str, str], list[Way]] = {}
        for way in self.ways:
            gathered.setdefault((way.source, way.target), []).append(way)
        return tuple(Arrow(*ends, tuple(ways)) for ends, ways in gathered.items())

    def step(self, node: str) -> int | None:
        """Return the shade of a node, 0 to `STEPS` - 1; None where nothing colours it."""
        value = self.tint.value(node) if self.tint else None
        return None if value is None else min(value * STEPS // 100, STEPS - 1)

    def is_missed(self, node: str) -> bool:
        """Return True when there were plays enough to tell, and none came by a node."""
        if self.tint is None or not self.tint.nodes:
            return False
        passage = self.tint.nodes.get(node)
        return passage is None or not passage.plays


class Point(NamedTuple):
    """A place on the sheet, in units of about a pixel, from the upper left corner."""

    x: int
    y: int


class Box(NamedTuple):
    """Where a node stands. Below its head it has a row for each arrow from it; an ending, for each limit."""

    node: str
    corner: Point
    width: int
    height: int
    head: int
    row: int
    """The height of a row."""


Course = Literal["onward", "back", "beside", "self"]
"""To a later column, to an earlier one, within one, or to where it came from."""


class Route(NamedTuple):
    """How an arrow runs."""

    arrow: int
    """Which of the arrows of the chart."""
    course: Course
    points: tuple[Point, ...]
    """The first is in the middle of its row. To another column: curves between columns and level lines
    through those that are passed, by turns. Within a column: out to a lane, along it, and in."""


class Plan(NamedTuple):
    """A chart laid out."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    """In the order of the nodes of the chart."""
    routes: tuple[Route, ...]
    """In the order of the arrows of the chart."""


class Captions(NamedTuple):
    """The words of a chart, in the language in use, for a form that has no words of its own."""

    title: str
    nodes: tuple[tuple[str, ...], ...]
    """A few short lines for every node, the first its id."""
    arrows: tuple[str, ...]
    """A few words for every arrow."""
    limit: str
    """What stands for the limits of the customer."""
    limits: tuple[tuple[str, ...], ...]
    """For every node the names of the limits that end there."""
    notes: tuple[str, ...]
    """What there is to know of the whole, a sentence each."""
