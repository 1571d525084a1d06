"""Gathers the mistakes that linking and checking find."""

from collections.abc import Container, Iterable
from typing import Final

from roleplay.content.faults import excerpt
from roleplay.diagnostics import Diagnostic, Fix, Severity, Span
from roleplay.i18n import _
from roleplay.schema.reading import MESSAGE, Name, misspelt, nearest

_OF_SHAPE: Final = ("RP3", "RP204")
"""Mistakes of too little or too much; where some of it could not be read they may be but the consequence."""


class Report:
    """The mistakes found so far in one file.

    `unread` are the places of what could not be read in full: nobody can say what is missing there.
    """

    def __init__(self, unread: Container[Span] = ()) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._unread = unread

    def error(self, code: str, span: Span, message: str, hint: str = "", fix: Fix | None = None) -> None:
        """Note a mistake that keeps the content from being played."""
        self._add(Diagnostic(span, code, Severity.ERROR, excerpt(message, MESSAGE), hint, fix))

    def warning(self, code: str, span: Span, message: str, hint: str = "") -> None:
        """Note a mistake with which the content can still be played."""
        self._add(Diagnostic(span, code, Severity.WARNING, excerpt(message, MESSAGE), hint))

    def note(self, code: str, span: Span, message: str, hint: str = "") -> None:
        """Note what the author should know and may well have meant."""
        self._add(Diagnostic(span, code, Severity.NOTE, excerpt(message, MESSAGE), hint))

    def resolve(self, code: str, what: str, name: Name, known: Iterable[str]) -> bool:
        """Return True when `name` is known, and report it otherwise; `what` is in the active language."""
        words = tuple(known)
        if name.value in words:
            return True
        message = _("{what} '{name}' does not exist").format(what=what, name=name.value)
        self.error(code, name.span, message, nearest(name.value, words), misspelt(name.value, words))
        return False

    def has(self, *codes: str) -> bool:
        """Return True when a mistake with one of the codes was found."""
        return any(item.code in codes for item in self.diagnostics)

    def _add(self, item: Diagnostic) -> None:
        if not (item.code.startswith(_OF_SHAPE) and item.span in self._unread):
            self.diagnostics.append(item)
