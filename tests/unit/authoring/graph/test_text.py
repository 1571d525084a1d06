"""Charts as text for Mermaid and Graphviz: all syntax is ours, and every text of an author is quoted."""

import re
import shutil
import subprocess
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.authoring.graph import dot, mermaid
from roleplay.cleaning import clean_line
from roleplay.domain.chart import Chart, ChartNode, Passage, Shade, Tint
from roleplay.reporting.chart_words import captions
from tests.unit.charts import any_chart, chart, hostile_chart, way

_M_TEXT: Final = r"(?:[A-Za-z0-9 ,?!]|#\d+;|<br/>|[^\x00-\x7f])*"
_MERMAID: Final = {
    "begin": re.compile(r"flowchart LR"),
    "comment": re.compile(r"%% [^{}<>]*"),
    "node": re.compile(rf'  n\d+\["{_M_TEXT}"\]'),
    "ending": re.compile(rf'  n\d+\(\["{_M_TEXT}"\]\)'),
    "limits": re.compile(rf'  limits\{{\{{"{_M_TEXT}"\}}\}}'),
    "arrow": re.compile(rf'  (?:n\d+|limits) -->\|"(?:{_M_TEXT})"\| n\d+'),
    "link": re.compile(r"  linkStyle \d+(?:,\d+)* stroke-dasharray:\d \d"),
    "style": re.compile(r"  classDef (?:missed|shade\d) [a-z#0-9:, -]+"),
    "class": re.compile(r"  class n\d+(?:,n\d+)* (?:missed|shade\d)"),
}
"""Everything that stands on a line of a flowchart of ours."""

_D_TEXT: Final = r'"(?:[^"\\\n&]|&amp;|\\\\|\\"|\\n)*"'
_DOT: Final = {
    "begin": re.compile(r"digraph scenario \{"),
    "graph": re.compile(rf'  graph \[rankdir=LR, charset="UTF-8", label={_D_TEXT}\]'),
    "usual": re.compile(r'  (?:node|edge) \[[a-z]+=(?:[a-z]+|\d+|"[a-z#-]+")[^\]\\]*\]'),
    "node": re.compile(
        rf"  n\d+ \[label={_D_TEXT}(?:, shape=box, peripheries=2)?"
        r'(?:, style="filled,dashed"|, fillcolor="#\w{6}", fontcolor="#\w{6}")?\]'
    ),
    "limits": re.compile(rf"  limits \[shape=hexagon, label={_D_TEXT}\]"),
    "arrow": re.compile(rf"  (?:n\d+|limits) -> n\d+ \[label={_D_TEXT}, style=(?:solid|dashed|dotted)\]"),
    "end": re.compile(r"\}"),
}


def kinds(text: str, grammar: dict[str, re.Pattern[str]]) -> list[str]:
    """Return of which kind each line is; a line of no kind fails."""
    found = []
    for line in text.removesuffix("\n").split("\n"):
        kind = next((name for name, pattern in grammar.items() if pattern.fullmatch(line)), None)
        assert kind is not None, line[:300]
        found.append(kind)
    return found


def limits_of(drawn: Chart) -> int:
    return sum(len(node.limits) for node in drawn.nodes)


@given(any_chart())
def test_mermaid_has_a_line_for_everything(drawn: Chart) -> None:
    """Every node, arrow and limit is written once, in lines of which each is as it should be."""
    found = kinds(mermaid.write_mermaid(drawn, captions(drawn)), _MERMAID)

    assert found.count("begin") == 1
    assert found.count("node") + found.count("ending") == len(drawn.nodes)
    assert found.count("arrow") == len(drawn.arrows) + limits_of(drawn)


@given(any_chart())
def test_dot_has_a_line_for_everything(drawn: Chart) -> None:
    """Likewise for Graphviz."""
    found = kinds(dot.write_dot(drawn, captions(drawn)), _DOT)

    assert (found[0], found[-1]) == ("begin", "end")
    assert found.count("node") == len(drawn.nodes)
    assert found.count("arrow") == len(drawn.arrows) + limits_of(drawn)


def test_hostile_text_stays_text() -> None:
    """Markup, quotes, keywords, escapes and endless names are in labels, and nothing is syntax."""
    drawn = hostile_chart()
    for text, grammar in (
        (mermaid.write_mermaid(drawn, captions(drawn)), _MERMAID),
        (dot.write_dot(drawn, captions(drawn)), _DOT),
    ):
        found = kinds(text, grammar)
        assert found.count("arrow") == len(drawn.arrows) + limits_of(drawn)
        assert max(map(len, text.split("\n"))) < 2_000
    assert "<script" not in mermaid.write_mermaid(drawn, captions(drawn)), "it may be pasted into a page"


@given(st.text(max_size=40))
def test_mermaid_can_be_read_back(text: str) -> None:
    """What is quoted for Mermaid decodes to the cleaned text, or to a space where that is nothing."""
    written = mermaid.quoted(text)

    assert re.fullmatch(_M_TEXT, written)
    assert re.sub(r"#(\d+);", lambda match: chr(int(match[1])), written) == (clean_line(text) or " ")


@given(st.lists(st.text(max_size=40), min_size=1, max_size=3))
def test_dot_can_be_read_back(lines: list[str]) -> None:
    """What is quoted for Graphviz decodes to the cleaned lines."""
    written = dot.quoted(*lines)
    signs = {"\\\\": "\\", '\\"': '"', "\\n": "\n", "&amp;": "&"}

    assert re.fullmatch(_D_TEXT, written)
    read = re.sub(r'\\\\|\\"|\\n|&amp;', lambda match: signs[match[0]], written[1:-1])
    assert read == "\n".join(clean_line(line) for line in lines)


def test_kinds_of_arrows_are_told_by_their_lines() -> None:
    """A choice is solid, a typed reply dashed, what passes by itself dotted, in both."""
    drawn = chart(
        ["a", "b", "c", ChartNode("end", "", "", "walked-out", ("leave: patience 0",))],
        [way("a", "b"), way("a", "c", "typed"), way("b", "c", "onward"), way("c", "end", "return")],
    )
    flow = mermaid.write_mermaid(drawn, captions(drawn)).split("\n")
    graph = dot.write_dot(drawn, captions(drawn))

    assert "  linkStyle 1 stroke-dasharray:6 4" in flow
    assert "  linkStyle 2,3,4 stroke-dasharray:2 3" in flow
    assert re.findall(r"style=(solid|dashed|dotted)", graph) == [
        "solid",
        "dashed",
        "dotted",
        "dotted",
        "dotted",
    ]
    assert '  limits -> n3 [label="leave: patience 0", style=dotted]' in graph.split("\n")


def test_colours_come_with_numbers() -> None:
    """A node has the shade of its number and the number itself; one never reached is dashed and says so."""
    tint = Tint(Shade.REACH, 10, {"a": Passage(10, 50), "b": Passage(3, 20), "c": Passage(0, None)})
    drawn = chart(["a", "b", "c"], [way("a", "b"), way("b", "c")], tint)
    flow = mermaid.write_mermaid(drawn, captions(drawn))
    graph = dot.write_dot(drawn, captions(drawn))

    assert "  class n0 shade4\n" in flow
    assert "  class n1 shade1\n" in flow
    assert "  class n2 missed\n" in flow
    assert "100 #37;" in flow
    assert "never reached" in flow
    assert re.findall(r'(?m)^  n\d \[label="[^"]*"(.*)\]', graph) == [
        ', fillcolor="#2f6fae", fontcolor="#ffffff"',
        ', fillcolor="#d3e4f6", fontcolor="#102030"',
        ', style="filled,dashed"',
    ]


@pytest.mark.parametrize("drawn", [hostile_chart(), chart(["a"], [])], ids=["hostile", "smallest"])
def test_graphviz_reads_it(drawn: Chart) -> None:
    """Graphviz itself takes the graph, with as many nodes and arrows as there are."""
    reader = shutil.which("gvpr")
    if reader is None:
        pytest.skip("Graphviz is not on this machine")
    count = 'BEG_G { printf("%d %d", nNodes($G), nEdges($G)); }'
    done = subprocess.run(
        [reader, count],
        input=dot.write_dot(drawn, captions(drawn)).encode(),
        check=False,
        capture_output=True,
        timeout=30,
    )
    nodes = len(drawn.nodes) + bool(limits_of(drawn))

    assert done.stderr == b""
    assert done.stdout.decode() == f"{nodes} {len(drawn.arrows) + limits_of(drawn)}"
