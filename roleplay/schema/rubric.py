"""The model of a rubric: what good service is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from msgspec import Struct

from roleplay.content.tree import MapNode, Node, TextNode
from roleplay.diagnostics import Span
from roleplay.i18n import N_, _
from roleplay.schema.convert import converter, wrong_kind
from roleplay.schema.parts import ConditionFile
from roleplay.schema.reading import BAD, Bad, Reading
from roleplay.schema.scenario import Format, Language
from roleplay.schema.shapes import LEVELS, KeyedBy, Labels, OneOf, Range, Ref, Text


class StandardFile(Struct, frozen=True):
    """What a level asks for."""

    span: Span
    shown: Labels = ()
    any_shown: Labels = ()
    not_shown: Labels = ()
    before: Labels = ()
    at: Annotated[str, OneOf(N_("place"), ("first", "last"))] | None = None
    goals: Annotated[int, Range(1, 100)] | None = None
    when: ConditionFile | None = None


class LevelFile(Struct, frozen=True):
    """A standard, or None for `otherwise`."""

    span: Span
    standard: StandardFile | None

    @staticmethod
    def read(node: Node, path: str, reading: Reading) -> LevelFile | Bad:
        """Read a mapping, or the word `otherwise`."""
        if isinstance(node, TextNode) and node.value == "otherwise":
            return LevelFile(node.span, None)
        if not isinstance(node, MapNode):
            return wrong_kind(node, "a mapping", reading)
        if not node.entries:
            return reading.report("RP106", node.span, _("this mapping is empty"))
        standard = converter(StandardFile)(node, path, reading)
        return BAD if standard is BAD else LevelFile(node.span, standard)


class CriterionFile(Struct, frozen=True):
    """One dimension of manner."""

    span: Span
    title: Text
    weight: Annotated[int, Range(1, 10)]
    levels: Annotated[Mapping[str, LevelFile], KeyedBy(LEVELS)]
    anchors: Annotated[Mapping[str, Text], KeyedBy(LEVELS)]
    source: Text
    applies: ConditionFile | None = None
    warm: bool = False


class GateFile(Struct, frozen=True):
    """A failure that caps the total."""

    span: Span
    title: Text
    when: ConditionFile
    caps: Annotated[int, Range(1, 5)]


class RubricFile(Struct, frozen=True):
    """A whole rubric."""

    span: Span
    format: Format
    id: Ref
    language: Language
    title: Text
    about: Text
    criteria: Mapping[str, CriterionFile]
    manner: Annotated[int, Range(1, 99)] = 60
    gates: Mapping[str, GateFile] = {}
