"""What a computer remembers of a group that it hosts, so that links stay the same after a crash."""

import os
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

_FOLDER: Final = "groups"
_PRIVATE: Final = 0o600


class Leading(Struct, frozen=True):
    """How a group is led from here."""

    secret: str
    port: int
    """Where it was hosted last."""


def remembered(data_folder: Path, code: str) -> Leading | None:
    """Return what is remembered of a group, None for nothing that can be read."""
    try:
        return msgspec.json.decode(_path(data_folder, code).read_bytes(), type=Leading)
    except (OSError, msgspec.DecodeError):
        return None


def remember(data_folder: Path, code: str, leading: Leading) -> str:
    """Keep it beside the store, for this user's eyes alone; return why it could not be kept, or nothing."""
    path = _path(data_folder, code)
    draft = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.touch(_PRIVATE)
        with draft.open("wb") as file:
            file.write(msgspec.json.encode(leading))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        return error.strerror or str(error)
    return ""


def _path(data_folder: Path, code: str) -> Path:
    return data_folder / _FOLDER / f"{code}.json"
