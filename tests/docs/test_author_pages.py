"""The pages for authors that are made of the code say what the code says today."""

import re
from pathlib import Path
from types import ModuleType

import pytest

from roleplay.diagnostics.definition import codes
from roleplay.domain.vocabulary import TRAPS

AUTHORS = Path(__file__).parents[2] / "docs" / "authors"


@pytest.mark.parametrize("script", ["make_reference"], indirect=True)
@pytest.mark.parametrize("language", ["en", "id"])
def test_the_reference_is_up_to_date(script: ModuleType, language: str) -> None:
    """`python docs/make_reference.py` would change nothing, whatever the catalogue says today."""
    page = (AUTHORS / script.PAGES[language]).read_text(encoding="utf-8")

    assert script.page(language) == page


@pytest.mark.parametrize("script", ["make_rules"], indirect=True)
def test_the_rules_are_up_to_date(script: ModuleType) -> None:
    """`python docs/make_rules.py` would change nothing: both lists, a page for every code, and no other."""
    found = script.definitions()
    written = {path.stem: path.read_text(encoding="utf-8") for path in (AUTHORS / "rules").iterdir()}

    assert written == {item.code: script.page(item) for item in found}
    for language, name in script.INDEXES.items():
        assert script.index(language, found) == (AUTHORS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["style.md", "style.id.md"])
def test_the_style_guide_shows_what_it_asks_for(name: str) -> None:
    """Advice comes with at least twelve examples before and after, and every trap as it really sounds."""
    guide = (AUTHORS / name).read_text(encoding="utf-8")
    shown = re.findall(r"^\*\*\d+\.\*\* .*\b(?:Before|Sebelum)\b.*:.*", guide, re.MULTILINE)
    answered = re.findall(r"^(?:After|Sesudah)\b.*:", guide, re.MULTILINE)
    rows = re.findall(r"^\| `(\w+)` \| \S.* \| [“\"]\S.* \|$", guide, re.MULTILINE)

    assert len(shown) == len(answered) >= 12
    assert tuple(rows) == TRAPS


@pytest.mark.parametrize("name", ["style", "tutorial", "README"])
def test_both_languages_tell_the_same(name: str) -> None:
    """A page has as many headings in both languages, and names the same codes and commands, which exist."""
    pages = [(AUTHORS / f"{name}{ending}").read_text(encoding="utf-8") for ending in (".md", ".id.md")]
    named = [set(re.findall(r"RP\d{3}", page)) for page in pages]

    assert named[0] == named[1]
    assert named[0] <= set(codes())
    for sign in (r"^#+ ", r"^```(\w+)", r"^\$ roleplay (\w+)", r"^\| `roleplay (\w+)"):
        assert re.findall(sign, pages[0], re.MULTILINE) == re.findall(sign, pages[1], re.MULTILINE)
