"""Reads HTML pages, and words that must never act on one."""

from html.parser import HTMLParser
from typing import Final

HOSTILE: Final = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;\x1b[31m\u202e"
KEPT: Final = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;[31m"
"""What is left of it: text."""


class Reader(HTMLParser):
    """Reads a page and notes what is in it; an element that is not closed in turn is a failure."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    @property
    def text(self) -> str:
        """The words that are shown."""
        return "".join(self.words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag != "meta":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open[-1:] != ["style"]:
            self.words.append(data)
