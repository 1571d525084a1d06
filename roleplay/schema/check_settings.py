"""The model of `check.yaml`: which findings of a check an author takes otherwise, and why."""

from __future__ import annotations

from typing import Annotated, Final

from msgspec import Struct

from roleplay.diagnostics import Span
from roleplay.i18n import N_
from roleplay.schema.scenario import Format
from roleplay.schema.shapes import Code, OneOf, Plain

WORDS: Final = ("error", "warning", "note", "off")


class SeverityFile(Struct, frozen=True):
    """How bad a warning is to be here, and why."""

    span: Span
    code: Code
    becomes: Annotated[str, OneOf(N_("severity"), WORDS)]
    reason: Plain


class IgnoreFile(Struct, frozen=True):
    """A warning that is right as it is, and why."""

    span: Span
    code: Code
    path: Plain
    """A path below the content folder; `*` stands for anything."""
    reason: Plain
    says: Plain = ""
    """Words of the message; every one with this code there without it."""


class CheckSettingsFile(Struct, frozen=True):
    """The whole file."""

    span: Span
    format: Format
    severity: tuple[SeverityFile, ...] = ()
    ignore: tuple[IgnoreFile, ...] = ()
