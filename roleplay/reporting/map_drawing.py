"""Draws a chart that was laid out as SVG, in which Tab comes to every box and every arrow."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from roleplay.domain.chart import Arrow, Box, Chart, ChartNode, Plan, Point, Route
from roleplay.i18n import _
from roleplay.reporting.chart_words import (
    arrow_words,
    figure_words,
    node_kind,
    passage_words,
    way_name,
)
from roleplay.reporting.markup import Markup, element
from roleplay.reporting.names import outcome_name
from roleplay.reporting.text_width import fitted, width_of, wrapped

SHEET: Final = "sheet"
"""The id of everything that is drawn, so that parts of it can be shown again."""

_PAD: Final = 8
_NAME: Final = 12.5
_SMALL: Final = 10.5
_SAID_LINES: Final = 2
_LINE: Final = 13
_BEND: Final = 8
"""The radius of a corner."""
_LOOP: Final = 20
_STUB: Final = 22
"""The length of the arrow of a limit, which comes from nowhere in particular."""
_TIP: Final = 8
"""The length of an arrow's head."""


def drawing(chart: Chart, plan: Plan) -> Markup:
    """Return the map: each box and then the arrows from it, so that Tab follows the talk."""
    leaving: dict[str, list[int]] = {}
    for number, arrow in enumerate(chart.arrows):
        leaving.setdefault(arrow.source, []).append(number)
    places = {node.id: place for place, node in enumerate(chart.nodes)}
    parts: list[Markup] = []
    for place, (node, box) in enumerate(zip(chart.nodes, plan.boxes, strict=True)):
        numbers = sorted(leaving.get(node.id, ()), key=lambda number: plan.routes[number].points[0].y)
        parts.append(_node(chart, node, box, place))
        parts += (_arrow(chart.arrows[number], plan.routes[number], places, box) for number in numbers)
    return element(
        "svg",
        _hatching(),
        element("g", *parts, id=SHEET, class_="drawn"),
        viewBox=f"0 0 {plan.width} {plan.height}",
        width=str(plan.width),
        height=str(plan.height),
        role="group",
        aria_label=_("Map of {title}").format(title=chart.title),
    )


def _hatching() -> Markup:
    """Return the pattern of what is never reached."""
    stripe = element("path", d="M-2 2 l4 -4 M0 8 l8 -8 M6 10 l4 -4")
    pattern = element("pattern", stripe, id="missed", width="8", height="8", patternUnits="userSpaceOnUse")
    return element("defs", pattern)


def _node(chart: Chart, node: ChartNode, box: Box, place: int) -> Markup:
    frame = {"x": str(box.corner.x), "y": str(box.corner.y), "width": str(box.width)}
    frame["rx"] = "16" if node.outcome else "3"
    head = {**frame, "height": str(box.head)}
    parts = [element("rect", class_="sheet", height=str(box.height), **frame)]
    parts.append(element("rect", class_="shade", **head))
    if chart.is_missed(node.id):
        parts.append(element("rect", class_="hatch", fill="url(#missed)", **head))
    parts.append(element("rect", class_="frame", height=str(box.height), **frame))
    parts.append(_inside(box.corner, box.width, box.height, *_words(chart, node, box)))
    parts += (_stub(box, row) for row in range(len(node.limits)))
    return element(
        "a",
        *parts,
        id=f"n{place}",
        href=f"#l{place}",
        class_=" ".join(_looks(chart, node)),
        aria_label=node_label(chart, node),
    )


def _looks(chart: Chart, node: ChartNode) -> Iterator[str]:
    yield "node"
    if node.outcome:
        yield "ending"
    step = chart.step(node.id)
    if step is not None:
        yield f"shade{step}"


def _inside(corner: Point, width: int, height: int, *parts: Markup) -> Markup:
    """Return parts that are cut off at the sides of a box, should a letter be wider than was guessed."""
    frame = {"x": str(corner.x), "y": str(corner.y), "width": str(width), "height": str(height)}
    return element("svg", *parts, **frame)


def _words(chart: Chart, node: ChartNode, box: Box) -> Iterator[Markup]:
    room = box.width - 2 * _PAD
    inset = 6 if node.outcome else 0
    figure = figure_words(chart.tint, node.id)
    if figure:
        yield _text(figure, Point(box.width - _PAD - inset, 16), "figure", anchor="end")
    left = room - 2 * inset - (width_of(figure, _SMALL) + _PAD if figure else 0)
    yield _text(fitted(node.id, _NAME, left), Point(_PAD + inset, 16), "name")
    yield _text(fitted(_kind(chart, node), _SMALL, room - inset), Point(_PAD + inset, 30), "kind")
    said = wrapped(f"“{node.says}”", _SMALL, room, _SAID_LINES) if node.says else ()
    for line, words in enumerate(said):
        yield _text(words, Point(_PAD, 45 + line * _LINE), "said")
    if box.height > box.head:
        yield element("path", class_="rule", d=f"M0 {box.head - 1} h{box.width}")
    for row, limit in enumerate(node.limits):
        words = fitted(_("limit {limit}").format(limit=limit), _SMALL, room)
        yield _text(words, Point(_PAD, box.head + row * box.row + 11), "row limit")


def _kind(chart: Chart, node: ChartNode) -> str:
    """Return the kind of a node; that it is an ending is seen by its box."""
    return outcome_name(node.outcome) if node.outcome else node_kind(chart, node)


def _text(words: str, at: Point, kind: str, anchor: str = "start") -> Markup:
    return element("text", words, x=str(at.x), y=str(at.y), class_=kind, text_anchor=anchor)


def _stub(box: Box, row: int) -> Markup:
    end = Point(box.corner.x, box.corner.y + box.head + row * box.row + box.row // 2)
    line = element("path", class_="line", d=f"M{end.x - _STUB} {end.y} H{end.x - _TIP}")
    return element("g", line, _head(end, is_rightward=True), class_="way passing")


def _arrow(arrow: Arrow, route: Route, places: Mapping[str, int], box: Box) -> Markup:
    course = path(route)
    end = route.points[-1]
    if route.course == "self":
        end = Point(end.x, end.y + 4)
    source, target = places[arrow.source], places[arrow.target]
    return element(
        "a",
        element("path", class_="reach", d=course),
        element("path", class_="line", d=course),
        _head(end, is_rightward=route.course == "onward"),
        _row(arrow, route, box),
        id=f"w{route.arrow}",
        href=f"#x{route.arrow}",
        class_=f"way {arrow.kind} {route.course} a{source} b{target}",
        aria_label=arrow_label(arrow),
    )


def _row(arrow: Arrow, route: Route, box: Box) -> Markup:
    """Return the names on an arrow, inside the box that it leaves."""
    is_left = route.course == "back"
    words = fitted(arrow_words(arrow), _SMALL, box.width - 2 * _PAD)
    at = Point(_PAD if is_left else box.width - _PAD, 11)
    corner = Point(box.corner.x, route.points[0].y - box.row // 2)
    return _inside(corner, box.width, box.row, _text(words, at, "row", anchor="start" if is_left else "end"))


def _head(end: Point, *, is_rightward: bool) -> Markup:
    back = -_TIP if is_rightward else _TIP
    return element("path", class_="head", d=f"M{end.x} {end.y} l{back} -4 v8 z")


def path(route: Route) -> str:
    """Return the course of an arrow, up to its head, as the `d` of an SVG path."""
    first, last = route.points[0], route.points[-1]
    if route.course == "self":
        side = first.x + _LOOP
        return (
            f"M{first.x} {first.y - 4} C{side} {first.y - 8} {side} {last.y + 8} {last.x + _TIP} {last.y + 4}"
        )
    if route.course == "beside":
        lane = route.points[1].x
        bend = min(_BEND, abs(last.y - first.y) // 2) * (1 if last.y > first.y else -1)
        return (
            f"M{first.x} {first.y} H{lane - _BEND} Q{lane} {first.y} {lane} {first.y + bend}"
            f" V{last.y - bend} Q{lane} {last.y} {lane - _BEND} {last.y} H{last.x + _TIP}"
        )
    tip = -_TIP if route.course == "onward" else _TIP
    return f"M{first.x} {first.y}" + "".join(_bends((*route.points[:-1], Point(last.x + tip, last.y))))


def _bends(points: Sequence[Point]) -> Iterator[str]:
    """Yield a curve through each gap and a level line through each column that is passed."""
    for place, (start, end) in enumerate(zip(points[::2], points[1::2], strict=True)):
        if place:
            yield f" H{start.x}"
        middle = (start.x + end.x) // 2
        yield f" C{middle} {start.y} {middle} {end.y} {end.x} {end.y}"


def node_label(chart: Chart, node: ChartNode) -> str:
    """Return what a box says, for those who hear it."""
    limits = (_("Reached from anywhere by the limit {limit}").format(limit=limit) for limit in node.limits)
    parts = (node.id, node_kind(chart, node), f"“{node.says}”" if node.says else "", *limits)
    return ". ".join(part for part in (*parts, passage_words(chart.tint, node.id)) if part)


def arrow_label(arrow: Arrow) -> str:
    """Return what an arrow says, for those who hear it."""
    ways = "; ".join(
        _("typed: {heard}").format(heard=way_name(way)) if way.kind == "typed" else way_name(way)
        for way in arrow.ways
    )
    if arrow.is_loop:
        return _("{source} stays: {ways}").format(source=arrow.source, ways=ways)
    return _("{source} to {target}: {ways}").format(source=arrow.source, target=arrow.target, ways=ways)
