"""Content files on disk are brought into the layout, each by itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from roleplay.authoring import layout
from roleplay.authoring.layout import content_files, lay_out_file
from roleplay.content.layout import Laid

if TYPE_CHECKING:
    from tests.unit.conftest import ContentFolder


def test_files_are_those_of_content(content: ContentFolder) -> None:
    """Of a folder every content file is taken, by kind; of a part of it those in there, linked ones too."""
    root = content.root
    (root / "scenarios" / "thr" / "notes.yaml").touch()
    (root / "personas" / "bu-sari.yaml").symlink_to("pak-darto.yaml")

    assert len(content_files(root, root)) == 8
    assert [path.name for path in content_files(root, root / "scenarios" / "thr")] == [
        "scenario.yaml",
        "short.yaml",
    ]
    assert {path.name for path in content_files(root, root / "personas")} == {
        "angry.yaml",
        "bu-sari.yaml",
        "pak-darto.yaml",
    }


def test_a_file_is_changed_once(tmp_path: Path) -> None:
    """A file is written when it was not in the layout, and only then."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a:   1")

    assert lay_out_file(path, "a.yaml", is_written=True).state == "changed"
    assert path.read_bytes() == b"a: 1\n"
    written = path.stat().st_ino
    assert lay_out_file(path, "a.yaml", is_written=True).state == "same"
    assert path.stat().st_ino == written


def test_looking_changes_nothing(tmp_path: Path) -> None:
    """Whether a file would be changed is told without changing it."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a:   1")

    assert lay_out_file(path, "a.yaml", is_written=False).state == "changed"
    assert path.read_bytes() == b"a:   1"


@pytest.mark.parametrize("data", [b"a: [", b"a: 1\na: 2\n", b"\xff"])
def test_a_file_with_a_mistake_is_left(data: bytes, tmp_path: Path) -> None:
    """What cannot be read is not written, and its mistakes are told under the name it was given."""
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    done = lay_out_file(path, "shown.yaml", is_written=True)

    assert done.state == "unreadable"
    assert {item.span.path for item in done.diagnostics} == {"shown.yaml"}
    assert path.read_bytes() == data


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """A file that has gone meanwhile is a mistake, not a crash."""
    assert lay_out_file(tmp_path / "a.yaml", "a.yaml", is_written=True).state == "unreadable"


def test_a_file_that_would_be_read_otherwise_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the layout costs no file."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a:   1")
    monkeypatch.setattr(layout, "lay_out_bytes", lambda data, name: Laid(None, ()))

    assert lay_out_file(path, "a.yaml", is_written=True) == ("a.yaml", "unlike", ())
    assert path.read_bytes() == b"a:   1"
