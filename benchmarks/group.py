"""A hosted group under load: how long a turn takes, how old the board is, and that nothing is lost.

usage: group.py [--trainees N] [--turns N] [--think LEAST MOST] [--folder DIR]

A real host process is played with over sockets, by choices and typed replies. Some trainees use the long
poll, some come back on a new connection, and now and then an answer is lost and the reply sent again.
Afterwards every reply that was acknowledged is looked up in the store. The floor is a server that sends back
what it gets, with the same clients in the same run. DIR should lie on the disk that is asked about.
"""

import argparse
import asyncio
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import aiohttp
from crowd import Acknowledged, Crowd, Leader, Place, Trainee, usage_of
from turn import replies

from roleplay.domain.events import Event, Improvised, Replied, Unheard
from roleplay.store import open_store

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 1, 1, tzinfo=UTC)

PLAN = """\
format: 1
title: Beban
language: id
rounds:
  - scenario: jkp-empat-bulan
"""

MOST_TURN = 0.1
"""Seconds that 95 of 100 turns of sixty trainees may take at most."""

MOST_AGE = 1.0
"""Seconds that the board may be old at most."""

BURSTS = 3
ALL_ROWS = 80
"""Seats up to which the board has a row for each; above that, it is only held that nothing is lost."""

ECHOES = 5
SIZE = 300
"""Bytes that are sent back: those of a reply."""


@contextmanager
def hosted(folder: Path) -> Iterator[tuple[Place, int]]:
    """Host a group in a process of its own; give where, and the id of the process."""
    plan = folder / "plan.yaml"
    plan.write_text(PLAN, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "roleplay", "group", "host", str(plan), "--lang", "en"],
        cwd=ROOT,
        env={**os.environ, "ROLEPLAY_HOME": str(folder), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        told = ""
        while "/board#" not in told:
            line = process.stdout.readline()
            if not line:
                raise SystemExit(f"the host did not start:\n{told}")
            told += line
        found = re.search(r"http://\S+:(\d+)/lead#(\S+)", told)
        code = re.search(r"\b([0-9A-Z]{4}-[0-9A-Z]{4})\b", told)
        assert found is not None
        assert code is not None
        with (folder / "host.log").open("w") as log:
            drain = subprocess.Popen(["cat"], stdin=process.stdout, stdout=log)
        process.stdout.close()
        yield Place(f"http://127.0.0.1:{found[1]}", code[1], found[2]), process.pid
    finally:
        process.terminate()
        process.wait(30)
        drain.wait(5)


@contextmanager
def echoing() -> Iterator[str]:
    """Run a server that sends back what it gets; give where."""
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "benchmarks" / "echo.py")], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{int(process.stdout.readline())}/"
    finally:
        process.terminate()
        process.wait(10)


async def echo_floor(url: str, trainees: int, think: tuple[float, float]) -> list[float]:
    """Return the seconds of round trips to a server that sends back what it gets."""
    dice = random.Random(2)
    times: list[float] = []
    is_ready = asyncio.Barrier(trainees)

    async def client(session: aiohttp.ClientSession) -> None:
        async with session.ws_connect(url) as socket:
            for _turn in range(ECHOES):
                await is_ready.wait()
                await asyncio.sleep(dice.uniform(*think))
                start = time.perf_counter()
                await socket.send_str("x" * SIZE)
                await socket.receive_str()
                times.append(time.perf_counter() - start)

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        await asyncio.gather(*(client(session) for _ in range(trainees)))
    return times


class Played(NamedTuple):
    """What was measured while a group played."""

    times: Sequence[float]
    """Seconds of turns with thinking before each."""
    bursts: Sequence[float]
    """Seconds of turns that all took at once."""
    rate: float
    """Turns a second."""
    load: float
    """Share of one core that the host used."""


async def play(crowd: Crowd, leader: Leader, process_id: int, trainees: int, turns: int) -> Played:
    """Let everybody join and play."""
    people = [Trainee(crowd, number) for number in range(trainees)]
    watching = asyncio.create_task(leader.watch())
    async with AsyncExitStack() as stack:
        start = time.perf_counter()
        await asyncio.gather(*(stack.enter_async_context(each.seated()) for each in people))
        print(f"{trainees} joined in {time.perf_counter() - start:.1f} s")
        start = time.perf_counter()
        await leader.command("begin")
        await asyncio.gather(*(each.look() for each in people))
        print(f"everybody saw the round {time.perf_counter() - start:.2f} s after it was begun")
        for _burst in range(BURSTS):
            await asyncio.gather(*(each.reply() for each in people))
            await asyncio.sleep(2)
        bursts, crowd.turns = crowd.turns, []
        before, start = usage_of(process_id), time.perf_counter()
        await asyncio.gather(*(each.play(turns) for each in people))
        wall = time.perf_counter() - start
        used = usage_of(process_id)
        await asyncio.sleep(1.2)
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    return Played(crowd.turns, bursts, len(crowd.turns) / wall, (used.cpu - before.cpu) / wall)


async def run(crowd: Crowd, process_id: int, trainees: int, turns: int) -> bool:
    """Play, print the figures, and return whether it was fast enough."""
    leader = Leader(crowd.place)
    played = await play(crowd, leader, process_id, trainees, turns)
    memory = usage_of(process_id).memory
    with echoing() as url:
        floor = await echo_floor(url, trainees, crowd.think)
        floor_burst = await echo_floor(url, trainees, (0, 0))
    ages = list(board_ages(crowd, leader))
    print(f"{len(crowd.kept)} replies acknowledged, {crowd.retries} sent again, {crowd.reconnects} came back")
    print(f"{played.rate:.0f} turns a second; host: {100 * played.load:.0f} % of one core, {memory:.0f} MB")
    print(f"{'milliseconds':<34}{'p50':>9}{'p95':>9}{'p99':>9}{'most':>9}{'ratio':>8}")
    report("a turn, thinking", played.times, floor)
    report("floor: echo, thinking", floor, floor)
    report("a turn, all at once", played.bursts, floor_burst)
    report("floor: echo, all at once", floor_burst, floor_burst)
    if trainees > ALL_ROWS:
        return True
    report("the board behind an answer", ages, ages)
    return percentile(played.times, 95) < MOST_TURN and max(ages) < MOST_AGE


def board_ages(crowd: Crowd, leader: Leader) -> Iterator[float]:
    """Yield for each answer how long afterwards a board showed that turn or a later one."""
    shown: dict[str, list[tuple[float, int]]] = {}
    for at, rows in leader.boards:
        for seat, turn in rows.items():
            shown.setdefault(seat, []).append((at, turn))
    for (seat, turn), at in crowd.acks.items():
        seen = [when for when, reached in shown.get(seat, ()) if reached >= turn]
        if seen:
            yield max(min(seen) - at, 0)


def percentile(times: Sequence[float], share: int) -> float:
    return statistics.quantiles(times, n=100)[share - 1]


def report(name: str, times: Sequence[float], floor: Sequence[float]) -> None:
    """Print a row: the middle, the slow ones, and the 95th of a hundred beside that of the floor."""
    shares = [1000 * percentile(times, share) for share in (50, 95, 99)]
    ratio = percentile(times, 95) / percentile(floor, 95)
    print(f"{name:<34}{''.join(f'{value:>9.1f}' for value in shares)}{1000 * max(times):>9.1f}{ratio:>8.1f}")


def check_kept(path: Path, kept: Sequence[Acknowledged]) -> bool:
    """Look every acknowledged reply up in the store; print and return whether none is lost or doubled."""
    store = open_store(path, NOW).store
    by_session: dict[str, list[Acknowledged]] = {}
    for each in kept:
        by_session.setdefault(each.session, []).append(each)
    faults: Counter[str] = Counter()
    for session, replied in by_session.items():
        events = store.read(session)
        faults["lost"] += sum(not said(events[each.version], each) for each in replied)
        spoken = sum(isinstance(event, Replied | Unheard | Improvised) for event in events)
        faults["doubled"] += max(spoken - len(replied), 0)
    store.close(NOW)
    print(f"in the store: {len(kept)} looked up, {faults['lost']} lost, {faults['doubled']} doubled")
    return not faults.total()


def said(event: Event, each: Acknowledged) -> bool:
    """Return whether an event is the reply."""
    match event:
        case Replied(response=response):
            return response.choice == each.choice and (each.choice is not None or response.text == each.text)
        case Unheard(text=text):
            return each.choice is None and text == each.text
    return False


def main() -> None:
    """Measure, print, and fail where a promise is broken."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--trainees", type=int, default=60)
    options.add_argument("--turns", type=int, default=15)
    options.add_argument("--think", type=float, nargs=2, default=(1.0, 4.0), metavar=("LEAST", "MOST"))
    options.add_argument("--folder")
    wanted = options.parse_args()
    with tempfile.TemporaryDirectory(dir=wanted.folder) as name:
        with hosted(Path(name)) as (place, process_id):
            crowd = Crowd(place, replies(), tuple(wanted.think))
            is_fast = asyncio.run(run(crowd, process_id, wanted.trainees, wanted.turns))
        is_kept = check_kept(Path(name) / "sessions.db", crowd.kept)
    if not (is_fast and is_kept):
        raise SystemExit("a promise is broken")


if __name__ == "__main__":
    main()
