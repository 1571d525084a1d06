"""A home for each test, with the compiled content that all of them share."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.functional.attacks import Connect, Line
from tests.functional.hosting import Hosted
from tests.functional.program import SCENARIO, Program


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the content of the tests has been compiled."""
    home = tmp_path_factory.mktemp("compiled")
    done = Program(home).run("play", typed="1\n\n1\nq\n")
    assert (done.code, done.err) == (0, "")
    return home / "data" / "cache"


@pytest.fixture
def program(tmp_path: Path, compiled: Path) -> Program:
    """The program in a home in which nothing was played yet."""
    shutil.copytree(compiled, tmp_path / "data" / "cache")
    return Program(tmp_path)


@pytest.fixture(scope="session")
def hosted(tmp_path_factory: pytest.TempPathFactory, compiled: Path) -> Iterator[Hosted]:
    """A group that plays, for everything that is sent to it by hostile clients."""
    home = tmp_path_factory.mktemp("hostile")
    shutil.copytree(compiled, home / "data" / "cache")
    running = Hosted(Program(home), SCENARIO)
    running.lead("begin")
    yield running
    assert running.process.poll() is None, running.errors
    done = running.stop()
    assert "Traceback" not in done.err


@pytest.fixture
def connect(hosted: Hosted) -> Iterator[Connect]:
    """Opens connections, and closes them after the test."""
    lines: list[Line] = []

    def open_line(source: str = "127.0.0.1", room: int = 0) -> Line:
        lines.append(Line(hosted, source, room))
        return lines[-1]

    yield open_line
    for line in lines:
        line.socket.close()
