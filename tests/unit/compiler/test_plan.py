"""A plan names scenarios and personas that are there, and is told where it does not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from roleplay.app.desk import Desk, set_up
from roleplay.app.plan import plan_of
from roleplay.domain.group import Plan, Round
from roleplay.errors import RoleplayError

if TYPE_CHECKING:
    from tests.unit.conftest import ContentFolder


@pytest.fixture
def desk(content: ContentFolder, tmp_path: Path) -> Desk:
    return set_up({"ROLEPLAY_HOME": str(tmp_path / "home")}, content.root, "en", (content.root,))


def test_a_plan_is_read_by_its_name_and_by_its_path(
    content: ContentFolder, desk: Desk, tmp_path: Path
) -> None:
    """Both give the same plan; what is left out has its usual value."""
    content.put("plan", "rounds:\n  - {scenario: thr, personas: [pak-darto], form: A, mode: assess}\n")
    content.put("scenario", "pair: {form: A, with: thr}\n")
    wanted = Plan("Satu hari", "id", (Round("thr", ("pak-darto",), "assess", "A"),))

    assert plan_of(desk, "day") == (wanted, ())
    elsewhere = tmp_path / "elsewhere.yaml"
    elsewhere.write_bytes((content.root / "plans" / "day.yaml").read_bytes())
    assert plan_of(desk, str(elsewhere)) == (wanted, ())


def test_a_scenario_is_a_plan_of_one_round(desk: Desk) -> None:
    """It is named and spoken as the scenario is, in the language in use."""
    planned = plan_of(desk, "thr").plan

    assert planned is not None
    assert planned.rounds == (Round("thr"),)
    assert planned.language == "en"


def test_a_name_of_nothing_is_told(desk: Desk) -> None:
    """With the name that was probably meant."""
    with pytest.raises(RoleplayError) as told:
        plan_of(desk, "dayy")
    assert "'day'" in told.value.hint


@pytest.mark.parametrize(
    ("fragment", "code", "words"),
    [
        ("rounds:\n  - scenario: trh\n", "RP203", "trh"),
        ("rounds:\n  - {scenario: thr, personas: [nobody]}\n", "RP204", "nobody"),
        ("rounds:\n  - {scenario: thr, form: A}\n", "RP323", "{scenario: thr, form: A}"),
        ("rounds:\n  - {scenario: thr, mode: exam}\n", "RP104", "exam"),
        ("rounds: []\n", "RP106", ""),
        ("keep_days: 0\n", "RP104", "0"),
        ("language: jv\n", "RP104", "jv"),
        ("rouns: []\n", "RP101", "rouns"),
    ],
)
def test_a_mistake_is_told_where_it_stands(
    content: ContentFolder, desk: Desk, fragment: str, code: str, words: str
) -> None:
    """By `check` as by whoever hosts the plan, once, and no group begins on it."""
    content.put("plan", fragment)
    (found,) = content.check()
    planned = plan_of(desk, "day")

    assert found.code == code
    assert planned.plan is None
    assert [(item.code, item.span[1:]) for item in planned.diagnostics] == [(code, found.span[1:])]
    if words:
        assert found.span[1:] == content.place("plan", words)


def test_what_is_no_yaml_is_told(content: ContentFolder, desk: Desk) -> None:
    """A file that cannot be read at all is a mistake with a place."""
    content.put("plan", "# whole file\nrounds: [\n")
    planned = plan_of(desk, "day")

    assert planned.plan is None
    assert planned.diagnostics
