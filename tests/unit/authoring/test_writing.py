"""What is written for an author is there whole or not at all, and takes nothing's place unasked."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from roleplay.authoring import writing
from roleplay.authoring.writing import create_file, create_folder, make_folders, replace_file
from roleplay.errors import RoleplayError


def full_disk(descriptor: int) -> None:
    """Stand in for what a full disk says when a file should be on it."""
    raise OSError(28, "No space left on device")


def test_replacing_keeps_the_mode(tmp_path: Path) -> None:
    """A file that is replaced can be read by whom it could be read before."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace_file(path, b"new")

    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_replacing_goes_through_a_link(tmp_path: Path) -> None:
    """A link stays a link; what it leads to is replaced."""
    target = tmp_path / "deep" / "a.yaml"
    target.parent.mkdir()
    target.write_bytes(b"old")
    link = tmp_path / "link.yaml"
    link.symlink_to("deep/a.yaml")
    replace_file(link, b"new")

    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_what_cannot_be_replaced_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a full disk, or where writing is not allowed, the old file is left and nothing beside it."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full_disk)
        with pytest.raises(RoleplayError, match="No space left"):
            replace_file(path, b"new")
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda path, mode: False)
        with pytest.raises(RoleplayError, match="Permission denied"):
            replace_file(path, b"new")

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("has_links", [True, False], ids=["hard links", "none"])
def test_a_new_file_takes_no_place(has_links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new file is written with the folders above it; where something is, it stays, and no draft is left."""
    if not has_links:
        monkeypatch.setattr(Path, "hardlink_to", lambda self, target: full_disk(0))
    path = tmp_path / "deep" / "a.yaml"
    create_file(path, b"one")
    with pytest.raises(RoleplayError, match="is there already"):
        create_file(path, b"two")

    assert path.read_bytes() == b"one"
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~writing._mask()
    assert list(path.parent.iterdir()) == [path]


def test_a_new_folder_is_there_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder appears with all its files; a fault in the last of them leaves nothing."""
    folder = tmp_path / "scenarios" / "a"
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full_disk)
        with pytest.raises(RoleplayError, match="No space left"):
            create_folder(folder, {"a.yaml": b"1", "deep/b.yaml": b"2"})
    assert list(folder.parent.iterdir()) == []
    create_folder(folder, {"a.yaml": b"1", "deep/b.yaml": b"2"})
    with pytest.raises(RoleplayError, match="is there already"):
        create_folder(folder, {"a.yaml": b"3"})

    assert (folder / "a.yaml").read_bytes() == b"1"
    assert (folder / "deep" / "b.yaml").read_bytes() == b"2"
    assert list(folder.parent.iterdir()) == [folder]


def test_folders_cannot_be_made_in_a_file(tmp_path: Path) -> None:
    """What stands in the way is told in words."""
    (tmp_path / "file").touch()
    with pytest.raises(RoleplayError, match="file cannot be written"):
        make_folders(tmp_path / "file", ("scenarios",))
