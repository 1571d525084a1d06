"""Which parts of a file could not be read in full: there a mistake may be but the consequence of another."""

from collections.abc import Iterable
from typing import Final

from roleplay.content.tree import Document, ListNode, MapNode, Node
from roleplay.diagnostics import Diagnostic, Span

_HARMLESS: Final = frozenset(("RP108", "RP109", "RP501"))
"""Mistakes with which everything in the file is read all the same."""


def hides(diagnostic: Diagnostic) -> bool:
    """Return True when a mistake found in reading a file leaves out some of it."""
    return diagnostic.is_error and diagnostic.code not in _HARMLESS


def unread_places(document: Document | None, diagnostics: Iterable[Diagnostic]) -> frozenset[Span]:
    """Return the places of every list, mapping and text with a mistake in it."""
    faulty = {item.span for item in diagnostics if hides(item)}
    found: set[Span] = set()
    if document is not None and faulty:
        _search(document.root, faulty, found)
    return frozenset(found)


def _search(node: Node, faulty: set[Span], found: set[Span]) -> bool:
    """Add `node` and what it holds to `found` where a mistake is within; return whether there is one."""
    is_faulty = node.span in faulty
    match node:
        case ListNode():
            for item in node.items:
                is_faulty |= _search(item, faulty, found)
        case MapNode():
            for key, child in node.entries:
                is_faulty |= _search(child, faulty, found) or key.span in faulty
    if is_faulty:
        found.add(node.span)
    return is_faulty
