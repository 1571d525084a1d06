"""The model of a plan: what a group is to practise, round by round."""

from __future__ import annotations

from typing import Annotated

from msgspec import Struct

from roleplay.diagnostics import Span
from roleplay.domain.vocabulary import FORMS
from roleplay.i18n import N_
from roleplay.schema.scenario import Format, Language
from roleplay.schema.shapes import Many, OneOf, Plain, Range, Ref, Refs

MODES = ("practice", "assess")


class RoundFile(Struct, frozen=True):
    """One scenario that everybody plays on their own."""

    span: Span
    scenario: Ref
    personas: Refs = ()
    mode: Annotated[str, OneOf(N_("mode"), MODES)] = "practice"
    form: Annotated[str, OneOf(N_("form"), FORMS)] | None = None


class PlanFile(Struct, frozen=True):
    """A whole plan."""

    span: Span
    format: Format
    title: Plain
    language: Language
    rounds: Annotated[tuple[RoundFile, ...], Many()]
    keep_days: Annotated[int, Range(1, 3650)] = 90
    refresher_days: Annotated[int, Range(1, 365)] = 21
