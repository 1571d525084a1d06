"""Erasing among real processes: killed at every step, and beside others who play."""

import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Unheard
from roleplay.domain.group import ActionChosen
from roleplay.store import GroupRecord, SessionRecord, Store, UnknownSessionError, open_store

STORES = Path(__file__).parents[1] / "data" / "stores"
NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
AT = NOW.isoformat()
SECRET = "saya Wulandari " * 200
OTHER = "saya Kusuma " * 200
GROUP = "7k2m9p4q"

ERASING = """
import os, signal, sqlite3, sys
from datetime import UTC, datetime
from pathlib import Path

from roleplay.domain.group import ActionChosen
from roleplay.store import open_store

left = -1
real = sqlite3.connect


def step():
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)


def stepping(action):
    def stepped(*arguments, **options):
        step()
        return action(*arguments, **options)

    return stepped


class Watched(sqlite3.Connection):
    execute = stepping(sqlite3.Connection.execute)
    executemany = stepping(sqlite3.Connection.executemany)
    commit = stepping(sqlite3.Connection.commit)
    backup = stepping(sqlite3.Connection.backup)


sqlite3.connect = lambda name, **options: real(name, factory=Watched, **options)
Path.replace = stepping(Path.replace)
Path.unlink = stepping(Path.unlink)
now = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
store = open_store(Path(sys.argv[1]), now).store
left = int(sys.argv[2])
events = [ActionChosen("s1", ""), *store.read_group("7k2m9p4q")[1:]]
store.erase(["mine"], {"7k2m9p4q": events}, now.isoformat())
store.close(now)
"""

PLAYING = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path

from roleplay.domain.events import Unheard
from roleplay.store import open_store

now = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
store = open_store(Path(sys.argv[1]), now).store
version = store.record("theirs").version
print(version, flush=True)
for number in range(60):
    version = store.append("theirs", version, [Unheard(number, "x" * 900)], now.isoformat())
store.close(now)
print(version, flush=True)
"""


def prepared(path: Path) -> None:
    """Make a store with two sessions, a group and two backups, and a log that was not written back."""
    encounter = msgspec.json.decode((STORES / "encounter.json").read_bytes(), type=Encounter)
    for day in (2, 1):
        store = open_store(path, NOW - timedelta(days=day)).store
        if day == 2:
            for name, words in (("mine", SECRET), ("theirs", OTHER)):
                store.create(
                    SessionRecord(name, "jkp", "darto", "id", "practice", 7, encounter.digest, AT, AT),
                    encounter,
                )
                store.append(name, 0, [Unheard(0, words)], AT)
            store.create_group(GroupRecord(GROUP, "Bimtek", "", AT, AT, 90))
            store.append_to_group(GROUP, 0, [ActionChosen("s1", SECRET), ActionChosen("s2", OTHER)], AT)
        store.append_to_group(GROUP, 2 * (3 - day), [ActionChosen("s2", OTHER)] * 2, AT)
        store.close(NOW - timedelta(days=day))


def holding(folder: Path) -> list[str]:
    forms = [SECRET[:40].encode(encoding) for encoding in ("utf-8", "utf-16-le")]
    return [file.name for file in folder.iterdir() if any(form in file.read_bytes() for form in forms)]


def is_erased(store: Store) -> bool:
    """Tell whether it was erased; it must be all of it or nothing."""
    words = store.read_group(GROUP)[0]
    try:
        store.read("mine")
    except UnknownSessionError:
        assert words == ActionChosen("s1", "")
        return True
    assert words == ActionChosen("s1", SECRET)
    return False


def start(program: str, *arguments: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)], stdout=subprocess.PIPE, text=True
    )


def finish(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """Return the exit code of a process and what it told."""
    told, _ = process.communicate(timeout=60)
    return process.returncode, told


def test_killed_at_every_step(tmp_path: Path) -> None:
    """All is erased or nothing; what the kill left of it on the disk is gone once a program was there."""
    prepared(tmp_path / "before" / "sessions.db")
    seen = set()
    for step in range(1, 200):
        path = tmp_path / str(step) / "sessions.db"
        shutil.copytree(tmp_path / "before", path.parent)
        code, _told = finish(start(ERASING, path, step))
        traces = bool(holding(path.parent))
        store, notices = open_store(path, NOW)
        assert notices == ()
        erased = is_erased(store)
        assert store.read("theirs") == (Unheard(0, OTHER),)
        assert len(store.read_group(GROUP)) == 6
        store.close(NOW)
        if erased:
            assert holding(path.parent) == []
        seen.add((erased, traces))
        if not code:
            assert (erased, traces) == (True, False)
            break
    assert code == 0, "the erasure never came to its end"
    assert seen == {(False, True), (True, True), (True, False)}


def test_beside_somebody_who_plays(tmp_path: Path) -> None:
    """A program that plays another session meanwhile loses nothing and is not stopped."""
    path = tmp_path / "sessions.db"
    prepared(path)
    playing = start(PLAYING, path)
    assert playing.stdout is not None
    assert playing.stdout.readline() == "1\n"
    assert finish(start(ERASING, path, -1)) == (0, "")
    assert finish(playing) == (0, "61\n")
    store, notices = open_store(path, NOW)
    assert notices == ()
    assert len(store.read("theirs")) == 61
    assert is_erased(store)
    store.close(NOW)
    assert holding(tmp_path) == []
