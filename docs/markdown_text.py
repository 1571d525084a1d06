"""Markdown that the scripts beside this one write."""

import re
from collections.abc import Iterable, Iterator, Sequence


def escaped(text: str) -> str:
    """Return a text so that it reads in Markdown as it stands, on one line."""
    return re.sub(r"([\\|*_<>`])", r"\\\1", " ".join(text.split()))


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table; what is in its cells is Markdown already."""
    yield f"| {' | '.join(columns)} |"
    yield "|" + "---|" * len(columns)
    for row in rows:
        yield f"| {' | '.join(row)} |"
