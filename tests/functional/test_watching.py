"""A prompt that is called away from all the time loses no key and ends cleanly."""

import random
import re
import sys
import time

import pexpect

from tests.functional.program import ROOT

CALLED_AWAY_ALL_THE_TIME = """
import random, sys
from roleplay.terminal.watching import CalledAway, WatchingPrompt

chance = random.Random(1)
prompt = WatchingPrompt(sys.stdin, sys.stdout, lambda: chance.random() < 0.5, lambda: 0.002)
told = []
print("READY")
while True:
    try:
        try:
            typed = prompt.ask()
            if typed is None or "!" in typed.text:
                break
            told.append(typed.text)
        except CalledAway:
            told.append("~")
    except KeyboardInterrupt:
        told.append("^")
print("TOLD", "".join(told), "END")
"""


def told(keys: list[str]) -> str:
    """Return what the prompt came to when these keys were pressed, one every few milliseconds."""
    run: pexpect.spawn[str] = pexpect.spawn(
        sys.executable,
        ["-c", CALLED_AWAY_ALL_THE_TIME],
        cwd=str(ROOT),
        env={"TERM": "xterm", "INPUTRC": "/dev/null", "PYTHONPATH": str(ROOT)},
        dimensions=(24, 10_000),
        encoding="utf-8",
        timeout=30,
    )
    run.delaybeforesend = None
    run.expect_exact("READY")
    run.expect_exact("> ")
    chance = random.Random(2)
    for key in keys:
        run.send(key)
        time.sleep(chance.random() * 0.006)
        run.expect([r"[\s\S]+", pexpect.TIMEOUT], timeout=0)
    time.sleep(0.3)
    run.send("\r!\r")
    run.expect(r"TOLD (.*) END")
    assert isinstance(run.match, re.Match)
    return str(run.match[1])


def test_no_key_is_lost() -> None:
    """Keys that are pressed while the prompt is left and comes back are all there, in their order."""
    letters = [chr(ord("a") + place % 26) for place in range(400)]
    keys = [
        key for place, letter in enumerate(letters) for key in ([letter, "\r"] if place % 4 else [letter])
    ]
    shown = told(keys)

    assert shown.replace("~", "") == "".join(letters)
    assert shown.count("~") > 50


def test_control_c_at_any_moment() -> None:
    """Ctrl-C is an interruption and nothing else, also in the very moment in which something comes."""
    keys = ["a", "\x03"] * 150
    shown = told(keys)

    assert set(shown) <= set("a~^")
    assert shown.count("^") > 50
