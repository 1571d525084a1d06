"""Shapes that an author may write in more than one form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Final

from msgspec import Struct

from roleplay.content.tree import ListNode, MapNode, Node, TextNode
from roleplay.diagnostics import Span
from roleplay.domain.vocabulary import LABELS
from roleplay.i18n import _
from roleplay.schema.convert import converter, join, unknown_key, wrong_kind
from roleplay.schema.reading import BAD, Bad, Reading, closest
from roleplay.schema.shapes import KeyedBy, Text

_BAND: Final = re.compile(r"([0-9]{1,3})(?:\.\.([0-9]{1,3}))?\Z")


class ConditionFile(Struct, frozen=True):
    """A mapping whose keys and names are resolved when the file is compiled."""

    node: MapNode

    @staticmethod
    def read(node: Node, path: str, reading: Reading) -> ConditionFile | Bad:
        """Take the mapping as it stands."""
        if not isinstance(node, MapNode):
            return wrong_kind(node, "a mapping", reading)
        return ConditionFile(node)


class LineFile(Struct, frozen=True):
    """Something the customer may say: equal wordings, and when."""

    span: Span
    path: str
    texts: tuple[str, ...]
    when: ConditionFile | None = None


class LinesFile(Struct, frozen=True):
    """Lines of a customer: one text, or a list of texts and of `{when, text}`."""

    lines: tuple[LineFile, ...]

    @staticmethod
    def read(node: Node, path: str, reading: Reading) -> LinesFile | Bad:
        """Read any of the forms."""
        if isinstance(node, TextNode):
            texts = _texts(node, path, reading)
            return BAD if isinstance(texts, Bad) else LinesFile((LineFile(node.span, path, texts),))
        if not isinstance(node, ListNode):
            return wrong_kind(node, "a list", reading)
        if not node.items:
            return reading.report("RP106", node.span, _("this list is empty"))
        return LinesFile(
            tuple(_line(item, join(path, place), reading) for place, item in enumerate(node.items, 1))
        )


def _line(node: Node, path: str, reading: Reading) -> LineFile:
    """Read one line. One with a mistake keeps its place, without texts, so that the last stays the last."""
    line = (
        _line_of_text(node, path, reading)
        if isinstance(node, TextNode)
        else _line_of_map(node, path, reading)
    )
    return LineFile(node.span, path, ()) if isinstance(line, Bad) else line


def _line_of_text(node: TextNode, path: str, reading: Reading) -> LineFile | Bad:
    texts = _texts(node, path, reading)
    return texts if isinstance(texts, Bad) else LineFile(node.span, path, texts)


def _line_of_map(node: Node, path: str, reading: Reading) -> LineFile | Bad:
    if not isinstance(node, MapNode):
        return wrong_kind(node, "a text", reading)
    values: dict[str, Node] = {key.value: child for key, child in node.entries}
    for key, _child in node.entries:
        if key.value not in ("when", "text"):
            unknown_key(key, ("when", "text"), reading)
    if "text" not in values and closest("text", tuple(values)):
        return BAD
    if "text" not in values:
        return reading.report("RP102", node.span, _("'{key}' is missing").format(key="text"))
    texts = _texts(values["text"], join(path, "text"), reading)
    when = ConditionFile.read(values["when"], path, reading) if "when" in values else None
    if isinstance(texts, Bad) or isinstance(when, Bad):
        return BAD
    return LineFile(node.span, path, texts, when)


def _texts(node: Node, path: str, reading: Reading) -> tuple[str, ...] | Bad:
    """Read one text, or a list of equal ones."""
    read_text = converter(Text)
    if not isinstance(node, ListNode):
        value = read_text(node, path, reading)
        return BAD if isinstance(value, Bad) else (value,)
    values = [read_text(item, join(path, place), reading) for place, item in enumerate(node.items, 1)]
    if not values:
        return reading.report("RP106", node.span, _("this list is empty"))
    return BAD if BAD in values else tuple(values)


class CuesFile(Struct, frozen=True):
    """Cues: a list, or a mapping of `any`, `not`, and the tests `yes` and `no`."""

    span: Span
    any: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()

    @staticmethod
    def read(node: Node, path: str, reading: Reading) -> CuesFile | Bad:
        """Read either form; each list is one text for translators, a cue a line."""
        if not isinstance(node, MapNode):
            cues = _cues(node, path, reading)
            return cues if isinstance(cues, Bad) else CuesFile(node.span, any=cues)
        names = {"any": "any", "not": "unless", "yes": "yes", "no": "no"}
        values: dict[str, tuple[str, ...]] = {}
        for key, child in node.entries:
            if key.value not in names:
                unknown_key(key, names, reading)
                continue
            cues = _cues(child, join(path, key.value), reading)
            if not isinstance(cues, Bad):
                values[names[key.value]] = cues
        return CuesFile(node.span, **values)


Sounds = Annotated[Mapping[str, CuesFile], KeyedBy(LABELS)]
"""Cues by technique or trap."""


def _cues(node: Node, path: str, reading: Reading) -> tuple[str, ...] | Bad:
    if isinstance(node, TextNode):
        items: tuple[Node, ...] = (node,)
    elif isinstance(node, ListNode):
        items = node.items
    else:
        return wrong_kind(node, "a list", reading)
    cues: list[str] = []
    for item in items:
        if not isinstance(item, TextNode):
            return wrong_kind(item, "a text", reading)
        cues.append(" ".join(item.value.split()))
    cues = [cue for cue in cues if cue]
    if not cues:
        return ()
    return tuple(reading.text(path, "\n".join(cues), node.span).split("\n"))


class BandFile(Struct, frozen=True):
    """Scores from `low` to `high`, 0 to 100."""

    span: Span
    low: int
    high: int

    @staticmethod
    def read(node: Node, path: str, reading: Reading) -> BandFile | Bad:
        """Read `80..100` or `100`."""
        if isinstance(node, TextNode) and (match := _BAND.match(node.value)):
            low, high = int(match[1]), int(match[2] or match[1])
            if low <= high <= 100:
                return BandFile(node.span, low, high)
        if not isinstance(node, TextNode):
            return wrong_kind(node, "a text", reading)
        message = _("expected a score such as 80..100, found '{value}'").format(value=node.value)
        return reading.report("RP104", node.span, message)
