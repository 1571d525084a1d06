"""What is written for an author is there whole or not at all, and takes nothing's place unasked."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from roleplay.authoring import writing
from roleplay.authoring.writing import (
    create_file,
    create_folder,
    exchange_file,
    make_folders,
    put_file,
    replace_file,
)
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
    with pytest.raises(RoleplayError, match="cannot be written: Not a directory"):
        create_file(tmp_path / "file" / "a.yaml", b"x")


def test_a_file_that_is_named_takes_a_place_only_when_forced(tmp_path: Path) -> None:
    """What the user names is written with its folders; a file that is there stays until it is forced."""
    path = tmp_path / "deep" / "map.html"
    put_file(path, b"one", is_forced=False)
    with pytest.raises(RoleplayError, match="is there already") as refused:
        put_file(path, b"two", is_forced=False)
    assert "--force" in refused.value.hint
    assert path.read_bytes() == b"one"
    path.chmod(0o640)
    put_file(path, b"two", is_forced=True)
    put_file(tmp_path / "new.html", b"three", is_forced=True)

    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(tmp_path.rglob("*")) == [path.parent, path, tmp_path / "new.html"]


@pytest.mark.parametrize("is_forced", [True, False])
def test_what_is_no_file_is_never_written(is_forced: bool, tmp_path: Path) -> None:
    """A folder, a device and a link that leads nowhere are left as they are, forced or not."""
    loose = tmp_path / "loose"
    loose.symlink_to("nowhere")
    for path in (tmp_path, Path(os.devnull), loose):
        with pytest.raises(RoleplayError, match="is there already"):
            put_file(path, b"x", is_forced=is_forced)

    assert list(tmp_path.iterdir()) == [loose]


def test_a_forced_file_on_a_full_disk_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk on which there is no room costs nobody the file that was to be replaced."""
    path = tmp_path / "map.html"
    path.write_bytes(b"one")
    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(RoleplayError, match="No space left"):
        put_file(path, b"two", is_forced=True)

    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_draft_is_nobody_elses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until a file has its place only its owner can read it, and nobody takes it for content."""
    seen: list[tuple[str, int, Path]] = []
    synced = os.fsync

    def look(descriptor: int) -> None:
        synced(descriptor)
        (draft,) = tmp_path.iterdir()
        seen.append((draft.name[0], stat.S_IMODE(draft.stat().st_mode), draft.parent))

    monkeypatch.setattr(os, "fsync", look)
    create_file(tmp_path / "a.yaml", b"x")

    assert seen == [(".", 0o600, tmp_path)]


def test_an_exchange_gives_way(tmp_path: Path) -> None:
    """A file is replaced while it holds what was read, missing or empty counts as nothing, else it stays."""
    path = tmp_path / "deep" / "en.po"
    assert exchange_file(path, b"", b"one")
    assert not exchange_file(path, b"", b"two")
    assert not exchange_file(path, b"zero", b"two")
    assert path.read_bytes() == b"one"
    assert exchange_file(path, b"one", b"two")
    assert path.read_bytes() == b"two"
    path.unlink()
    assert not exchange_file(path, b"two", b"three")

    assert list(path.parent.iterdir()) == []


def test_an_exchange_goes_through_a_link_that_leads_nowhere_yet(tmp_path: Path) -> None:
    """A link to a file that is not there yet stays a link, and the file is made."""
    link = tmp_path / "en.po"
    link.symlink_to("there.po")

    assert exchange_file(link, b"", b"one")
    assert link.is_symlink()
    assert (tmp_path / "there.po").read_bytes() == b"one"
