"""Turns per CPU second of roleplay beside other dialogue engines for Python, on the same generated story.

usage: engine.py [--peers PYTHON] [--ink COMPILER] [--turns N] [--runs N]

PYTHON is an interpreter that has any of inkcpp-py, bink and chatsky; COMPILER is inkjs-compiler of npm.
What is missing is named and left out. Every engine plays in a process of its own, all in turn. All of them
must say and choose the same, or this fails. Only roleplay moves a mood, writes receipts and keeps events.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import story

from roleplay.engine.chance import pick

HERE = Path(__file__).parent
NODES = 200
SEED = 1
MODULES = {"inkcpp-py": "inkcpp_py", "bink": "bink", "chatsky": "chatsky"}
SLOW = {"chatsky": 50}
"""How many times fewer turns an engine plays, to be done today."""


def has(python: str, module: str) -> bool:
    """Return whether that interpreter can import `module`."""
    return not subprocess.run([python, "-c", f"import {module}"], capture_output=True, check=False).returncode


def write_stories(folder: Path, compiler: str | None) -> None:
    """Write the story in every form; the compiled ink only where there is a compiler."""
    day = pick(SEED, "vary.day", story.DAYS)
    story.write_library(folder, ["story"], NODES)
    (folder / "plain.json").write_text(story.as_json(NODES, day), encoding="utf-8")
    (folder / "story.ink").write_text(story.ink(NODES, day), encoding="utf-8")
    if compiler:
        command = [compiler, "-o", str(folder / "story.json"), str(folder / "story.ink")]
        subprocess.run(command, check=True, capture_output=True)


def engines(peers: str, compiler: str | None) -> dict[str, list[str]]:
    """Return the command of every engine that is there, and name those that are not."""
    commands = {"roleplay": [sys.executable, str(HERE / "play_roleplay.py")]}
    for name, module in MODULES.items():
        if not has(peers, module):
            print(f"{name}: not installed, left out")
        elif name != "chatsky" and compiler is None:
            print(f"{name}: left out, for there is no compiler of ink (npm install inkjs)")
        else:
            commands[name] = [peers, str(HERE / "play_peer.py"), name]
    return commands


def play(command: Sequence[str], folder: Path, turns: int) -> tuple[float, list[str]]:
    """Return turns per CPU second, and everything that was said and chosen."""
    done = subprocess.run([*command, str(folder), str(turns)], capture_output=True, check=True, text=True)
    result = json.loads(done.stdout.splitlines()[-1])
    return turns / result["seconds"], result["transcript"]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--peers", default=sys.executable, metavar="PYTHON")
    options.add_argument("--ink", default=shutil.which("inkjs-compiler"), metavar="COMPILER")
    options.add_argument("--turns", type=int, default=20_000)
    options.add_argument("--runs", type=int, default=5)
    wanted = options.parse_args()
    commands = engines(wanted.peers, wanted.ink)
    rates: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_stories(folder, wanted.ink)
        for _run in range(wanted.runs):
            ours: list[str] = []
            for engine, command in commands.items():
                rate, transcript = play(command, folder, wanted.turns // SLOW.get(engine, 1))
                ours = ours or transcript
                if transcript != ours[: len(transcript)]:
                    raise SystemExit(f"{engine} did not say the same")
                rates[engine].append(rate)
    print(f"{NODES} nodes, {wanted.turns} turns, median of {wanted.runs}; every transcript is the same")
    base = statistics.median(rates["roleplay"])
    print(f"{'engine':<12}{'turns/s':>10}{'lowest':>10}{'highest':>10}{'of ours':>9}")
    for engine, found in rates.items():
        middle = statistics.median(found)
        print(f"{engine:<12}{middle:>10,.0f}{min(found):>10,.0f}{max(found):>10,.0f}{middle / base:>9.2f}")


if __name__ == "__main__":
    main()
