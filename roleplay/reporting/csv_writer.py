"""Writes a table as CSV in which nothing acts, whatever people called themselves or typed.

A cell that a spreadsheet would take for a formula gets an apostrophe before it: one that begins with = + - or
@, their wide forms too. The same is done after a comma or a semicolon inside a cell, because a spreadsheet
that is set to the other of the two cuts cells there. Tabs, line ends, NUL and all else that cannot be seen
are cleaned away before that, so none of them can stand in front.
"""

import csv
import re
from codecs import BOM_UTF8
from io import StringIO
from typing import Final

from roleplay.cleaning import clean_line
from roleplay.reporting.numbers import decimal_sign
from roleplay.reporting.tables import Cell, Table

_INVISIBLE: Final = "\u200c\u200d\u00ad"
"""What cleaning leaves, because scripts need it, and nobody sees."""

_WIDE: Final = "\uff1d\uff0b\uff0d\uff20"
"""= + - @ as wide as a Chinese sign."""

_ACTING: Final = re.compile(rf"(^|[,;|])([ '\"{_INVISIBLE}]*)(?=[=+\-@{_WIDE}])")


def csv_bytes(table: Table) -> bytes:
    """Return a table for programs: UTF-8, commas, decimal points, every cell in quotes, lines end with
    CRLF."""
    return _written(table, ",", ".").encode()


def excel_csv_bytes(table: Table) -> bytes:
    """Return a table that Excel opens at a double click where the language in use is its own.

    It begins with a byte order mark, and has semicolons and decimal commas where the language writes these.
    """
    sign = decimal_sign()
    return BOM_UTF8 + _written(table, ";" if sign == "," else ",", sign).encode()


def inert(text: str) -> str:
    """Return a text on one line that no spreadsheet takes for a formula."""
    return _ACTING.sub(r"\1\2'", clean_line(text))


def _written(table: Table, separator: str, sign: str) -> str:
    page = StringIO(newline="")
    writer = csv.writer(page, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([inert(column) for column in table.columns])
    writer.writerows([_shown(cell, sign) for cell in row] for row in table.rows)
    return page.getvalue()


def _shown(cell: Cell, sign: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return inert(cell)
    return str(cell).replace(".", sign)
