"""Simulated trainees play a scenario, and their scores are held to bands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roleplay.app.simulate import Effort, simulate
from roleplay.domain.vocabulary import TRAINEES
from roleplay.errors import RoleplayError

if TYPE_CHECKING:
    from roleplay.app.desk import Desk
    from roleplay.app.documents import TraineeResult
    from tests.unit.conftest import ContentFolder

NODES = """\
nodes:
  arrival:
    says: "THR saya belum dibayar, {officer}."
    choices:
      long: {text: "Sudahlah, yang sabar saja dulu, nanti juga dibayar.", shows: [dismiss], goto: done}
      short: {text: "Batasnya tujuh hari.", shows: [explain], tells: [deadline], goto: done}
  done: {says: "Terima kasih.", ending: {outcome: resolved, debrief: Selesai.}}
  left: {says: "Saya pulang.", ending: {outcome: walked-out, debrief: Warga pergi.}}
"""

ROUND = """\
  round:
    says: "Lalu?"
    choices:
      again: {text: "Begitu.", goto: round}
      out: {text: "Sudah.", when: {letters: 3}, goto: done}
"""

SOFT_LOCK = """\
vars:
  letters: {low: 0, high: 3}
nodes:
  arrival:
    says: "THR saya belum dibayar, {officer}."
    choices:
      send: {text: "Kirim surat dulu, {call}.", shows: [next_step], goto: desk}
  desk:
    says: "Sudah saya kirim."
    choices:
      again: {text: "Sekali lagi, {call}.", set: {letters: "+1"}, when: {letters: 0}, goto: desk}
      done: {text: "Terima kasih, {call}.", when: {letters: ">= 2"}, goto: done}
  done: {says: "Terima kasih.", ending: {outcome: resolved, debrief: Selesai.}}
  left: {says: "Saya pulang.", ending: {outcome: walked-out, debrief: Warga pergi.}}
"""


def results(desk: Desk, seeds: int = 2) -> dict[str, TraineeResult]:
    """Return what each trainee came to in the small scenario."""
    return {item.trainee: item for item in simulate(desk, "thr", None, Effort(seeds)).trainees}


def test_each_trainee_plays_by_its_own_lights(content: ContentFolder, desk: Desk) -> None:
    """The expert takes what is right, the longest what is long, and both are told with their outcomes."""
    content.put("scenario", NODES)
    found = results(desk)

    assert set(found) == set(TRAINEES)
    assert (found["expert"].mean, found["expert"].is_inside) == (100, True)
    assert found["longest"].mean < found["expert"].mean
    assert found["shortest"].mean == found["expert"].mean
    assert found["longest"].outcomes == {"resolved": 2}
    assert found["expert"].turns == 1


@pytest.mark.parametrize(("band", "is_inside"), [("0..50", False), ("100", True)])
def test_a_band_of_the_scenario_counts_before_the_usual(
    band: str, is_inside: bool, content: ContentFolder, desk: Desk
) -> None:
    """What the author expects is what a trainee is held to."""
    content.put("scenario", f"{NODES}bands: {{shortest: {band}}}\n")

    assert results(desk)["shortest"].is_inside is is_inside


def test_a_trick_that_works_is_told(content: ContentFolder, desk: Desk) -> None:
    """Where the shortest reply is always right and no band allows it, that is not as expected."""
    content.put("scenario", NODES)

    assert not results(desk)["shortest"].is_inside


def test_a_talk_without_end_is_stuck(content: ContentFolder, desk: Desk) -> None:
    """A loop that no customer leaves is ended and told as stuck, never as expected."""
    content.put(
        "type", "limits:\n  leave: {when: {patience: 0, tension: '>= 100'}, says: Sudah., ends: walked-out}\n"
    )
    content.put(
        "scenario",
        NODES.replace("tells: [deadline], goto: done", "tells: [deadline], goto: arrival")
        + "bands: {shortest: 0..100}\n",
    )
    simulation = simulate(desk, "thr", None, Effort(2))
    found = {item.trainee: item for item in simulation.trainees}["shortest"]

    assert found.outcomes == {"stuck": 2}
    assert not found.is_inside


def test_an_unknown_scenario(desk: Desk) -> None:
    """A name that leads nowhere is refused."""
    with pytest.raises(RoleplayError, match="tiada"):
        simulate(desk, "tiada", None)


def test_what_is_never_reached_is_named(content: ContentFolder, desk: Desk) -> None:
    """Nodes, choices and lines that no choices lead to are told, and the rest is counted."""
    content.put(
        "scenario",
        NODES.replace(
            "    choices:\n", "    hears: [{tells: deadline, goto: typed}]\n    choices:\n"
        ).replace("  left:", "  typed: {says: Oh begitu., goto: done}\n  left:"),
    )
    coverage = simulate(desk, "thr", None).coverage

    assert (coverage.nodes.reached, coverage.nodes.total, coverage.nodes.missing) == (2, 4, ("typed", "left"))
    assert (coverage.choices.total, coverage.choices.missing) == (2, ())
    assert "nodes.typed.says" in coverage.lines.missing


def test_a_soft_lock_is_shown_with_its_state_and_the_way_there(content: ContentFolder, desk: Desk) -> None:
    """Where nothing can be chosen any more, the values and the choices that lead there are told."""
    content.put("scenario", SOFT_LOCK)
    found = simulate(desk, "thr", None)

    assert [(item.node, item.has_choices, item.variables, item.way) for item in found.dead_ends] == [
        ("desk", False, {"letters": 1}, ("arrival.send", "desk.again"))
    ]
    assert not found.is_sound


def test_a_search_that_was_cut_says_so(content: ContentFolder, desk: Desk) -> None:
    """A search that stops at its limit claims no more than it has seen."""
    content.put("scenario", SOFT_LOCK)
    found = simulate(desk, "thr", None, Effort(states=2))

    assert [(item.is_cut, item.states) for item in found.explored] == [(True, 2)]


def test_progress_is_told(content: ContentFolder, desk: Desk) -> None:
    """Whoever waits hears of every part, up to the last."""
    parts: list[tuple[int, int]] = []
    simulate(desk, "thr", None, on_progress=lambda done, of: parts.append((done, of)))

    assert [done for done, _of in parts] == list(range(1, parts[-1][1] + 1))


def test_a_round_that_nobody_leaves_is_a_dead_end(content: ContentFolder, desk: Desk) -> None:
    """Where choices go round for ever, the place is told as one that has choices and no ending."""
    content.put(
        "type", "limits:\n  leave: {when: {patience: 0, tension: '>= 100'}, says: Sudah., ends: walked-out}\n"
    )
    nodes = NODES.replace("tells: [deadline], goto: done", "tells: [deadline], goto: round")
    content.put("scenario", nodes.replace("  done:", ROUND + "  done:"))
    found = simulate(desk, "thr", None)

    assert [(item.node, item.has_choices, item.way) for item in found.dead_ends] == [
        ("round", True, ("arrival.short",))
    ]
    assert not found.is_sound
