"""The value in which a mistake in content is reported."""

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How bad it is. Content with an error cannot be played; a note is good to know and may be meant."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Span(NamedTuple):
    """A place in a file; lines and columns count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Fix(NamedTuple):
    """A change that mends a mistake for sure: at its place, `old` becomes `new`."""

    old: str
    new: str


class Diagnostic(NamedTuple):
    """One mistake. Sorts by place."""

    span: Span
    code: str
    """`RP` and three digits; `roleplay explain CODE` tells more."""
    severity: Severity
    message: str
    hint: str = ""
    """What to do, or the nearest right word."""
    fix: Fix | None = None
    """What a program may change without asking."""

    @property
    def is_error(self) -> bool:
        """True when the content cannot be used as it stands."""
        return self.severity is Severity.ERROR
