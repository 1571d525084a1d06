"""Reads a content file: its text, lists and maps with the place of every one, and every fault in it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from roleplay.content import faults
from roleplay.content.advice import explain
from roleplay.content.build import Builder
from roleplay.content.events import NotYaml
from roleplay.content.faults import Faults, Refused
from roleplay.content.source import MAX_BYTES, decode, load, too_big
from roleplay.content.tree import Document, ListNode, MapNode, Node, TextNode
from roleplay.diagnostics import Diagnostic, Span


def read(path: Path, name: str) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Return the file at `path` as a tree, and its faults in the order of their places.

    `name` is the path that the spans show. The document is None when some of the file could not be had;
    it may come together with errors (a name given twice), so that the rest of it can be checked too.
    """
    data = load(path, name)
    return (None, (data,)) if isinstance(data, Diagnostic) else read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Return the content of a file as a tree, and its faults: see `read`."""
    if len(data) > MAX_BYTES:
        return None, (too_big(name),)
    found = Faults()
    with _collector_resting():
        document = _read(data, name, found)
    return document, found.listed()


def _read(data: bytes, name: str, found: Faults) -> Document | None:
    text = None
    try:
        text = decode(data, name, found)
        if text is None:
            return None
        builder = Builder(text, name, found)
        root = builder.build()
    except Refused as refused:
        found.end_with(refused.diagnostic)
        return None
    except NotYaml as problem:
        assert text is not None
        found.end_with(explain(problem, text, name))
        return None
    document = _with_names(root, name, found)
    return document if builder.whole else None


def _with_names(root: Node | None, name: str, found: Faults) -> Document | None:
    if isinstance(root, MapNode):
        return Document(name, root)
    if root is None or (isinstance(root, TextNode) and not root.value):
        fault = faults.EMPTY
    else:
        fault = faults.TOP_LIST if isinstance(root, ListNode) else faults.TOP_TEXT
    found.end_with(fault.at(root.span if root else Span(name)))
    return None


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Keep the cycle collector from looking at a tree that grows; it takes a third of the time otherwise."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
