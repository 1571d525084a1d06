"""Reads who takes part: a name a line, or the first column of a table."""

import csv
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from roleplay.cleaning import clean_line
from roleplay.i18n import _

LONGEST: Final = 60
"""Characters of a name; what is longer is a sentence, and fits no row."""

_WIDEST: Final = 10_000
"""Characters of a line of a table that are looked at: its first cell lies within."""

_COMMENT: Final = "#"
_SEPARATORS: Final = ",;\t"
_HEADS: Final = frozenset(
    ("nama", "nama lengkap", "nama peserta", "peserta", "name", "full name", "participant", "participants")
)
"""What a table writes above its names."""


class Roster(NamedTuple):
    """Who takes part, and what is wrong in the list."""

    names: tuple[str, ...]
    faults: tuple[str, ...]
    """A sentence each, with the number of the line."""


def read_people(text: str, *, is_table: bool) -> Roster:
    """Return the names in a list, cleaned; empty lines and lines that begin with `#` are passed over.

    In a table the first column counts, and a head above it does not.
    """
    lines = text.splitlines()
    named = _cells(lines) if is_table else enumerate(lines, 1)
    names: list[str] = []
    faults: list[str] = []
    seen: dict[str, int] = {}
    for number, cell in named:
        name = clean_line(cell)
        if not name or name.startswith(_COMMENT) or (is_table and not names and name.casefold() in _HEADS):
            continue
        names.append(name)
        first = seen.setdefault(name.casefold(), number)
        if first != number:
            faults.append(
                _("Line {line}: {name} is there already, on line {first}.").format(
                    line=number, name=name[:LONGEST], first=first
                )
            )
        elif fault := _fault(name):
            faults.append(fault.format(line=number, name=name[:LONGEST], most=LONGEST))
    return Roster(tuple(names), tuple(faults))


def numbered_people(count: int) -> tuple[str, ...]:
    """Return stand-ins for names that are not known yet."""
    return tuple(_("Person {number}").format(number=number) for number in range(1, count + 1))


def _fault(name: str) -> str:
    """Return what is wrong with a name by itself, empty when nothing is."""
    if len(name) > LONGEST:
        return _("Line {line}: “{name}…” is longer than {most} characters.")
    if not any(sign.isalpha() for sign in name):
        return _("Line {line}: “{name}” is no name.")
    return ""


def _cells(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the first cell of every line with its number; the separator is the one that comes most often."""
    first = next((line for line in lines if line.strip() and not line.startswith(_COMMENT)), "")
    separator = max(_SEPARATORS, key=first.count)
    for number, line in enumerate(lines, 1):
        row = next(csv.reader([line[:_WIDEST]], delimiter=separator), ())
        yield number, row[0] if row else ""
