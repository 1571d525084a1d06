"""A file that a command writes takes nothing's place unasked, and says so in the same words everywhere."""

from __future__ import annotations

import pytest

from roleplay.errors import ExitCode
from tests.functional.program import SCENARIO, Program

WRITERS = [
    ("debrief", "--html"),
    ("graph", SCENARIO, "--as", "html", "--to"),
    ("export", SCENARIO, "--as", "twee", "--to"),
]


@pytest.mark.parametrize("words", WRITERS, ids=[words[0] for words in WRITERS])
def test_what_is_there_stays_until_it_is_forced(program: Program, words: tuple[str, ...]) -> None:
    """A new file is written with its folder; one that is there stays; forced, it is replaced, mode kept."""
    program.play("1", "q")
    path = program.home / "new folder" / "page"
    made = program.run(*words, str(path))
    assert (made.code, made.out) == (0, "")
    assert made.err.startswith(f"Written: {path}\n")
    whole = path.read_bytes()
    path.write_bytes(b"mine")
    path.chmod(0o640)

    refused = program.run(*words, str(path))
    assert (refused.code, refused.out) == (ExitCode.USAGE, "")
    assert refused.err == (
        f"{path} is there already, and nothing was overwritten.\n"
        "Name another file, or add --force to replace it.\n"
    )
    assert path.read_bytes() == b"mine"

    assert program.run(*words, str(path), "--force").code == 0
    assert path.read_bytes() == whole
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("words", WRITERS[1:], ids=[words[0] for words in WRITERS[1:]])
def test_a_full_disk_leaves_the_old_file(program: Program, words: tuple[str, ...]) -> None:
    """Where there is no room for the new file, the old one is whole and nothing lies beside it."""
    path = program.home / "out" / "page"
    path.parent.mkdir()
    path.write_bytes(b"mine")
    command = " ".join(f"'{word}'" for word in (*words, str(path), "--force"))
    full = program.shell(f"ulimit -f 0; roleplay {command} 2>&1 | cat")

    assert "page cannot be written: File too large." in full.out
    assert "Nothing was changed." in full.out
    assert path.read_bytes() == b"mine"
    assert list(path.parent.iterdir()) == [path]
