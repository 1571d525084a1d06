"""Making a kit: who plays what in which round."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from roleplay.app.desk import Desk, set_up
from roleplay.app.triad import make_kit, people_of
from roleplay.domain.triad import Kit
from roleplay.errors import RoleplayError
from roleplay.i18n import speaking

ROOT = Path(__file__).parents[3]
ONE = "jkp-empat-bulan"
OTHER = "thr-dicicil"


@pytest.fixture(autouse=True)
def _indonesian() -> Iterator[None]:
    with speaking("id"):
        yield


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with what comes with the program."""
    return set_up({"ROLEPLAY_HOME": str(tmp_path)}, tmp_path, "id", (ROOT,))


def played(kit: Kit) -> list[tuple[str, str, str]]:
    return [(one.play.sign, one.play.encounter.scenario, one.play.encounter.persona.id) for one in kit.rounds]


def test_each_round_has_another_persona(desk: Desk) -> None:
    """One scenario is brought by another persona in each round, of another type as long as there are some."""
    kit = make_kit(desk, [ONE], people_of("6"), 1, 1)

    assert [sign for sign, _scenario, _persona in played(kit)] == ["A", "B", "C"]
    assert len({play.encounter.persona.type for play in kit.plays}) == 3


def test_scenarios_take_turns(desk: Desk) -> None:
    """Of several scenarios each round takes the next, and nobody comes twice while others have not come."""
    kit = make_kit(desk, [ONE, OTHER, ONE], people_of("9"), 2, 1)

    assert [scenario for _sign, scenario, _persona in played(kit)] == [ONE, OTHER] * 3
    assert len({persona for _sign, _scenario, persona in played(kit)}) == 6
    assert [[play.sign for play in plays] for plays in kit.scenarios] == [["A", "C", "E"], ["B", "D", "F"]]


def test_a_card_is_used_again(desk: Desk) -> None:
    """With one persona all rounds are played with the same cards."""
    kit = make_kit(desk, [ONE], people_of("3"), 1, 1, "pak-darto")

    assert played(kit) == [("A", ONE, "pak-darto")] * 3
    assert len(kit.plays) == 1


def test_most_cards_have_a_letter(desk: Desk) -> None:
    """Six groupings with groups of four are 24 rounds, and every card of them has a letter of its own."""
    kit = make_kit(
        desk, [ONE, OTHER, "dipingpong", "gaji-di-bawah-umk", "ijazah-ditahan"], people_of("4"), 6, 1
    )

    assert len(kit.rounds) == 24
    assert len({play.sign for play in kit.plays}) == len(kit.plays) == 24


def test_people_in_tables_and_lists(tmp_path: Path) -> None:
    """A file that ends in .csv or .tsv is a table, any other a list."""
    for name, text in (
        ("a.csv", "Siti,x\nBudi,y\n"),
        ("a.TSV", "Siti\tx\nBudi\ty\n"),
        ("a.txt", "Siti\nBudi\n"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")

        assert people_of(str(tmp_path / name)) == ("Siti", "Budi")


def test_a_file_may_be_called_like_a_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A number is a number; with a folder before it, it is a file."""
    (tmp_path / "24").write_text("Siti\nBudi\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert len(people_of("24")) == 24
    assert people_of("./24") == ("Siti", "Budi")


def test_one_person_is_told_what_it_takes() -> None:
    """Nobody can play alone."""
    with pytest.raises(RoleplayError) as refused:
        people_of("1")

    assert refused.value.hint
