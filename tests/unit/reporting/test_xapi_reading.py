"""Statements are read one by one from a list or from lines, and what is broken hides nothing else."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.reporting.xapi.reading import MOST_BROKEN, read_statements

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


def values(text: str) -> list[object]:
    return [item.value for item in read_statements(text) if item.trouble is None]


def troubles(text: str) -> list[int]:
    return [item.line for item in read_statements(text) if item.trouble is not None]


@given(st.lists(st.dictionaries(st.text(), JSON, max_size=4), max_size=5), st.sampled_from((None, 1)))
def test_what_is_written_is_read(statements: list[dict[str, object]], indent: int | None) -> None:
    """A list gives its items, and so do the same items one after the other, on one line each or on many."""
    assert values(json.dumps(statements, indent=indent)) == statements
    assert values("\n".join(json.dumps(item, indent=indent) for item in statements)) == statements


@given(st.text(alphabet='[]{}",:0n\n \\u'))
def test_whatever_is_written_comes_to_an_end(text: str) -> None:
    """Any text gives values and troubles, and the lines only grow."""
    lines = [item.line for item in read_statements(text)]
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("text", "good", "lines"),
    [
        ("", 0, []),
        ("[]", 0, []),
        ('{"a": 1}', 1, []),
        ('[{"a": 1},\n{"a": 2, "a": 3},\n{"a": 4}]', 2, [2]),
        ('[{"a": {"b": 1, "b": 1}}]', 0, [1]),
        ('{"a": 1}\n{"a": \n{"a": 2}', 2, [2]),
        ('{"a": 1}\nnonsense\n{"a": 2}\n', 2, [2]),
        ('{"a": NaN}\n{"a": -Infinity}', 0, [1, 2]),
        ('[{"a": 1} {"a": 2}]', 1, [1]),
        ('[{"a": 1},\n{"a": ', 1, [2]),
        ('[{"a": 1},]', 1, [1]),
        ('[{"a": 1}', 1, [1]),
        ('[{"a": 1}] {"a": 2}', 1, [1]),
        ("[" * 100_000, 0, [1]),
        (f'{{"a": {"1" * 10_000}}}', 0, [1]),
    ],
)
def test_what_is_broken_is_told(text: str, good: int, lines: list[int]) -> None:
    """What is no JSON, or is told twice, is told with its line, and what stands beside it is read."""
    assert len(values(text)) == good
    assert troubles(text) == lines


def test_many_are_read_in_linear_time() -> None:
    """Hundred thousand lines, and as many broken ones, take seconds at most."""
    began = time.process_time()
    assert len(values('{"a": "b"}\n' * 100_000)) == 100_000
    assert len(troubles('{"a": "b"\n' * 100_000)) == MOST_BROKEN
    assert time.process_time() - began < 5
