"""A chart and who came by: simulated trainees, and people whose sessions are on this machine."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from roleplay.app.content import load_encounter
from roleplay.app.errors import ContentError
from roleplay.app.graph import FEWEST, PLAYS, chart_scenario
from roleplay.domain.chart import Passage, Shade, Tint
from roleplay.errors import RoleplayError

if TYPE_CHECKING:
    from roleplay.app.desk import Desk
    from roleplay.app.session import LiveSession
    from roleplay.store import MemoryStore
    from tests.unit.conftest import ContentFolder

NODES = """\
nodes:
  arrival:
    says: "THR saya belum dibayar, {officer}."
    choices:
      right: {text: "Batasnya tujuh hari.", shows: [explain], tells: [deadline], goto: done}
      wrong: {text: "Entahlah, mungkin.", shows: [dismiss], goto: half}
    hears: [{asks: since, goto: asked}]
  asked: {says: "Sejak Mei.", choices: {on: {text: "Baik.", goto: done}}}
  half: {says: "Ya sudah.", ending: {outcome: unresolved, debrief: Belum.}}
  done: {says: "Terima kasih.", ending: {outcome: resolved, debrief: Selesai.}}
  left: {says: "Saya pulang.", ending: {outcome: walked-out, debrief: Warga pergi.}}
"""


@pytest.fixture
def scenario(content: ContentFolder) -> str:
    """A scenario with a right way, a wrong way, and a node that only typed replies reach."""
    content.put("scenario", NODES)
    return "thr"


Play = Callable[..., "LiveSession"]


@pytest.fixture
def play(desk: Desk, scenario: str, begin_session: Callable[..., LiveSession]) -> Play:
    """Plays the scenario with choices by id, as people do."""

    def play(*names: str) -> LiveSession:
        session = begin_session(load_encounter(desk, scenario, None))
        for name in names:
            session.choose(next(choice for choice in session.choices if choice.id == name))
        return session

    return play


def tint(desk: Desk, shade: Shade, store: MemoryStore | None = None, persona: str | None = None) -> Tint:
    """Return what colours the chart."""
    found = chart_scenario(desk, "thr", persona, shade, store).tint
    assert found is not None
    return found


def test_without_colours_nothing_is_played(desk: Desk, scenario: str) -> None:
    """A chart that was not asked for colours has none."""
    chart = chart_scenario(desk, scenario, None, None)

    assert chart.tint is None
    assert (chart.start, chart.personas) == ("arrival", ("pak-darto",))


def test_random_trainees_come_by(desk: Desk, scenario: str) -> None:
    """Everybody is at the start, some at each end of a choice, and nobody where only typed replies lead."""
    found = tint(desk, Shade.REACH)

    assert found.plays == PLAYS
    assert found.share("arrival") == 100
    assert found.value("asked") is None
    assert found.nodes["asked"] == Passage(0, None)
    assert 35 < found.share("done") < 65
    assert found.share("done") + found.share("half") in (99, 100, 101)


def test_score_is_the_mean_of_those_who_came_by(desk: Desk, scenario: str) -> None:
    """Who took the right way has all, who took the wrong one little, and the start has what lies between."""
    found = tint(desk, Shade.SCORE)
    right, wrong, start = (found.value(name) for name in ("done", "half", "arrival"))

    assert right == 100
    assert wrong is not None
    assert start is not None
    assert wrong < start < right


def test_the_same_plays_every_time(desk: Desk, scenario: str) -> None:
    """Colours do not change by themselves."""
    assert tint(desk, Shade.REACH) == tint(desk, Shade.REACH)


def test_plays_of_people(desk: Desk, play: Play, store: MemoryStore) -> None:
    """Sessions that came to an end are counted, with their totals; those that did not are not."""
    for _session in range(FEWEST - 1):
        play("right")
    play("wrong")
    play()
    found = tint(desk, Shade.PLAYS, store)

    assert found.plays == FEWEST
    assert found.nodes["done"] == Passage(FEWEST - 1, 100)
    assert found.nodes["half"].plays == 1
    assert found.share("arrival") == 100


def test_too_few_people_colour_nothing(desk: Desk, play: Play, store: MemoryStore) -> None:
    """With fewer than five plays there are no colours, and it is told how many there were."""
    for _session in range(FEWEST - 1):
        play("right")
    found = tint(desk, Shade.PLAYS, store)

    assert (found.plays, found.nodes) == (FEWEST - 1, {})


def test_an_undone_reply_is_not_counted(desk: Desk, play: Play, store: MemoryStore) -> None:
    """Where somebody went and came back by taking a reply back, nobody has been."""
    for _session in range(FEWEST):
        session = play("wrong")
        session.undo()
        session.choose(next(choice for choice in session.choices if choice.id == "right"))
    found = tint(desk, Shade.PLAYS, store)

    assert found.nodes["half"] == Passage(0, None)
    assert found.share("done") == 100


def test_plays_of_an_older_scenario_are_left_out(
    desk: Desk, play: Play, store: MemoryStore, content: ContentFolder
) -> None:
    """A play by a node that is no longer there says nothing about what is: it is told, and not counted."""
    for _session in range(FEWEST):
        play("right")
    play("wrong")
    content.put("scenario", NODES.replace("half", "other"))
    found = tint(desk, Shade.PLAYS, store)

    assert (found.plays, found.left_out) == (FEWEST, 1)
    assert found.nodes["other"].plays == 0


def test_plays_with_one_persona(desk: Desk, play: Play, store: MemoryStore, content: ContentFolder) -> None:
    """A chart with one persona counts only who met that one."""
    content.put("personas/bu-sari.yaml", "id: bu-sari\n")
    content.put("scenario", f"{NODES}personas: [pak-darto, bu-sari]\n")
    for _session in range(FEWEST):
        play("right")

    assert chart_scenario(desk, "thr", None, None).personas == ("pak-darto", "bu-sari")
    assert tint(desk, Shade.PLAYS, store, "pak-darto").plays == FEWEST
    assert tint(desk, Shade.PLAYS, store, "bu-sari").plays == 0


def test_what_cannot_be_charted(desk: Desk, content: ContentFolder) -> None:
    """An unknown scenario and an unknown persona are refused, and so is a scenario with mistakes."""
    with pytest.raises(RoleplayError, match="tiada"):
        chart_scenario(desk, "tiada", None, None)
    with pytest.raises(RoleplayError, match="nobody"):
        chart_scenario(desk, "thr", "nobody", None)
    content.put("scenario", NODES.replace("goto: half", "goto: hlaf"))
    with pytest.raises(ContentError, match="hlaf"):
        chart_scenario(desk, "thr", None, None)
