"""Latency of a free-text turn: hear, step, and events on disk when it returns.

usage: turn.py [--turns N] [--folder DIR]

Real replies are typed to a session on disk and to one in memory; in between, the bytes of the same events are
added to a plain file and synced, which is the least that any program pays to keep them. DIR should lie on the
disk that is asked about; the folder for temporary files, if left out.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from typing import TypeVar

import msgspec

from roleplay.app.session import LiveSession, begin
from roleplay.compiler.cues import compile_cues
from roleplay.compiler.encounter import compile_encounter
from roleplay.compiler.library import Library
from roleplay.hearing import Ear
from roleplay.store import MemoryStore, Store, open_store

T = TypeVar("T")

HERE = Path(__file__).parent
START = datetime(2026, 1, 1, tzinfo=UTC)


def replies() -> list[str]:
    """Return what officers wrote in Indonesian."""
    lines = (HERE.parent / "training" / "replies" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [row["reply"] for row in map(json.loads, lines) if row["lang"] == "id"]


def sessions(library: Library, store: Store) -> Iterator[LiveSession]:
    """Yield the session to speak in next: the same until it has ended, then a new one."""
    encounter = compile_encounter(library, "jkp-empat-bulan", "pak-darto", "id").encounter
    table = compile_cues(library, "id").table
    if encounter is None or table is None:
        raise SystemExit("the content has mistakes: roleplay check")
    ear, numbers = Ear(table), iter(range(1, 1_000_000_000))
    while True:
        session = begin(
            store,
            encounter,
            "practice",
            seed=1,
            now=START.isoformat,
            chance=lambda: next(numbers),
            ear=lambda: ear,
        )
        while not session.state.is_ended:
            yield session


def timed(action: Callable[[T], object], given: T) -> float:
    """Return how long something takes, in milliseconds."""
    start = time.perf_counter()
    action(given)
    return 1000 * (time.perf_counter() - start)


def report(name: str, times: list[float], floor: list[float]) -> None:
    """Print the middle and the slowest hundredth, and how they stand to the floor."""
    middle, slow = statistics.median(times), statistics.quantiles(times, n=100)[98]
    base = statistics.median(floor)
    print(f"{name:<34}{middle:>8.2f}{slow:>8.2f}{middle / base:>8.2f}")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--turns", type=int, default=1000)
    options.add_argument("--folder")
    wanted = options.parse_args()
    library = Library([HERE.parent])
    floor: list[float] = []
    disk: list[float] = []
    memory: list[float] = []
    with tempfile.TemporaryDirectory(dir=wanted.folder) as name:
        store = open_store(Path(name) / "sessions.db", START).store
        on_disk, in_memory = sessions(library, store), sessions(library, MemoryStore())
        with (Path(name) / "floor").open("ab", buffering=0) as file:

            def keep(data: bytes) -> None:
                file.write(data)
                os.fsync(file.fileno())

            for text in islice(cycle(replies()), wanted.turns):
                session, other = next(on_disk), next(in_memory)
                before = len(session.events)
                disk.append(timed(session.say, text))
                memory.append(timed(other.say, text))
                floor.append(timed(keep, msgspec.json.encode(session.events[before:])))
        store.close(START)
    print(f"{wanted.turns} turns; milliseconds; ratio: median beside that of the floor")
    print(f"{'':<34}{'p50':>8}{'p99':>8}{'ratio':>8}")
    report("turn, events on disk", disk, floor)
    report("turn, events in memory", memory, floor)
    report("floor: the same bytes, fsync", floor, floor)


if __name__ == "__main__":
    main()
