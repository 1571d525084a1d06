"""How many appends a second a store keeps: one at a time, and sixty at once as a group of sixty writes them.

usage: stores.py --server postgresql://LOGIN@SERVER/DATABASE [--folder DIR] [--seconds N]

The same turn of a talk is appended to sessions in a file and on a server, all kinds in turn, in short
rounds. The floor of the file is the same bytes added to a plain file and synced; that of the server is one
row with the same bytes, inserted and committed. DIR should lie on the disk that is asked about.
What is kept on the server stays there: give it a database to throw away.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec
import psycopg

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event
from roleplay.store import Append, Begin, SessionRecord, Store, open_store, place_of

STORES: Final = Path(__file__).parents[1] / "tests" / "data" / "stores"
GROUP: Final = 60
ROUNDS: Final = 9
NOW: Final = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
AT: Final = NOW.isoformat()


class Sessions:
    """Sixty sessions of one store, to which a turn is appended again and again."""

    def __init__(self, store: Store, name: str, turn: Sequence[Event]) -> None:
        encounter = msgspec.json.decode((STORES / "encounter.json").read_bytes(), type=Encounter)
        record = SessionRecord("0000", "s", "p", "id", "practice", 7, encounter.digest, AT, AT)
        begun = time.time_ns() // 1_000_000 % 10**9
        self._store = store
        self._turn = turn
        self._versions = {f"{name}{begun}{number:02}": 0 for number in range(GROUP)}
        store.write([Begin(msgspec.structs.replace(record, id=each), encounter) for each in self._versions])
        self._alone = next(iter(self._versions))

    def one(self) -> int:
        """Append one turn to one session; return how many appends that were."""
        version = self._versions[self._alone]
        self._versions[self._alone] = self._store.append(self._alone, version, self._turn, AT)
        return 1

    def all(self) -> int:
        """Append one turn to every session at once; likewise."""
        writes = [Append(each, version, self._turn, AT) for each, version in self._versions.items()]
        for each, outcome in zip(self._versions, self._store.write(writes), strict=True):
            assert isinstance(outcome, int), outcome
            self._versions[each] = outcome
        return GROUP


def rate(action: Callable[[], int], seconds: float) -> float:
    """Return how many appends a second an action does."""
    start, done = time.perf_counter(), 0
    while (passed := time.perf_counter() - start) < seconds:
        done += action()
    return done / passed


def synced(path: Path, data: bytes) -> Callable[[], int]:
    """Return what adds bytes to a plain file and waits for the disk."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def add() -> int:
        os.write(file, data)
        os.fsync(file)
        return 1

    return add


def inserted(address: str, data: bytes) -> Callable[[], int]:
    """Return what inserts one row with these bytes and commits it."""
    connection = psycopg.connect(address, autocommit=True)
    connection.execute("DROP TABLE IF EXISTS public.floor")
    connection.execute("CREATE TABLE public.floor (data bytea)")

    def insert() -> int:
        connection.execute("INSERT INTO public.floor VALUES (%s)", (data,))
        return 1

    return insert


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--server", required=True)
    options.add_argument("--folder", type=Path)
    options.add_argument("--seconds", type=float, default=0.4, help="of each of the nine rounds")
    given = options.parse_args()
    turn = msgspec.json.decode((STORES / "events.json").read_bytes(), type=list[Event])[1:7]
    data = b"".join(map(msgspec.json.encode, turn))
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        file = open_store(Path(folder) / "sessions.db", NOW, or_in_memory=False).store
        server = open_store(place_of(given.server), NOW, or_in_memory=False).store
        kinds = {
            "floor of the file": synced(Path(folder) / "floor", data),
            "SQLite, one at a time": Sessions(file, "f", turn).one,
            "SQLite, sixty at once": Sessions(file, "g", turn).all,
            "floor of the server": inserted(given.server, data),
            "PostgreSQL, one at a time": Sessions(server, "p", turn).one,
            "PostgreSQL, sixty at once": Sessions(server, "q", turn).all,
        }
        rates: dict[str, list[float]] = {name: [] for name in kinds}
        for _round in range(ROUNDS):
            for name, action in kinds.items():
                rates[name].append(rate(action, given.seconds))
        print(f"{len(turn)} events, {len(data)} bytes an append; appends a second, median of {ROUNDS} rounds")
        print(f"{'':<28}{'median':>9}{'lowest':>9}{'highest':>9}{'of floor':>10}")
        floor = 1.0
        for name, found in rates.items():
            middle = statistics.median(found)
            floor = middle if name.startswith("floor") else floor
            print(f"{name:<28}{middle:>9,.0f}{min(found):>9,.0f}{max(found):>9,.0f}{middle / floor:>10.2f}")
        file.close(NOW)
        server.close(NOW)


if __name__ == "__main__":
    main()
