"""The store among real processes: killed, beside others, on a disk without room, and without permission."""

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from roleplay.domain.events import Entered
from roleplay.store import MemoryStore, open_store

STORES = Path(__file__).parents[1] / "data" / "stores"
NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
KILLS = 25

PROGRAM = f"""
import json, os, resource, sys
from datetime import UTC, datetime
from pathlib import Path
import msgspec
from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Entered
from roleplay.store import *
stores = Path({str(STORES)!r})
encounter = msgspec.json.decode((stores / "encounter.json").read_bytes(), type=Encounter)
now = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
at = now.isoformat()
path = Path(sys.argv[1])

def record(session_id):
    return SessionRecord(
        session_id, "jkp-empat-bulan", "darto", "id", "practice", 7, encounter.digest, at, at
    )

def tell(value):
    print(json.dumps(value), flush=True)
"""

APPENDING = """
store, notices = open_store(path, now)
session = sys.argv[2]
try:
    version = store.record(session).version
except UnknownSessionError:
    store.create(record(session), encounter)
    version = 0
tell([notice.kind for notice in notices])
while version < int(sys.argv[3]):
    version = store.append(session, version, [Entered(version, "x" * 900)], at)
    tell(version)
store.close(now)
"""

HAMMERING = """
store, notices = open_store(path, now)
tell([notice.kind for notice in notices])
conflicts = 0
added = 0
while added < 40:
    try:
        store.append("shared", store.record("shared").version, [Entered(added, sys.argv[2])], at)
        added += 1
    except ConflictError:
        conflicts += 1
store.close(now)
tell(conflicts)
"""

FULL_DISK = """
def allow(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

store, notices = open_store(path, now)
store.create(record("abcd"), encounter)
played = []
version = 0
allow(int(sys.argv[2]))
while version < 60:
    played.append(Entered(version, "x" * 900))
    try:
        version = store.append("abcd", version, played[-1:], at)
    except NotKeptError as error:
        tell(error.message)
        store = RescuedStore(store, record("abcd"), encounter, played, at)
        version = len(played)
assert store.read("abcd") == tuple(played)
tell(isinstance(store, RescuedStore) and store.keep())
allow(resource.RLIM_INFINITY)
if isinstance(store, RescuedStore):
    tell(store.keep())
store.close(now)
"""

OPENING_ON_A_FULL_DISK = """
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
store, notices = open_store(path, now)
tell([type(store).__name__, [notice.kind for notice in notices]])
try:
    store.create(record("abcd"), encounter)
    tell(store.append("abcd", 0, [Entered(0, "a")], at))
except NotKeptError as error:
    tell(error.message)
store.close(now)
"""

WITHOUT_PERMISSION = """
if os.getuid() == 0:
    os.setuid(65534)
store, notices = open_store(path, now)
tell([type(store).__name__, [notice.message for notice in notices]])
store.create(record("abcd"), encounter)
tell(store.append("abcd", 0, [Entered(0, "a")], at))
store.close(now)
"""


def start(program: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", PROGRAM + program, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str]) -> list[Any]:
    """Return what the process told, once it has ended in order."""
    told, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return [json.loads(line) for line in told.splitlines()]


def turns(path: Path, session: str, node: str = "") -> list[int]:
    """Return the turns of the events that `node` added to a session, once the store is found in order."""
    store, notices = open_store(path, NOW)
    assert notices == ()
    events = [event for event in store.read(session) if isinstance(event, Entered)]
    assert len(events) == store.record(session).version
    store.close(NOW)
    return [event.turn for event in events if event.node.startswith(node)]


def test_no_acknowledged_event_is_lost_by_killing(tmp_path: Path) -> None:
    """Killed at any moment, the store has every event it acknowledged, in order, and no damage."""
    path = tmp_path / "sessions.db"
    chance = random.Random(7)
    acknowledged = 0
    for kill in range(KILLS):
        process = start(APPENDING, path, "abcd", 10**9)
        assert process.stdout is not None
        assert json.loads(process.stdout.readline()) == [], "a kill is nothing to trouble the user with"
        time.sleep(chance.uniform(0, 0.06))
        process.kill()
        for line in process.communicate()[0].split("\n")[:-1]:
            assert int(line) > acknowledged
            acknowledged = int(line)
        if kill % 2:
            # The other times the next program finds the log as the killed one left it.
            kept = turns(path, "abcd")
            assert len(kept) >= acknowledged
            assert kept == list(range(len(kept)))
    assert acknowledged > KILLS, "the programs were killed before they did anything"


def test_many_programs_may_make_one_store(tmp_path: Path) -> None:
    """Programs that start at the same moment on no store at all make one, and each keeps its session."""
    for attempt in range(3):
        path = tmp_path / str(attempt) / "sessions.db"
        processes = [start(APPENDING, path, f"abcd{number}", 20) for number in range(4)]
        told = [finish(process) for process in processes]
        assert told == [[[], *range(1, 21)]] * 4
        for number in range(4):
            assert turns(path, f"abcd{number}") == list(range(20))


def test_two_programs_on_one_session_never_mix(tmp_path: Path) -> None:
    """Two programs that write to one session get every event in, each in its own order, or a conflict."""
    path = tmp_path / "sessions.db"
    finish(start(APPENDING, path, "shared", 1))
    processes = [start(HAMMERING, path, name) for name in ("left", "right")]
    for process in processes:
        assert finish(process)[0] == []
    for name in ("left", "right"):
        assert turns(path, "shared", name) == list(range(40))
    assert len(turns(path, "shared")) == 81


@pytest.mark.parametrize("limit", [33_000, 50_000, 70_001, 100_000])
def test_a_disk_that_fills_up_in_mid_session(tmp_path: Path, limit: int) -> None:
    """The user is told once, plays to the end, and all of it is on the disk once there is room."""
    path = tmp_path / "sessions.db"
    message, is_kept_at_once, is_kept_later = finish(start(FULL_DISK, path, limit))
    assert "disk" in str(message)
    assert (is_kept_at_once, is_kept_later) == (False, True)
    assert turns(path, "abcd") == list(range(60))


def test_a_disk_that_is_full_from_the_start(tmp_path: Path) -> None:
    """However little room there is, the program starts, says so, and leaves a store that serves later."""
    told = set()
    for limit in (0, 1, 4_096, 8_192, 20_000, 33_000, 40_000, 160_000):
        path = tmp_path / str(limit) / "sessions.db"
        (kind, notices), answer = finish(start(OPENING_ON_A_FULL_DISK, path, limit))
        assert notices == (["not-kept"] if kind == "MemoryStore" else [])
        assert answer == 1 or (kind == "SqliteStore" and "disk" in str(answer))
        told.add((kind, answer == 1))
        assert finish(start(APPENDING, path, "efgh", 3)) == [[], 1, 2, 3]
    assert told >= {("MemoryStore", True), ("SqliteStore", True)}


@contextmanager
def place_for_everybody() -> Iterator[Path]:
    """A folder that other users can reach, unlike those that pytest makes."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        place.chmod(0o755)
        yield place
        for inner in place.iterdir():
            inner.chmod(0o755)


@pytest.mark.parametrize(("of_folder", "of_store"), [(0o755, 0o444), (0o555, 0o444), (0o000, 0o444)])
def test_a_store_that_others_own(of_folder: int, of_store: int) -> None:
    """Without permission to write or even to look, play goes on in memory and the store stays as it was."""
    with place_for_everybody() as place:
        path = place / "inner" / "sessions.db"
        finish(start(APPENDING, path, "kept", 3))
        before = path.read_bytes()
        path.chmod(of_store)
        path.parent.chmod(of_folder)
        (kind, messages), version = finish(start(WITHOUT_PERMISSION, path))
        path.parent.chmod(0o755)
        assert kind == MemoryStore.__name__
        assert len(messages) == 1
        assert version == 1
        assert path.read_bytes() == before


def test_a_home_that_is_not_there() -> None:
    """Where the home folder is missing and cannot be made, play goes on in memory."""
    with place_for_everybody() as place:
        place.chmod(0o555)
        path = place / "home" / "sessions.db"
        (kind, messages), version = finish(start(WITHOUT_PERMISSION, path))
        assert (kind, version) == (MemoryStore.__name__, 1)
        assert "Permission denied" in messages[0]
        assert list(place.iterdir()) == []
        place.chmod(0o755)
