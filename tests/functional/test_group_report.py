"""What a hosted group leaves behind is written from the command line, also while it goes on."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from roleplay.errors import ExitCode
from tests.functional.hosting import CHOICES, Hosted
from tests.functional.program import SCENARIO, Program


@pytest.fixture
def played(program: Program) -> Iterator[Hosted]:
    """A group in which somebody with a hostile nickname has played a talk to its end."""
    hosted = Hosted(program, SCENARIO)
    person = hosted.join("=1+1<b>x")
    hosted.lead("begin")
    for choice in CHOICES:
        person.take(choice)
    yield hosted
    hosted.stop()


def test_a_group_is_reported(program: Program, played: Hosted) -> None:
    """Page, workbook and tables tell of it; nothing in them acts, and what is there is not written over."""
    folder = program.home / "tables"
    page, book = program.home / "pack.html", program.home / "all.xlsx"
    wish = ("group", "report", played.code, "-o", str(page), "--xlsx", str(book), "--csv", str(folder))
    done = program.run(*wish)
    assert (done.code, done.out) == (0, "")
    text = page.read_text(encoding="utf-8")
    assert "<b>x" not in text
    assert "&lt;b&gt;x" in text
    cells = [cell for sheet in openpyxl.load_workbook(book) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert any("1+1" in str(cell.value) for cell in cells)
    (session,) = rows(folder / "sessions.csv", ",")[1:]
    assert "'=1+1<b>x" in session

    again = program.run(*wish)
    assert (again.code, "--force" in again.err) == (ExitCode.USAGE, True)
    assert page.read_text(encoding="utf-8") == text
    assert program.run(*wish, "--force").code == 0


def test_tables_open_in_excel_at_a_double_click(program: Program, played: Hosted) -> None:
    """With the mark and the separators that the Excel of the language wants."""
    folder = program.home / "tables"
    wish = ("group", "report", played.code, "--csv", str(folder), "--for-excel", "--lang", "id")
    assert program.run(*wish).code == 0
    assert (folder / "sessions.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(rows(folder / "sessions.csv", ";")) == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [((), "-o"), (("-o", "HOME/x.html", "--store", "HOME/nothing.db"), "no group")],
)
def test_a_report_that_cannot_be_had(
    program: Program, played: Hosted, arguments: tuple[str, ...], told: str
) -> None:
    """It is said what is missing, and an empty wish writes nothing."""
    arguments = tuple(part.replace("HOME", str(program.home)) for part in arguments)
    done = program.run("group", "report", played.code, *arguments)
    assert done.code in (ExitCode.USAGE, ExitCode.STORE)
    assert told in done.err
    assert "Traceback" not in done.err


def rows(path: Path, separator: str) -> list[list[str]]:
    """Return the rows of a table."""
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
