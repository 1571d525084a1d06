"""Every link inside the documentation leads somewhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")))
TO_COME = {
    f"docs/authors/{name}{language}.md"
    for name in ("exchange", "statistics", "translating")
    for language in ("", ".id")
}
"""Pages that are linked already and may be missing."""

_FENCED = re.compile(r"^(`{3,})[^\n]*\n.*?^\1$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def _links(page: Path) -> list[str]:
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))
    return [link for link in _LINK.findall(text) if not re.match(r"[a-z]+:", link)]


def _anchors(page: Path) -> set[str]:
    """Return the names by which links find the headings of a page, as code hosts make them."""
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))
    anchors = set(re.findall(r'<a id="([^"]+)">', text))
    for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE):
        name = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        copies = [name, *(f"{name}-{number}" for number in range(1, 100))]
        anchors.add(next(copy for copy in copies if copy not in anchors))
    return anchors


def test_there_are_links() -> None:
    """The test sees links, and headings to which they lead."""
    assert "tutorial.md" in _links(ROOT / "docs/authors/README.md")
    assert "techniques" in _anchors(ROOT / "docs/authors/reference.md")


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    """A link names a file or folder that is there, and a heading that it has."""
    page = ROOT / name
    lost = []
    for link in _links(page):
        path, _sign, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists():
            if target.relative_to(ROOT).as_posix() not in TO_COME:
                lost.append(link)
        elif anchor and anchor not in _anchors(target):
            lost.append(link)

    assert lost == []
