"""The layout of a chart: nothing overlaps, every arrow ends where it should, columns go by the way there."""

import time
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from roleplay.authoring.graph.layout import lay_out
from roleplay.authoring.graph.ordering import crossings, order
from roleplay.authoring.graph.ranking import rank
from roleplay.authoring.graph.spacing import settle
from roleplay.domain.chart import Chart, ChartNode
from tests.unit.charts import any_chart, chart, large_chart, way


@given(any_chart())
def test_no_boxes_overlap(drawn: Chart) -> None:
    """Between any two boxes there is room, and all lie on the sheet."""
    plan = lay_out(drawn)

    for box in plan.boxes:
        assert box.corner.x > 0
        assert box.corner.y > 0
        assert box.corner.x + box.width < plan.width
        assert box.corner.y + box.height < plan.height
    for one, other in combinations(plan.boxes, 2):
        is_beside = one.corner.x + one.width < other.corner.x or other.corner.x + other.width < one.corner.x
        is_below = one.corner.y + one.height < other.corner.y or other.corner.y + other.height < one.corner.y
        assert is_beside or is_below


@given(any_chart())
def test_every_arrow_ends_at_its_boxes(drawn: Chart) -> None:
    """An arrow leaves from a row of its own at a side of its source, and ends at the head of its target."""
    plan = lay_out(drawn)
    boxes = {box.node: box for box in plan.boxes}

    assert [route.arrow for route in plan.routes] == list(range(len(drawn.arrows)))
    left = set()
    for route in plan.routes:
        arrow = drawn.arrows[route.arrow]
        source, target = boxes[arrow.source], boxes[arrow.target]
        start, end = route.points[0], route.points[-1]
        row = (start.y - source.corner.y - source.head) / source.row
        assert start.x == source.corner.x + (0 if route.course == "back" else source.width)
        assert 0 < row < (source.height - source.head) / source.row
        assert (arrow.source, start.y) not in left
        left.add((arrow.source, start.y))
        if route.course == "self":
            assert end == start
        else:
            assert end.x == target.corner.x + (0 if route.course == "onward" else target.width)
            assert target.corner.y < end.y < target.corner.y + target.head


@given(any_chart())
def test_columns_grow_along_the_arrows(drawn: Chart) -> None:
    """An arrow onward runs to the right all the way, one back to the left, and one beside stays outside."""
    plan = lay_out(drawn)
    boxes = {box.node: box for box in plan.boxes}

    for route in plan.routes:
        arrow = drawn.arrows[route.arrow]
        start, end = boxes[arrow.source].corner.x, boxes[arrow.target].corner.x
        steps = [after.x - before.x for before, after in pairwise(route.points)]
        assert (route.course == "self") == arrow.is_loop
        if route.course == "onward":
            assert end > start
            assert min(steps) > 0
        elif route.course == "back":
            assert end < start
            assert max(steps) < 0
        else:
            assert start == end
            assert all(point.x >= start + boxes[arrow.source].width for point in route.points)


@given(any_chart())
def test_lanes_keep_clear_of_boxes(drawn: Chart) -> None:
    """Where an arrow passes a column it runs above or below every box there."""
    plan = lay_out(drawn)

    for route in plan.routes:
        if route.course in ("onward", "back"):
            for enter, leave in zip(route.points[1:-1:2], route.points[2:-1:2], strict=True):
                assert enter.y == leave.y
                column = [box for box in plan.boxes if box.corner.x == min(enter.x, leave.x)]
                assert column or enter.x > 0
                for box in column:
                    assert not box.corner.y <= enter.y <= box.corner.y + box.height


@given(any_chart())
def test_arrows_in_a_column_do_not_run_over_each_other(drawn: Chart) -> None:
    """Two arrows that stay in a column share a lane only where they are apart."""
    plan = lay_out(drawn)
    runs = [route.points[1:3] for route in plan.routes if route.course == "beside"]

    for one, other in combinations(runs, 2):
        if one[0].x == other[0].x:
            low, high = sorted((sorted(point.y for point in one), sorted(point.y for point in other)))
            assert low[1] < high[0]


@given(any_chart())
def test_the_same_chart_gives_the_same_plan(drawn: Chart) -> None:
    """Nothing in a layout is left to chance."""
    assert lay_out(drawn) == lay_out(drawn)


@given(any_chart())
def test_columns_go_by_the_shortest_written_way(drawn: Chart) -> None:
    """A written way leads one column on at most, but to an ending, which is right of all that leads to it."""
    ranks = rank(drawn)
    endings = {node.id for node in drawn.nodes if node.outcome}
    written = {(arrow.source, arrow.target) for arrow in drawn.arrows if arrow.kind != "typed"}
    along_written, along_any = {drawn.start}, {drawn.start}
    for _step in drawn.nodes:
        along_written |= {target for source, target in written if source in along_written}
        along_any |= {arrow.target for arrow in drawn.arrows if arrow.source in along_any}

    assert ranks[drawn.start] == 0
    for arrow in drawn.arrows:
        if arrow.target in endings:
            assert ranks[arrow.target] > ranks[arrow.source] or arrow.source not in along_any
        elif arrow.source in along_written and (arrow.source, arrow.target) in written:
            assert ranks[arrow.target] <= ranks[arrow.source] + 1


def test_typed_ways_count_only_where_nothing_else_leads() -> None:
    """A typed shortcut pulls no node to the left; what only typed replies reach comes after its source."""
    found = rank(
        chart(
            ["a", "b", "c", "d"],
            [way("a", "b"), way("b", "c"), way("a", "c", "typed"), way("c", "d", "typed")],
        )
    )

    assert found == {"a": 0, "b": 1, "c": 2, "d": 3}


def test_an_ending_stands_right_of_all_that_leads_to_it() -> None:
    """However soon a talk can end, its ending is to the right of whatever leads there, typed replies too."""
    ways = [way("a", "b"), way("b", "c"), way("a", "end"), way("c", "end", "typed")]

    assert rank(chart(["a", "b", "c", "end"], ways))["end"] == 3


def test_typed_ways_are_counted_from_the_nearest() -> None:
    """What only typed replies reach is as far as its shortest way, whichever node that begins at."""
    found = rank(
        chart(
            ["a", "b", "c", "x", "y"],
            [
                way("a", "b"),
                way("b", "c"),
                way("c", "y", "typed"),
                way("a", "x", "typed"),
                way("x", "y", "typed"),
            ],
        )
    )

    assert found == {"a": 0, "b": 1, "c": 2, "x": 1, "y": 2}


def test_what_nothing_leads_to_stands_last() -> None:
    """The ending of a limit stands in the last column, next to what is there."""
    plan = lay_out(chart(["a", "b", ChartNode("left", "", "", "walked-out", ("leave",))], [way("a", "b")]))
    boxes = {box.node: box for box in plan.boxes}

    assert boxes["left"].corner.x == boxes["b"].corner.x > boxes["a"].corner.x
    assert boxes["left"].corner.y - boxes["b"].corner.y - boxes["b"].height < boxes["a"].height


def test_a_needless_crossing_is_taken_out() -> None:
    """Two lines that cross in the order written do not cross in the order found."""
    lines = [(0, 3), (1, 2)]

    assert crossings([[0, 1], [2, 3]], lines) == 1
    assert crossings(order([[0, 1], [2, 3]], lines), lines) == 0


@given(st.lists(st.lists(st.integers(0, 5), min_size=5, max_size=5), min_size=1, max_size=3))
def test_ordering_keeps_every_place_and_never_adds_a_crossing(drawn: list[list[int]]) -> None:
    """Whatever the lines, each column has the same places after, and no more lines cross than before."""
    columns = [[6 * column + at for at in range(6)] for column in range(len(drawn) + 1)]
    lines = [
        (6 * column + at, 6 * (column + 1) + end)
        for column, ends in enumerate(drawn)
        for at, end in enumerate(ends)
    ]
    found = order(columns, lines)

    assert [sorted(column) for column in found] == columns
    assert crossings(found, lines) <= crossings(columns, lines)


@given(
    st.lists(st.tuples(st.integers(-99, 99), st.integers(1, 9), st.integers(1, 30)), min_size=1, max_size=9),
    st.data(),
)
def test_settling_keeps_distances_and_is_the_best_there_is(
    drawn: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    """Positions keep their distances, and none could be moved a little to be nearer to what is wanted."""
    wanted = [float(item[0]) for item in drawn]
    weights = [float(item[1]) for item in drawn]
    distances = [float(item[2]) for item in drawn[1:]]
    found = settle(wanted, weights, distances)

    def cost(positions: list[float]) -> float:
        return sum(
            weight * (at - aim) ** 2 for at, aim, weight in zip(positions, wanted, weights, strict=True)
        )

    assert all(b - a >= least - 1e-6 for (a, b), least in zip(pairwise(found), distances, strict=True))
    first = data.draw(st.integers(0, len(found) - 1))
    last = data.draw(st.integers(first, len(found) - 1))
    for shift in (-0.01, 0.01):
        moved = [at + shift * (first <= place <= last) for place, at in enumerate(found)]
        if all(b - a >= least for (a, b), least in zip(pairwise(moved), distances, strict=True)):
            assert cost(moved) >= cost(found) - 1e-6


def test_two_hundred_nodes_are_laid_out_at_once() -> None:
    """A scenario larger than anybody writes is laid out in well under two seconds."""
    drawn = large_chart(200)
    begun = time.perf_counter()
    plan = lay_out(drawn)

    assert time.perf_counter() - begun < 1.5
    assert len(plan.boxes) == 200
