"""What is known of a diagnostic code: why it matters, what to do, and an example of it, wrong and right."""

import re
from pathlib import Path
from typing import Final, NamedTuple

from roleplay.diagnostics.diagnostic import Severity

_FOLDER: Final = Path(__file__).parent / "definitions"
_CODE: Final = re.compile(r"RP[0-9]{3}\Z")
_EXAMPLE: Final = (
    r"## Example: {name}\n\n"
    r"```(?P<{name}_format>[a-z]+) (?P<{name}_file>[^\n]+)\n(?P<{name}>.*?)```\n"
)
_SHAPE: Final = (
    r"---\n(?P<head>.+?)---\n\n## Penjelasan\n\n(?P<id>.+?)\n\n## Explanation\n\n(?P<en>.+?)\n\n"
    + _EXAMPLE.format(name="wrong")
    + "\n"
    + _EXAMPLE.format(name="right")
)


class Example(NamedTuple):
    """A fragment of a content file: its top-level keys stand in place of those of an ordinary file.

    One that begins with the comment `# whole file` is the whole of it.
    """

    format: str
    """`yaml` or `po`; `bytes` with escapes such as `\\xe9`, or `link` with where it leads."""
    file: str
    """`scenario`, `persona`, `type`, `rubric`, `walkthrough` or `cues`, or a path in the content folder."""
    text: str


class Definition(NamedTuple):
    """A rule, its explanation and its example."""

    code: str
    severity: Severity
    since: str
    """The version that first reported it."""
    title: dict[str, str]
    """By language, `id` and `en`."""
    explanation: dict[str, str]
    """By language: what it means, why it matters and what to do, for people who do not program."""
    wrong: Example
    right: Example


def codes() -> tuple[str, ...]:
    """Return every code that has a definition, in order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("RP*.md")))


def definition(code: str) -> Definition | None:
    """Return what is known of a code such as `RP104`, or None when there is no such code."""
    path = _FOLDER / f"{code}.md"
    return _parsed(path.read_text(encoding="utf-8")) if _CODE.match(code) and path.is_file() else None


def _parsed(text: str) -> Definition:
    """Return a definition file as a value. Raises ValueError when it is not of the shape they all have."""
    parts = re.fullmatch(_SHAPE, text, re.DOTALL)
    if parts is None:
        raise ValueError(f"not a definition: {text[:60]!r}")
    head = dict(line.split(": ", 1) for line in parts["head"].splitlines())
    return Definition(
        code=head["code"],
        severity=Severity(head["severity"]),
        since=head["since"],
        title={"id": head["title_id"], "en": head["title"]},
        explanation={"id": parts["id"], "en": parts["en"]},
        wrong=Example(parts["wrong_format"], parts["wrong_file"], parts["wrong"]),
        right=Example(parts["right_format"], parts["right_file"], parts["right"]),
    )
