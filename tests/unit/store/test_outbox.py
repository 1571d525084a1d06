"""The outbox keeps what is to be sent and what came of it, through crashes, damage and other programs."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from roleplay.errors import StoreError
from roleplay.store import (
    Fate,
    NoticeKind,
    Outbox,
    SendingError,
    UnreachableError,
    Verdict,
    open_outbox,
    open_store,
)

NOW: Final = datetime(2026, 11, 24, 8, tzinfo=UTC)
AT: Final = "2026-11-24T08:00:00+07:00"
HERE: Final = "https://lrs.example.org/xapi"
THERE: Final = "https://lrs.example.com/xapi"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the outbox is."""
    return tmp_path / "new" / "outbox.db"


@pytest.fixture
def outbox(path: Path) -> Iterator[Outbox]:
    """Return an empty outbox."""
    opened = open_outbox(path, NOW)
    assert opened.notices == ()
    yield opened.outbox
    opened.outbox.close()


def ids(outbox: Outbox, endpoint: str = HERE, *, with_refused: bool = False) -> list[str]:
    letters = outbox.waiting(endpoint, after=0, limit=100, with_refused=with_refused)
    return [letter.id for letter in letters]


def test_what_is_put_in_waits_in_order(outbox: Outbox, path: Path) -> None:
    """Letters come out as they went in, bytes and all, a few at a time, also after closing."""
    assert outbox.put(HERE, "abcd", 3, [("b", b"\xff\x00"), ("a", b"{}")], AT) == 2
    assert outbox.put(HERE, "efgh", 1, [("c", b"")], AT) == 1
    outbox.close()
    with closing(open_outbox(path, NOW).outbox) as again:
        assert [(item.id, item.data) for item in again.waiting(HERE, after=0, limit=2)] == [
            ("b", b"\xff\x00"),
            ("a", b"{}"),
        ]
        assert [item.id for item in again.waiting(HERE, after=2, limit=2)] == ["c"]
        assert again.count_waiting(HERE) == 3


def test_a_second_time_changes_nothing(outbox: Outbox) -> None:
    """A statement keeps its first words; what is new in a session that has gone on is added."""
    outbox.put(HERE, "abcd", 1, [("a", b"first")], AT)
    assert outbox.put(HERE, "abcd", 2, [("a", b"second"), ("b", b"new")], AT) == 1
    assert [item.data for item in outbox.waiting(HERE, after=0, limit=9)] == [b"first", b"new"]
    assert [outbox.is_told(HERE, "abcd", version) for version in (1, 2, 3)] == [True, True, False]


def test_endpoints_are_apart(outbox: Outbox) -> None:
    """What is meant for one record store never goes to another."""
    outbox.put(HERE, "abcd", 1, [("a", b"{}")], AT)
    outbox.put(THERE, "efgh", 1, [("b", b"{}"), ("a", b"{}")], AT)
    assert (ids(outbox), ids(outbox, THERE)) == (["a"], ["b", "a"])
    assert not outbox.is_told(THERE, "abcd", 1)
    outbox.note([Verdict(1, Fate.SENT)], AT)
    assert (ids(outbox), ids(outbox, THERE)) == ([], ["b", "a"])


@pytest.mark.parametrize("fate", Fate)
def test_what_came_of_it_is_remembered(outbox: Outbox, fate: Fate) -> None:
    """What arrived waits no more; what was refused waits if it is to be tried again, until it arrives."""
    outbox.put(HERE, "abcd", 1, [("a", b"{}"), ("b", b"{}")], AT)
    outbox.note([Verdict(1, fate, "400 no")], AT)
    assert (ids(outbox), outbox.count_waiting(HERE)) == (["b"], 1)
    assert ids(outbox, with_refused=True) == (["a", "b"] if fate is Fate.REFUSED else ["b"])
    outbox.note([Verdict(1, Fate.SENT)], AT)
    assert ids(outbox, with_refused=True) == ["b"]


@pytest.mark.parametrize("table", ["told", "statements", "letters", "verdicts"])
def test_nothing_is_ever_changed(outbox: Outbox, path: Path, table: str) -> None:
    """Rows are only added, whoever opens the file."""
    outbox.put(HERE, "abcd", 1, [("a", b"{}")], AT)
    outbox.note([Verdict(1, Fate.SENT)], AT)
    with closing(sqlite3.connect(path)) as other:
        for change in (f"DELETE FROM {table}", f"UPDATE {table} SET rowid = rowid + 1"):
            with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
                other.execute(change)


def test_all_or_nothing_is_put_in(outbox: Outbox) -> None:
    """A session of which one statement cannot be kept is not told at all."""
    with pytest.raises(sqlite3.ProgrammingError):
        outbox.put(HERE, "abcd", [], [("a", b"{}"), ("b", b"{}")], AT)  # type: ignore[arg-type]
    assert ids(outbox) == []
    with pytest.raises(sqlite3.ProgrammingError):
        outbox.put(HERE, "abcd", 1, [("a", b"{}"), ("b", [])], AT)  # type: ignore[list-item]
    assert ids(outbox) == []
    assert not outbox.is_told(HERE, "abcd", 1)


def test_it_is_durable_and_private(outbox: Outbox, path: Path) -> None:
    """Commits outlive a power cut, and only the owner may read."""
    mode = outbox._connection.execute("PRAGMA journal_mode").fetchone()[0]
    synchronous = outbox._connection.execute("PRAGMA synchronous").fetchone()[0]
    assert (mode, synchronous) == ("wal", 2)
    assert path.stat().st_mode & 0o077 == 0


def test_one_sends_at_a_time(outbox: Outbox, path: Path) -> None:
    """Who finds another sending is told; when that one is killed, the next may send."""
    code = (
        "import sys, time; from pathlib import Path; from datetime import UTC, datetime;"
        "from roleplay.store import open_outbox\n"
        f"with open_outbox(Path({str(path)!r}), datetime.now(UTC)).outbox.alone():\n"
        "    print('in', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"in\n"
        with pytest.raises(SendingError) as caught, outbox.alone():
            pass
        assert caught.value.hint
        outbox.put(HERE, "abcd", 1, [("a", b"{}")], AT)
        os.kill(other.pid, signal.SIGKILL)
    with outbox.alone():
        assert ids(outbox) == ["a"]
    with outbox.alone():
        pass


@pytest.mark.parametrize("harm", [b"", b"nonsense" * 1000, None])
def test_a_damaged_one_is_moved_aside(path: Path, harm: bytes | None) -> None:
    """A damaged outbox is kept beside a new one, and it is said that nothing is lost."""
    opened = open_outbox(path, NOW)
    opened.outbox.put(HERE, "abcd", 1, [(str(number), b"x" * 5000) for number in range(50)], AT)
    opened.outbox.close()
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\x07" * 8192 + data[12288:] if harm is None else harm)
    if harm is None:
        path.with_name(path.name + "-suspect").touch()
    fresh = open_outbox(path, NOW)
    with closing(fresh.outbox):
        assert ids(fresh.outbox) == []
        if harm == b"":
            assert fresh.notices == ()
            return
        (notice,) = fresh.notices
    assert (notice.kind, notice.path.exists()) == (NoticeKind.BEGUN_AFRESH, True)
    assert "kept" in notice.message or "keeps" in notice.message


def test_what_is_not_ours_is_left_alone(path: Path) -> None:
    """The sessions, other databases and later outboxes are not written to."""
    path.parent.mkdir()
    open_store(path, NOW).store.close(NOW)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        open_outbox(path, NOW)
    assert path.read_bytes() == before
    path.unlink()
    open_outbox(path, NOW).outbox.close()
    with closing(sqlite3.connect(path)) as later:
        later.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="99"):
        open_outbox(path, NOW)


def test_where_nothing_can_be_kept_nothing_is_sent(tmp_path: Path) -> None:
    """An outbox that cannot be made is an error, never one in memory."""
    (tmp_path / "file").write_text("")
    with pytest.raises(UnreachableError):
        open_outbox(tmp_path / "file" / "outbox.db", NOW)
    with pytest.raises(UnreachableError):
        open_outbox(tmp_path, NOW)
