"""Time and memory to check many generated scenarios in one process, as `roleplay check` does.

usage: check.py [--scenarios N] [--nodes N]
"""

import argparse
import resource
import tempfile
import time
from pathlib import Path

import story

from roleplay.authoring.check import check

BAR = 30.0
"""Seconds in which 1,000 scenarios of 30 nodes must be checked."""


def peak() -> float:
    """Return the most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--scenarios", type=int, default=1000)
    options.add_argument("--nodes", type=int, default=30)
    wanted = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = wanted.scenarios
        story.write_library(folder, (f"story-{place}" for place in range(count)), wanted.nodes)
        before = peak()
        wall, work = time.perf_counter(), time.process_time()
        checked = check([folder])
        wall, work = time.perf_counter() - wall, time.process_time() - work
    if checked.diagnostics:
        raise SystemExit(f"{checked.diagnostics[0].span}: {checked.diagnostics[0].message}")
    print(f"{count} scenarios of {wanted.nodes} nodes: {wall:.1f} s, {work:.1f} s of CPU")
    print(f"{count / wall:.0f} scenarios a second; peak memory {peak():.0f} MB, {before:.0f} MB before")
    if count == 1000 and wanted.nodes == 30 and wall > BAR:
        raise SystemExit(f"more than {BAR:.0f} s")


if __name__ == "__main__":
    main()
