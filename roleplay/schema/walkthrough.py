"""The model of a walkthrough: a playthrough that must come out as its author wrote."""

from __future__ import annotations

from typing import Annotated

from msgspec import Struct

from roleplay.content.tree import MapNode, Node, TextNode
from roleplay.diagnostics import Span
from roleplay.domain.vocabulary import QUADRANTS
from roleplay.i18n import N_
from roleplay.schema.convert import converter, wrong_kind
from roleplay.schema.parts import BandFile
from roleplay.schema.reading import BAD, Bad, Reading
from roleplay.schema.scenario import Format, Language
from roleplay.schema.shapes import Labels, Many, OneOf, Outcome, Plain, Range, Ref, Refs

Quadrant = Annotated[str, OneOf(N_("quadrant"), QUADRANTS)]


class TakeFile(Struct, frozen=True):
    """One reply: a choice by id, or words."""

    span: Span
    choice: str | None
    says: str | None

    @staticmethod
    def read(node: Node, path: str, reading: Reading) -> TakeFile | Bad:
        """Read a choice's id, or `{says: words}`."""
        if isinstance(node, TextNode):
            return TakeFile(node.span, node.value, None)
        if isinstance(node, MapNode) and [key.value for key, _child in node.entries] == ["says"]:
            words = converter(Plain)(node.entries[0][1], path, reading)
            return BAD if words is BAD else TakeFile(node.span, None, words)
        return wrong_kind(node, N_("a choice or {says: words}"), reading)


class ExpectFile(Struct, frozen=True):
    """What must come out."""

    span: Span
    outcome: Outcome | None = None
    goals: Refs | None = None
    total: BandFile | None = None
    manner: BandFile | None = None
    substance: BandFile | None = None
    wrong: Refs | None = None
    shown: Labels | None = None
    quadrant: Quadrant | None = None


class WalkthroughFile(Struct, frozen=True):
    """A whole walkthrough."""

    span: Span
    format: Format
    take: Annotated[tuple[TakeFile, ...], Many()]
    expect: ExpectFile
    persona: Ref | None = None
    seed: Annotated[int, Range(0, 999_999_999)] = 1
    language: Language | None = None
