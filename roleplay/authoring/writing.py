"""Writes an author's files so that nothing is ever half there, and nothing that is there is lost."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from roleplay.errors import RoleplayError
from roleplay.i18n import _

_DRAFT: Final = ".roleplay-"
"""How the name of a draft begins: what is hidden is nobody's content."""


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in place of what the file holds, at once. Its mode stays; a link keeps leading to it.

    Raises RoleplayError when it cannot be written, and leaves it as it was.
    """
    with _told(path):
        target = path.resolve(strict=True)
        if not os.access(target, os.W_OK):
            raise PermissionError(13, os.strerror(13))
        draft = _draft(target.parent, data)
        try:
            shutil.copymode(target, draft)
            draft.replace(target)
        except OSError:
            draft.unlink(missing_ok=True)
            raise


def create_file(path: Path, data: bytes) -> None:
    """Write a new file, and the folders above it. Raises RoleplayError when something is there already."""
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = _draft(path.parent, data)
        try:
            draft.chmod(0o666 & ~_mask())
            _move_to_new(draft, path)
        finally:
            draft.unlink(missing_ok=True)


def create_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder with everything in it, by path within it, so that it is there whole or not at all.

    Raises RoleplayError when something is there already.
    """
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=path.parent))
        try:
            for name, data in files.items():
                create_file(draft / name, data)
            draft.chmod(0o777 & ~_mask())
            if os.path.lexists(path):
                raise FileExistsError(17, os.strerror(17))
            draft.rename(path)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def make_folders(folder: Path, names: Iterable[str]) -> None:
    """Make the folders in a folder that are not there. Raises RoleplayError when that cannot be done."""
    with _told(folder):
        for name in names:
            (folder / name).mkdir(parents=True, exist_ok=True)


def _draft(folder: Path, data: bytes) -> Path:
    """Return a new file that holds `data`, and is on the disk."""
    with tempfile.NamedTemporaryFile(prefix=_DRAFT, dir=folder, delete=False) as file:
        draft = Path(file.name)
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            draft.unlink(missing_ok=True)
            raise
    return draft


def _move_to_new(draft: Path, path: Path) -> None:
    """Give a draft its name. Raises FileExistsError when something has it."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        if os.path.lexists(path):
            raise FileExistsError(17, os.strerror(17)) from None
        draft.rename(path)


def _mask() -> int:
    """Return the permissions that new files of this process do not get."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell in words what the system will not do."""
    try:
        yield
    except FileExistsError as error:
        message = _("{path} is there already, and nothing was overwritten.").format(path=path)
        raise RoleplayError(message, _("Choose another id, or move it away.")) from error
    except OSError as error:
        message = _("{path} cannot be written: {reason}.").format(path=path, reason=error.strerror)
        raise RoleplayError(message, _("Nothing was changed.")) from error
