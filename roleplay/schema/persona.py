"""The models of a persona (who brings the matter) and of a customer type (what personas share)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from msgspec import Struct

from roleplay.diagnostics import Span
from roleplay.schema.parts import ConditionFile, LinesFile, Sounds
from roleplay.schema.scenario import Format, Language
from roleplay.schema.shapes import CAUSES, STANDING, Act, KeyedBy, Outcome, Range, Ref, Temper, Text

Hundred = Annotated[int, Range(0, 100)]
Tempers = Annotated[Mapping[str, Temper], KeyedBy(CAUSES)]
Reactions = Annotated[Mapping[str, LinesFile], KeyedBy((*CAUSES, *STANDING))]


class MoodFile(Struct, frozen=True):
    """How the persona feels on arrival."""

    span: Span
    tension: Hundred
    trust: Hundred
    clarity: Hundred
    patience: Annotated[int, Range(1, 99)]


class LimitFile(Struct, frozen=True):
    """What the customer will not bear; exactly one of `does` and `ends`."""

    span: Span
    when: ConditionFile
    says: Text
    does: Act | None = None
    ends: Outcome | None = None


class TypeFile(Struct, frozen=True):
    """A whole customer type."""

    span: Span
    format: Format
    id: Ref
    language: Language
    name: Text
    about: Text
    guide: Text
    temper: Tempers = {}
    lines: Reactions = {}
    limits: Mapping[str, LimitFile] = {}


class PersonaFile(Struct, frozen=True):
    """A whole persona."""

    span: Span
    format: Format
    id: Ref
    type: Ref
    language: Language
    name: Text
    about: Text
    looks: Text
    address: Text
    call: Text
    officer: Text
    needs: Text
    mood: MoodFile
    temper: Tempers = {}
    lines: Reactions = {}
    limits: Mapping[str, LimitFile] = {}
    sounds: Sounds = {}
