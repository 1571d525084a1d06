"""The pages and what they are made of, read once: nothing in a request ever becomes a path on disk."""

from collections.abc import Mapping
from importlib import resources
from typing import Final, NamedTuple

FOLDER: Final = "pages"

_KINDS: Final = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "svg": "image/svg+xml",
    "json": "application/json",
    "woff2": "font/woff2",
}
"""What each ending means. Nothing else is sent."""


class Page(NamedTuple):
    """A file as it is sent."""

    kind: str
    data: bytes


def load_pages() -> Mapping[str, Page]:
    """Return every file of the pages by its name."""
    pages = {}
    folder = resources.files("roleplay.server") / FOLDER
    if not folder.is_dir():
        return {}
    for file in folder.iterdir():
        kind = _KINDS.get(file.name.rpartition(".")[2])
        if kind is not None and file.is_file():
            pages[file.name] = Page(kind, file.read_bytes())
    return pages
