"""`roleplay group`: its commands, and the kit for role-play in threes."""

from pathlib import Path

import pytest

from roleplay.errors import ExitCode
from tests.functional.program import SCENARIO, Program, acting, hostile_strings


def triad(program: Program, *arguments: str, people: str = "7", to: str = "kit.html") -> tuple[int, str, str]:
    """Return exit code, what was said on the side, and the page."""
    path = program.home / to
    done = program.run("group", "triad", SCENARIO, "--people", people, "--to", str(path), *arguments)
    assert done.out == ""
    return done.code, done.err, path.read_text(encoding="utf-8") if path.is_file() else ""


@pytest.mark.parametrize("arguments", [("group",), ("group", "--help"), ("group", "-h")])
def test_the_commands_of_a_group_are_listed(program: Program, arguments: tuple[str, ...]) -> None:
    """Without a command, and asked for help, it says which there are."""
    done = program.run(*arguments)

    assert done.err == ""
    assert "triad" in done.out
    assert done.code == (ExitCode.USAGE if len(arguments) == 1 else ExitCode.DONE)
    assert all(len(line) <= 80 for line in done.out.splitlines())


def test_a_command_that_there_is_not(program: Program) -> None:
    """A misspelt command of `group` is answered with the nearest."""
    done = program.run("group", "traid", SCENARIO)

    assert (done.code, done.out) == (ExitCode.USAGE, "")
    assert "triad" in done.err


def test_help_names_the_whole_command(program: Program) -> None:
    """The help of a command of `group` says how it is typed, and a mistake says where to look."""
    told = program.run("group", "triad", "--help").out

    assert "roleplay group triad [OPTIONS]" in told
    assert "Make a kit to print" in told
    assert "roleplay group triad --help" in program.run("group", "triad", SCENARIO).err


def test_a_kit_in_a_file(program: Program) -> None:
    """The kit is written, the file is named, and nothing is left beside it."""
    code, err, page = triad(program)

    assert code == 0
    assert "kit.html" in err
    assert page.startswith("<!DOCTYPE html>")
    assert "Person 7" in page
    assert [path.name for path in program.home.iterdir() if path.name != "data"] == ["kit.html"]


def test_the_same_wish_makes_the_same_file(program: Program) -> None:
    """Run again it is the same, byte for byte; another seed divides people otherwise."""
    _code, _err, page = triad(program)

    assert triad(program, to="again.html")[2] == page
    assert triad(program, "--seed", "2", to="other.html")[2] != page


def test_the_file_is_named_after_the_scenario(program: Program) -> None:
    """Without a name the kit goes where one stands, named after the scenario."""
    done = program.shell(
        f'cd "{program.home}" && PYTHONPATH="$OLDPWD" roleplay group triad {SCENARIO} --people 3'
    )

    assert done.code == 0, done.err
    assert (program.home / f"{SCENARIO}-triad.html").is_file()


def test_both_languages(program: Program) -> None:
    """In Indonesian the whole kit is in Indonesian."""
    _code, err, page = triad(program, "--lang", "id")

    assert "Tersimpan" in err
    assert '<html lang="id">' in page
    assert "Peserta 7" in page
    assert "Person 7" not in page


def test_a_file_that_is_there_stays(program: Program) -> None:
    """Nothing is written over a file without being asked to; asked to, it is replaced."""
    path = program.home / "kit.html"
    path.write_text("mine", encoding="utf-8")
    code, err, page = triad(program)

    assert (code, page) == (ExitCode.USAGE, "mine")
    assert "--force" in err
    assert triad(program, "--force")[2].startswith("<!DOCTYPE html>")


def test_names_from_a_file(program: Program) -> None:
    """People of a list stand in the rotation, and nothing else of it."""
    path = program.home / "people.csv"
    path.write_text('Nama;Unit\nSiti Aminah;Bekasi\n"Budi, S.H.";Bogor\nNur;Ambon\n', encoding="utf-8-sig")
    _code, _err, page = triad(program, people=str(path))

    assert all(name in page for name in ("Siti Aminah", "Budi, S.H.", ">Nur<"))
    assert "Bekasi" not in page


def test_names_that_attack(program: Program) -> None:
    """Whatever stands in a list of names, the page and the terminal stay as they are."""
    path = program.home / "people.txt"
    names = [
        f"{number} {text}".replace("\n", " ")[:50] for number, (_name, text) in enumerate(hostile_strings())
    ]
    path.write_bytes("\n".join(f"a{name}" for name in names).encode("utf-8", "replace"))
    code, err, page = triad(program, people=str(path))

    assert acting(err) == set()
    if code == 0:
        assert acting(page) == set()
        assert "<script" not in page
        assert "<img" not in page


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "There are 0 people"),
        (b"Siti\n", "There is 1 person"),
        (b"Siti\nBudi\nsiti\n", "Line 3: siti is there already, on line 1"),
        (b"Siti\n12\n", "Line 2"),
        (b"S\xff\xfei\x00", "UTF-8"),
        ("\n".join(f"Person {number}" for number in range(201)).encode(), "201"),
        (b"x" * 300_000, "too long"),
        (b"\n".join(b"7" for _number in range(40)), "30 more"),
    ],
)
def test_a_list_that_will_not_do(program: Program, content: bytes, told: str) -> None:
    """It is said what is wrong with a list and where, and nothing is written."""
    path = program.home / "people.txt"
    path.write_bytes(content)
    code, err, page = triad(program, people=str(path))

    assert (code, page) == (ExitCode.USAGE, "")
    assert told in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--people", "1"), "two to talk"),
        (("--people", "0"), "two to talk"),
        (("--people", "201"), "200"),
        (("--people", "no/such/file"), "no/such/file"),
        (("--people", "."), "cannot be read"),
        (("--people", "9" * 5000), "cannot be read"),
        (("--people", "3", "--to", "kit.docx"), ".html or .pdf"),
        (("--people", "3", "--persona", "ms-tset"), "ms-test"),
        (("--people", "3", "--groupings", "0"), "--groupings"),
        (("--people", "3", "--groupings", "7"), "--groupings"),
        (("lost-crad", "--people", "3"), "lost-card"),
        ((), "--people"),
    ],
)
def test_a_wish_that_cannot_be_met(program: Program, arguments: tuple[str, ...], told: str) -> None:
    """It is said what is wrong or what to do, and nothing is printed or written."""
    before = sorted(program.home.iterdir())
    done = program.run("group", "triad", SCENARIO, *arguments)

    assert (done.code, done.out) == (ExitCode.USAGE, "")
    assert told in done.err
    assert "Traceback" not in done.err
    assert sorted(program.home.iterdir()) == before


def test_one_persona_or_all(program: Program) -> None:
    """Rounds take turns with those who may bring the matter; asked for one, only that one comes."""
    _code, _err, every = triad(program, people="3")
    _code, _err, one = triad(program, "--persona", "ms-test", people="3", to="one.html")

    assert 'id="actor-b"' in every
    assert 'id="actor-b"' not in one


def test_a_pdf_needs_its_library(program: Program, tmp_path: Path) -> None:
    """Without the library nothing is written, and the extra is named; the page needs none."""
    (tmp_path / "missing").mkdir()
    (tmp_path / "missing" / "weasyprint.py").write_text("raise ImportError('not here')", encoding="utf-8")
    path = tmp_path / "kit.pdf"
    done = program.run(
        "group", "triad", SCENARIO, "--people", "3", "--to", str(path), PYTHONPATH=str(tmp_path / "missing")
    )

    assert (done.code, done.out) == (ExitCode.USAGE, "")
    assert "roleplay-service[pdf]" in done.err
    assert not path.exists()
