"""The limits: decided early, whatever stands in the file."""

import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from roleplay.content.build import MAX_DEPTH, MAX_VALUES
from roleplay.content.faults import MAX_FAULTS
from roleplay.content.read import read, read_bytes
from roleplay.content.source import MAX_BYTES

GENEROUS_SECONDS = 5.0

HOSTILE: dict[str, Callable[[], str]] = {
    "brackets": lambda: "[" * 100_000,
    "braces": lambda: "{" * 100_000,
    "dashes on a line": lambda: "- " * 900_000,
    "question marks on a line": lambda: "? " * 900_000,
    "balanced brackets": lambda: "[" * 5_000 + "]" * 5_000,
    "block nesting": lambda: "".join(" " * depth + "a:\n" for depth in range(1_900)),
    "laughs": lambda: "a0: &a0 x\n" + "".join(f"a{i}: &a{i} [{f'*a{i - 1},' * 10}]\n" for i in range(1, 30)),
    "alias of itself": lambda: "&a [*a]",
    "alias of itself as a key": lambda: "&a {*a : x}",
    "anchors": lambda: "".join(f"- &a{number} x\n" for number in range(120_000)),
    "merge keys": lambda: "a: &b {x: 1}\n" + "".join(f"k{i}:\n  <<: *b\n" for i in range(60_000)),
    "tag directives": lambda: "%TAG !a! b\n" * 160_000 + "---\na: b\n",
    "tag directives later": lambda: "a: b\n...\n" + "%TAG !a! b\n" * 160_000 + "---\na: b\n",
    "tag that is no UTF-8": lambda: "a: !<tag:%ED%A0%80> b",
    "values": lambda: "a: [" + "a," * 900_000 + "]",
    "duplicates": lambda: "a: 1\n" * 300_000,
    "long name": lambda: "x" * 1_000_000 + ": 1\n",
    "unseen characters": lambda: "\x01\n" * 900_000,
    "unclosed quote": lambda: 'a: "' + "\n" * 1_900_000,
    "unclosed quotes": lambda: 'a: "x\n' * 300_000,
    "unclosed bracket": lambda: "a: [\n" + "b #c\n" * 300_000,
    "colons": lambda: "a: " * 600_000,
    "quotes on a line": lambda: "a: 'x' " + "'y' " * 400_000,
    "end marks": lambda: "a: b\n" + "...\n" * 400_000 + "x",
    "long plain text": lambda: "a: x\n" + "  x\n" * 400_000,
    "escape beyond Unicode": lambda: r'a: "\UFFFFFFFF"',
    "surrogate": lambda: r'a: "\uD800"',
    "version": lambda: f"%YAML 1.{'9' * 5_000}\n---\na: b",
    "combining marks": lambda: "a: e" + "\u0301" * 600_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_a_value_soon(name: str) -> None:
    """A document or an error, never an exception or a crash, and within a generous time."""
    data = HOSTILE[name]().encode()
    began = time.process_time()
    document, faults = read_bytes(data, "a.yaml")
    assert time.process_time() - began < GENEROUS_SECONDS
    assert document is not None or any(fault.is_error for fault in faults)
    assert len(faults) <= 2 * MAX_FAULTS + 1


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    "name", ["brackets", "laughs", "escape beyond Unicode", "surrogate", "version", "anchors"]
)
def test_a_hostile_file_is_a_value_with_either_parser(name: str) -> None:
    """What only one of the parsers lets out is caught with both."""
    document, faults = read_bytes(HOSTILE[name]().encode(), "a.yaml")
    assert document is not None or any(fault.is_error for fault in faults)


@pytest.mark.usefixtures("either_parser")
def test_depth_up_to_the_limit_is_read_and_one_more_refused() -> None:
    """The limit counts lists and mappings within each other, the top included."""

    def nested(levels: int) -> bytes:
        return b"a: " + b"[" * (levels - 1) + b"]" * (levels - 1)

    document, faults = read_bytes(nested(MAX_DEPTH), "a.yaml")
    assert document is not None
    assert faults == ()
    document, faults = read_bytes(nested(MAX_DEPTH + 1), "a.yaml")
    assert document is None
    assert [fault.code for fault in faults] == ["RP005"]
    assert str(MAX_DEPTH) in faults[0].message


def test_values_up_to_the_limit_are_read_and_one_more_refused() -> None:
    """The top, its name and its list are three of them."""

    def listed(values: int) -> bytes:
        return b"a: [" + b"b," * (values - 3) + b"]"

    document, faults = read_bytes(listed(MAX_VALUES), "a.yaml")
    assert document is not None
    assert faults == ()
    document, faults = read_bytes(listed(MAX_VALUES + 1), "a.yaml")
    assert document is None
    assert [fault.code for fault in faults] == ["RP005"]


def test_bytes_up_to_the_limit_are_read_and_one_more_refused() -> None:
    """The size is looked at before anything else."""
    document, faults = read_bytes(b"a: " + b"b" * (MAX_BYTES - 3), "a.yaml")
    assert document is not None
    assert faults == ()
    document, faults = read_bytes(b"a: " + b"b" * (MAX_BYTES - 2), "a.yaml")
    assert document is None
    assert [fault.code for fault in faults] == ["RP005"]


def test_a_huge_file_is_not_read_whole(tmp_path: Path) -> None:
    """Of 100 MB no more than the limit is ever in memory."""
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    tracemalloc.start()
    try:
        document, faults = read(path, "a.yaml")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert document is None
    assert [fault.code for fault in faults] == ["RP005"]
    assert peak < 3 * MAX_BYTES


def test_errors_beyond_the_limit_end_the_reading_and_say_so() -> None:
    """A hundred are listed, then one that says that there are more."""
    document, faults = read_bytes(b"a: 1\n" * (MAX_FAULTS + 100), "a.yaml")
    assert document is None
    assert [fault.code for fault in faults] == ["RP003"] * MAX_FAULTS + ["RP005"]
    assert str(MAX_FAULTS) in faults[-1].message
