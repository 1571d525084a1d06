"""Builds a tree of text, lists and maps with their places from YAML events."""

from __future__ import annotations

import re
from typing import Any, Final

from yaml import (
    AliasEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from roleplay.cleaning import clean
from roleplay.content import faults
from roleplay.content.events import events
from roleplay.content.faults import Fault, Faults, Refused
from roleplay.content.source import place
from roleplay.content.tree import ListNode, MapNode, Node, TextNode
from roleplay.diagnostics import Span

MAX_DEPTH: Final = 64
"""Levels of lists and mappings within each other; content needs some 10."""

MAX_VALUES: Final = 200_000
"""Texts, lists and mappings in one file, names included; 1 MB of a real scenario has some 75,000."""

CUT: Final = re.compile(r"(?<=\S) #(?=[^\s#])")
"""One space before `#` and none after: more likely a number or a tag in a text than a comment."""

_BLANK: Final = r"(?:[ \t]*+(?:#[^\r\n]*+)?(?:\r\n|\r|\n))*+"
_DIRECTIVE: Final = re.compile(_BLANK + "%")
_REST: Final = re.compile(rf"{_BLANK}(?:\.\.\.(?=\s|\Z){_BLANK})*+[ \t]*+(?:#[^\r\n]*+)?")
"""What may follow the content: empty lines, comments and the end mark of YAML."""

_STANDARD_TAG: Final = "tag:yaml.org,2002:"
_TEXT_TAG: Final = "tag:yaml.org,2002:str"
_BLOCK: Final = frozenset("|>")


class Builder:
    """Builds the tree of one file. A node that is refused leaves an empty text and `whole` False."""

    def __init__(self, text: str, name: str, found: Faults) -> None:
        self.whole = True
        self._text = text
        self._name = name
        self._found = found
        self._events = events(text)
        self._cuts = frozenset(match.start() for match in CUT.finditer(text))
        self._values = 0
        self._refused_line = 0

    def build(self) -> Node | None:
        """Return the tree, or None when the file is empty. Raises `NotYaml` and `Refused`."""
        directive = _DIRECTIVE.match(self._text)
        if directive:
            # Not given to the parser: it compares each directive with all before it.
            raise Refused(faults.DIRECTIVE.at(self._place(directive.end() - 1)))
        next(self._events)
        if isinstance(next(self._events), StreamEndEvent):
            return None
        root = self._node(next(self._events), 1)
        self._end(next(self._events))
        return root

    def _end(self, event: Event) -> None:
        assert isinstance(event, DocumentEndEvent)
        mark: Any = event.end_mark if event.explicit else event.start_mark
        rest = _REST.match(self._text, mark.index)
        assert rest is not None
        after = self._text[rest.end() : rest.end() + 200]
        if after.startswith(("---", "%")):
            raise Refused(faults.SEVERAL.at(self._place(rest.end())))
        if after:
            raise Refused(faults.AFTER_THE_END.at(self._place(rest.end()), rest=after))

    def _node(self, event: Event, depth: int) -> Node:
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        if isinstance(event, AliasEvent):
            self.whole = False
            span = self._counted(event)
            self._refuse(faults.MARK, span, f"*{event.anchor}")
            return TextNode("", span)
        assert isinstance(event, CollectionStartEvent)
        span = self._counted(event)
        if depth > MAX_DEPTH:
            raise Refused(faults.TOO_DEEP.at(span, limit=MAX_DEPTH))
        self._refuse_marks(event, span)
        if isinstance(event, MappingStartEvent):
            return MapNode(self._entries(depth + 1), span)
        return ListNode(self._items(depth + 1), span)

    def _items(self, depth: int) -> tuple[Node, ...]:
        items = []
        for event in self._events:
            if isinstance(event, SequenceEndEvent):
                break
            items.append(self._node(event, depth))
        return tuple(items)

    def _entries(self, depth: int) -> tuple[tuple[TextNode, Node], ...]:
        entries: dict[str, tuple[TextNode, Node]] = {}
        for event in self._events:
            if isinstance(event, MappingEndEvent):
                break
            key = self._key(event, depth)
            if key is not None and key.value in entries:
                first = entries[key.value][0].span.line
                self._found.add(faults.DUPLICATE.at(key.span, key=key.value, first=first))
            value = self._node(next(self._events), depth)
            if key is not None:
                entries.setdefault(key.value, (key, value))
        return tuple(entries.values())

    def _key(self, event: Event, depth: int) -> TextNode | None:
        key = self._node(event, depth)
        if isinstance(event, ScalarEvent) and isinstance(key, TextNode):
            if key.value != "<<" or event.style:
                return key
            self._refuse(faults.MERGE, key.span)
        elif not isinstance(event, AliasEvent):
            self._refuse(faults.COMPLEX_KEY, key.span)
        self.whole = False
        return None

    def _scalar(self, event: ScalarEvent) -> TextNode:
        span = self._counted(event)
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event, span)
        value = clean(event.value)
        if event.style in _BLOCK:
            value = value.rstrip("\n")
        elif self._cuts and not event.style:
            self._warn_if_cut(event)
        return TextNode(value, span)

    def _warn_if_cut(self, event: ScalarEvent) -> None:
        mark: Any = event.end_mark
        if mark.index in self._cuts:
            self._found.add(faults.CUT_TEXT.at(Span(self._name, mark.line + 1, mark.column + 2)))

    def _counted(self, event: Event) -> Span:
        mark: Any = event.start_mark
        span = Span(self._name, mark.line + 1, mark.column + 1)
        self._values += 1
        if self._values > MAX_VALUES:
            raise Refused(faults.TOO_MANY_VALUES.at(span, limit=f"{MAX_VALUES:,}"))
        return span

    def _refuse_marks(self, event: ScalarEvent | CollectionStartEvent, span: Span) -> None:
        if event.anchor is not None:
            self._refuse(faults.MARK, span, f"&{event.anchor}")
        if event.tag is not None and (event.tag != _TEXT_TAG or not isinstance(event, ScalarEvent)):
            self._refuse(faults.TAG, span, event.tag.replace(_STANDARD_TAG, "!!"))

    def _refuse(self, fault: Fault, span: Span, mark: str = "") -> None:
        # What is refused seldom comes alone: `<<: *base` is one fault.
        if span.line != self._refused_line:
            self._found.add(fault.at(span, mark=mark))
            self._refused_line = span.line

    def _place(self, index: int) -> Span:
        return Span(self._name, *place(self._text, index))
