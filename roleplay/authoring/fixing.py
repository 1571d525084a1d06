"""Mends in an author's files what can be mended without asking: words that are plainly misspelt."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from roleplay.authoring.check import check
from roleplay.authoring.writing import replace_file
from roleplay.content.find import find
from roleplay.diagnostics import Diagnostic, Fix, Span


class Fixed(NamedTuple):
    """A change that was made."""

    span: Span
    fix: Fix


def fix(roots: Sequence[Path], within: Sequence[Path] = ()) -> tuple[Fixed, ...]:
    """Mend the files of the folders, or those at or below `within`, and return what was changed, by place.

    A file is written only when it then has fewer errors and none that it did not have. Raises RoleplayError
    when one cannot be written; those before it stay mended.
    """
    paths = {ref.name: ref.path for ref in reversed(find(roots)[0])}
    before = check(roots, within).diagnostics
    done: list[Fixed] = []
    for name, path in paths.items():
        wanted = [item for item in before if item.span.path == name and item.fix is not None]
        if wanted:
            done += _mend(path, wanted, roots)
    return tuple(sorted(done))


def _mend(path: Path, wanted: Sequence[Diagnostic], roots: Sequence[Path]) -> Iterator[Fixed]:
    data = path.read_bytes()
    changed, made = _changed(data.decode("utf-8"), wanted)
    if not made:
        return
    errors = _errors(check(roots, (path,)).diagnostics)
    replace_file(path, changed.encode())
    if len(_errors(check(roots, (path,)).diagnostics)) < len(errors):
        yield from made
    else:
        replace_file(path, data)


def _errors(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [item for item in found if item.is_error]


def _changed(text: str, wanted: Sequence[Diagnostic]) -> tuple[str, list[Fixed]]:
    """Return the text with the changes that fit what stands there, the last first so that places stay."""
    lines = text.split("\n")
    made: list[Fixed] = []
    for item in sorted(wanted, reverse=True):
        if item.fix is None or item.span.line > len(lines):
            continue
        line = lines[item.span.line - 1]
        begin = item.span.column - 1
        begin += line[begin : begin + 1] in ("'", '"')
        if line.startswith(item.fix.old, begin):
            lines[item.span.line - 1] = line[:begin] + item.fix.new + line[begin + len(item.fix.old) :]
            made.append(Fixed(item.span, item.fix))
    return "\n".join(lines), made
