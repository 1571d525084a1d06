"""The pages and what they are made of, read once: nothing in a request ever becomes a path on disk."""

from collections.abc import Mapping
from html import escape
from importlib import resources
from string import Template
from typing import Final, NamedTuple

from roleplay.i18n import active_language
from roleplay.server.page_words import no_script, page_title, page_words

FOLDER: Final = "pages"

WORDS: Final = "words.json"
"""Made when the pages are loaded: what they say, in the language of the group."""

_KINDS: Final = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "svg": "image/svg+xml",
}
"""What each ending means. Nothing else is sent."""


class Page(NamedTuple):
    """A file as it is sent."""

    kind: str
    data: bytes


def load_pages() -> Mapping[str, Page]:
    """Return every file of the pages by its name, in the language in use."""
    pages = {WORDS: Page("application/json", page_words())}
    for file in (resources.files("roleplay.server") / FOLDER).iterdir():
        kind = _KINDS.get(file.name.rpartition(".")[2])
        if kind is not None and file.is_file():
            data = file.read_bytes()
            pages[file.name] = Page(kind, _filled(data) if kind == "text/html" else data)
    return pages


def _filled(page: bytes) -> bytes:
    """Return a page that says what language it is in, and that it needs a script."""
    told = {"language": active_language(), "title": page_title(), "no_script": no_script()}
    return Template(page.decode()).substitute({name: escape(words) for name, words in told.items()}).encode()
