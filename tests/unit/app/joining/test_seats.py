"""Seats are kept for who took them, and used by one run of the program at a time."""

import os
import stat
from pathlib import Path

import pytest

from roleplay.app.hosting.messages import Act, Reply
from roleplay.app.joining.place import Place
from roleplay.app.joining.seats import KeptSeat, SeatFolder, can_be_kept
from roleplay.app.private_file import write_private


def seat(code: str = "abcd1234", name: str = "s1", port: int = 8700) -> KeptSeat:
    return KeptSeat("192.168.1.5", port, code, "A day", "en", name, "Ani", "token")


def test_the_seat_used_last_is_found(tmp_path: Path) -> None:
    """By place, by code, or without either; another group at the same place has its own."""
    folder = SeatFolder(tmp_path / "joined")
    assert folder.find(None, "") is None
    for number, kept in enumerate((seat(), seat("efgh5678", "s2"), seat(name="s3", port=8701)), 1):
        assert folder.keep(kept) == ""
        folder.claim(kept, "run")
        os.utime(tmp_path / "joined" / f"{kept.code}-{kept.seat}.holder", (number, number))
    assert folder.find(None, "") == seat(name="s3", port=8701)
    assert folder.find(Place("192.168.1.5", 8700), "") == seat("efgh5678", "s2")
    assert folder.find(Place("10.0.0.1", 1), "abcd1234") == seat(name="s3", port=8701)
    assert folder.find(Place("10.0.0.1", 1), "") is None


def test_files_are_private_and_whatever_is_damaged_is_passed_over(tmp_path: Path) -> None:
    """Nobody else may read a token; a file that is no seat is none."""
    folder = SeatFolder(tmp_path / "joined")
    folder.keep(seat())
    path = tmp_path / "joined" / "abcd1234-s1.seat"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    (tmp_path / "joined" / "x.seat").write_bytes(b"\xff{")
    copy = tmp_path / "joined" / "copy.seat"
    copy.write_bytes(path.read_bytes().replace(b"Ani", b"Eve"))
    os.utime(copy, (2_000_000_000, 2_000_000_000))
    assert folder.find(None, "") == seat()


def test_the_second_run_takes_a_seat(tmp_path: Path) -> None:
    """The first sees that, and from then on changes nothing that the second needs."""
    folder = SeatFolder(tmp_path / "joined")
    first = folder.claim(seat(), "first")
    assert first.is_ours
    first.put(Act("one"))
    second = folder.claim(seat(), "second")
    assert (first.is_ours, second.is_ours) == (False, True)
    assert second.pending == Act("one")
    second.put(Reply("s", 3, None, "Hello"))
    first.put(Act("two"))
    first.clear()
    kept: object = second.pending
    assert kept == Reply("s", 3, None, "Hello")
    second.clear()
    assert second.pending is None


@pytest.mark.parametrize("name", ["", "../x", "a/b", "A", "a" * 17, "a.b"])
def test_what_a_host_calls_a_seat_never_leads_out_of_the_folder(name: str) -> None:
    """Only short names of small letters and digits become part of a path."""
    assert not can_be_kept("abcd1234", name)
    assert not can_be_kept(name, "s1")


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """The reason comes back, and nothing is left beside."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert write_private(tmp_path / "file" / "x.seat", b"data") != ""
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
