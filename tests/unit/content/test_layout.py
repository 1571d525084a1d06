"""One layout for content files: what it changes, what it leaves, and that nothing is ever lost."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from roleplay.content import layout
from roleplay.content.layout import is_alike, lay_out_bytes
from roleplay.content.read import read_bytes
from roleplay.content.tree import Document

ROOT: Final = Path(__file__).parents[3]
SHIPPED: Final = sorted(
    path
    for folder in ("scenarios", "personas", "rubrics", "cues", "plans", "tests/data/counter")
    for path in (ROOT / folder).rglob("*.yaml")
)
TO_BE_QUOTED: Final = {"cues/en.yaml", "cues/id.yaml"}
"""The lists of words in which `y`, `yes`, `no`, `on` and `off` stand without quotes."""

SMALL: Final = [path for path in SHIPPED if path.stat().st_size < 4000]


def laid(text: str) -> str:
    """Return a text in the layout, which must be read as before and be left alone from then on."""
    done = lay_out_bytes(text.encode(), "a.yaml")
    assert done.data is not None, done.diagnostics
    before, after = read(text.encode()), read(done.data)
    assert before is not None
    assert after is not None
    assert is_alike(before.root, after.root)
    assert lay_out_bytes(done.data, "a.yaml").data == done.data
    return done.data.decode()


def read(data: bytes) -> Document | None:
    return read_bytes(data, "a.yaml")[0]


CASES: Final = {
    "blanks at the end": ("a: 1  \nb: x \n", "a: 1\nb: x\n"),
    "line ends": ("a: 1\r\nb: 2\rc: 3\n", "a: 1\nb: 2\nc: 3\n"),
    "byte order mark": ("\ufeffa: 1\n", "a: 1\n"),
    "end of the file": ("a: 1\n\n\n", "a: 1\n"),
    "no end of the file": ("a: 1", "a: 1\n"),
    "empty lines": ("\n\na: 1\n\n\n\nb: 2\n\nc: 3\n", "a: 1\n\nb: 2\n\nc: 3\n"),
    "empty line under the head": ("# head\n\na: 1\n", "# head\n\na: 1\n"),
    "indentation of four": ("a:\n    b:\n        c: 1\n    d: 2\n", "a:\n  b:\n    c: 1\n  d: 2\n"),
    "indentation of one": ("a:\n b:\n  - 1\n", "a:\n  b:\n    - 1\n"),
    "all set in": ("  a: 1\n  b: 2\n", "a: 1\nb: 2\n"),
    "dashes under the name": ("a:\n- 1\n- b: 2\n  c: 3\nd: 4\n", "a:\n  - 1\n  - b: 2\n    c: 3\nd: 4\n"),
    "wide dashes": ("a:\n  -   b: 1\n      c: 2\n", "a:\n  - b: 1\n    c: 2\n"),
    "lists in lists": ("a:\n  -  - 1\n     - 2\n", "a:\n  - - 1\n    - 2\n"),
    "value on its own line": ('a:\n     "long"\n', 'a:\n  "long"\n'),
    "spaces at the colon": ("a :   1\nb:  2\n", "a: 1\nb: 2\n"),
    "brackets": ("a: [ 1,2 ,3, ]\nb: { c:  1 , d: [] }\n", "a: [1, 2, 3,]\nb: {c: 1, d: []}\n"),
    "lines within brackets": ("a:\n    b: [x,\n        z]\n", "a:\n  b: [x,\n      z]\n"),
    "comments": (
        "#one\n#  two\na: 1 # three\nb: 2     # four\n",
        "# one\n#  two\na: 1  # three\nb: 2     # four\n",
    ),
    "rulers": ("#---\n#!x\n##\n#\na: 1\n", "#---\n#!x\n##\n#\na: 1\n"),
    "comments in blocks": (
        "a:\n    # of b\n    b: 1\n    # end of a\n# of c\nc: 2\n",
        "a:\n  # of b\n  b: 1\n  # end of a\n# of c\nc: 2\n",
    ),
    "block text": ("a: |\n      one\n\n       two \n\n\nb: 1\n", "a: |\n  one\n\n   two \n\nb: 1\n"),
    "block text with its width": ("a:\n    b: |2-\n        one\n", "a:\n  b: |2-\n      one\n"),
    "comment under block text": ("a:\n    b: |\n            x\n      # c\n", "a:\n  b: |\n    x\n  # c\n"),
    "comment behind the sign": ("a: >-   #c\n  x\n", "a: >-  #c\n  x\n"),
    "quoted text": ('a:\n    b: "one  \n      two"\n', 'a:\n  b: "one\n    two"\n'),
    "quoted text that hangs out": ('a:\n  b: "one\ntwo"\n', 'a:\n  b: "one\n    two"\n'),
    "text held by a backslash": ('a: "one \\  \n  two"\n', 'a: "one \\  \n  two"\n'),
    "plain text of two lines": ("a:\n    b: one\n        two\n", "a:\n  b: one\n      two\n"),
    "long names": ("? a\n:   b\n", "? a\n: b\n"),
    "marks of a document": ("---\na: 1\n...\n", "---\na: 1\n...\n"),
}


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize("case", CASES)
def test_what_is_set_out_otherwise(case: str) -> None:
    """Blanks, line ends, indentation and the places of comments are brought into one layout."""
    found, wanted = CASES[case]

    assert laid(found) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "Yes",
        "on",
        "OFF",
        "y",
        "N",
        "null",
        "~",
        "12:30",
        "190:20:30",
        "021",
        "1e3",
        "+1",
        "-x",
        "=",
        ".inf",
        "0x1F",
    ],
)
def test_dangerous_texts_get_quotes(text: str) -> None:
    """A text that other programs would take for something else stands in quotes, as a value and in a list."""
    assert laid(f"a: {text}\nb: [x, {text}]\n") == f'a: "{text}"\nb: [x, "{text}"]\n'


@pytest.mark.parametrize(
    "text",
    [
        "nobody",
        "true",
        "2026-11-24",
        "80..100",
        "-3",
        "1.5",
        "2",
        "0",
        "0.5",
        "<you> tidak",
        "'no'",
        '"no"',
        "ya",
        "a - b",
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    """Words, numbers, days and what has quotes already are not touched."""
    assert laid(f"a: {text}\n") == f"a: {text}\n"


def test_names_get_no_quotes() -> None:
    """`yes` and `no` are names of ours, under cues."""
    assert laid("a:\n  yes: [x]\n  no: [x]\n") == "a:\n  yes: [x]\n  no: [x]\n"


def test_dangerous_text_with_quotes_in_it() -> None:
    """What has a quote or a backslash in it gets the quotes in which these mean nothing."""
    assert laid("a: ?x\n") == 'a: "?x"\n'
    assert laid("a: -x\"y'z\\\n") == "a: '-x\"y''z\\'\n"


@pytest.mark.parametrize("text", ["a: number #3\n", "a: no #3\n", "a: #3\n", "a: [x #3\n  , y]\n"])
def test_what_looks_cut_off_stays_to_be_warned_of(text: str) -> None:
    """Where `check` warns that a comment was meant as text, it still does."""
    assert [item.code for item in read_bytes(laid(text).encode(), "a.yaml")[1]] == ["RP006"]
    assert "#3" in laid(text)


@pytest.mark.parametrize("data", [b"a: [1\n", b"a: 1\na: 2\n", b"\xff\xfea", b"a: \xff\n", b"", b"- 1\n"])
def test_what_cannot_be_read_is_left(data: bytes) -> None:
    """A file with an error is not laid out, and the error is told."""
    done = lay_out_bytes(data, "a.yaml")

    assert done.data is None
    assert [item for item in done.diagnostics if item.is_error]


@pytest.mark.parametrize("other", ["a: 2\n", "b: 1\n", "a: 1\nb: 1\n", "a: [1]\n", "a: 1 #2\n", "a: [\n"])
def test_what_would_be_read_otherwise_is_left(other: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the layout had a fault, no file would suffer from it."""
    monkeypatch.setattr(layout, "lay_out", lambda text: other)

    assert lay_out_bytes(b"a: 1\n", "a.yaml") == (None, ())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_shipped_files_are_in_the_layout(path: Path) -> None:
    """What comes with the program is laid out already, but for quotes in two lists of words."""
    found = path.read_text(encoding="utf-8")
    done = laid(found)

    if path.relative_to(ROOT).as_posix() in TO_BE_QUOTED:
        assert done.replace('"', "") == found.replace('"', "")
    else:
        assert done == found


def damaged_line(line: str, chance: random.Random) -> str:
    """Return a line, or two, set out worse."""
    place = line.find(" ", len(line) - len(line.lstrip()) + 3)
    return chance.choice(
        [
            line + chance.choice(["  ", "\t", " # c", " #c", "   #c", "\t# c"]),
            " " * chance.randrange(4) + line,
            " " * chance.randrange(8) + chance.choice(["#x", "# y", "", "   "]) + "\n" + line,
            line.replace(": ", chance.choice([":   ", " : ", ":\t"]), 1),
            line.replace("- ", "-   ", 1),
            line.replace("{", "{ ").replace("]", " ]").replace(", ", " ,"),
            line[:place] + "\n" + " " * chance.randrange(10) + line[place:] if place > 0 else line,
        ]
    )


def damaged(text: str, chance: random.Random) -> str:
    """Return a text set out worse: in a few places, as a whole, and with line ends of another system."""
    lines = text.split("\n")
    for _time in range(chance.randrange(1, 10)):
        number = chance.randrange(len(lines))
        lines[number] = damaged_line(lines[number], chance)
    lines = "\n".join(lines).split("\n")
    width = chance.choice([1, 2, 2, 2, 3, 4])
    lines = [" " * ((len(line) - len(line.lstrip())) // 2 * width) + line.lstrip() for line in lines]
    if width == 2 and chance.random() < 0.5:
        lines = [line.removeprefix("  ") if line.lstrip().startswith("- ") else line for line in lines]
    return chance.choice(["\n", "\r\n", "\r"]).join(lines)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.sampled_from(SMALL), st.randoms(use_true_random=False))
def test_damaged_files_are_mended_without_loss(path: Path, chance: random.Random) -> None:
    """However badly a file is set out, if it can be read it is laid out for good, and reads as before."""
    text = damaged(path.read_text(encoding="utf-8"), chance)
    document, faults = read_bytes(text.encode(), "a.yaml")
    assume(document is not None and not any(fault.is_error for fault in faults))
    done = laid(text)

    assert done.endswith("\n")
    assert not done.endswith("\n\n")
    assert "\r" not in done


SIGNS: Final = [
    *(
        "a",
        "b",
        "no",
        "12:30",
        "é",
        "  ",
        " ",
        "\n",
        "\n  ",
        "\n    ",
        "\r\n",
        "\t",
        ": ",
        ":",
        "- ",
        "-",
        "? ",
    ),
    *(
        " #",
        "#",
        "# c\n",
        ", ",
        "[",
        "]",
        "{",
        "}",
        "'",
        '"',
        "\\",
        "|\n",
        "|2-\n",
        ">-\n",
        "---",
        "...",
        "a: ",
    ),
]


@settings(
    max_examples=500,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture],
)
@pytest.mark.usefixtures("either_parser")
@given(st.lists(st.sampled_from(SIGNS), max_size=25).map("".join))
def test_whatever_can_be_read_is_left_or_laid_out(signs: str) -> None:
    """Nothing raises, nothing is read otherwise afterwards, and laying out twice changes nothing."""
    text = f"k: {signs}"
    document, faults = read_bytes(text.encode(), "a.yaml")
    assume(document is not None and not any(fault.is_error for fault in faults))

    if lay_out_bytes(text.encode(), "a.yaml") != (None, ()):
        laid(text)
