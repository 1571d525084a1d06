"""What must hold for any text and any bytes."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roleplay.cleaning import clean, clean_line
from roleplay.content.read import read_bytes
from roleplay.content.tree import ListNode, MapNode, Node, TextNode

GENEROUS_SECONDS = 2.0

TOKENS = [
    *("a", "b", "text", "é", "\u202e", "  ", " ", "\n", "\n  ", "\r\n", "\t"),
    *(": ", ":", "- ", "-", "? ", " #", "#", ", ", "[", "]", "{", "}", "'", '"', "\\", "\\x1b"),
    *(
        "&a ",
        "*a",
        "!t ",
        "!!str ",
        "<<",
        "|",
        ">",
        "|2-\n",
        "%",
        "@",
        "`",
        "---",
        "...",
        "=======",
        "\x00",
        "\x07",
    ),
]
broken_yaml = st.lists(st.sampled_from(TOKENS), max_size=40).map("".join)
names = st.text("abcdefghijklmnopqrstuvwxyzéü", min_size=1, max_size=8)
seen_characters = st.characters(
    exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"], exclude_characters="\ufeff"
)


def checked(data: bytes) -> Node | None:
    """Read, and check what must hold for whatever was read."""
    began = time.process_time()
    document, faults = read_bytes(data, "a.yaml")
    assert time.process_time() - began < GENEROUS_SECONDS
    assert document is not None or any(fault.is_error for fault in faults)
    assert list(faults) == sorted(faults)
    lines = len(data.splitlines()) + 1
    for fault in faults:
        assert 1 <= fault.span.line <= lines
        assert fault.span.column >= 1
        assert fault.message == clean_line(fault.message)
        assert fault.hint == clean(fault.hint)
    return document.root if document else None


def only_text(node: Node | None) -> str:
    """Return the one value of a mapping."""
    assert isinstance(node, MapNode)
    ((_, value),) = node.entries
    assert isinstance(value, TextNode)
    return value.value


@given(st.binary(max_size=200))
def test_any_bytes_are_a_document_or_an_error(data: bytes) -> None:
    """Nothing raises, and nothing is silent."""
    checked(data)


@given(st.text(max_size=200))
def test_any_text_is_a_document_or_an_error(text: str) -> None:
    """Nothing raises, and nothing is silent."""
    checked(text.encode(errors="surrogatepass"))


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.usefixtures("either_parser")
@given(broken_yaml)
def test_broken_yaml_is_a_document_or_an_error(text: str) -> None:
    """Nothing raises with either parser, and the explanation finds its place."""
    checked(text.encode())


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_in_double_quotes_comes_back_cleaned(text: str) -> None:
    """Escapes can hide anything; what is read is what `clean` makes of it."""
    escaped = "".join(f"\\U{ord(character):08x}" for character in text)
    assert only_text(checked(f'text: "{escaped}"\n'.encode())) == clean(text)


@given(st.text(seen_characters, max_size=60))
def test_any_line_in_double_quotes_comes_back_cleaned(text: str) -> None:
    """With only the quote and the backslash escaped, as a person would write it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    assert only_text(checked(f'text: "{escaped}"\n'.encode())) == clean(text)


@given(st.lists(st.text(seen_characters, max_size=30), max_size=6))
def test_any_lines_in_a_block_come_back_cleaned(lines: list[str]) -> None:
    """Lines keep their order and their spaces; only line ends at the very end go."""
    block = "".join(f"  {line}\n" for line in lines)
    assert only_text(checked(f"text: |2+\n{block}".encode())) == clean("\n".join(lines)).rstrip("\n")


@given(st.dictionaries(names, st.lists(names, max_size=4), min_size=1, max_size=8))
def test_every_place_points_at_what_stands_there(content: dict[str, list[str]]) -> None:
    """The text of a file at a span is the value that has the span."""
    text = "".join(
        f"{name}:\n" + "".join(f"  -  {item}\n" for item in items) for name, items in content.items()
    )
    lines = text.split("\n")
    root = checked(text.encode())
    assert isinstance(root, MapNode)
    found = {}
    for key, value in root.entries:
        items = value.items if isinstance(value, ListNode) else ()
        found[key.value] = [item.value for item in items if isinstance(item, TextNode)]
        for node in (key, *items):
            assert isinstance(node, TextNode)
            assert lines[node.span.line - 1][node.span.column - 1 :].startswith(node.value)
    assert found == {clean(name): [clean(item) for item in items] for name, items in content.items()}
