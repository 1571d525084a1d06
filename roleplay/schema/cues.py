"""The model of a cue file: how techniques and traps sound in one language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from msgspec import Struct

from roleplay.diagnostics import Span
from roleplay.schema.parts import CuesFile
from roleplay.schema.scenario import Format, Language
from roleplay.schema.shapes import Many, Plain


class CueTableFile(Struct, frozen=True):
    """A whole cue file."""

    span: Span
    format: Format
    language: Language
    labels: Mapping[str, CuesFile]
    words: Mapping[str, Annotated[tuple[Plain, ...], Many()]] = {}
