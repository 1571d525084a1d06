"""Runs the examples in the documentation, and compares or rewrites what they print.

A block ```yaml file=PATH, ```twee file=PATH or ```po file=PATH is written to PATH. One ```yaml into=PATH goes
into the file that is there: what has the same name is replaced, and what is new goes to the end of what it
belongs to, but a new part stands above `nodes` and a new node that is no ending above `done`. In a block
```console every line `$ COMMAND` is run, lines that begin with `> ` are typed at its prompt, and the rest is
what it must print. A line `…` stands for any lines; `$ rm PATH` deletes a file.

usage: python docs/run_examples.py [--write] FILE.md …
"""

import difflib
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
"""The program whose answers count is the one beside these documents."""

_BLOCK: Final = re.compile(
    r"^```(console|(?:yaml|twee|po) (?:file|into)=)(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
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
                _write(Path(folder, "work", path), body, is_part=kind.endswith("into="))


def write_files(document: Path, folder: Path) -> None:
    """Write the files of a document into a folder as they stand at its end, running nothing."""
    for kind, path, body in _BLOCK.findall(document.read_text(encoding="utf-8")):
        if kind == "console":
            for name in re.findall(r"^\$ rm (\S+)$", body, flags=re.MULTILINE):
                (folder / name).unlink(missing_ok=True)
        else:
            _write(folder / path, body, is_part=kind.endswith("into="))


def _write(target: Path, body: str, *, is_part: bool) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if is_part:
        body = merged(target.read_text(encoding="utf-8"), body)
    target.write_text(body, encoding="utf-8")


def merged(text: str, part: str) -> str:
    """Return a YAML text with the parts of another put in."""
    return "".join(_merged(text.splitlines(keepends=True), part.splitlines(keepends=True), 0, "nodes"))


def _merged(lines: Sequence[str], news: Sequence[str], indent: int, last: str = "") -> list[str]:
    """Return the lines with new ones put in; what is new stands above the name `last`, or at the end."""
    body = _without_blank_end(lines)
    entries = _entries(body, indent)
    is_spaced = any(entry[-1] == "\n" for entry in entries.values())
    for name, entry in _entries(news, indent).items():
        new, old = _without_blank_end(entry), entries.get(name)
        if old is None:
            above = "" if "ending" in _entries(new[1:], indent + 2) else last
            entries = _with_new(entries, name, new, above, is_spaced=is_spaced)
        elif _has_names(old[1:], indent + 2) and _has_names(new[1:], indent + 2):
            ends = "done" if name == "nodes" else ""
            entries[name] = [old[0], *_merged(old[1:], new[1:], indent + 2, ends)]
        else:
            entries[name] = [*new, *(line for line in old[-1:] if line == "\n")]
    return [*(line for entry in entries.values() for line in entry), *lines[len(body) :]]


def _without_blank_end(lines: Sequence[str]) -> list[str]:
    kept = list(lines)
    while kept and kept[-1] == "\n":
        kept.pop()
    return kept


def _with_new(
    entries: dict[str, list[str]], name: str, new: list[str], above: str, *, is_spaced: bool
) -> dict[str, list[str]]:
    """Return the entries with a new one, an empty line between it and its neighbour if they stand apart."""
    names = list(entries)
    place = names.index(above) if above in names else len(names)
    blank = ["\n"] if is_spaced else []
    return {
        **{known: entries[known] for known in names[:place]},
        name: [*new, *blank] if place < len(names) else [*blank, *new],
        **{known: entries[known] for known in names[place:]},
    }


def _has_names(lines: Sequence[str], indent: int) -> bool:
    return any(_entries(lines, indent))


def _entries(lines: Sequence[str], indent: int) -> dict[str, list[str]]:
    """Return the lines of each name at this depth, in order; what stands before the first is under ""."""
    entries: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        found = re.match(rf" {{{indent}}}([A-Za-z0-9_-]+):", line)
        name = found[1] if found else name
        entries.setdefault(name, []).append(line)
    return entries


def _run_block(body: str, folder: Path) -> str:
    """Return the block as it reads when its commands are run now."""
    parts = re.split(r"^\$ (.*)\n", body, flags=re.MULTILINE)[1:]
    return "".join(
        f"$ {command}\n" + _run(command, said, folder)
        for command, said in zip(parts[::2], parts[1::2], strict=True)
    )


def _run(command: str, said: str, folder: Path) -> str:
    words = shlex.split(command)
    work = folder / "work"
    work.mkdir(exist_ok=True)
    if words[0] == "rm":
        (work / words[1]).unlink()
    if words[0] != "roleplay":
        return said
    typed = "".join(line[2:] + "\n" for line in said.splitlines() if line.startswith("> "))
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "ROLEPLAY_HOME": str(folder / "home"),
        "LANG": "id_ID.UTF-8",
    }
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
