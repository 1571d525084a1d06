"""What holds of every file, however strange."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.content.tree import Document, ListNode, MapNode, Node, TextNode
from roleplay.diagnostics import Span
from roleplay.schema.parse import FILE_MODELS, parse

WORDS = st.sampled_from(
    [
        "format",
        "id",
        "1",
        "2",
        "span",
        "when",
        "text",
        "says",
        "goto",
        "levels",
        "otherwise",
        "any",
        "not",
        "",
        "0..9",
        "é",
    ]
)
TEXTS = st.text(max_size=12) | WORDS
KEYS = (
    st.sampled_from(sorted({key for model in FILE_MODELS.values() for key in model.__struct_fields__}))
    | TEXTS
)
TREES = st.recursive(
    TEXTS,
    lambda children: st.lists(children, max_size=4) | st.dictionaries(KEYS, children, max_size=6),
    max_leaves=30,
)


def node(tree: object, places: Iterator[int]) -> Node:
    """Return a tree of Python values as one that was read, every node with a line of its own."""
    span = Span("a.yaml", next(places))
    if isinstance(tree, dict):
        return MapNode(
            tuple(
                (TextNode(key, Span("a.yaml", next(places))), node(child, places))
                for key, child in tree.items()
            ),
            span,
        )
    if isinstance(tree, list):
        return ListNode(tuple(node(child, places) for child in tree), span)
    return TextNode(str(tree), span)


@settings(deadline=None)
@given(tree=st.dictionaries(KEYS, TREES, max_size=12))
def test_any_tree_is_read_or_reported(tree: dict[str, object]) -> None:
    """Any tree becomes the model or at least one error, never an exception; all errors are in the file."""
    places = iter(range(1, 100_000))
    document = Document("a.yaml", node(tree, places))
    last = next(places)
    for model in FILE_MODELS.values():
        parsed = parse(document, model)
        assert parsed.file is not None or any(item.is_error for item in parsed.diagnostics)
        assert all(1 <= item.span.line < last for item in parsed.diagnostics)


@settings(deadline=None)
@given(tree=TREES)
def test_unknown_root_is_reported(tree: object) -> None:
    """A file that is no mapping of the right keys never passes for one."""
    document = Document("a.yaml", node(tree, iter(range(1, 100_000))))
    for model in FILE_MODELS.values():
        parsed = parse(document, model)
        assert parsed.file is None
        assert parsed.diagnostics
