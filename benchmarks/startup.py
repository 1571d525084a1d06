"""Time of whole processes: the help, and the first words of the customer, beside Python and its libraries.

usage: startup.py [--runs N] [--scenario NAME]

All kinds run in turn. The first words count from the start of the process until they can be read at the
other end of the pipe; CPU is that of the whole process, its imports and its end included. The cache is
warm: one round is played before anything is measured.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

PROGRAM = (sys.executable, "-m", "roleplay")


class Kind(NamedTuple):
    """A process to measure, up to the first line that holds `until`, or to its end."""

    name: str
    command: Sequence[str]
    until: str | None = None


class Cost(NamedTuple):
    """What one process took, in milliseconds."""

    wall: float
    work: float


def first_words(scenario: str, environment: Mapping[str, str]) -> str:
    """Return how the customer is headed as the talk begins: the name in capitals."""
    persona = show(scenario, environment)["personas"][0]
    return str(show(persona, environment)["name"]).upper()


def show(name: str, environment: Mapping[str, str]) -> Any:
    """Return what the program knows of a scenario or persona."""
    command = [*PROGRAM, "show", name, "--json"]
    return json.loads(subprocess.run(command, capture_output=True, check=True, env=environment).stdout)


def run(kind: Kind, environment: Mapping[str, str]) -> Cost:
    """Run a process once. Fails when what it should say never comes."""
    start = time.perf_counter()
    nothing = subprocess.DEVNULL
    with subprocess.Popen(
        kind.command, stdin=nothing, stdout=subprocess.PIPE, stderr=nothing, env=environment
    ) as process:
        wall = 0.0
        for line in process.stdout or ():
            if kind.until and not wall and kind.until in line.decode():
                wall = time.perf_counter() - start
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or (kind.until and not wall):
        raise SystemExit(f"{kind.name}: exit {process.returncode}, or no line with {kind.until!r}")
    wall = wall or time.perf_counter() - start
    return Cost(1000 * wall, 1000 * (usage.ru_utime + usage.ru_stime))


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--runs", type=int, default=20)
    options.add_argument("--scenario", default="jkp-empat-bulan")
    wanted = options.parse_args()
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "ROLEPLAY_HOME": home, "NO_COLOR": "1"}
        words = first_words(wanted.scenario, environment)
        kinds = (
            Kind("python -c pass", (sys.executable, "-c", "pass")),
            Kind("import rich, typer", (sys.executable, "-c", "import rich, typer")),
            Kind("roleplay --help", (*PROGRAM, "--help")),
            Kind("roleplay play, first words", (*PROGRAM, "play", wanted.scenario), words),
        )
        costs: dict[str, list[Cost]] = {kind.name: [] for kind in kinds}
        for number in range(wanted.runs + 1):
            for kind in kinds:
                cost = run(kind, environment)
                if number:
                    costs[kind.name].append(cost)
    base = min(cost.work for cost in costs["python -c pass"])
    print(f"{wanted.runs} runs of each, in turn; milliseconds; ratio: least CPU beside that of bare Python")
    print(f"{'process':<28}{'wall min':>9}{'median':>8}{'CPU min':>9}{'median':>8}{'ratio':>7}")
    for name, found in costs.items():
        walls, works = [cost.wall for cost in found], [cost.work for cost in found]
        print(
            f"{name:<28}{min(walls):>9.0f}{statistics.median(walls):>8.0f}"
            f"{min(works):>9.0f}{statistics.median(works):>8.0f}{min(works) / base:>7.1f}"
        )


if __name__ == "__main__":
    main()
