"""The model of `scenario.yaml`: what the matter is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Final

from msgspec import Struct

from roleplay.content.tree import MapNode, Node, TextNode
from roleplay.diagnostics import Span
from roleplay.domain.vocabulary import FORMS, TRAINEES
from roleplay.i18n import LANGUAGES, N_, _
from roleplay.schema.convert import converter, wrong_kind
from roleplay.schema.parts import BandFile, ConditionFile, CuesFile, LinesFile, Sounds
from roleplay.schema.reading import BAD, Bad, Name, Reading
from roleplay.schema.shapes import (
    Channel,
    Day,
    KeyedBy,
    Labels,
    Many,
    OneOf,
    Outcome,
    PersonaRef,
    Plain,
    Range,
    Ref,
    Refs,
    Stage,
    Text,
)

Language = Annotated[str, OneOf(N_("language"), LANGUAGES)]
"""What a file may be written in: a language in which everything is complete and replies are heard."""

Format = Annotated[int, Range(1, 1)]

_EFFECT: Final = re.compile(r"[+-]?[0-9]{1,4}\Z")


class CardFile(Struct, frozen=True):
    """A fact on the desk."""

    span: Span
    text: Text
    source: Text
    checked: Day
    volatile: bool = False
    tells: CuesFile | None = None


class FactFile(Struct, frozen=True):
    """Something the customer knows."""

    span: Span
    says: Text
    asks: CuesFile | None = None
    volunteers: ConditionFile | None = None


class FalsehoodFile(Struct, frozen=True):
    """A wrong fact that must not be said."""

    span: Span
    note: Text
    says: CuesFile | None = None
    card: Ref | None = None


class GoalFile(Struct, frozen=True):
    """A piece of substance that is scored; exactly one of `told`, `asked` and `done`."""

    span: Span
    text: Text
    told: Ref | None = None
    asked: Ref | None = None
    done: ConditionFile | None = None


class VariableFile(Struct, frozen=True):
    """A number with its range."""

    span: Span
    low: Annotated[int, Range(-1000, 1000)]
    high: Annotated[int, Range(-1000, 1000)]
    start: Annotated[int, Range(-1000, 1000)] = 0


class EffectFile(Struct, frozen=True):
    """A change of a variable: to `amount`, or by it."""

    span: Span
    amount: int
    is_absolute: bool

    @staticmethod
    def read(node: Node, path: str, reading: Reading) -> EffectFile | Bad:
        """Read `3`, `+1` or `-1`."""
        if not isinstance(node, TextNode):
            return wrong_kind(node, "a text", reading)
        if not _EFFECT.match(node.value):
            message = _("'set' takes a number, \"+1\" or \"-1\", found '{value}'").format(value=node.value)
            return reading.report("RP104", node.span, message)
        return EffectFile(node.span, int(node.value), node.value[0].isdigit())


class ChoiceFile(Struct, frozen=True, rename={"effects": "set"}):
    """An officer reply with its manner and substance."""

    span: Span
    text: Text
    shows: Labels = ()
    tells: Refs = ()
    asks: Refs = ()
    wrong: Refs = ()
    when: ConditionFile | None = None
    goto: Ref | None = None
    once: bool = False
    effects: Mapping[str, EffectFile] = {}
    note: Text = ""


class HearingFile(Struct, frozen=True):
    """A condition and where it leads."""

    span: Span
    goto: Name
    when: ConditionFile | None

    @staticmethod
    def read(node: Node, path: str, reading: Reading) -> HearingFile | Bad:
        """Read a mapping of `goto` and the keys of a condition."""
        if not isinstance(node, MapNode):
            return wrong_kind(node, "a mapping", reading)
        rest = tuple((key, child) for key, child in node.entries if key.value != "goto")
        for key, child in node.entries:
            if key.value == "goto":
                goto = converter(Ref)(child, f"{path}.goto", reading)
                when = ConditionFile(MapNode(rest, node.span)) if rest else None
                return BAD if goto is BAD else HearingFile(node.span, goto, when)
        return reading.report("RP102", node.span, _("'{key}' is missing").format(key="goto"))


class EndingFile(Struct, frozen=True):
    """How the session ends."""

    span: Span
    debrief: Text
    outcome: Outcome | None = None


class NodeFile(Struct, frozen=True):
    """A place in the talk."""

    span: Span
    says: LinesFile
    again: LinesFile | None = None
    choices: Mapping[str, ChoiceFile] = {}
    hears: tuple[HearingFile, ...] = ()
    model: Text = ""
    stage: Stage = ""
    goto: Ref | None = None
    call: Ref | None = None
    ending: EndingFile | None = None


class PairFile(Struct, frozen=True, rename={"other": "with"}):
    """The parallel form of a scenario, for measuring before and after."""

    span: Span
    form: Annotated[str, OneOf(N_("form"), FORMS)]
    other: Ref


class ScenarioFile(Struct, frozen=True):
    """A whole scenario."""

    span: Span
    format: Format
    id: Ref
    language: Language
    title: Text
    summary: Text
    brief: Text
    service: Plain
    place: Text
    level: Annotated[int, Range(1, 5)]
    rubric: Ref
    personas: Annotated[tuple[PersonaRef, ...], Many()]
    nodes: Mapping[str, NodeFile]
    channel: Channel = "counter"
    start: Ref | None = None
    cards: Mapping[str, CardFile] = {}
    knows: Mapping[str, FactFile] = {}
    wrong: Mapping[str, FalsehoodFile] = {}
    goals: Mapping[str, GoalFile] = {}
    vars: Mapping[str, VariableFile] = {}
    vary: Mapping[str, Annotated[tuple[Text, ...], Many()]] = {}
    sounds: Sounds = {}
    pair: PairFile | None = None
    bands: Annotated[Mapping[str, BandFile], KeyedBy(TRAINEES)] = {}
