"""Simulated trainees play a scenario, and their scores are held to bands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roleplay.app.simulate import simulate
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


def results(desk: Desk, seeds: int = 2) -> dict[str, TraineeResult]:
    """Return what each trainee came to in the small scenario."""
    return {item.trainee: item for item in simulate(desk, "thr", None, seeds).trainees}


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
    found = results(desk)["shortest"]

    assert found.outcomes == {"stuck": 2}
    assert not found.is_inside


def test_an_unknown_scenario(desk: Desk) -> None:
    """A name that leads nowhere is refused."""
    with pytest.raises(RoleplayError, match="tiada"):
        simulate(desk, "tiada", None, 1)
