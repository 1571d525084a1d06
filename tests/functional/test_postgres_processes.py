"""The store on a server among real processes: the server crashes, programs are killed, many write at once."""

import json
import random
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from roleplay.domain.events import Entered
from roleplay.store import Address, open_store
from tests.postgres_server import PostgresServer

STORES = Path(__file__).parents[1] / "data" / "stores"
NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
CRASHES = 12
KILLS = 12
HOSTS = 4

PROGRAM = f"""
import json, sys
from datetime import UTC, datetime
from pathlib import Path
import msgspec
from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Entered
from roleplay.store import *
encounter = msgspec.json.decode(Path({str(STORES / "encounter.json")!r}).read_bytes(), type=Encounter)
now = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
at = now.isoformat()
store, notices = open_store(Address(sys.argv[1]), now)
assert notices == ()

def record(session_id):
    return SessionRecord(
        session_id, "jkp-empat-bulan", "darto", "id", "practice", 7, encounter.digest, at, at
    )

def tell(value):
    print(json.dumps(value), flush=True)
"""

APPENDING = """
session = sys.argv[2]
try:
    version = store.record(session).version
except UnknownSessionError:
    store.create(record(session), encounter)
    version = 0
tell(version)
while version < int(sys.argv[3]):
    version = store.append(session, version, [Entered(version, "x" * 300)], at)
    tell(version)
store.close(now)
"""

BEGINNING = """
for number in range(int(sys.argv[3])):
    name = f"{sys.argv[2]}{number:04}"
    outcomes = store.write([Begin(record(name), encounter), Append(name, 0, [Entered(0, name)], at)])
    assert outcomes == (0, 1), outcomes
    tell(name)
store.close(now)
"""

HAMMERING = """
conflicts = added = 0
while added < 40:
    try:
        store.append("shared", store.record("shared").version, [Entered(added, sys.argv[2])], at)
        added += 1
    except ConflictError:
        conflicts += 1
store.close(now)
tell(conflicts)
"""


def start(program: str, address: Address, *arguments: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", PROGRAM + program, address.text, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def finish(process: "subprocess.Popen[str]") -> list[Any]:
    """Return what the process told, once it has ended in order."""
    assert process.stdout is not None
    # Not communicate: it reads past what is buffered since the first word was read.
    with process.stdout:
        told = process.stdout.read()
    assert process.wait(timeout=120) == 0
    return [json.loads(line) for line in told.splitlines()]


def first_word(process: "subprocess.Popen[str]") -> Any:
    assert process.stdout is not None
    return json.loads(process.stdout.readline())


def turns(address: Address, session: str, node: str = "") -> list[int]:
    """Return the turns of the events that `node` added to a session."""
    store, notices = open_store(address, NOW)
    assert notices == ()
    events = [event for event in store.read(session) if isinstance(event, Entered)]
    assert len(events) == store.record(session).version
    store.close(NOW)
    return [event.turn for event in events if event.node.startswith(node)]


def test_a_server_that_crashes_again_and_again(postgres: PostgresServer, database: Address) -> None:
    """Programs that write while the server crashes go on by themselves; nothing is lost or doubled."""
    chance = random.Random(5)
    appending = start(APPENDING, database, "abcd", 1500)
    beginning = start(BEGINNING, database, "new", 500)
    first_word(appending), first_word(beginning)
    crashes = 0
    while crashes < CRASHES and (appending.poll() is None or beginning.poll() is None):
        time.sleep(chance.uniform(0.05, 0.25))
        postgres.stop("immediate" if crashes % 3 else "fast")
        postgres.start()
        crashes += 1
    assert finish(appending) == list(range(1, 1501))
    assert crashes > 2, "the programs had done before the server crashed"
    assert turns(database, "abcd") == list(range(1500))
    assert finish(beginning) == [f"new{number:04}" for number in range(1, 500)]
    store = open_store(database, NOW).store
    begun = [record.id for record in store.sessions() if record.id.startswith("new")]
    store.close(NOW)
    assert sorted(begun) == [f"new{number:04}" for number in range(500)]


def test_no_acknowledged_event_is_lost_by_killing(database: Address) -> None:
    """A program that is killed at any moment leaves every event it acknowledged, and locks nobody out."""
    chance = random.Random(7)
    acknowledged = 0
    for _kill in range(KILLS):
        process = start(APPENDING, database, "abcd", 10**9)
        acknowledged = max(acknowledged, first_word(process))
        time.sleep(chance.uniform(0, 0.06))
        process.kill()
        for line in process.communicate()[0].split("\n")[:-1]:
            assert int(line) > acknowledged
            acknowledged = int(line)
        kept = turns(database, "abcd")
        assert len(kept) >= acknowledged
        assert kept == list(range(len(kept)))
    assert acknowledged > KILLS, "the programs were killed before they did anything"


def test_many_hosts_on_one_session(database: Address) -> None:
    """However many write to one session, each gets all of its events in, in order, and once."""
    finish(start(APPENDING, database, "shared", 1))
    hosts = [start(HAMMERING, database, f"host{number}") for number in range(HOSTS)]
    conflicts = [finish(host)[0] for host in hosts]
    assert sum(conflicts) > 0, "they never met"
    for number in range(HOSTS):
        assert turns(database, "shared", f"host{number}") == list(range(40))
    assert len(turns(database, "shared")) == HOSTS * 40 + 1
