"""`roleplay import` and `roleplay export` as an author at a shell meets them."""

from pathlib import Path

import pytest

from roleplay.errors import ExitCode
from tests.functional.program import ROOT, SCENARIO, Done, Program, acting

STORIES = ROOT / "tests" / "data" / "stories"
ATTACK = "\x1b]0;owned\x07[bold red]\u202e"


def take_in(program: Program, story: Path, name: str = "story", **variables: str) -> Done:
    """Import a story into the home of the program."""
    return program.run("import", str(story), "--id", name, "--to", str(program.home / "mine"), **variables)


@pytest.mark.parametrize("name", ["sugarcube.twee", "harlowe.twee", "weave.ink.json"])
def test_a_story_is_taken_in_checked_and_played(program: Program, name: str) -> None:
    """The path goes to standard output and the talk to standard error; what comes of it plays at once."""
    done = take_in(program, STORIES / name)
    path = program.home / "mine" / "scenarios" / "story" / "scenario.yaml"

    assert (done.code, done.out) == (0, f"{path}\n")
    assert done.err.count(f"{name}:") >= 3
    assert "roleplay check" in done.err.splitlines()[-1]
    assert program.run("check", str(path)).code == 0
    played = program.run("play", "story", "--content", str(program.home / "mine"), typed="1\n1\n1\nq\n")
    assert (played.code, played.err) == (0, "")


def test_a_scenario_that_is_there_is_kept(program: Program) -> None:
    """A second import under the same id is refused and changes nothing."""
    take_in(program, STORIES / "harlowe.twee")
    path = program.home / "mine" / "scenarios" / "story" / "scenario.yaml"
    before = path.read_bytes()
    done = take_in(program, STORIES / "sugarcube.twee")

    assert (done.code, done.out) == (ExitCode.USAGE, "")
    assert "'story'" in done.err
    assert path.read_bytes() == before


def test_what_is_lost_is_told_in_the_language_of_the_author(program: Program) -> None:
    """Losses are told in Indonesian to who reads Indonesian; nothing is told in two languages."""
    english = take_in(program, STORIES / "sugarcube.twee", "one")
    indonesian = take_in(program, STORIES / "sugarcube.twee", "two", ROLEPLAY_LANG="id")

    assert "sugarcube.twee:22: “Counter”: not carried: <<audio" in english.err
    assert "sugarcube.twee:22: “Counter”:" in indonesian.err
    assert len(indonesian.err.splitlines()) == len(english.err.splitlines())


def test_a_flood_of_losses_is_counted(program: Program) -> None:
    """Two hundred losses are told one by one and the rest are counted; the file has every one."""
    story = program.home / "flood.twee"
    story.write_text(":: Start\nHello.\n" + "<<x>>\n" * 500, encoding="utf-8")
    done = take_in(program, story)
    written = (program.home / "mine" / "scenarios" / "story" / "scenario.yaml").read_text(encoding="utf-8")

    assert len(done.err.splitlines()) == 203
    assert "300" in done.err.splitlines()[200]
    assert written.count("# not carried: <<x>>") == 500


def test_a_story_that_attacks(program: Program) -> None:
    """Nothing in a story or its name acts on the terminal, or gets into the scenario."""
    story = program.home / "bad\x1b[31m.twee"
    story.write_text(f":: {ATTACK}\n{ATTACK} <<{ATTACK}>>\n[[{ATTACK}a->b]]\n", encoding="utf-8")
    done = take_in(program, story)
    written = (program.home / "mine" / "scenarios" / "story" / "scenario.yaml").read_text(encoding="utf-8")

    assert done.code == 0
    assert acting(done.out + done.err + written) == set()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("import no/such.twee --id x", "no/such.twee"),
        ("import README.md --id x", ".twee"),
        ("import docs --id x", ".twee"),
        ("import tests/data/stories/harlowe.twee", "--id"),
        ("import tests/data/stories/harlowe.twee --id 'A b'", "A b"),
        (f"import tests/data/stories/harlowe.twee --id {SCENARIO}", SCENARIO),
        ("import tests/data/stories/harlowe.twee --id x --to /proc/nowhere", "/proc/nowhere"),
        ("export", "scenario"),
        (f"export {SCENARIO}", "--as"),
        (f"export {SCENARIO} --as html", "html"),
        ("export lost-crad --as twee", "lost-card"),
        (f"export {SCENARIO} --as twee --to README.md", "README.md"),
    ],
)
def test_a_wish_that_cannot_be_met(program: Program, line: str, told: str) -> None:
    """What was wrong is named, shortly, with the exit code for wrong usage."""
    done = program.shell(f"roleplay {line}")

    assert (done.code, done.out) == (ExitCode.USAGE, "")
    assert told in done.err
    assert "Traceback" not in done.err
    assert len(done.err.splitlines()) <= 3


def test_a_scenario_goes_out_and_comes_back(program: Program) -> None:
    """What is exported, to a file or down a pipe, is the same, and can be imported again."""
    path = program.home / "out.twee"
    written = program.run("export", SCENARIO, "--as", "twee", "--to", str(path))
    printed = program.run("export", SCENARIO, "--as", "twee")
    done = take_in(program, path)

    assert (written.code, written.out, printed.code) == (0, "", 0)
    assert printed.out == path.read_text(encoding="utf-8")
    assert "goals" in printed.err
    assert done.code == 0
    assert len(done.err.splitlines()) == 3
    assert program.run("check", str(program.home / "mine")).code == 0


def test_a_second_export_overwrites_nothing(program: Program) -> None:
    """A file that is there stays as it is."""
    path = program.home / "out.twee"
    path.write_text("mine", encoding="utf-8")
    done = program.run("export", SCENARIO, "--as", "twee", "--to", str(path))

    assert done.code == ExitCode.USAGE
    assert path.read_text(encoding="utf-8") == "mine"


def test_the_help_of_both(program: Program) -> None:
    """`import` is a word of Python's own, and a command like any other."""
    for command in ("import", "export"):
        done = program.run(command, "--help")
        assert (done.code, done.err) == (0, "")
        assert f"roleplay {command}" in done.out
