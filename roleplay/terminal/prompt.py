"""Reads what the trainee types, one line at a time."""

from typing import Final, NamedTuple, TextIO

from roleplay.cleaning import clean_line

LONGEST: Final = 2000
"""Characters of a reply that are heard; the rest is cut, and the trainee is told."""

_LONGEST_LINE: Final = 1_000_000
"""Characters of a line that are kept while it is read, so that an endless one cannot fill the memory."""

MARK: Final = "> "


class Typed(NamedTuple):
    """A line as it will be used."""

    text: str
    """Cleaned, and on one line."""
    is_cut: bool
    """True when it was longer than what is heard."""


class Prompt:
    """Asks for a line."""

    def __init__(self, source: TextIO, out: TextIO) -> None:
        self._source = source
        self._out = out
        self._is_interactive = source.isatty() and out.isatty()

    def ask(self) -> Typed | None:
        """Return the next line, or None when there are no more. Raises KeyboardInterrupt for Ctrl-C."""
        try:
            raw = self._edited() if self._is_interactive else self._plain()
        except (EOFError, ValueError):  # ValueError: the input is closed
            return None
        if raw is None:
            return None
        text = clean_line(raw)
        return Typed(text[:LONGEST], len(text) > LONGEST)

    def _edited(self) -> str:
        import readline  # noqa: F401  # gives `input` its line editing; 3 ms that a pipe need not pay

        return input(MARK)

    def _plain(self) -> str | None:
        self._out.write(MARK)
        self._out.flush()
        raw = piece = self._source.readline(_LONGEST_LINE)
        while len(piece) == _LONGEST_LINE and piece[-1] != "\n":
            piece = self._source.readline(_LONGEST_LINE)
        if not self._source.isatty():
            # Nobody sees what a pipe sends, so the transcript shows it.
            self._out.write(clean_line(raw)[:LONGEST] + "\n")
        return raw or None
