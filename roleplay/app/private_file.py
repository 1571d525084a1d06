"""Writes small files that nobody but this user may read."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

_PRIVATE: Final = 0o600


def write_private(path: Path, data: bytes) -> str:
    """Write a file beside its place and move it there; return why it could not be kept, or nothing.

    A kill or a full disk leaves what was there before.
    """
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        return error.strerror or str(error)
    return ""
