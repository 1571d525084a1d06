"""A rule, its explanation and its test are one file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import roleplay
from roleplay.diagnostics.definition import Definition, codes, definition

if TYPE_CHECKING:
    from tests.unit.conftest import ContentFolder

SOURCE = Path(roleplay.__file__).parent
HEADINGS = re.compile(r"(?m)^(---|## .*|```.*)$")


def defined(code: str) -> Definition:
    """Return the definition of a code that has one."""
    found = definition(code)
    assert found is not None
    return found


def test_small_library_is_right(content: ContentFolder) -> None:
    """The folder that examples are put into has no faults of its own, translated or not."""
    assert content.check() == ()
    content.translate()
    assert content.check() == ()


@pytest.mark.parametrize("code", codes())
def test_wrong_example_is_reported(code: str, content: ContentFolder) -> None:
    """The wrong example makes its own code fire, in its own file, as severe as the definition says."""
    rule = defined(code)
    path = content.put(rule.wrong.file, rule.wrong.text, rule.wrong.format)
    found = [item for item in content.check() if item.code == code]
    assert found, content.check()
    assert {item.span.path for item in found} == {path}
    assert {item.severity for item in found} == {rule.severity}


@pytest.mark.parametrize("code", codes())
def test_right_example_is_not_reported(code: str, content: ContentFolder) -> None:
    """The right example has no fault of that code, and no error of any."""
    rule = defined(code)
    content.put(rule.right.file, rule.right.text, rule.right.format)
    assert [item for item in content.check() if item.code == code or item.is_error] == []


def test_every_code_in_the_source_is_defined() -> None:
    """No code is reported without a definition, and no definition is of a code that nothing reports."""
    reported = {
        code
        for path in SOURCE.rglob("*.py")
        for code in re.findall(r'"(RP[0-9]{3})"', path.read_text(encoding="utf-8"))
    }
    assert set(codes()) == reported


@pytest.mark.parametrize("code", codes())
def test_both_languages_are_complete(code: str) -> None:
    """A definition has a title and an explanation of two to four sentences in either language."""
    rule = defined(code)
    assert rule.code == code
    for language in ("id", "en"):
        assert rule.title[language].strip()
        sentences = re.findall(r'[.!?]"?(?=\s|\Z)', rule.explanation[language])
        assert 2 <= len(sentences) <= 4, rule.explanation[language]
    assert rule.explanation["id"] != rule.explanation["en"]


@pytest.mark.parametrize("code", codes())
def test_definitions_have_one_shape(code: str) -> None:
    """Every definition file has the same headings in the same order, and lines that fit on a page."""
    text = (SOURCE / "diagnostics" / "definitions" / f"{code}.md").read_text(encoding="utf-8")
    assert [mark.split(" ")[0] if mark[0] == "`" else mark for mark in HEADINGS.findall(text)] == [
        "---",
        "---",
        "## Penjelasan",
        "## Explanation",
        "## Example: wrong",
        f"```{defined(code).wrong.format}",
        "```",
        "## Example: right",
        f"```{defined(code).right.format}",
        "```",
    ]


@pytest.mark.parametrize("code", ["RP999", "RP1", "", "../RP104", "rp104", "definitions/RP104"])
def test_unknown_code_has_no_definition(code: str) -> None:
    """What is no code of ours is answered with None, whatever it looks like."""
    assert definition(code) is None
