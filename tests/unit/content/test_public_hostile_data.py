"""Public suites and hostile files, where their folder stands beside the checkout.

The folder holds data of others that is not kept in this repository; the cases of our own are in the
other modules here.
"""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from roleplay.content.read import read, read_bytes

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "reliability"
GENEROUS_SECONDS = 2.0

SHAPES = {
    "deep block nest 2000": lambda: "".join(" " * depth + "a:\n" for depth in range(2_000)),
    "merge key bomb": lambda: (
        "a: &b {x: 1}\n" + "".join(f"k{number}:\n  <<: *b\n" for number in range(30_000))
    ),
    "huge scalar 20MB": lambda: "a: " + "x" * 20_000_000,
    "many anchors 200k": lambda: "".join(f"- &a{number} x\n" for number in range(200_000)),
    "long key 1MB": lambda: "x" * 1_000_000 + ": 1\n",
    "quadratic: 50k-line plain multi": lambda: "a:\n" + "  x\n" * 50_000,
}
"""How the files are made that are too big to store."""

if not DATA.is_dir():
    pytest.skip(
        f"the folder of public hostile data is not beside the checkout: {DATA}", allow_module_level=True
    )

ATTACKS = sorted((DATA / "yaml-attacks").glob("*.yaml"))
SUITE = sorted((DATA / "yaml-test-suite" / "src").glob("*.yaml"))


def check(data: bytes, name: str) -> None:
    """Read; whatever it is, it must be a document or an error, soon."""
    began = time.process_time()
    document, faults = read_bytes(data, name)
    assert time.process_time() - began < GENEROUS_SECONDS
    assert document is not None or any(fault.is_error for fault in faults)


def suite_cases(path: Path) -> Iterator[str]:
    """Yield the YAML of the cases of one file, with its marks for what cannot be seen undone."""
    marks = {"␣": " ", "∎": "", "←": "\r", "⇔": "\ufeff", "↵": ""}
    text = ""
    for case in yaml.load(path.read_text("utf-8"), yaml.BaseLoader):
        text = case.get("yaml", text)
        shown = re.sub("—*»", "\t", text)
        yield "".join(marks.get(character, character) for character in shown)


def test_the_folder_holds_what_is_tested() -> None:
    """An empty folder would let everything pass."""
    assert len(ATTACKS) >= 20
    assert len(SUITE) >= 300


@pytest.mark.parametrize("path", ATTACKS, ids=lambda path: path.stem)
def test_an_attack_is_a_value(path: Path) -> None:
    """Bombs, depth, tags, encodings: each a document or an error."""
    check(path.read_bytes(), path.name)
    document, faults = read(path, path.name)
    assert (document, faults) == read_bytes(path.read_bytes(), path.name)


def test_every_big_attack_has_a_shape_here() -> None:
    """The list of what was too big to store is covered in full."""
    listed = json.loads((DATA / "yaml-attacks" / "too_big_to_store.json").read_text("utf-8"))
    assert set(listed) == set(SHAPES)


@pytest.mark.parametrize("name", SHAPES)
def test_a_big_attack_is_a_value(name: str) -> None:
    """Made here and not stored: a document or an error."""
    check(SHAPES[name]().encode(), name)


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize("path", SUITE, ids=lambda path: path.stem)
def test_a_case_of_the_yaml_test_suite_is_a_value(path: Path) -> None:
    """Valid or not: a document or an error, with either parser."""
    for case in suite_cases(path):
        check(case.encode(), path.name)
