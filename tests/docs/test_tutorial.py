"""The tutorial for authors leads to what it says: finished files, and they are right."""

import re
from pathlib import Path
from types import ModuleType

import polib
import pytest

from roleplay.app.desk import set_up
from roleplay.app.simulate import simulate
from roleplay.authoring.check import check, walk
from roleplay.compiler.library import Library
from roleplay.compiler.link import check_file
from roleplay.content.layout import lay_out
from roleplay.diagnostics import Diagnostic

ROOT = Path(__file__).parents[2]
AUTHORS = ROOT / "docs" / "authors"
TUTORIALS = [
    ("tutorial.id.md", "tutorial", "nomor-terlewat", "id"),
    ("tutorial.md", "tutorial-en", "missed-number", "en"),
]
EVERY_TUTORIAL = pytest.mark.parametrize(("page", "folder", "scenario", "language"), TUTORIALS)
EVERY_FINISHED = pytest.mark.parametrize(("folder", "scenario"), [item[1:3] for item in TUTORIALS])


def _yaml_files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*.yaml")
    }


@pytest.mark.parametrize("script", ["run_examples"], indirect=True)
@EVERY_TUTORIAL
def test_who_follows_it_has_the_finished_files(
    script: ModuleType, page: str, folder: str, scenario: str, language: str, tmp_path: Path
) -> None:
    """The boxes of a page, put where it says, make the finished files (`python docs/make_tutorial.py`)."""
    script.write_files(AUTHORS / page, tmp_path)

    assert _yaml_files(tmp_path) == _yaml_files(AUTHORS / folder)
    assert f"scenarios/{scenario}/scenario.yaml" in _yaml_files(tmp_path)


@pytest.mark.parametrize("script", ["run_examples"], indirect=True)
@EVERY_TUTORIAL
def test_every_box_leaves_files_that_can_be_played(
    script: ModuleType, page: str, folder: str, scenario: str, language: str, tmp_path: Path
) -> None:
    """After each box the files have no errors, but for the one letter that is wrong on purpose."""
    text = (AUTHORS / page).read_text(encoding="utf-8")
    boxes = list(re.finditer(r"^```yaml .*?^```$", text, re.MULTILINE | re.DOTALL))
    stage = tmp_path / "stage.md"
    found = []
    for box in boxes:
        stage.write_text(text[: box.end()] + "\n", encoding="utf-8")
        script.write_files(stage, tmp_path)
        found += [item.code for item in _errors(tmp_path, language)]

    assert len(boxes) > 15
    assert found == ["RP201"]


def _errors(folder: Path, language: str) -> list[Diagnostic]:
    library = Library((folder, ROOT))
    loaded = [library.load(ref, language) for ref in library.refs if ref.path.is_relative_to(folder)]
    return [
        item
        for one in loaded
        for item in (*one.diagnostics, *(check_file(library, one) if one.document else ()))
        if item.is_error
    ]


@EVERY_FINISHED
def test_the_finished_scenario_is_right(folder: str, scenario: str) -> None:
    """`roleplay check` finds no errors or warnings, translations included, and `fmt` changes nothing."""
    content = AUTHORS / folder

    assert check((content, ROOT), (content,)).diagnostics == ()
    assert len(list(content.rglob("*.po"))) == 2
    for path in content.rglob("*.yaml"):
        assert lay_out(path.read_text(encoding="utf-8")) == path.read_text(encoding="utf-8")


@EVERY_FINISHED
def test_the_walkthroughs_come_out_as_written(folder: str, scenario: str) -> None:
    """`roleplay test` passes: an expert, somebody cold, somebody wrong, a bad end, and typed replies."""
    content = AUTHORS / folder
    walked = list(walk((content, ROOT), (content,)))

    assert len(walked) == 5
    assert [item.diagnostics for item in walked] == [()] * 5


@pytest.mark.parametrize("language", ["id", "en"])
@EVERY_FINISHED
def test_simulated_trainees_land_in_the_bands(
    folder: str, scenario: str, language: str, tmp_path: Path
) -> None:
    """In both languages each simulated trainee comes to what is expected, and every node is reached."""
    desk = set_up({"ROLEPLAY_HOME": str(tmp_path)}, ROOT, language, (AUTHORS / folder, ROOT))
    simulation = simulate(desk, scenario, None)

    assert [item.trainee for item in simulation.trainees if not item.is_inside] == []
    assert simulation.dead_ends == ()


@EVERY_TUTORIAL
def test_the_translations_shown_are_the_finished_ones(
    page: str, folder: str, scenario: str, language: str
) -> None:
    """Entries of a translation that a page shows stand in the finished translation."""
    text = (AUTHORS / page).read_text(encoding="utf-8")
    boxes = re.findall(r"^```po\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    shown = [entry for box in boxes for entry in polib.pofile(box)]
    (path,) = (AUTHORS / folder / "scenarios" / scenario).glob("*.po")
    finished = {(item.msgctxt, item.msgid): item.msgstr for item in polib.pofile(str(path))}

    assert len(shown) >= 2
    assert [finished.get((item.msgctxt, item.msgid)) for item in shown] == [item.msgstr for item in shown]
