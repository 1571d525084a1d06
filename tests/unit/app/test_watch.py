"""A saved file is noticed once it is whole, whichever way an editor saves it, and nothing else is."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from roleplay.app import watch as module
from roleplay.app.watch import PAUSE, REST, Watch


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file that was written long ago."""
    path = tmp_path / "scenario.yaml"
    path.write_text("old", encoding="utf-8")
    os.utime(path, (1_000_000, 1_000_000))
    return path


@pytest.fixture
def watch(file: Path) -> Watch:
    """Return what watches it."""
    made = Watch()
    made.follow((file,), time.time_ns())
    return made


def in_place(path: Path, text: str) -> None:
    """Write over a file."""
    path.write_text(text, encoding="utf-8")


def by_rename(path: Path, text: str) -> None:
    """Write beside a file and move it into place."""
    draft = path.with_name(".draft")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def by_backup(path: Path, text: str) -> None:
    """Move the old file out of the way, and write a new one."""
    path.rename(path.with_name(path.name + "~"))
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("save", [in_place, by_rename, by_backup])
def test_a_save_is_noticed_once(watch: Watch, file: Path, save: Callable[[Path, str], None]) -> None:
    """It takes two looks between which the file rests; after that there is nothing new."""
    assert watch.look() == frozenset()
    save(file, "new")

    assert watch.look() == frozenset()
    assert watch.pause == REST
    assert watch.look() == {file}
    assert watch.pause == PAUSE
    assert watch.look() == frozenset()


def test_a_file_that_is_still_being_written_waits(watch: Watch, file: Path) -> None:
    """While it goes on growing from one look to the next it does not count as saved."""
    for size in range(1, 4):
        in_place(file, "new" * size)
        assert watch.look() == frozenset()

    assert watch.look() == {file}


def test_a_file_that_is_cleared_first_waits(
    watch: Watch, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty or missing file is waited for, and counts only when it stays so."""
    in_place(file, "")
    assert [watch.look() for _ in range(3)] == [frozenset()] * 3
    in_place(file, "new")
    assert [watch.look(), watch.look()] == [frozenset(), {file}]
    file.unlink()
    assert [watch.look() for _ in range(3)] == [frozenset()] * 3
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    assert watch.look() == {file}


def test_the_same_text_saved_again_is_no_news(watch: Watch, file: Path) -> None:
    """A file that was touched or written again holds what it held."""
    for save in (in_place, by_rename):
        save(file, "old")
        assert [watch.look() for _ in range(3)] == [frozenset()] * 3


def test_a_change_and_back_is_no_news(watch: Watch, file: Path) -> None:
    """What is taken back before it was at rest was never there."""
    in_place(file, "new")
    assert watch.look() == frozenset()
    in_place(file, "old")

    assert [watch.look() for _ in range(3)] == [frozenset()] * 3
    assert watch.pause == PAUSE


def test_a_clock_that_is_coarse(watch: Watch, file: Path) -> None:
    """A save of the same length within the same tick of the file system's clock is noticed."""
    now = time.time_ns()
    in_place(file, "one")
    os.utime(file, ns=(now, now))
    assert [watch.look(), watch.look()] == [frozenset(), {file}]
    in_place(file, "two")
    os.utime(file, ns=(now, now))

    assert [watch.look(), watch.look()] == [frozenset(), {file}]


def test_a_file_that_is_not_there_yet(watch: Watch, file: Path) -> None:
    """A translation that is written for the first time is noticed, and so is one that goes."""
    po = file.with_name("en.po")
    watch.follow((file, po), time.time_ns())
    po.write_text("new", encoding="utf-8")

    assert [watch.look(), watch.look()] == [frozenset(), {po}]


def test_names_in_a_folder(watch: Watch, tmp_path: Path) -> None:
    """A new name in a folder is noticed, but neither hidden files nor backups of editors."""
    watch.follow((tmp_path,), time.time_ns())
    for name in (".scenario.yaml.swp", "scenario.yaml~"):
        (tmp_path / name).write_text("", encoding="utf-8")
        assert [watch.look() for _ in range(3)] == [frozenset()] * 3
    (tmp_path / "new.yaml").write_text("", encoding="utf-8")

    assert [watch.look(), watch.look()] == [frozenset(), {tmp_path}]


def test_a_save_while_the_files_are_read(watch: Watch, file: Path) -> None:
    """A file that is new to the watch and was saved after reading began counts as saved."""
    late = file.with_name("late.yaml")
    since = time.time_ns()
    late.write_text("late", encoding="utf-8")
    os.utime(late, ns=(since + 1, since + 1))
    watch.follow((file, late), since)

    assert [watch.look(), watch.look(), watch.look()] == [frozenset(), {late}, frozenset()]


def test_settling_waits(watch: Watch, file: Path) -> None:
    """In one call: nothing where nothing is new, and a save once it is at rest."""
    assert watch.settle() == frozenset()
    in_place(file, "new")

    assert watch.settle() == {file}


def test_a_pipe_in_place_of_a_file_holds_nothing_up(watch: Watch, file: Path) -> None:
    """What is no file is not read, and nobody waits for it."""
    file.unlink()
    os.mkfifo(file)
    started = time.monotonic()

    assert watch.settle() == {file}
    assert time.monotonic() - started < 3
