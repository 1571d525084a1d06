"""What was read from a file, before anybody knows what it means: text, lists and maps with their places."""

from __future__ import annotations

from typing import NamedTuple

from roleplay.diagnostics import Span


class TextNode(NamedTuple):
    """A scalar: whatever the author typed, as text."""

    value: str
    span: Span


class ListNode(NamedTuple):
    """A sequence."""

    items: tuple[Node, ...]
    span: Span


class MapNode(NamedTuple):
    """A mapping in the order written; keys are unique."""

    entries: tuple[tuple[TextNode, Node], ...]
    span: Span


Node = TextNode | ListNode | MapNode


class Document(NamedTuple):
    """One file as read."""

    path: str
    root: Node
