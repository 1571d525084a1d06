"""Writes a user's files so that nothing is ever half there, and nothing that is there is lost.

Every file is written to a private draft beside its place, synced, and moved there at once: a full disk or a
kill leaves what was there before, at worst with a hidden draft beside it. What may be there already is said
by the name: nothing for `create_file` and `create_folder`, not even a link that leads nowhere; a file for
`replace_file`, whose mode stays and to which links keep leading; either for `put_file`, as the user says; and
for `exchange_file` whatever was read before. New files have the folders above them made.
"""

import errno
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


def create_file(path: Path, data: bytes) -> None:
    """Write a new file. Raises RoleplayError when something is there already, or it cannot be written."""
    with _told(path, _("Choose another id, or move it away.")):
        _create(path, data)


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in place of what a file holds.

    Raises RoleplayError when it is not there or cannot be written, and leaves it as it was.
    """
    with _told(path):
        _replace(path, data)


def put_file(path: Path, data: bytes, *, is_forced: bool) -> None:
    """Write a file that the user names: a new one, or when `is_forced` also in place of one.

    Raises RoleplayError when something is there and may not be replaced, or it cannot be written.
    """
    check_free(path, is_forced=is_forced)
    with _told(path, _("Name another file, or add --force to replace it.")):
        if is_forced and path.exists():
            _replace(path, data)
        else:
            _create(path, data)


def check_free(path: Path, *, is_forced: bool) -> None:
    """Raise RoleplayError where `put_file` would refuse because of what is there."""
    if path.exists() and not path.is_file():
        message = _("{path} is there already and is no file.").format(path=path)
        raise RoleplayError(message, _("Name another file."))
    if os.path.lexists(path) and not is_forced:
        with _told(path, _("Name another file, or add --force to replace it.")):
            raise _there(path)


def exchange_file(path: Path, before: bytes, data: bytes) -> bool:
    """Put `data` in place of what a file holds while that is `before`; False when somebody has changed it.

    With nothing `before` the file may be missing. Raises RoleplayError when it cannot be written.
    """
    with _told(path):
        try:
            if before or path.exists():
                return _replace(path, data, before)
            _create(Path(os.path.realpath(path)), data)
        except (FileExistsError, FileNotFoundError):
            return False
    return True


def create_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder with everything in it, by path within it, so that it is there whole or not at all.

    Raises RoleplayError when something is there already, or it cannot be written.
    """
    with _told(path, _("Choose another id, or move it away.")):
        _make_folder(path.parent)
        draft = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=path.parent))
        try:
            for name, data in files.items():
                _create(draft / name, data)
            draft.chmod(0o777 & ~_mask())
            if os.path.lexists(path):
                raise _there(path)
            draft.rename(path)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def make_folders(folder: Path, names: Iterable[str]) -> None:
    """Make the folders in a folder that are not there. Raises RoleplayError when that cannot be done."""
    with _told(folder):
        for name in names:
            _make_folder(folder / name)


def _create(path: Path, data: bytes) -> None:
    """Write a new file and the folders above it. Raises FileExistsError when something has its name."""
    _make_folder(path.parent)
    with _draft(path.parent, data) as draft:
        draft.chmod(0o666 & ~_mask())
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            raise
        except OSError:  # a disk without hard links
            if os.path.lexists(path):
                raise _there(path) from None
            draft.rename(path)


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it. Raises NotADirectoryError when a file is in its place."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from error


def _replace(path: Path, data: bytes, before: bytes | None = None) -> bool:
    """Put `data` into a file that is there; False when it does not hold `before`, if that is asked."""
    target = Path(os.path.realpath(path, strict=True))
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    with _draft(target.parent, data) as draft:
        shutil.copymode(target, draft)
        if before is not None and target.read_bytes() != before:
            return False
        draft.replace(target)
    return True


@contextmanager
def _draft(folder: Path, data: bytes) -> Iterator[Path]:
    """Give a new file that only its owner can read, holds `data` and is on the disk; it goes unless moved."""
    descriptor, name = tempfile.mkstemp(prefix=_DRAFT, dir=folder)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _there(path: Path) -> FileExistsError:
    return FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _mask() -> int:
    """Return the permissions that new files of this process do not get."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


@contextmanager
def _told(path: Path, hint: str = "") -> Iterator[None]:
    """Tell in words what the system will not do; `hint` is for what is there already."""
    try:
        yield
    except FileExistsError as error:
        message = _("{path} is there already, and nothing was overwritten.").format(path=path)
        raise RoleplayError(message, hint) from error
    except OSError as error:
        message = _("{path} cannot be written: {reason}.").format(path=path, reason=error.strerror)
        raise RoleplayError(message, _("Nothing was changed.")) from error
