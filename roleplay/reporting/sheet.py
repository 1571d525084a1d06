"""A page that needs nothing else: no script, no file, no network."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from roleplay.i18n import active_language
from roleplay.reporting.markup import Markup, element, join

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE: Final = Path(__file__).with_name("page.css")


def sheet(title: str, parts: Sequence[Markup], style: str = "") -> str:
    """Return an HTML document in the language in use; `style` follows the style of all pages."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", Markup(_STYLE.read_text(encoding="utf-8") + style)),
    )
    body = element("body", element("main", join(*parts)))
    return f"<!DOCTYPE html>\n{element('html', head, body, lang=active_language())}\n"
