"""Runs the examples in the documentation, and compares or rewrites what they print.

A block ```yaml file=PATH, ```twee file=PATH or ```po file=PATH is written to PATH; in a block ```console
every line `$ COMMAND` is run, lines that begin with `> ` are typed at its prompt, and the rest is what it
must print.
A line `…` stands for any lines.

usage: python docs/run_examples.py [--write] FILE.md …
"""

import difflib
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_BLOCK: Final = re.compile(r"^```(console|(?:yaml|twee|po) file=(\S+))\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SESSION: Final = re.compile(r"\b(resume|debrief) [0-9a-z]{8}\b")
_DATE: Final = re.compile(r"\b\d{4}-\d\d-\d\d \d\d:\d\d\b")


def run_examples(document: Path) -> Iterator[tuple[str, str]]:
    """Yield what every console block holds and what it should hold, in order."""
    with tempfile.TemporaryDirectory() as folder:
        for match in _BLOCK.finditer(document.read_text(encoding="utf-8")):
            kind, path, body = match.groups()
            if kind == "console":
                yield body, _run_block(body, Path(folder))
            else:
                target = Path(folder, "work", path)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(body, encoding="utf-8")


def _run_block(body: str, folder: Path) -> str:
    """Return the block as it reads when its commands are run now."""
    parts = re.split(r"^\$ (.*)\n", body, flags=re.MULTILINE)[1:]
    return "".join(
        f"$ {command}\n" + _run(command, said, folder)
        for command, said in zip(parts[::2], parts[1::2], strict=True)
    )


def _run(command: str, said: str, folder: Path) -> str:
    words = shlex.split(command)
    if words[0] != "roleplay":
        return said
    typed = "".join(line[2:] + "\n" for line in said.splitlines() if line.startswith("> "))
    work = folder / "work"
    work.mkdir(exist_ok=True)
    environment = {"PATH": os.environ["PATH"], "ROLEPLAY_HOME": str(folder / "home"), "LANG": "id_ID.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-m", "roleplay", *words[1:]],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=work,
        env=environment,
        check=False,
    )
    printed = (done.stderr + done.stdout).replace(str(work), ".")
    printed = "\n".join(line.rstrip() for line in printed.splitlines()) + "\n"
    return _DATE.sub("2026-11-24 09:00", _SESSION.sub(r"\1 7kq2m9xd", printed))


def differences(written: str, printed: str) -> str:
    """Return how what is printed differs from what is written, empty when it does not."""
    pattern = ".*?".join(re.escape(part) for part in re.split(r"^…\n", written, flags=re.MULTILINE))
    if re.fullmatch(pattern, printed, flags=re.DOTALL):
        return ""
    return "\n".join(
        difflib.unified_diff(written.splitlines(), printed.splitlines(), "written", "printed", lineterm="")
    )


def rewrite(document: Path) -> None:
    """Put what the commands print now into the document, save where a `…` leaves lines out."""
    text = document.read_text(encoding="utf-8")
    place = 0
    for written, printed in run_examples(document):
        block = f"```console\n{written}```"
        place = text.index(block, place)
        if "\n…\n" not in written:
            text = text[:place] + f"```console\n{printed}```" + text[place + len(block) :]
        place += 1
    document.write_text(text, encoding="utf-8")


def main() -> None:
    """Compare the examples of the documents named, or rewrite them."""
    arguments = sys.argv[1:]
    problems = ""
    for name in arguments:
        if name == "--write":
            continue
        if "--write" in arguments:
            rewrite(Path(name))
        problems += "".join(differences(written, printed) for written, printed in run_examples(Path(name)))
    sys.exit(problems or None)


if __name__ == "__main__":
    main()
