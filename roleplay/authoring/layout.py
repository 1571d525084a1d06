"""Brings content files into one layout, on disk."""

from pathlib import Path
from typing import Literal, NamedTuple

from roleplay.authoring.writing import replace_file
from roleplay.content.find import find
from roleplay.content.layout import lay_out_bytes
from roleplay.content.source import load
from roleplay.diagnostics import Diagnostic

State = Literal["same", "changed", "unreadable", "unlike"]


class LaidOut(NamedTuple):
    """What became of a file.

    `same`: it was in the layout; `changed`: it was not; `unreadable`: it has mistakes; `unlike`: it would be
    read otherwise. The last two are left as they are.
    """

    name: str
    """The path as it is shown."""
    state: State
    diagnostics: tuple[Diagnostic, ...] = ()
    """Why it cannot be read."""


def content_files(folder: Path, within: Path) -> tuple[Path, ...]:
    """Return the files of a content folder that lie at or below `within`, in the order of their kinds."""
    refs, _faults = find((folder,))
    place = within.resolve()
    return tuple(
        ref.path
        for ref in refs
        if ref.path.is_relative_to(within) or ref.path.resolve().is_relative_to(place)
    )


def lay_out_file(path: Path, name: str, *, is_written: bool) -> LaidOut:
    """Return what became, or would become, of a file shown as `name`.

    Raises RoleplayError when it cannot be written.
    """
    data = load(path, name)
    if isinstance(data, Diagnostic):
        return LaidOut(name, "unreadable", (data,))
    laid = lay_out_bytes(data, name)
    if laid.data is None:
        return LaidOut(name, "unreadable" if laid.diagnostics else "unlike", laid.diagnostics)
    if laid.data == data:
        return LaidOut(name, "same")
    if is_written:
        replace_file(path, laid.data)
    return LaidOut(name, "changed")
