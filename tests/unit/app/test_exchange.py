"""A story is taken in whole or not at all, and never over something that is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from roleplay.app.desk import Desk
from roleplay.app.exchange import MOST_BYTES, export_scenario, import_story
from roleplay.authoring.check import check
from roleplay.content.source import MAX_BYTES
from roleplay.errors import RoleplayError

STORY = ":: Start\nGood morning, I have lost the card of my mother.\n[[When was it?->End]]\n:: End\nThanks.\n"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """Return a small story."""
    path = tmp_path / "story.twee"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a content folder that is not there yet."""
    return tmp_path / "mine"


def test_a_story_becomes_a_scenario_that_can_be_checked(desk: Desk, story: Path, folder: Path) -> None:
    """The scenario stands where it belongs, has no error, and is played by whom the library has."""
    done = import_story(desk, story, "lost", folder)
    checked = check((folder, *desk.roots), (folder,))

    assert done.path == folder / "scenarios" / "lost" / "scenario.yaml"
    assert (done.language, done.nodes, done.choices, done.losses) == ("en", 3, 1, ())
    assert [item for item in checked.diagnostics if item.is_error] == []
    assert "personas: [pak-darto]" in done.path.read_text(encoding="utf-8")
    assert [path.name for path in (folder / "scenarios").iterdir()] == ["lost"]


def test_a_scenario_that_is_there_stays(desk: Desk, story: Path, folder: Path) -> None:
    """An id that is taken, here or in the library, is refused, and nothing is changed."""
    path = import_story(desk, story, "lost", folder).path
    path.write_text("mine", encoding="utf-8")
    for name in ("lost", "thr"):
        with pytest.raises(RoleplayError, match=name):
            import_story(desk, story, name, folder)

    assert path.read_text(encoding="utf-8") == "mine"
    assert [path.name for path in (folder / "scenarios").iterdir()] == ["lost"]


@pytest.mark.parametrize("name", ["", "Lost", "a b", "../x", "-x", "con", "x" * 65, "ä"])
def test_an_id_that_is_none(desk: Desk, story: Path, folder: Path, name: str) -> None:
    """A scenario gets no name that could not be found again."""
    with pytest.raises(RoleplayError):
        import_story(desk, story, name, folder)

    assert not folder.exists()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("x.twee", b"\xff\xfe:\0:\0", "UTF-16"),
        ("x.twee", b":: Start\nCaf\xe9", r"x\.twee:2:4"),
        ("x.twee", b":: Start\n\0", "NUL"),
        ("x.twee", b"", "no passage"),
        ("x.twee", b":: Start\n" + b"x" * MOST_BYTES, "larger"),
        ("x.twee", b":: Start\n" + b"x" * MAX_BYTES, "larger"),
        ("x.twee", b":: Start\n" + b"[[a]]\n:: b\n" * 100_000, "larger"),
        ("x.json", b"{", "JSON"),
        ("x.ink", b"Hello.", r"\.twee, \.tw or \.json"),
        ("x.html", b"<html>", r"\.twee, \.tw or \.json"),
        ("x", b"", r"\.twee, \.tw or \.json"),
    ],
)
def test_a_file_that_is_no_story(
    desk: Desk, tmp_path: Path, folder: Path, name: str, data: bytes, message: str
) -> None:
    """What cannot be taken in is refused with what it is, and nothing is written."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(RoleplayError, match=message) as caught:
        import_story(desk, path, "lost", folder)

    assert caught.value.hint
    assert not list(folder.glob("**/*.yaml"))
    assert not list(folder.glob("scenarios/.*"))


@pytest.mark.parametrize("name", ["x.twee", "x.tw", "x.TWEE"])
def test_line_ends_and_marks_of_other_systems(desk: Desk, tmp_path: Path, folder: Path, name: str) -> None:
    """A byte order mark and the line ends of Windows and old Macs are no part of a story."""
    path = tmp_path / name
    path.write_bytes(b"\xef\xbb\xbf" + STORY.replace("\n", "\r\n").encode())

    assert import_story(desk, path, "lost", folder).losses == ()


def test_characters_that_cannot_be_seen_are_told(desk: Desk, tmp_path: Path, folder: Path) -> None:
    """What acts on a terminal is left out of the scenario, and that is told with its line."""
    path = tmp_path / "x.twee"
    path.write_text(":: Start\nHello\x1b[31m \u202e there\n", encoding="utf-8")
    done = import_story(desk, path, "lost", folder)

    assert [(placed.lost.what, placed.lost.line) for placed in done.losses] == [("U+001B", 2)]
    assert 'says: "Hello[31m there"' in done.path.read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written(desk: Desk, story: Path, tmp_path: Path) -> None:
    """A place that takes no file is told, and nothing is left behind."""
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(RoleplayError, match="cannot be written"):
        import_story(desk, story, "lost", blocked)

    assert blocked.read_text(encoding="utf-8") == ""


def test_a_disk_that_is_full(desk: Desk, story: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the last step fails nothing of the scenario is left."""

    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, os.strerror(28), str(target))

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(RoleplayError, match="No space left"):
        import_story(desk, story, "lost", folder)

    assert list((folder / "scenarios").iterdir()) == []


def test_a_scenario_goes_out_in_the_language_of_the_desk(desk: Desk) -> None:
    """A scenario is exported as Twee, and an unknown one is told with the nearest name."""
    assert export_scenario(desk, "thr", "twee").startswith(":: StoryTitle\n")
    with pytest.raises(RoleplayError, match="thrr") as caught:
        export_scenario(desk, "thrr", "twee")

    assert "thr" in caught.value.hint
