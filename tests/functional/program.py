"""Runs the program as a person at a terminal or a script in a pipe would, in a home of its own."""

import json
import os
import re
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pexpect

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "tests" / "data" / "counter"
HOSTILE_DATA = ROOT.parent / "shared" / "data" / "reliability"
SCENARIO = "lost-card"

PROMPT = "> "
RIGHT = "Good morning, Madam. I am sorry to hear that. When did you lose it?"
"""The best choice at the beginning of the talk; its number depends on the seed."""

SEED = 1
RIGHT_NUMBERS = ("3", "2", "1")
"""The numbers of the good choices on that seed; the last ends the talk."""

OUR_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
LINE_EDITOR = re.compile(r"\x1b\[\?2004[hl]\r?|\x1b\[\?1034h")
"""What the line editor of the terminal library says as a line begins and ends."""

_NEEDED_BY_SCRIPTS = "\u200c\u200d\u00ad"


class Done(NamedTuple):
    """What a run came to."""

    code: int
    out: str
    err: str


class Program:
    """The program in one home."""

    def __init__(self, home: Path) -> None:
        self.home = home
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        self.environment = {
            **kept,
            "HOME": str(home),
            "TERM": "xterm-256color",
            "ROLEPLAY_HOME": str(home / "data"),
            "ROLEPLAY_CONTENT": str(CONTENT),
            "ROLEPLAY_LANG": "en",
            "PYTHONDONTWRITEBYTECODE": "1",
            "INPUTRC": os.devnull,
        }

    def start(self, *arguments: str | bytes, **variables: str) -> "subprocess.Popen[bytes]":
        """Start a run between pipes."""
        return subprocess.Popen(
            [sys.executable, "-m", "roleplay", *arguments],
            cwd=ROOT,
            env=self.environment | variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *arguments: str | bytes, typed: str | bytes = "", **variables: str) -> Done:
        """Return what a run between pipes comes to, once `typed` was put in."""
        process = self.start(*arguments, **variables)
        out, err = process.communicate(typed.encode() if isinstance(typed, str) else typed, timeout=30)
        return Done(process.returncode, out.decode(), err.decode())

    def shell(self, line: str, **variables: str) -> Done:
        """Return what a line for the shell comes to, in which `roleplay` is the program."""
        given = f'roleplay() {{ "{sys.executable}" -m roleplay "$@"; }}\n{line}'
        done = subprocess.run(
            ["bash", "-c", given],
            cwd=ROOT,
            env=self.environment | variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=30,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def sit_down(self, *arguments: str, columns: int = 80, **variables: str) -> "Terminal":
        """Start a run at a terminal."""
        return Terminal(arguments, self.environment | variables, columns)

    def play(self, *typed: str, **variables: str) -> Done:
        """Play the scenario on the known seed between pipes."""
        return self.run(
            "play", SCENARIO, "--seed", str(SEED), typed="".join(f"{line}\n" for line in typed), **variables
        )

    def document(self, *arguments: str) -> Any:
        """Return the JSON that a command prints."""
        done = self.run(*arguments, "--json")
        assert done.err == ""
        return json.loads(done.out)

    def sessions(self) -> list[dict[str, Any]]:
        """Return the sessions of this home, the last played first."""
        found: list[dict[str, Any]] = self.document("sessions")["sessions"]
        return found

    def said(self, session: str) -> list[str]:
        """Return the replies that were kept of a session."""
        return [turn["text"] for turn in self.document("debrief", session)["turns"]]


class Terminal:
    """A run at a pseudo-terminal, with everything that it wrote."""

    def __init__(self, arguments: tuple[str, ...], environment: dict[str, str], columns: int) -> None:
        self._run: pexpect.spawn[str] = pexpect.spawn(
            sys.executable,
            ["-m", "roleplay", *arguments],
            cwd=str(ROOT),
            env=environment,
            dimensions=(24, columns),
            encoding="utf-8",
            timeout=20,
        )
        self._run.delaybeforesend = None
        self.screen = ""

    def wait(self) -> str:
        """Wait until the program asks for something; return what it wrote before."""
        self._run.expect_exact(PROMPT)
        return self._note(str(self._run.before))

    def type(self, line: str) -> str:
        """Type a line and return what the program writes until it asks again."""
        self._run.sendline(line)
        return self.wait()

    def press(self, keys: str) -> None:
        """Press keys without Enter."""
        self._run.send(keys)

    def seen(self, text: str) -> None:
        """Wait until a text stands on the screen."""
        self._run.expect_exact(text)
        self._note(str(self._run.before) + text)

    def quiet(self) -> None:
        """Wait until nothing more is written for a second."""
        while self._run.expect_exact([PROMPT, pexpect.TIMEOUT], timeout=1) == 0:
            self._note(str(self._run.before))

    def finish(self, line: str | None = None) -> tuple[int, str]:
        """Type a last line; return the exit code, and what the program writes until it ends."""
        if line is not None:
            self._run.sendline(line)
        return self._end()

    def interrupt(self) -> tuple[int, str]:
        """Press Ctrl-C; return as `finish` does."""
        self._run.sendintr()
        return self._end()

    def hang_up(self) -> tuple[int, str]:
        """Press Ctrl-D; return as `finish` does."""
        self._run.sendeof()
        return self._end()

    def kill(self) -> None:
        """End the program as a power cut would."""
        self._run.kill(signal.SIGKILL)
        self._run.expect_exact(pexpect.EOF)
        self._run.close()

    @property
    def rows(self) -> list[str]:
        """Everything that was written, as rows without colours."""
        return OUR_COLOURS.sub("", self.screen).replace("\r", "").split("\n")

    def _end(self) -> tuple[int, str]:
        self._run.expect_exact(pexpect.EOF)
        written = self._note(str(self._run.before))
        self._run.close()
        assert self._run.exitstatus is not None
        return self._run.exitstatus, written

    def _note(self, written: str) -> str:
        plain = LINE_EDITOR.sub("", written)
        self.screen += plain
        return plain


def acting(text: str, allowed: str = "\n") -> set[str]:
    """Return the characters of a text that could act on a terminal or hide in it."""
    return {sign for sign in set(text) if sign not in allowed and _acts(sign)}


def _acts(sign: str) -> bool:
    return (
        unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and sign not in _NEEDED_BY_SCRIPTS
    )


def columns(row: str) -> int:
    """Return how many columns a row takes on a terminal."""
    return sum(
        2 if unicodedata.east_asian_width(sign) in "WF" else 0 if unicodedata.combining(sign) else 1
        for sign in row
    )


def hostile_strings() -> Iterator[tuple[str, str]]:
    """Yield a name and a string for each way in which a string can act, made here."""
    for code in (*range(0x20), *range(0x7F, 0xA0)):
        if code:
            yield f"control {code:02x}", f"before{chr(code)}after"
    for code in (0x61C, 0x200B, 0x200E, 0x202E, 0x2028, 0x2060, 0x2066, 0xFEFF, 0xFFF9, 0xE0041, 0x1D173):
        yield f"invisible {code:x}", f"before{chr(code)}after"
    yield from {
        "title": "\x1b]0;owned\x07",
        "clipboard": "\x1b]52;c;cm0gLXJm\x07",
        "link": "\x1b]8;;http://example.org\x1b\\click\x1b]8;;\x1b\\",
        "clear": "\x1b[2J\x1b[H",
        "answer back": '\x1b[6n\x1bP$q"p\x1b\\',
        "overwrite": "score 10\rscore 99\b\b00",
        "colour markup": "[bold red]owned[/bold red] [link=http://example.org]x[/link]",
        "broken markup": "[/] [/nothing] [[ ] \\[bold]",
        "format": "{name} {0} {} {officer.__class__} %s %(x)s %n",
        "page": "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
        "spreadsheet": "=cmd|' /C calc'!A0",
        "path": "../../../../etc/passwd",
        "marks": "a" + "\u0301" * 500,
        "wide": "\u6f22\u5b57" * 60,
        "faces": "\U0001f469\u200d\U0001f467 \U0001f1ee\U0001f1e9",
        "right to left": "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd",
        "long word": "x" * 3000,
        "no character": "\ufffe\uffff",
        "digits": "\u0663 \uff13 \u00b2 \u2462",
        "nothing": " \u00a0\u3000 ",
    }.items()
