"""An author at work: begins files at a terminal or in a script, and brings them into one layout."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from roleplay.errors import ExitCode
from tests.functional.program import CONTENT, ROOT, Done, Program, acting


@pytest.fixture
def author(program: Program) -> Program:
    """The program as an author has it, who has set nothing."""
    program.environment["PYTHONPATH"] = str(ROOT)
    del program.environment["ROLEPLAY_CONTENT"]
    return program


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder with nothing in it, where the author is."""
    folder = tmp_path / "my work"
    folder.mkdir()
    return folder


def in_folder(author: Program, folder: Path, line: str) -> Done:
    """Return what a line for the shell comes to in a folder."""
    return author.shell(f'cd "{folder}" && {line}')


def files(folder: Path) -> set[str]:
    """Return the files of a content folder, without schemas."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {path for path in found if not path.startswith("schemas/")}


def test_a_scenario_is_begun_checked_and_played(author: Program, work: Path) -> None:
    """In an empty folder one line begins a scenario, and the two that are printed check and play it."""
    code, out, err = in_folder(author, work, "roleplay new scenario lost-slip --yes")
    lines = out.splitlines()

    assert (code, err) == (0, "")
    assert files(work) == {
        "scenarios/lost-slip/scenario.yaml",
        "scenarios/lost-slip/walkthroughs/expert.yaml",
    }
    assert lines[2:] == ["Next:", "  roleplay check scenarios/lost-slip", "  roleplay play lost-slip"]
    check, play = lines[3:]
    assert in_folder(author, work, check.strip()) == (0, "0 errors, 0 warnings in 2 files\n", "")
    code, out, _err = in_folder(author, work, f"echo q | {play.strip()}")
    assert code == 0
    assert "I lost the slip, I have looked everywhere." in " ".join(out.split())


def test_the_nearest_content_folder_is_written_into(author: Program, work: Path) -> None:
    """From within a content folder the file goes where it belongs, and a scenario to play it in is named."""
    in_folder(author, work, "roleplay new scenario lost-slip --yes")
    deep = work / "scenarios" / "lost-slip"
    code, out, _err = in_folder(author, deep, "roleplay new persona ms-hall --yes")

    assert code == 0
    assert "personas/ms-hall.yaml" in files(work)
    assert "roleplay play lost-slip --persona ms-hall" in out


def test_another_folder_is_named_in_what_comes_next(author: Program, work: Path) -> None:
    """Where `--to` leads elsewhere, the lines that are printed say so and can be copied."""
    there = work.with_name("other folder")
    code, out, _err = in_folder(
        author, work, f'roleplay new scenario a --to "{there}" --lang id --title "Satu"'
    )
    lines = [line.strip() for line in out.splitlines() if line.startswith("  ")]

    assert code == 0
    assert files(work) == set()
    assert 'title: "Satu"' in (there / "scenarios/a/scenario.yaml").read_text(encoding="utf-8")
    assert all(in_folder(author, work, f"echo q | {line}")[0] == 0 for line in lines)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("scenario Lost --yes", "small letters, digits"),
        ("scenario a --persona bu-sumo", "'bu-sumi'"),
        ("scenario a --rubric integrit", "'integrity'"),
        ("persona a --type angri", "'angry'"),
        ("persona a --rubric integrity", "--rubric does not belong to a persona"),
        ("rubric a --persona bu-sumi", "--persona does not belong to a rubric"),
        ("scenario jkp-empat-bulan", "is there already"),
        ("scenari a", "scenario"),
    ],
)
def test_a_wrong_wish_writes_nothing(line: str, told: str, author: Program, work: Path) -> None:
    """What cannot be begun is told with what to do, and leaves the folder as it was."""
    code, out, err = in_folder(author, work, f"roleplay new {line}")

    assert (code, out) == (ExitCode.USAGE, "")
    assert told in err
    assert list(work.iterdir()) == []


def test_questions_at_a_terminal(author: Program, work: Path) -> None:
    """A person is asked a few things, again where the answer is wrong, and Enter takes what is suggested."""
    talk = author.sit_down("new", "scenario", "lost-slip", "--to", str(work))
    assert "Enter: Lost slip" in talk.wait()
    assert "Enter: type:confused, type:angry" in talk.type('The "slip"')
    assert "Did you mean 'bu-sumi'?" in talk.type("bu-sumo")
    assert "Enter: service-excellence" in talk.type("bu-sumi, angry")
    assert "Enter: 1" in talk.type("")
    assert "from 1 to 5" in talk.type("9")
    assert "Enter: counter" in talk.type("3")
    code, out = talk.finish("phone")
    text = (work / "scenarios/lost-slip/scenario.yaml").read_text(encoding="utf-8")

    assert code == 0
    assert "Next:" in out
    for line in (
        r'title: "The \"slip\""',
        'personas: [bu-sumi, "type:angry"]',
        "level: 3",
        "channel: phone",
        "rubric: service-excellence",
    ):
        assert f"\n{line}" in text


def test_no_name_of_a_folder_acts(author: Program, work: Path) -> None:
    """What stands in the name of a folder or in a title is shown, and does nothing to the terminal."""
    there = work / "a\x1b[31mb"
    begun = author.run("new", "scenario", "a", "--to", str(there), "--title", "x\x1b[2J")
    (there / "scenarios/a/scenario.yaml").write_text("a:  1", encoding="utf-8")
    laid = author.run("fmt", str(there))

    assert (begun.code, laid.code) == (0, 0)
    assert acting(begun.out + begun.err + laid.out + laid.err) == set()


@pytest.mark.parametrize("key", ["Ctrl-C", "Ctrl-D"])
def test_leaving_the_questions_writes_nothing(key: str, author: Program, work: Path) -> None:
    """Who leaves has begun nothing."""
    talk = author.sit_down("new", "persona", "ms-hall", "--to", str(work))
    talk.wait()
    talk.type("")
    code, out = talk.interrupt() if key == "Ctrl-C" else talk.hang_up()

    assert code == ExitCode.INTERRUPTED
    assert "Nothing was written." in out
    assert list(work.iterdir()) == []


def test_options_are_not_asked_again(author: Program, work: Path) -> None:
    """What an option has said is no question any more; with `--yes` there is none."""
    talk = author.sit_down("new", "persona", "ms-hall", "--type", "angry", "--to", str(work))
    assert "Enter: Ms Hall" in talk.wait()
    assert talk.finish("")[0] == 0
    assert author.sit_down("new", "rubric", "ours", "--yes", "--to", str(work)).finish()[0] == 0
    assert files(work) == {"personas/ms-hall.yaml", "rubrics/ours.yaml"}


@pytest.fixture
def content(work: Path) -> Path:
    """A content folder of one's own, in which one file is set out badly and one cannot be read."""
    folder = work / "content"
    shutil.copytree(CONTENT, folder)
    persona = folder / "personas" / "ms-test.yaml"
    persona.write_text(persona.read_text(encoding="utf-8").replace(": ", ":  "), encoding="utf-8")
    (folder / "personas" / "broken.yaml").write_text("a: [\n", encoding="utf-8")
    return folder


def test_files_are_brought_into_the_layout(author: Program, content: Path) -> None:
    """What can be read is laid out once, what cannot is told with its place, and the exit code says so."""
    code, out, err = in_folder(author, content, "roleplay fmt")
    assert (code, err) == (ExitCode.PROBLEMS, "")
    assert "personas/ms-test.yaml: changed" in out
    assert "personas/broken.yaml:2:1  error RP002" in out
    assert "personas/broken.yaml: left as it is" in out
    assert out.endswith("1 file changed, 5 already in the layout, 1 left as it is\n")
    assert (content / "personas/broken.yaml").read_text(encoding="utf-8") == "a: [\n"
    assert (content / "personas/ms-test.yaml").read_bytes() == (
        CONTENT / "personas/ms-test.yaml"
    ).read_bytes()

    (content / "personas/broken.yaml").unlink()
    assert in_folder(author, content, "roleplay fmt") == (0, "0 files changed, 6 already in the layout\n", "")


def test_checking_the_layout_changes_nothing(author: Program, content: Path) -> None:
    """With `--check` what would be changed is listed, and nothing is."""
    before = (content / "personas/ms-test.yaml").read_bytes()
    code, out, _err = in_folder(author, content.parent, "roleplay fmt --check content/personas/ms-test.yaml")

    assert (code, out) == (
        ExitCode.PROBLEMS,
        "content/personas/ms-test.yaml: would be changed\n1 file would be changed, 0 already in the layout\n",
    )
    assert (content / "personas/ms-test.yaml").read_bytes() == before
    assert in_folder(author, content, "roleplay fmt --check rubrics")[0] == 0


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("", "There is no content in"),
        ("nowhere", "There is no file nowhere"),
        ("empty", "There is no content in empty"),
        ("notes.txt", "notes.txt is no content file"),
    ],
)
def test_nothing_to_lay_out(line: str, told: str, author: Program, work: Path) -> None:
    """A wish that means no content file is told, with what a content folder is."""
    (work / "empty").mkdir()
    (work / "notes.txt").write_text("a:  1", encoding="utf-8")
    code, _out, err = in_folder(author, work, f"roleplay fmt {line}")

    assert code == ExitCode.USAGE
    assert told in err
    assert (work / "notes.txt").read_text(encoding="utf-8") == "a:  1"


def test_a_note_is_told_and_counted_apart(author: Program, work: Path) -> None:
    """A finding that is a note here says so, is counted beside errors and warnings, and is no failure."""
    in_folder(author, work, "roleplay new scenario lost-slip --yes")
    path = work / "scenarios" / "lost-slip" / "scenario.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("You hand out", "Pursuant to the rules you hand out", 1), encoding="utf-8")
    settings = "format: 1\nseverity: [{code: RP510, becomes: %s, reason: We write so.}]\n"
    (work / "check.yaml").write_text(settings % "note", encoding="utf-8")
    code, out, _err = in_folder(author, work, "roleplay check scenarios")

    assert code == 0
    assert "note RP510  words of the office: 'Pursuant to'" in out
    assert out.endswith("0 errors, 0 warnings, 1 note in 2 files\n")
    report = json.loads(in_folder(author, work, "roleplay check scenarios --json").out)
    assert (report["errors"], report["warnings"], report["notes"]) == (0, 0, 1)
    (work / "check.yaml").write_text(settings % "warning", encoding="utf-8")
    assert in_folder(author, work, "roleplay check scenarios").out.endswith(
        "0 errors, 1 warning in 2 files\n"
    )
