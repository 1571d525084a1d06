"""A leaf of the kit: one side of A4, headed by what it is and whose."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from roleplay.i18n import _
from roleplay.reporting.markup import Markup, element, join

_SIZES: Final = ((2400, " longest"), (1950, " long"))
"""Characters on a side of a card above which it is set smaller, and the class that does it. The longest in
the scenarios that come with the program has 2,800, and 10 mm are left on it."""

_TAG: Final = re.compile(r"<[^>]*>")


def card_side(sign: str, kind: str, note: str, *parts: str, name: str) -> Markup:
    """Return a side of a card, which has to fit on one page: as `side`, but set smaller where it is long."""
    length = len(_TAG.sub("", join(*parts)))
    size = next((size for least, size in _SIZES if length > least), "")
    return side(sign, kind, note, *parts, name=name, size=size)


def side(sign: str, kind: str, note: str, *parts: str, name: str, size: str = "") -> Markup:
    """Return one side; `sign` is the letter of its card, `name` the class and the anchor it is found by."""
    head = element(
        "p",
        element("b", sign, class_="letter") if sign else "",
        element("span", kind, class_="kind"),
        element("span", note, class_="note"),
        class_="head",
    )
    anchor = f"{name}-{sign.replace(' ', '')}" if sign else name
    return element("section", head, *parts, class_=f"side {name}{size}", id=anchor.lower())


def front_note() -> str:
    """Return the note on the first side of a leaf."""
    return _("front · over for more")


def back_note() -> str:
    """Return the note on the second side of a leaf."""
    return _("back")


def part(title: str, *body: str, class_: str = "part") -> Markup:
    """Return a part of a side under its own heading."""
    return element("div", element("h2", title), *body, class_=class_)


def bullets(items: Iterable[str], class_: str = "bullets") -> Markup:
    """Return a list."""
    return element("ul", *(element("li", item) for item in items), class_=class_)


def said(text: str) -> Markup:
    """Return words that somebody says."""
    return element("q", text)


def saids(texts: Iterable[str]) -> Markup:
    """Return some things that somebody may say, one or the other."""
    quoted = [said(text) for text in texts]
    return join(*(piece for item in quoted for piece in (item, " "))) if quoted else Markup()


def ruled(lines: int) -> Markup:
    """Return lines to write on."""
    return element("div", *(element("div", class_="line") for _line in range(lines)), class_="lines")


def tick() -> Markup:
    """Return a box to tick."""
    return element("span", class_="tick")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Markup:
    """Return a table with a head."""
    return element(
        "table",
        element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
        element("tbody", *(element("tr", *(element("td", cell) for cell in row)) for row in rows)),
    )
