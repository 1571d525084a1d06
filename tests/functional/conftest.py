"""A home for each test, with the compiled content that all of them share."""

import shutil
from pathlib import Path

import pytest

from tests.functional.program import Program


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
