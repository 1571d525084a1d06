"""The short way in and the full command line understand the same."""

from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from itertools import product

import pytest

from roleplay.cli.application import run_application
from roleplay.cli.commands import play as full
from roleplay.cli.front import quick_play
from roleplay.cli.request import PlayRequest
from roleplay.errors import ExitCode, RoleplayError

NAMES: tuple[tuple[str, ...], ...] = ((), ("lost-card",), ("",), ("../x",), ("a", "b"), ("-",), ("--", "-x"))
OPTIONS: tuple[tuple[str, ...], ...] = (
    (),
    ("--persona", "ms-test"),
    ("--persona=ms-test",),
    ("--persona=",),
    ("--persona", ""),
    ("--persona=a=b",),
    ("--persona", "--seed"),
    ("--persona", "-x"),
    ("--persona",),
    ("--seed", "0"),
    ("--seed=7",),
    ("--seed", "007"),
    ("--seed", "+7"),
    ("--seed", "-7"),
    ("--seed", "1_000"),
    ("--seed", " 7 "),
    ("--seed", "\uff17"),
    ("--seed", "999999999"),
    ("--seed", "1000000000"),
    ("--seed", "7.0"),
    ("--seed=",),
    ("--lang", "en"),
    ("--lang=id",),
    ("--lang", "EN"),
    ("--lang", "fr"),
    ("--mode", "assess"),
    ("--mode=practice",),
    ("--mode", "ASSESS"),
    ("--mode=",),
    ("--content", "scenarios"),
    ("--content=../x y",),
    ("--content=",),
    ("--store", "other.db"),
    ("--store=postgresql://sleman@db.example:5432/latihan",),
    ("--store", "postgresql://sleman:secret@db.example/latihan"),
    ("--store=",),
    ("--content", "a//b/./c/"),
    ("--help",),
    ("--json",),
    ("--per", "ms-test"),
    ("-p", "ms-test"),
    ("--seed", "1", "--seed", "2"),
    ("--persona", "a", "--lang=en", "--mode", "assess", "--seed=3"),
)


def vectors() -> Iterator[tuple[str, ...]]:
    for names, words in product(NAMES, OPTIONS):
        yield ("play", *names, *words)
        yield ("play", *words, *names)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[PlayRequest]:
    """What the full command line has asked for, in place of playing it."""
    requests: list[PlayRequest] = []

    def note(request: PlayRequest) -> ExitCode:
        requests.append(request)
        return ExitCode.DONE

    monkeypatch.setattr(full, "play", note)
    return requests


def test_both_ways_in_ask_for_the_same(asked: list[PlayRequest]) -> None:
    """Whatever the short way understands, the full command line understands likewise."""
    understood = 0
    for arguments in vectors():
        quick = quick_play(arguments)
        asked.clear()
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            try:
                run_application(arguments)
            except RoleplayError:
                asked.clear()
        if quick is not None:
            understood += 1
            assert asked == [quick], arguments
    assert understood > 100


@pytest.mark.parametrize(
    "arguments",
    [
        ("play",),
        ("play", "lost-card"),
        ("play", "lost-card", "--seed", "1"),
        ("play", "lost-card", "--persona=ms-test", "--lang", "en", "--mode=assess"),
        ("play", "--content", "here", "lost-card"),
    ],
)
def test_what_people_type_takes_the_short_way(arguments: tuple[str, ...]) -> None:
    """The common forms do not wait for the full command line."""
    assert quick_play(arguments) is not None


@pytest.mark.parametrize(
    "arguments", [("list",), ("resume",), ("debrief", "--json"), ("plya",), ("--nothing",)]
)
def test_everything_else_is_left_to_the_full_command_line(arguments: tuple[str, ...]) -> None:
    """The short way is for `play` alone."""
    assert quick_play(arguments) is None
