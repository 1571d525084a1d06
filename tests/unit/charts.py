"""Charts to be laid out, drawn and written: a small one, large ones, and any."""

from collections.abc import Sequence
from typing import Final

from hypothesis import strategies as st

from roleplay.domain.chart import Chart, ChartNode, Passage, Shade, Tint, Way, WayKind

KINDS: Final[tuple[WayKind, ...]] = ("choice", "typed", "onward", "call", "return")

HOSTILE: Final = (
    "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;\x1b[31m\u202e",
    '"]; click n0 call alert() "',
    "end",
    "%%{init: {}}%%",
    "style: #35; a#b;",
    "**bold** _it_ `code` 1. list",
    "\\N \\G \\l \\",
    "&lt;b&gt; &amp;",
    "line\nbreak\ttab",
    "{name} {0} %s %n",
    "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd",
    "\U0001f469\u200d\U0001f467 \U0001f1ee\U0001f1e9",
    "x" * 10_000,
    "\ufdfd" * 40,
    " \u00a0 ",
    "|pipe| }} ]) --> n1",
)


def way(source: str, target: str, kind: WayKind = "choice", name: str = "go", **more: str) -> Way:
    """Return a way that is always open to everybody."""
    return Way(source, target, kind, name, more.get("text", ""), more.get("condition", ""), False, ())


def chart(nodes: Sequence[str | ChartNode], ways: Sequence[Way], tint: Tint | None = None) -> Chart:
    """Return a chart that starts at its first node; a node whose name begins with `end` is an ending."""
    made = tuple(
        node
        if isinstance(node, ChartNode)
        else ChartNode(node, "", f"Kata {node}.", "resolved" if node.startswith("end") else "", ())
        for node in nodes
    )
    return Chart("peta", "Peta", "id", ("pak-darto",), made[0].id, made, tuple(ways), tint)


def hostile_chart() -> Chart:
    """Return a chart in which every text is hostile, with every kind of way."""
    nodes = [
        ChartNode(
            text, ("", "welcome")[at % 2], text, "resolved" if at % 5 == 4 else "", (text,) * (at % 5 == 4)
        )
        for at, text in enumerate(HOSTILE)
    ]
    ways = [
        Way(node.id, nodes[(at * 3 + step) % len(nodes)].id, kind, text, text, text, step == 1, (text,))
        for at, (node, text) in enumerate(zip(nodes, HOSTILE, strict=True))
        if not node.outcome
        for step, kind in enumerate(KINDS)
    ]
    made = chart(nodes, ways)
    passages = {node.id: Passage(at, 10 * at % 101) for at, node in enumerate(nodes[1:], 1)}
    return Chart(
        HOSTILE[0],
        HOSTILE[1],
        "en",
        HOSTILE[:3],
        made.start,
        made.nodes,
        made.ways,
        Tint(Shade.REACH, 20, passages),
    )


def large_chart(count: int) -> Chart:
    """Return a chart of so many nodes, each with three ways on, as wild as they come."""
    names = [f"n{number}" for number in range(count - 1)]
    ways = [
        way(names[at], names[target % len(names)], name=f"c{target}")
        for at in range(len(names))
        for target in (at * 7 + 3, at * 3 + 11, at + 1)
    ]
    return chart([*names, "end"], [*ways, way(names[-1], "end", "typed")])


@st.composite
def any_chart(draw: st.DrawFn) -> Chart:
    """Draw a chart: endings lead nowhere, everything else may lead anywhere, some nodes are never reached."""
    talks = [f"n{number}" for number in range(draw(st.integers(1, 12)))]
    endings = [f"end{number}" for number in range(draw(st.integers(0, 5)))]
    nodes = [
        ChartNode(
            name, "", "Halo.", "resolved" if name in endings else "", tuple("ab"[: draw(st.integers(0, 2))])
        )
        if name in endings
        else name
        for name in (*talks, *endings)
    ]
    ends = st.tuples(
        st.sampled_from(talks),
        st.sampled_from([*talks, *endings]),
        st.sampled_from(KINDS),
        st.text("ab", max_size=2),
    )
    return chart(nodes, [way(*drawn) for drawn in draw(st.lists(ends, max_size=45))])
