"""Writes tables as an Excel workbook in which every text is text: no formula, no link, nothing that acts."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from roleplay.cleaning import clean_line
from roleplay.errors import RoleplayError
from roleplay.i18n import _
from roleplay.reporting.tables import Cell, Table

MOST_CHARACTERS: Final = 32_767
"""Of one cell, as Excel counts them: those beyond the first 65,536 of Unicode are two."""

MOST_ROWS: Final = 1_048_576
"""Of one sheet, the head included."""

_MOST_IN_TITLE: Final = 31
_FORBIDDEN_IN_TITLE: Final = frozenset("[]:*?/\\'")
_WIDEST: Final = 60
_NARROWEST: Final = 8
_LOOKED_AT: Final = 200
"""Rows whose length decides how wide a column is."""


def workbook_bytes(tables: Sequence[Table], made_at: datetime) -> bytes:
    """Return a workbook with a sheet a table; the same tables at the same time are the same bytes.

    Made in memory: about ten times the size of the file. Raises RoleplayError where the library is missing,
    or a table has more rows than a sheet.
    """
    library = _library()
    for table in tables:
        if len(table.rows) >= MOST_ROWS:
            raise RoleplayError(
                _("The table “{title}” has {count} rows, more than a sheet of Excel holds.").format(
                    title=table.title, count=len(table.rows)
                ),
                _("Write it as CSV."),
            )
    page = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with library.Workbook(page, options) as workbook:
        workbook.set_properties({"created": made_at.replace(tzinfo=None)})
        head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for title, table in zip(_titles(tables), tables, strict=True):
            _fill(workbook.add_worksheet(title), table, head)
    return page.getvalue()


def cell_text(text: str) -> str:
    """Return a text on one line that fits a cell."""
    line = clean_line(text)
    if _length(line) <= MOST_CHARACTERS:
        return line
    # Two bytes a unit; half of a pair at the cut is dropped.
    units = line.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - 1)]
    return units.decode("utf-16-le", errors="ignore") + "…"


def _length(text: str) -> int:
    return len(text) + sum(sign > "\uffff" for sign in text)


def _library() -> Any:
    try:
        import xlsxwriter
    except ModuleNotFoundError as error:
        raise RoleplayError(
            _("Excel workbooks need a library that is not installed."),
            _("Install it with: pip install 'roleplay-service[reports]', or write CSV."),
        ) from error
    return xlsxwriter


def _titles(tables: Iterable[Table]) -> list[str]:
    """Return names of sheets as Excel takes them: short, without signs that mean something, each once."""
    titles: list[str] = []
    for table in tables:
        kept = "".join(sign for sign in clean_line(table.title) if sign not in _FORBIDDEN_IN_TITLE)
        title = kept[:_MOST_IN_TITLE].strip() or table.id
        if title.lower() in {known.lower() for known in titles}:
            title = f"{title[: _MOST_IN_TITLE - 3]} {len(titles)}"
        titles.append(title)
    return titles


def _fill(sheet: Any, table: Table, head: Any) -> None:
    rows = [[cell_text(cell) if isinstance(cell, str) else cell for cell in row] for row in table.rows]
    for column, name in enumerate(table.columns):
        sheet.write_string(0, column, cell_text(name), head)
        longest = max((_shown_length(row[column]) for row in rows[:_LOOKED_AT]), default=0)
        sheet.set_column(column, column, min(max(longest + 2, len(name) + 2, _NARROWEST), _WIDEST))
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            _write(sheet, number, column, cell)


def _write(sheet: Any, row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif cell is not None:
        sheet.write_number(row, column, cell)


def _shown_length(cell: Cell) -> int:
    return 0 if cell is None else len(str(cell))
