"""The files of a store: made private, and moved aside when they are damaged, never deleted."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

_JOURNALS: Final = ("-wal", "-journal")
"""What SQLite keeps beside its file while it is open; after a crash there is something in one of them."""

SIDES: Final = (*_JOURNALS, "-shm")
"""Everything that SQLite keeps beside its file."""


def beside(path: Path, ending: str) -> Path:
    """Return the file that has `ending` after the whole name of `path`."""
    return path.with_name(path.name + ending)


def stamp(now: datetime) -> str:
    """Return `now` in UTC as part of a file name."""
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def make_folder(folder: Path) -> None:
    """Make `folder` where it is missing, for its owner alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def make_file(path: Path) -> None:
    """Make an empty file at `path`, for its owner alone, unless another process was faster."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def make_private(path: Path) -> None:
    """Close the file at `path` to everybody but its owner."""
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)


def mark_suspect(path: Path) -> None:
    """Have the next opening of the store look for damage."""
    # Only a mark: on a disk that takes nothing, the error that led here is being told anyhow.
    with suppress(OSError):
        beside(path, "-suspect").touch(mode=0o600)


def clear_suspect(path: Path) -> None:
    """Take the mark away."""
    beside(path, "-suspect").unlink(missing_ok=True)


def is_suspect(path: Path) -> bool:
    """Tell whether the store was not closed in order, or damage was met in it."""
    if beside(path, "-suspect").exists():
        return True
    journals = (beside(path, ending) for ending in _JOURNALS)
    return any(journal.exists() and journal.stat().st_size for journal in journals)


def move_aside(path: Path, now: datetime) -> Path:
    """Move a damaged store with its side files to a new name beside it and return that."""
    aside = free_name(beside(path, f".damaged-{stamp(now)}"))
    # The main file goes last: a journal that was left alone would be played into the next store.
    for ending in (*SIDES, ""):
        source = beside(path, ending)
        if source.exists():
            source.rename(beside(aside, ending))
    return aside


def free_name(path: Path) -> Path:
    """Return `path`, or where something is there, the first like it that is free."""
    free = path
    number = 1
    while free.exists():
        number += 1
        free = beside(path, f"-{number}")
    return free
