"""The map of a scenario as one HTML page: the drawing, its legend, and everything in it as text."""

from collections.abc import Iterable, Iterator
from math import ceil
from pathlib import Path
from typing import Final

from roleplay import __version__
from roleplay.domain.chart import STEPS, Arrow, Chart, ChartNode, Plan, Way
from roleplay.i18n import _, ngettext
from roleplay.reporting.chart_words import (
    node_kind,
    passage_words,
    sign_words,
    tint_notes,
    way_name,
    way_notes,
)
from roleplay.reporting.map_drawing import SHEET, drawing
from roleplay.reporting.markup import Markup, element, join
from roleplay.reporting.sheet import sheet

_STYLE: Final = Path(__file__).with_name("map.css")
_LEAF: Final = (1400, 900)
"""What goes on a leaf of A4 across and can still be read: letters of 10.5 come to 6 points."""
_RIM: Final = 26
"""What two parts have in common beside the largest box: what one part cuts is whole on the other."""


def map_page(chart: Chart, plan: Plan) -> str:
    """Return the whole page, in the language in use."""
    title = ": ".join((_("Map"), chart.title))
    style = _STYLE.read_text(encoding="utf-8") + "".join(_lights(chart, plan))
    return sheet(title, tuple(_sections(chart, plan)), style)


def _lights(chart: Chart, plan: Plan) -> Iterator[str]:
    """Yield the rules that show the arrows of a node, and the words of either, while it is pointed at."""
    yield f"@media screen {{ .map > svg {{ width: {plan.width}px }} }}\n"
    for place in range(len(chart.nodes)):
        here = f"#n{place}:is(:hover,:focus)"
        yield f".map:has({here}) .way:not(.a{place},.b{place}){{opacity:.13}}\n"
        yield f"main:has({here}) #tn{place}{{display:block}}\n"
    for number in range(len(chart.arrows)):
        yield f"main:has(#w{number}:is(:hover,:focus)) #tw{number}{{display:block}}\n"


def _sections(chart: Chart, plan: Plan) -> Iterator[Markup]:
    yield _header(chart)
    yield from _switches()
    yield element("div", drawing(chart, plan), class_="map", role="region", tabindex="0", aria_label=_("Map"))
    yield _legend(chart)
    yield from _tiles(plan)
    yield element("div", *_tips(chart), class_="tips", aria_hidden="true")
    yield _list(chart)
    yield element("footer", _("Made by roleplay {version}.").format(version=__version__))


def _header(chart: Chart) -> Markup:
    endings = sum(bool(node.outcome) for node in chart.nodes)
    counts = (
        ngettext("{count} node", "{count} nodes", len(chart.nodes)).format(count=len(chart.nodes)),
        ngettext("{count} ending", "{count} endings", endings).format(count=endings),
        ngettext("{count} way", "{count} ways", len(chart.ways)).format(count=len(chart.ways)),
    )
    people = _("with {names}").format(names=", ".join(chart.personas))
    return element(
        "header",
        element("p", _("Map"), " · ", chart.scenario, class_="kind"),
        element("h1", chart.title),
        element("p", " · ".join((*counts, people)), class_="quiet"),
        element("p", element("a", _("Skip the map and go to the list"), href="#list"), class_="skip"),
    )


def _switches() -> Iterator[Markup]:
    """Yield the switches, each just before its words; they work by style alone."""
    for name, words, is_on in (
        ("typed", _("Show the ways of typed replies"), True),
        ("fit", _("Fit the map into the window"), False),
    ):
        state = {"checked": ""} if is_on else {}
        yield element("input", type="checkbox", id=name, class_="switch", **state)
        yield element("label", words, for_=name, class_="switch")


def _legend(chart: Chart) -> Markup:
    lines = (
        ("choice", _("choice")),
        ("typed", _("typed reply that is heard")),
        ("passing", _("without a reply: goto, call and back, a limit of the customer")),
        ("choice back", _("back to an earlier column")),
    )
    rows = [element("li", _sample(kind), words) for kind, words in lines]
    box = element("rect", class_="frame", x="2", y="2", width="36", height="12", rx="6")
    ending = element("g", box, class_="node ending")
    rows.append(element("li", element("svg", ending, viewBox="0 0 42 16", aria_hidden="true"), _("ending")))
    rows.append(element("li", sign_words()))
    rows.append(element("li", _("A typed reply that fits no way leaves the talk where it is.")))
    parts = [element("ul", *rows, class_="legend")]
    notes = tint_notes(chart)
    if notes:
        parts.append(element("p", element("b", notes[0]), ". ", " ".join(notes[1:])))
    if chart.tint and chart.tint.nodes:
        parts.append(element("ul", *_shades(), class_="legend shades"))
    return element("section", *parts, class_="key", aria_label=_("Legend"))


def _sample(kind: str) -> Markup:
    line = element("path", class_="line", d="M2 8 H32")
    head = element("path", class_="head", d="M40 8 l-8 -4 v8 z")
    group = element("g", line, head, class_=f"way {kind}")
    return element("svg", group, viewBox="0 0 42 16", aria_hidden="true")


def _shades() -> Iterator[Markup]:
    width = 100 // STEPS
    for step in range(STEPS):
        last = 100 if step == STEPS - 1 else (step + 1) * width - 1
        yield _shade(element("rect", class_="shade"), f"shade{step}", f"{step * width}–{last}")
    yield _shade(element("rect", class_="hatch", fill="url(#missed)"), "", _("never reached"))


def _shade(fill: Markup, kind: str, words: str) -> Markup:
    box = element("g", fill, element("rect", class_="frame"), class_=f"node {kind}")
    return element("li", element("svg", box, width="30", height="16", aria_hidden="true"), words)


def _tiles(plan: Plan) -> Iterator[Markup]:
    """Yield a map that is larger than a leaf of paper once more in parts, for paper only."""
    across = _starts(plan.width, _LEAF[0], max(box.width for box in plan.boxes) + _RIM)
    down = _starts(plan.height, _LEAF[1], max(box.height for box in plan.boxes) + _RIM)
    corners = [(x, y) for y in down for x in across]
    if len(corners) == 1:
        return
    for number, (x, y) in enumerate(corners, 1):
        again = element("use", href=f"#{SHEET}")
        frame = f"{x} {y} {min(_LEAF[0], plan.width)} {min(_LEAF[1], plan.height)}"
        title = _("Part {number} of {count}").format(number=number, count=len(corners))
        yield element(
            "div",
            element("p", title),
            element("svg", again, viewBox=frame, preserveAspectRatio="xMidYMin"),
            class_="tile",
            aria_hidden="true",
        )


def _starts(length: int, leaf: int, overlap: int) -> list[int]:
    """Return where the parts of a length begin, the last of which ends with it."""
    if length <= leaf:
        return [0]
    overlap = min(overlap, leaf // 2)
    count = ceil((length - overlap) / (leaf - overlap))
    return [round(part * (length - leaf) / (count - 1)) for part in range(count)]


def _tips(chart: Chart) -> Iterator[Markup]:
    for place, node in enumerate(chart.nodes):
        kind = node_kind(chart, node)
        title = element("p", element("b", node.id), f" · {kind}" if kind else "")
        yield element("div", title, *_node_words(chart, node), id=f"tn{place}")
    for number, arrow in enumerate(chart.arrows):
        ends = element("p", element("b", f"{arrow.source} → {arrow.target}"))
        yield element("div", ends, element("ul", *_way_rows(arrow.ways)), id=f"tw{number}")


def _node_words(chart: Chart, node: ChartNode) -> Iterator[Markup]:
    passage = passage_words(chart.tint, node.id)
    if node.says:
        yield element("p", element("q", node.says))
    for limit in node.limits:
        yield element("p", _("Reached from anywhere by the limit {limit}").format(limit=limit))
    if passage:
        yield element("p", passage)


def _way_rows(ways: Iterable[Way]) -> Iterator[Markup]:
    kinds = {"typed": _("typed: {heard}")}
    for way in ways:
        name = element("b", kinds.get(way.kind, "{heard}").format(heard=way_name(way)))
        notes = way_notes(way)
        words = join(": ", element("q", way.text)) if way.text else ""
        yield element("li", name, words, element("span", f" ({notes})", class_="quiet") if notes else "")


def _list(chart: Chart) -> Markup:
    leaving: dict[str, list[tuple[int, Arrow]]] = {}
    for number, arrow in enumerate(chart.arrows):
        leaving.setdefault(arrow.source, []).append((number, arrow))
    places = {node.id: place for place, node in enumerate(chart.nodes)}
    entries = []
    for place, node in enumerate(chart.nodes):
        kind = node_kind(chart, node)
        title = element("h3", element("a", node.id, href=f"#n{place}"), f" · {kind}" if kind else "")
        ways = (_arrow_entry(number, arrow, places) for number, arrow in leaving.get(node.id, ()))
        entries.append(element("article", title, *_node_words(chart, node), *ways, id=f"l{place}"))
    heading = element("h2", _("Nodes and ways"), id="list", tabindex="-1")
    return element("section", heading, element("div", *entries, class_="entries"), class_="nodes")


def _arrow_entry(number: int, arrow: Arrow, places: dict[str, int]) -> Markup:
    if arrow.is_loop:
        where = element("b", _("Stays here"))
    else:
        target = element("a", arrow.target, href=f"#l{places[arrow.target]}")
        where = element("b", "→ ", target)
    return element("div", where, element("ul", *_way_rows(arrow.ways)), id=f"x{number}", class_="to")
