"""What a start loads: what static contracts cannot see, because commands import late."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCENARIO = "jkp-empat-bulan"

HEAVY = (
    "aiohttp",
    "pydantic",
    "psycopg",
    "polib",
    "rich",
    "roleplay.compiler",
    "roleplay.content",
    "roleplay.schema",
    "segno",
    "starlette",
    "textual",
    "typer",
    "yaml",
)
"""What neither help nor a session with a warm cache may load, each with everything in it."""

RUN_AND_TELL = """
import atexit, runpy, sys
atexit.register(lambda: print("LOADED", *sys.modules, file=sys.stderr))
sys.argv = ["roleplay", *sys.argv[1:]]
runpy.run_module("roleplay", run_name="__main__", alter_sys=True)
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment of a person who has never played."""
    private = {
        name: str(tmp_path / name.lower())
        for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ROLEPLAY_")}
    return {**kept, **private, "ROLEPLAY_LANG": "id", "PYTHONIOENCODING": "utf-8"}


def run(root: Path, environment: dict[str, str], *arguments: str, typed: str = "") -> tuple[str, set[str]]:
    """Run the program; return what it printed and which modules it had loaded in the end."""
    done = subprocess.run(
        [sys.executable, "-c", RUN_AND_TELL, *arguments],
        cwd=root,
        env=environment,
        input=typed,
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    *_, last = done.stderr.splitlines() or [""]
    assert last.startswith("LOADED "), done.stderr
    return done.stdout, set(last.split())


def heavy(loaded: set[str]) -> set[str]:
    return {name for name in loaded if name.startswith(tuple(f"{each}." for each in HEAVY)) or name in HEAVY}


def test_help_loads_nothing_that_it_does_not_use(root: Path, environment: dict[str, str]) -> None:
    """`roleplay --help` is static text."""
    printed, loaded = run(root, environment, "--help")

    assert "play" in printed
    assert heavy(loaded) == set()


def test_a_session_from_the_cache_reads_no_files_of_authors(root: Path, environment: dict[str, str]) -> None:
    """Once compiled, an encounter is played, by choice and in free words, without what compiled it."""
    first, cold = run(root, environment, "play", SCENARIO, typed="1\n")
    second, warm = run(root, environment, "play", SCENARIO, typed="1\nMaaf, bisa dijelaskan lagi, Pak?\n")

    assert first
    assert second
    assert "roleplay.compiler" in cold
    assert "roleplay.engine" in warm
    assert heavy(warm) == set()
