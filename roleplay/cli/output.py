"""Prints data for programs and tables for people, and writes files."""

import json
import os
import sys
from collections.abc import Iterable, Sequence

import msgspec

from roleplay.cleaning import clean_line


def print_json(value: object) -> None:
    """Print one JSON document, in UTF-8, set in by two spaces."""
    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    sys.stdout.write("\n".join(_escaped(line) for line in text.split("\n")) + "\n")


def print_json_line(value: object) -> None:
    """Print one JSON object on a line of its own."""
    sys.stdout.write(_escaped(msgspec.json.encode(value).decode()) + "\n")


def _escaped(line: str) -> str:
    """Return a line of JSON that says the same and in which nothing can act on a terminal."""
    if line.isprintable():
        return line
    return "".join(sign if sign.isprintable() else json.dumps(sign)[1:-1] for sign in line)


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
    console = Console(
        highlight=False,
        markup=False,
        emoji=False,
        color_system=None if os.environ.get("NO_COLOR") else "auto",  # alone, it would leave bold
    )
    console.print(table)
