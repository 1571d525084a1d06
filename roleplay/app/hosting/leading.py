"""What a computer remembers of a group that it hosts, so that links stay the same after a crash."""

from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from roleplay.app.private_file import write_private

_FOLDER: Final = "groups"


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
    return write_private(_path(data_folder, code), msgspec.json.encode(leading))


def _path(data_folder: Path, code: str) -> Path:
    return data_folder / _FOLDER / f"{code}.json"
