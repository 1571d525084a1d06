"""Wishes that cannot be met: each is told in a line or two, with what to do, and with its exit code."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from roleplay.errors import ExitCode
from tests.functional.program import CONTENT, RIGHT_NUMBERS, SCENARIO, SEED, Done, Program, acting

ATTACK = "\x1b]0;owned\x07[bold red]\u202e"


def check_refused(done: Done, code: int) -> None:
    """Assert that a wish was refused shortly and clearly, and that nothing but the refusal was said."""
    assert "Traceback" not in done.err
    assert (done.code, done.out) == (code, "")
    assert 0 < len(done.err.strip().splitlines()) <= 8
    assert acting(done.err) == set()


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("play lost-crad", 2, "lost-card"),
        ("play ../lost-card", 2, "lost-card"),
        ("play ../../../etc/passwd", 2, ""),
        ("play /etc/passwd", 2, ""),
        ("play ''", 2, ""),
        (f"play {SCENARIO} --persona nobody", 2, "nobody"),
        (f"play {SCENARIO} --persona ms-tset", 2, "ms-test"),
        (f"play {SCENARIO} --persona ''", 2, ""),
        (f"play {SCENARIO} --seed -1", 2, "-1"),
        (f"play {SCENARIO} --seed 1000000000", 2, "999999999"),
        (f"play {SCENARIO} --seed 99999999999999999999999999", 2, "999999999"),
        (f"play {SCENARIO} --seed one", 2, "one"),
        (f"play {SCENARIO} --seed ''", 2, ""),
        (f"play {SCENARIO} --mode exam", 2, "exam"),
        (f"play {SCENARIO} --lang fr", 2, "fr"),
        (f"play {SCENARIO} --content no/such/folder", 2, "no/such/folder"),
        (f"play {SCENARIO} another", 2, "another"),
        (f"play {SCENARIO} --nothing", 2, "--nothing"),
        ("resume", 2, "roleplay play"),
        ("resume 0000", 3, "0000"),
        ("resume ../x", 3, "../x"),
        ("debrief", 2, "roleplay play"),
        ("debrief zzzzzzzz", 3, "zzzzzzzz"),
        ('debrief "x\' OR 1=1"', 3, ""),
        ("show nobody", 2, "nobody"),
        ("show ../lost-card", 2, ""),
        ("graph lost-crad", 2, "lost-card"),
        ("graph", 2, "scenario"),
        ("explain RP999", 2, "RP"),
        ("explain ''", 2, ""),
        ("schema lisst", 2, "list"),
        ("check no/such/file", 2, "no/such/file"),
        ("check docs", 2, "docs"),
        ("translate no/such/file", 2, ""),
        ("hear", 2, "roleplay hear"),
        ("hear --jsonl no/such/file", 2, "no/such/file"),
        ("plya", 2, "play"),
        ("''", 2, ""),
        ("--nothing", 2, "--nothing"),
        ("sessions --nothing", 2, "--nothing"),
    ],
)
def test_a_wish_that_cannot_be_met(program: Program, line: str, code: int, told: str) -> None:
    """What was wrong is named, or what was meant; the exit code says of which kind it is."""
    done = program.shell(f"roleplay {line}")
    check_refused(done, code)
    assert told in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("play", ATTACK),
        ("play", SCENARIO, "--persona", ATTACK),
        ("play", SCENARIO, "--content", ATTACK),
        ("play", SCENARIO, "--mode", ATTACK),
        ("play", SCENARIO, f"--{ATTACK}"),
        ("resume", ATTACK),
        ("debrief", ATTACK),
        ("show", ATTACK),
        ("graph", ATTACK),
        ("graph", SCENARIO, "--to", ATTACK),
        ("explain", ATTACK),
        ("schema", ATTACK),
        ("check", ATTACK),
        ("translate", ATTACK),
        ("hear", "--jsonl", ATTACK),
        (ATTACK,),
    ],
)
def test_an_argument_that_attacks(program: Program, arguments: tuple[str, ...]) -> None:
    """Nothing in an argument acts on the terminal on which it is refused."""
    done = program.run(*arguments)
    assert "Traceback" not in done.err
    assert done.code in (ExitCode.USAGE, ExitCode.STORE)
    assert acting(done.err) == set()
    assert "owned" in done.err or "session" in done.err, "what was given is named"


@pytest.mark.parametrize(
    "command", ["play", "show", "graph", "debrief", "explain", "resume", "schema", "check", "translate"]
)
def test_an_endless_argument(program: Program, command: str) -> None:
    """A hundred thousand characters where a name should be are refused like any other."""
    done = program.run(command, "x" * 100_000)
    assert done.code in (ExitCode.USAGE, ExitCode.STORE)
    assert "Traceback" not in done.err


@pytest.mark.parametrize("length", [1, 3, 8])
def test_an_id_may_be_typed_as_people_type(program: Program, length: int) -> None:
    """Capitals and spaces around a session's id do not matter; a part of it is not an id."""
    program.play(RIGHT_NUMBERS[0], "q")
    (record,) = program.sessions()
    typed = record["id"][:length]
    done = program.run("debrief", f" {typed.upper()} ")
    assert done.code == (0 if length == 8 else ExitCode.STORE)
    assert length != 8 or done.out


def test_an_empty_home_is_no_mistake(program: Program) -> None:
    """Lists of nothing are empty, not wrong."""
    done = program.run("sessions")
    assert (done.code, done.out) == (0, "")
    assert "roleplay play" in done.err


def test_a_store_of_a_later_version(program: Program) -> None:
    """A store that a later version wrote is left untouched, and whoever needs it is told."""
    program.play(RIGHT_NUMBERS[0], "q")
    store = program.home / "data" / "sessions.db"
    with sqlite3.connect(store) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = _contents(store)
    for words in (("play", SCENARIO, "--seed", str(SEED)), ("resume",), ("sessions",), ("debrief",)):
        done = program.run(*words, typed="1\nq\n")
        check_refused(done, ExitCode.STORE)
        assert "99" in done.err
    assert _contents(store) == before


@pytest.mark.parametrize(
    ("place", "good", "bad"),
    [
        ("cues/en.yaml", "[good morning, good day]", "['<nowhere> morning']"),
        ("cues/en.yaml", "labels:", "labels: ["),
        (f"scenarios/{SCENARIO}/scenario.yaml", "[free of charge, costs nothing]", "['<nowhere> free']"),
        (f"scenarios/{SCENARIO}/scenario.yaml", "goto: parting", "goto: nowhere"),
        ("personas/ms-test.yaml", "type: plain", "type: plane"),
    ],
)
def test_content_that_is_wrong(program: Program, place: str, good: str, bad: str) -> None:
    """Content with a mistake is refused before or at the first reply, with the place of the mistake."""
    content = program.home / "content"
    shutil.copytree(CONTENT, content)
    path = content / place
    path.write_text(path.read_text(encoding="utf-8").replace(good, bad), encoding="utf-8")
    done = program.play("good morning", "q", ROLEPLAY_CONTENT=str(content))
    assert done.code == ExitCode.PROBLEMS
    assert "Traceback" not in done.err
    assert place in done.err
    assert program.run("check", str(content)).code == ExitCode.PROBLEMS


def _contents(store: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in store.parent.iterdir() if path.is_file()}
