"""Time and memory to count many plays of one scenario, as `roleplay stats` does.

usage: stats.py [--plays N]
"""

import argparse
import resource
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from roleplay.app.desk import set_up
from roleplay.app.stats import item_statistics
from roleplay.authoring.trainees import play_out
from roleplay.compiler.encounter import compile_encounter
from roleplay.compiler.library import Library
from roleplay.store import SessionRecord, Store, open_store

SCENARIO = "jkp-empat-bulan"
BAR = 60.0
"""Seconds of CPU in which 10,000 plays must be counted."""
MOST_MEGABYTES = 60.0
"""What counting may add to the memory, whatever the number of plays."""
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def keep_plays(store: Store, plays: int) -> None:
    """Keep plays by dice, each on a seed of its own."""
    encounter = compile_encounter(Library([Path(__file__).parents[1]]), SCENARIO, "pak-darto", "id").encounter
    if encounter is None:
        raise SystemExit("the content has mistakes: roleplay check")
    for seed in range(plays):
        at, name = NOW.isoformat(), f"{seed:08}"
        record = SessionRecord(name, SCENARIO, "pak-darto", "id", "practice", seed, encounter.digest, at, at)
        store.create(record, encounter)
        store.append(name, 0, play_out(encounter, "random", seed).events, at)


def peak() -> float:
    """Return the most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--plays", type=int, default=10_000)
    plays = options.parse_args().plays
    with tempfile.TemporaryDirectory() as folder:
        desk = set_up({"ROLEPLAY_HOME": folder}, Path(folder), "id")
        store = open_store(desk.store, NOW).store
        keep_plays(store, plays)
        before = peak()
        wall, work = time.perf_counter(), time.process_time()
        found = item_statistics(desk, store, SCENARIO)
        wall, work = time.perf_counter() - wall, time.process_time() - work
    if found.plays != plays:
        raise SystemExit(f"{found.plays} of {plays} plays were counted")
    print(f"{plays} plays: {wall:.1f} s, {work:.1f} s of CPU, {1000 * work / plays:.2f} ms a play")
    print(f"peak memory {peak():.0f} MB, {before:.0f} MB before")
    if (plays <= 10_000 and work > BAR) or peak() - before > MOST_MEGABYTES:
        raise SystemExit(f"more than {BAR:.0f} s or {MOST_MEGABYTES:.0f} MB")


if __name__ == "__main__":
    main()
