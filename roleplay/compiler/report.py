"""Gathers the mistakes that linking and checking find."""

from collections.abc import Iterable

from roleplay.diagnostics import Diagnostic, Severity, Span
from roleplay.i18n import _
from roleplay.schema.reading import Name, nearest


class Report:
    """The mistakes found so far in one file."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []

    def error(self, code: str, span: Span, message: str, hint: str = "") -> None:
        """Note a mistake that keeps the content from being played."""
        self.diagnostics.append(Diagnostic(span, code, Severity.ERROR, message, hint))

    def warning(self, code: str, span: Span, message: str, hint: str = "") -> None:
        """Note a mistake with which the content can still be played."""
        self.diagnostics.append(Diagnostic(span, code, Severity.WARNING, message, hint))

    def resolve(self, code: str, what: str, name: Name, known: Iterable[str]) -> bool:
        """Return True when `name` is known, and report it otherwise."""
        words = tuple(known)
        if name.value in words:
            return True
        message = _("{what} '{name}' does not exist").format(what=_(what), name=name.value)
        self.error(code, name.span, message, nearest(name.value, words))
        return False

    @property
    def has_errors(self) -> bool:
        """True when anything found keeps the content from being played."""
        return any(item.is_error for item in self.diagnostics)
