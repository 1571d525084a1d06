"""Tables of a room as CSV and as a workbook: whole, in order, and dead whatever people called themselves."""

import csv
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import Final

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.cleaning import clean_line
from roleplay.errors import RoleplayError
from roleplay.groups.gain import Measurement, gain_report
from roleplay.groups.panel_scores import Figures, TwoScores
from roleplay.groups.rating import MACHINE, Rating
from roleplay.groups.record import RoomRecord
from roleplay.groups.talks import Talk
from roleplay.i18n import activate, active_language
from roleplay.reporting.csv_writer import csv_bytes, excel_csv_bytes, inert
from roleplay.reporting.tables import Cell, Table, room_tables
from roleplay.reporting.xlsx_writer import MOST_CHARACTERS, MOST_ROWS, cell_text, workbook_bytes
from tests.unit.groups.rooms import reply, talk

MADE: Final = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)

HOSTILE: Final = (
    "=1+1",
    '=HYPERLINK("http://example.org","klik")',
    "+62812",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\x00=1+1",
    " \n =1+1",
    "\u200c=1+1",
    "\uff1d1+1",
    "=cmd|' /C calc'!A0",
    "aman;=1+1",
    'aman,"=1+1',
    "http://example.org",
    "mailto:a@example.org",
    "internal:Sheet1!A1",
    "_x003D_1+1",
    "{=1+1}",
    "1e5",
    "007",
    "\ud800 separuh",
    "\x1b[31mmerah\u202e",
    "<b>&amp;</b>",
    "baris\nkedua",
    "😀" * 20_000,
    "",
)
ACTING: Final = frozenset("=+-@\t\r\x00\uff1d\uff0b\uff0d\uff20")


def sheet(*cells: Cell) -> Table:
    """Return a table with one column."""
    return Table("names", "Nama", ("name",), tuple((cell,) for cell in cells))


def csv_rows(data: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def room() -> RoomRecord:
    """Return a room in which everything happened."""
    talks = tuple(
        talk(name, reply("arrival", "xy"[place % 2], shows=["greet"]), goals={"date": 100})
        for place, name in enumerate(("Umi", "Ayu", "Eko", "Sari", "Tono", "Dewi"))
    )
    ratings = (
        Rating("b", "session of Ayu", "empathy", 2, "dingin"),
        Rating("b", "session of Ayu", "empathy", 4, "setelah dibaca lagi"),
        Rating("a", "session of Ayu", "empathy", None, ""),
        Rating(MACHINE, "session of Ayu", "empathy", 3, "anchor"),
    )
    figures = Figures(60, 55, 50, 56, "neither")
    both = TwoScores("session of Ayu", figures, Figures(80, 80, 50, 68, "neither"), (), ())
    measured = [
        Measurement(item.person, form, is_after, 50 + 10 * is_after, 50, 50)
        for item in talks
        for form, is_after in (("A", False), ("B", True))
    ]
    return RoomRecord(talks, ratings, (both,), gain_report(measured))


@pytest.fixture(params=["id", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Speak a language for one test."""
    before = active_language()
    activate(request.param)
    yield request.param
    activate(before)


@pytest.fixture
def tables() -> dict[str, Table]:
    """The tables of the room, in English."""
    before = active_language()
    activate("en")
    found = {table.id: table for table in room_tables(room())}
    activate(before)
    return found


def test_every_row_has_its_columns(language: str) -> None:
    """In either language, of a full room and of an empty one."""
    empty = RoomRecord((), (), (), None)
    for record in (room(), empty):
        for table in room_tables(record):
            assert {len(row) for row in table.rows} <= {len(table.columns)}, (language, table.id)
            assert len(set(table.columns)) == len(table.columns), (language, table.id)
    assert [table.rows for table in room_tables(empty)] == [()] * 8


def test_sessions_hold_both_scores_in_the_order_of_names(tables: dict[str, Table]) -> None:
    """Nothing is ordered by a score; who was not rated has no score of the panel."""
    rows = tables["sessions"].rows

    assert [row[1] for row in rows] == ["Ayu", "Dewi", "Eko", "Sari", "Tono", "Umi"]
    assert rows[0][-5:] == (60, 50, 56, 80, 68)
    assert rows[1][-5:] == (60, 50, 56, None, None)


def test_ratings_are_all_kept(tables: dict[str, Table]) -> None:
    """What was rated anew stands there, marked; what was not rated is empty."""
    assert [(row[2], row[3], row[5]) for row in tables["ratings"].rows] == [
        ("b", 2, "no, given anew later"),
        ("b", 4, "yes"),
        ("a", None, "yes"),
        ("the machine", 3, "yes"),
    ]


def test_too_few_have_a_reason_and_no_figure(tables: dict[str, Table]) -> None:
    """A coefficient of one unit is empty, with the words beside it; so is a gain of six people."""
    rows = {row[:2]: row for row in tables["agreement"].rows}

    assert rows["people with each other", "alpha, ordinal"][2:] == (
        None,
        None,
        None,
        0,
        None,
        "too few to say anything",
    )
    assert tables["gains"].rows[0][1:5] == (6, None, None, None)
    assert "Too few to say" in str(tables["gains"].rows[0][-1])


def test_a_split_has_a_row_for_each_way(tables: dict[str, Table]) -> None:
    """With how many of how many, and what it led to."""
    assert [(row[3], row[4], row[5], row[-1]) for row in tables["splits"].rows] == [
        ("x", 3, 6, "resolved: 3"),
        ("y", 3, 6, "resolved: 3"),
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_of_csv_never_acts(text: str) -> None:
    """It begins with no sign of a formula, also where a sheet cuts at the other separator."""
    (_head, (cell,)) = csv_rows(csv_bytes(sheet(text)))

    for piece in cell.replace(",", ";").split(";"):
        assert piece.lstrip(' "\u200c\u200d\u00ad')[:1] not in ACTING
    assert cell.replace("'", "") == clean_line(text).replace("'", "")


@given(text=st.text())
def test_no_text_acts(text: str) -> None:
    """Whatever is typed, what is written begins with no sign of a formula and is one line."""
    shown = inert(text)

    assert shown[:1] not in ACTING
    assert len(shown.splitlines()) <= 1
    shown.encode()


def test_numbers_stay_numbers() -> None:
    """A negative number is no formula; empty is empty."""
    assert csv_rows(csv_bytes(sheet(-3, 2.5, None, 0))) == [["name"], ["-3"], ["2.5"], [""], ["0"]]


@pytest.mark.parametrize(("language", "delimiter", "number"), [("en", ",", "2.5"), ("id", ";", "2,5")])
def test_csv_for_excel(language: str, delimiter: str, number: str) -> None:
    """A mark at the start, and separators and decimals as the Excel of that language has them."""
    before = active_language()
    activate(language)
    data = excel_csv_bytes(Table("t", "T", ("a", "b"), ((2.5, "é"),)))
    activate(before)

    assert data.startswith(b"\xef\xbb\xbf")
    assert csv_rows(data, delimiter) == [["a", "b"], [number, "é"]]


def test_a_workbook_reads_back_as_text() -> None:
    """No cell of hostile names is a formula, a link or a number; each is the cleaned text."""
    data = workbook_bytes([sheet(*HOSTILE)], MADE)
    page = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    cells = [row[0] for row in page.iter_rows(min_row=2, max_row=1 + len(HOSTILE))]

    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)
    for cell, text in zip(cells, HOSTILE, strict=True):
        assert (cell.value or "") == cell_text(text)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        written = archive.read("xl/worksheets/sheet1.xml")
    assert not [name for name in names if "external" in name or ("rels" in name and "sheet" in name)]
    assert b"<f>" not in written
    assert b"hyperlink" not in written


def test_a_cell_holds_what_excel_takes() -> None:
    """32,767 units, of which a picture sign is two; no half of one is left at the cut."""
    long = cell_text("😀" * 20_000)
    units = len(long.encode("utf-16-le")) // 2

    assert MOST_CHARACTERS - 1 <= units <= MOST_CHARACTERS
    assert long.endswith("😀…")
    assert cell_text("a" * MOST_CHARACTERS) == "a" * MOST_CHARACTERS
    assert len(cell_text("a" * (MOST_CHARACTERS + 1))) == MOST_CHARACTERS


def test_a_workbook_of_a_room(language: str) -> None:
    """A sheet a table with its columns and rows; numbers are numbers; the same room is the same bytes."""
    found = room_tables(room())
    data = workbook_bytes(found, MADE)
    book = openpyxl.load_workbook(BytesIO(data))

    assert data == workbook_bytes(found, MADE)
    assert book.properties.created == MADE.replace(tzinfo=None)
    assert len(book.worksheets) == len(found), language
    for page, table in zip(book.worksheets, found, strict=True):
        rows = list(page.iter_rows(values_only=True))
        assert rows[0] == table.columns
        assert [tuple(cell or None for cell in row) for row in rows[1:]] == [
            tuple(cell or None for cell in row) for row in table.rows
        ]
        assert page.freeze_panes == "A2"


def test_names_of_sheets_are_taken() -> None:
    """Long ones, ones with signs that mean something, and two that are equal to Excel."""
    titles = ["Nama [1]: a/b*c?", "x" * 40, "x" * 40, "Sesi", "sesi", "", "'="]
    made = [Table(f"t{place}", title, ("a",), ()) for place, title in enumerate(titles)]
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(made, MADE)))

    assert len({name.lower() for name in book.sheetnames}) == len(titles)
    assert book.sheetnames[0] == "Nama 1 abc"


def test_more_rows_than_a_sheet_holds() -> None:
    """They are not dropped: it is said, and that CSV takes them."""

    class Endless(tuple[tuple[Cell, ...], ...]):
        __slots__ = ()

        def __len__(self) -> int:
            return MOST_ROWS

    with pytest.raises(RoleplayError, match=str(MOST_ROWS)) as caught:
        workbook_bytes([Table("t", "T", ("a",), Endless())], MADE)
    assert "CSV" in caught.value.hint


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has not installed the extra is told which, and that CSV does without."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)

    with pytest.raises(RoleplayError) as caught:
        workbook_bytes([sheet("a")], MADE)
    assert "roleplay-service[reports]" in caught.value.hint


def test_names_of_people_are_the_only_hostile_ones(language: str) -> None:
    """A whole room of hostile names and words comes through every table of both writers."""
    talks: tuple[Talk, ...] = tuple(
        talk(name, reply("arrival", None, text=name), session=f"s{place:02}")
        for place, name in enumerate(HOSTILE)
    )
    ratings = tuple(Rating(name, "s00", "empathy", 1 + place % 5, name) for place, name in enumerate(HOSTILE))
    found = room_tables(RoomRecord(talks, ratings, (), None))
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(found, MADE)))
    types = {cell.data_type for page in book.worksheets for row in page.iter_rows() for cell in row}

    assert types <= {"s", "n"}, language
    for table in found:
        for row in csv_rows(csv_bytes(table))[1:]:
            assert all(cell[:1] not in ACTING or _is_number(cell) for cell in row)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
