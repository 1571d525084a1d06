"""Charts a scenario and who came by its nodes. Importing this loads the compiler."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from roleplay.app.compiling import scenario_file
from roleplay.app.content import load_encounter
from roleplay.app.desk import Desk
from roleplay.authoring.graph.dot import write_dot
from roleplay.authoring.graph.layout import lay_out
from roleplay.authoring.graph.mermaid import write_mermaid
from roleplay.authoring.graph.model import chart_of
from roleplay.authoring.trainees import play_out
from roleplay.compiler.library import Library
from roleplay.compiler.link import admitted
from roleplay.domain.chart import Chart, Passage, Shade, Tint
from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Ended, Entered, Event
from roleplay.engine import effective
from roleplay.reporting.chart_words import captions
from roleplay.reporting.map_page import map_page
from roleplay.scoring import score
from roleplay.store import Store

PLAYS: Final = 300
"""Simulated plays, shared out among the personas: a share lies within 6 points of the true one, 19 times in
20."""

FEWEST: Final = 5
"""Plays of people from which colours tell more about the scenario than about one of them."""


class _Play(NamedTuple):
    """Where a play went and what it came to."""

    nodes: frozenset[str]
    total: int | None


def chart_scenario(
    desk: Desk, scenario: str, persona: str | None, shade: Shade | None, store: Store | None = None
) -> Chart:
    """Return the chart of a scenario with everybody who may bring it, or one, coloured by `shade`.

    `store` is needed for the plays of people. Raises RoleplayError for an unknown scenario or persona,
    ContentError when they have mistakes.
    """
    file = scenario_file(Library(desk.roots), scenario, desk.language)
    people = (persona,) if persona else admitted(Library(desk.roots), file)
    encounters = [load_encounter(desk, scenario, name) for name in people]
    chart = chart_of(encounters)
    if shade is None:
        return chart
    plays = tuple(_kept(store, scenario, persona) if store else _simulated(encounters))
    return replace(chart, tint=_tint(shade, plays, chart, FEWEST if store else 1))


def _simulated(encounters: Sequence[Encounter]) -> Iterator[_Play]:
    for number in range(PLAYS):
        run = play_out(encounters[number % len(encounters)], "random", number // len(encounters) + 1)
        yield _Play(frozenset(run.nodes), run.card.total)


def _kept(store: Store, scenario: str, persona: str | None) -> Iterator[_Play]:
    """Yield the sessions that came to their end."""
    for record in store.listing().records:
        if record.scenario == scenario and record.outcome and persona in (None, record.persona):
            events = effective(store.read(record.id))
            card = score(store.encounter(record.encounter), events)
            yield _Play(frozenset(_passed(events)), card.total)


def _passed(events: Iterable[Event]) -> Iterator[str]:
    for event in events:
        if isinstance(event, Entered):
            yield event.node
        elif isinstance(event, Ended):
            yield event.ending


def _tint(shade: Shade, plays: Sequence[_Play], chart: Chart, fewest: int) -> Tint:
    known = {node.id for node in chart.nodes}
    counted = [play for play in plays if play.nodes <= known]
    passages = {name: _passage(counted, name) for name in known} if len(counted) >= fewest else {}
    return Tint(shade, len(counted), passages, len(plays) - len(counted))


def _passage(plays: Iterable[_Play], node: str) -> Passage:
    came_by = [play for play in plays if node in play.nodes]
    totals = [play.total for play in came_by if play.total is not None]
    return Passage(len(came_by), round(sum(totals) / len(totals)) if totals else None)


def as_mermaid(chart: Chart) -> str:
    """Return the chart as a Mermaid flowchart."""
    return write_mermaid(chart, captions(chart))


def as_dot(chart: Chart) -> str:
    """Return the chart in the language of Graphviz."""
    return write_dot(chart, captions(chart))


def as_page(chart: Chart) -> str:
    """Return the chart as an HTML page that needs nothing else."""
    return map_page(chart, lay_out(chart))
