"""Where content folders are, and in which order they are searched."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from roleplay.errors import RoleplayError
from roleplay.i18n import _

VARIABLE: Final = "ROLEPLAY_CONTENT"
"""The environment variable that names content folders, divided as in `PATH`."""

_PACKAGE: Final = Path(__file__).parent.parent


def content_roots(
    explicit: Sequence[Path], environment: Mapping[str, str], start: Path, user_data: Path
) -> tuple[Path, ...]:
    """Return the content folders, the first to be asked first, absolute and each once.

    These are the `explicit` ones, those of `$ROLEPLAY_CONTENT`, the nearest of `start` and its parents that
    has `scenarios/` and `personas/`, `content` in the user's data folder if it is there, and what is built
    in. Raises `RoleplayError` when a folder that was asked for is not there.
    """
    roots: dict[str, Path] = {}
    for folder in (
        *(_required(path, f"“{path}”") for path in explicit),
        *(_required(path, f"“{path}” in ${VARIABLE}") for path in _named_by(environment)),
        *_around(start),
        *_if_there(user_data / "content"),
        builtin_root(),
    ):
        roots.setdefault(os.path.realpath(folder), Path(os.path.abspath(folder)))
    return tuple(roots.values())


def builtin_root() -> Path:
    """Return the folder of the content that comes with the program.

    In a wheel it lies within the package; in a checkout, installed to be edited or not, it is the folders
    at the top, where authors look.
    """
    packaged = _PACKAGE / "_builtin"
    return packaged if packaged.is_dir() else _PACKAGE.parent


def _required(path: Path, called: str) -> Path:
    if os.path.isdir(path):
        return path
    raise RoleplayError(
        _("There is no content folder {name}.").format(name=called),
        _("Look at its spelling; a content folder holds the folders scenarios and personas."),
    )


def _named_by(environment: Mapping[str, str]) -> Iterator[Path]:
    return (Path(part) for part in environment.get(VARIABLE, "").split(os.pathsep) if part.strip())


def _around(start: Path) -> Iterator[Path]:
    folder = nearest_content_folder(start)
    return iter(() if folder is None else (folder,))


def nearest_content_folder(start: Path) -> Path | None:
    """Return the nearest of `start` and its parents that has `scenarios/` and `personas/`, or None."""
    absolute = Path(os.path.abspath(start))
    for folder in (absolute, *absolute.parents):
        if os.path.isdir(folder / "scenarios") and os.path.isdir(folder / "personas"):
            return folder
    return None


def _if_there(folder: Path) -> Iterator[Path]:
    if os.path.isdir(folder):
        yield folder


def existing(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the paths. Raises RoleplayError for the first that is not there."""
    for path in paths:
        if not os.path.exists(path):
            raise RoleplayError(_("There is no file {path}.").format(path=path), _("Look at its spelling."))
    return tuple(paths)


def content_root_of(path: Path) -> Path:
    """Return the content folder in which a path lies: the nearest that looks like one, or itself."""
    absolute = Path(os.path.abspath(path))
    for folder in (absolute, *absolute.parents):
        if any(os.path.isdir(folder / name) for name in ("scenarios", "personas", "rubrics")):
            return folder
    return absolute if os.path.isdir(absolute) else absolute.parent
