"""What a page must hold to be used by everybody: checked on the page as it is shown."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from tests.functional.browser.chromium import Page

_NAMED: Final = frozenset(
    "button textbox radio combobox link image img dialog table region heading log DisclosureTriangle".split()
)
"""Roles that say nothing without a name."""

_SCRIPT: Final = Path(__file__).with_name("audit.js").read_text(encoding="utf-8")
"""Comes to a list of what is wrong on the page in which it runs."""


def look(
    page: Page, state: str, sizes: tuple[tuple[int, int], ...], shown: Callable[[Page, str], None]
) -> Iterator[str]:
    """Yield the faults of a state at every size; `shown` is called with its name at each."""
    for width, height in sizes:
        page.size(width, height)
        for fault in faults(page):
            yield f"{state} at {width}: {fault}"
        shown(page, f"{state}-{width}")


def faults(page: Page) -> Iterator[str]:
    """Yield what hinders somebody on a page as it is shown now, in light colours and in dark ones."""
    for scheme in ("light", "dark"):
        page.media(prefers_color_scheme=scheme, prefers_reduced_motion="reduce")
        for fault in page.do(_SCRIPT):
            yield f"{scheme}: {fault}"
    page.media()
    roles = set()
    for node in page.tree():
        roles.add(node["role"])
        if node["role"] in _NAMED and not node["name"].strip():
            yield f"a {node['role']} without a name"
    if not roles & {"main", "dialog"}:
        yield "no main part"
