"""What holds of every condition, however strange."""

from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.compiler.conditions import ALWAYS, KEYS, NEVER, NOW, compile_condition
from roleplay.compiler.report import Report
from roleplay.compiler.scope import Scope
from roleplay.content.tree import ListNode, MapNode, Node, TextNode
from roleplay.diagnostics import Span
from roleplay.domain.encounter import Variable
from roleplay.schema.parts import ConditionFile

HERE = Span("a.yaml")
SCOPE = Scope(
    cards=("card",),
    facts=("fact",),
    falsehoods=("lie",),
    nodes=("node",),
    variables={"letters": Variable(0, 3, 0)},
    personas=("one", "two"),
    types=("kind",),
    persona="one",
    type="kind",
)
NAMES = ("card", "fact", "lie", "node", "one", "two", "kind", "any", "empathize", "films", "calm", "high")
NUMBERS = ("0", "3", ">= 60", "<", "3..5", "5..3", "-1", "", "> 999999", "..", "1.5")
KEY = st.sampled_from((*KEYS, *NOW, "letters", "persona", "type", "nothing", ""))
TREES = st.recursive(
    st.sampled_from((*NAMES, *NUMBERS)),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(KEY, children, max_size=3),
    max_leaves=12,
)


def node(tree: object) -> Node:
    """Return a tree of Python values as one that was read."""
    if isinstance(tree, dict):
        return MapNode(tuple((TextNode(key, HERE), node(child)) for key, child in tree.items()), HERE)
    if isinstance(tree, list):
        return ListNode(tuple(map(node, tree)), HERE)
    return TextNode(str(tree), HERE)


@settings(deadline=None)
@given(tree=st.dictionaries(KEY, TREES, max_size=4), is_heard=st.booleans())
def test_any_condition_is_compiled_or_reported(tree: dict[str, object], is_heard: bool) -> None:
    """Any tree becomes a condition or a report; one that settles itself without a report was about who."""
    root = node(tree)
    assert isinstance(root, MapNode)
    report = Report()
    condition = compile_condition(ConditionFile(root), SCOPE, report, is_heard=is_heard)
    if condition in (ALWAYS, NEVER) and not report.diagnostics:
        assert "persona" in str(tree) or "type" in str(tree)
