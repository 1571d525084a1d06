"""Prints data for programs and tables for people."""

import sys
from collections.abc import Iterable, Sequence

import msgspec

from roleplay.cleaning import clean_line


def print_json(value: object) -> None:
    """Print one JSON document, in UTF-8, set in by two spaces."""
    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    sys.stdout.write(text + "\n")


def print_json_line(value: object) -> None:
    """Print one JSON object on a line of its own."""
    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; in a pipe one row a line, with a tab between its cells."""
    if not sys.stdout.isatty():
        for row in rows:
            sys.stdout.write("\t".join(clean_line(cell) for cell in row) + "\n")
        return
    from rich.console import Console  # 40 ms that only a table on a terminal is worth
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(Text(column))
    for row in rows:
        table.add_row(*(Text(clean_line(cell)) for cell in row))
    Console(highlight=False, markup=False, emoji=False).print(table)
