"""`roleplay graph`: the map of a scenario, on the screen, in a pipe and in a file."""

import pytest

from roleplay.errors import ExitCode
from tests.functional.program import RIGHT_NUMBERS, SCENARIO, Program


def test_a_map_for_mermaid(program: Program) -> None:
    """Without a wish for another form it is a flowchart, and nothing else is printed."""
    done = program.run("graph", SCENARIO)

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("flowchart LR\n")
    assert done.out == program.run("graph", SCENARIO, "--as", "mermaid").out


@pytest.mark.parametrize(
    ("name", "begin"),
    [
        ("map.html", "<!DOCTYPE html>"),
        ("MAP.HTM", "<!DOCTYPE html>"),
        ("map.mmd", "flowchart"),
        ("map.dot", "digraph"),
        ("map.gv", "digraph"),
    ],
)
def test_the_name_of_the_file_says_what_is_written(program: Program, name: str, begin: str) -> None:
    """The ending of the name gives the form; the file is named, and nothing is left beside it."""
    folder = program.home / "maps"
    folder.mkdir()
    done = program.run("graph", SCENARIO, "--to", str(folder / name))

    assert (done.code, done.out) == (0, "")
    assert name in done.err
    assert (folder / name).read_text(encoding="utf-8").startswith(begin)
    assert [path.name for path in folder.iterdir()] == [name]


def test_a_file_that_is_there_stays(program: Program) -> None:
    """Nothing is written over a file without being asked to; asked to, it is replaced."""
    path = program.home / "map.dot"
    path.write_text("mine", encoding="utf-8")
    refused = program.run("graph", SCENARIO, "--to", str(path))

    assert (refused.code, refused.out) == (ExitCode.USAGE, "")
    assert "--force" in refused.err
    assert path.read_text(encoding="utf-8") == "mine"
    assert program.run("graph", SCENARIO, "--to", str(path), "--force").code == 0
    assert path.read_text(encoding="utf-8").startswith("digraph")


def test_a_link_is_followed_when_a_file_is_replaced(program: Program) -> None:
    """A link to a file stays a link, and the file has the map."""
    path, link = program.home / "map.dot", program.home / "link.dot"
    path.write_text("mine", encoding="utf-8")
    link.symlink_to(path)
    done = program.run("graph", SCENARIO, "--to", str(link), "--force")

    assert done.code == 0
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8").startswith("digraph")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--to", "map.png"), ".html"),
        (("--to", "map"), "--as"),
        (("--to", "README.md/map.html"), "README.md/map.html cannot be written"),
        (("--to", ".", "--as", "dot"), "is no file"),
        (("--to", "/dev/null", "--as", "dot", "--force"), "is no file"),
        (("--json", "--as", "dot"), "--json"),
        (("--json", "--to", "map.html"), "--json"),
        (("--as", "png"), "png"),
        (("--colour", "red"), "red"),
        (("--persona", "ms-tset"), "ms-test"),
    ],
)
def test_a_wish_that_cannot_be_met(program: Program, arguments: tuple[str, ...], told: str) -> None:
    """It is said what is wrong or what to do, and nothing is printed or written."""
    before = sorted(program.home.iterdir())
    done = program.run("graph", SCENARIO, *arguments)

    assert (done.code, done.out) == (ExitCode.USAGE, "")
    assert told in done.err
    assert "Traceback" not in done.err
    assert sorted(program.home.iterdir()) == before


def test_a_page_is_not_poured_over_a_terminal(program: Program) -> None:
    """At a terminal a page needs a file; in a pipe it does not."""
    code, written = program.sit_down("graph", SCENARIO, "--as", "html").finish()

    assert code == ExitCode.USAGE
    assert "--to map.html" in written
    assert "<svg" not in written
    assert "<svg" in program.run("graph", SCENARIO, "--as", "html").out


def test_few_plays_are_told(program: Program) -> None:
    """With too few sessions the map has no colours, and it is said on the side."""
    program.play(*RIGHT_NUMBERS)
    done = program.run("graph", SCENARIO, "--colour", "plays")

    assert done.code == 0
    assert "1 finished session" in done.err
    assert "class n0" not in done.out


def test_plays_colour_a_map(program: Program) -> None:
    """Five sessions are enough, and every one of them came by the start."""
    for _session in range(5):
        program.play(*RIGHT_NUMBERS)
    done = program.run("graph", SCENARIO, "--colour", "plays", "--as", "dot")

    assert (done.code, done.err) == (0, "")
    assert "5 finished sessions" in done.out
    assert "100 %" in done.out
