"""The map as a page: complete, well-formed, safe, of use without a mouse, with arrows clear of boxes."""

import re
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from typing import Final

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from roleplay.authoring.graph.layout import lay_out
from roleplay.cleaning import clean
from roleplay.domain.chart import Box, Chart, ChartNode, Passage, Shade, Tint, Way
from roleplay.i18n import activate, active_language
from roleplay.reporting.chart_words import arrow_words, captions, figure_words, passage_words, tint_notes
from roleplay.reporting.map_drawing import path
from roleplay.reporting.map_page import map_page
from roleplay.reporting.text_width import fitted, width_of, wrapped
from tests.unit.charts import HOSTILE, any_chart, chart, hostile_chart, large_chart, way

TAGS: Final = frozenset(
    "html head meta title style body main header section footer article div p h1 h2 h3 ul li b q span a"
    " input label svg g defs pattern path rect text use".split()
)
ATTRIBUTES: Final = frozenset(
    "lang charset http-equiv content name class id href role tabindex aria-label aria-hidden type checked for"
    " viewbox width height x y rx d fill text-anchor patternunits preserveaspectratio".split()
)


class Reader(HTMLParser):
    """Reads a page and notes what is in it; an element that is not closed in turn is a failure."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.anchors: list[str] = []
        self.links: list[dict[str, str | None]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.attributes.update(given)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.anchors += [value for name, value in attrs if name in ("href", "for") and value]
        if tag == "a":
            self.links.append(given)
        if tag not in ("meta", "input"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open[-1:] != ["style"]:
            self.words.append(data)

    def of_class(self, name: str) -> list[dict[str, str | None]]:
        return [link for link in self.links if name in (link.get("class") or "").split()]


@pytest.fixture(params=["id", "en"], autouse=True)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Speak each language in turn."""
    before = active_language()
    activate(request.param)
    yield request.param
    activate(before)


def page(drawn: Chart) -> str:
    return map_page(drawn, lay_out(drawn))


def tinted(shade: Shade, **passages: Passage) -> Chart:
    """Return a chart of three nodes, coloured by ten plays."""
    return chart(["a", "b", "c"], [way("a", "b"), way("b", "c")], Tint(shade, 10, passages))


def test_hostile_text_stays_text() -> None:
    """Only our own tags and attributes are on the page, nothing leads out, and every text is there whole."""
    text = page(hostile_chart())
    reader = Reader(text)
    words = "".join(reader.words)

    assert reader.tags <= TAGS
    assert reader.attributes <= ATTRIBUTES
    assert [hostile for hostile in HOSTILE if clean(hostile) not in words] == []
    assert set(re.findall(r"url\([^)]*\)", text)) == {"url(#missed)"}
    assert "http://" not in text
    assert "https://" not in text
    assert "default-src &#x27;none&#x27;" in text


def test_every_anchor_is_there_once() -> None:
    """Whatever leads somewhere leads to one place on the page."""
    reader = Reader(page(hostile_chart()))

    assert len(reader.ids) == len(set(reader.ids))
    assert {anchor.removeprefix("#") for anchor in reader.anchors} <= set(reader.ids)


@given(any_chart())
@settings(max_examples=30)
def test_tab_comes_to_every_node_and_arrow(drawn: Chart) -> None:
    """Each is a link with words for who does not see it, and leads to its entry in the list."""
    reader = Reader(page(drawn))
    nodes, ways = reader.of_class("node"), reader.of_class("way")

    assert [link["id"] for link in nodes] == [f"n{place}" for place in range(len(drawn.nodes))]
    assert sorted(str(link["id"]) for link in ways) == sorted(
        f"w{number}" for number in range(len(drawn.arrows))
    )
    for link, node in zip(nodes, drawn.nodes, strict=True):
        assert str(link["aria-label"]).startswith(node.id)
    for link in ways:
        arrow = drawn.arrows[int(str(link["id"])[1:])]
        assert str(link["aria-label"]).startswith(arrow.source)
        assert arrow.target in str(link["aria-label"])


def test_the_list_tells_all() -> None:
    """What a box and an arrow have no room for stands below the map: words, conditions and persons."""
    told = Way("a", "b", "choice", "calm", "Tenang dulu, Pak. " * 9, "told window", True, ("bu-sari",))
    heard = Way("a", "b", "typed", "", "", "tells window", False, ())
    node = ChartNode("a", "welcome", "Sudah lewat tiga bulan. " * 9, "", ())
    left = ChartNode("left", "", "Pulang.", "walked-out", ("leave: patience 0",))
    words = "".join(Reader(page(chart([node, "b", left], [told, heard]))).words)

    for part in (
        told.text,
        "calm?¹",
        "told window",
        "bu-sari",
        "tells window",
        node.says,
        "leave: patience 0",
    ):
        assert part in words


def sampled(course: str) -> Iterator[tuple[float, float]]:
    """Yield points close together along the `d` of a path of ours."""
    at = (0.0, 0.0)
    for sign, numbers in re.findall(r"([MCHQV])([-\d ]*)", course):
        values = [float(number) for number in numbers.split()]
        if sign == "H":
            values = [values[0], at[1]]
        elif sign == "V":
            values = [at[0], values[0]]
        points = [at, *zip(values[::2], values[1::2], strict=True)]
        for step in range(41) if sign != "M" else ():
            level, share = points, step / 40
            while len(level) > 1:
                level = [(x + (u - x) * share, y + (v - y) * share) for (x, y), (u, v) in pairwise(level)]
            yield level[0]
        at = points[-1]


def is_inside(point: tuple[float, float], box: Box) -> bool:
    x, y = point[0] - box.corner.x, point[1] - box.corner.y
    return 0.5 < x < box.width - 0.5 and 0.5 < y < box.height - 0.5


@given(any_chart())
@settings(max_examples=60)
def test_no_arrow_runs_through_a_box(drawn: Chart) -> None:
    """As it is drawn, an arrow touches boxes only where it leaves and arrives, and stays on the sheet."""
    plan = lay_out(drawn)

    for route in plan.routes:
        for point in sampled(path(route)):
            assert not any(is_inside(point, box) for box in plan.boxes)
            assert 0 <= point[0] <= plan.width
            assert 0 <= point[1] <= plan.height


def test_two_hundred_nodes_are_drawn_in_two_seconds() -> None:
    """A map of 200 nodes and 600 arrows is laid out and written in less than two seconds."""
    drawn = large_chart(200)
    begun = time.perf_counter()
    text = page(drawn)

    assert time.perf_counter() - begun < 2
    assert text.count('class="way ') > 550


def test_colour_is_never_alone(language: str) -> None:
    """Beside its shade a node has its number; one that no play came to is hatched, and says so in words."""
    text = page(tinted(Shade.REACH, a=Passage(10, 42), b=Passage(3, 20), c=Passage(0, None)))
    reader = Reader(text)
    classes = [str(link["class"]) for link in reader.of_class("node")]
    labels = [str(link["aria-label"]) for link in reader.of_class("node")]

    assert classes == ["node shade4", "node shade1", "node"]
    assert {"100 %", "30 %"} <= set(reader.words)
    assert text.count('class="hatch"') == 2, "one of them in the legend"
    assert {"en": "Never reached in 10 plays.", "id": "10"}[language] in labels[2]


def test_without_colours_there_is_no_legend_of_them() -> None:
    """A map that was not asked for colours, or had too few plays, has neither shades nor hatching."""
    plain = tinted(Shade.REACH)
    for drawn in (replace(plain, tint=None), replace(plain, tint=Tint(Shade.PLAYS, 4, {}))):
        text = page(drawn)
        assert 'class="hatch"' not in text
        assert 'class="legend shades"' not in text
        assert not re.search(r'class="node shade\d', text)


def chain(count: int) -> Chart:
    """Return a chart of nodes one after the other."""
    names = [f"n{number}" for number in range(count)]
    return chart(names, [way(*ends) for ends in pairwise(names)])


@pytest.mark.parametrize("large", [large_chart(40), *map(chain, range(8, 24))])
def test_what_is_larger_than_a_leaf_is_printed_in_parts_too(large: Chart) -> None:
    """A small map is printed once; a large one again in parts, each box whole on one of them."""
    small = page(chart(["a", "b"], [way("a", "b")]))
    plan = lay_out(large)
    frames = [
        [int(number) for number in frame.split()]
        for frame in re.findall(r'<div class="tile".*?viewBox="([^"]*)"', map_page(large, plan))
    ]

    assert 'class="tile"' not in small
    assert len(frames) > 1
    for box in plan.boxes:
        assert any(
            x <= box.corner.x
            and y <= box.corner.y
            and box.corner.x + box.width <= x + width
            and box.corner.y + box.height <= y + height
            for x, y, width, height in frames
        )


def test_a_bundle_says_how_many_it_is() -> None:
    """One way has its name; several have their number first; typed replies beside choices are counted."""
    activate("en")
    ways = [
        way("a", "b", name="calm"),
        way("a", "b", name="stock"),
        way("a", "b", "typed", "", condition="tells x"),
    ]
    words = [arrow_words(chart(["a", "b"], some).arrows[0]) for some in (ways[:1], ways[:2], ways, ways[2:])]

    assert words == ["calm", "2: calm, stock", "2: calm, stock +1 typed", "typed: tells x"]


@pytest.mark.parametrize(
    ("shade", "passage", "figure", "sentence"),
    [
        (Shade.REACH, Passage(5, 42), "50 %", "Reached in 5 of 10 plays. Mean total of these: 42."),
        (Shade.SCORE, Passage(5, 42), "score 42", "Reached in 5 of 10 plays. Mean total of these: 42."),
        (Shade.SCORE, Passage(5, None), "not rated", "Reached in 5 of 10 plays."),
        (Shade.PLAYS, Passage(0, None), "never reached", "Never reached in 10 plays."),
    ],
)
def test_figures_in_words(shade: Shade, passage: Passage, figure: str, sentence: str) -> None:
    """The number of a node goes with what colours it, and the sentence tells both."""
    activate("en")
    tint = Tint(shade, 10, {"a": passage})

    assert figure_words(tint, "a") == figure
    assert passage_words(tint, "a") == sentence


def test_a_single_play_among_many_is_not_none() -> None:
    """Less than half a percent is told as such."""
    assert figure_words(Tint(Shade.REACH, 300, {"a": Passage(1, 9)}), "a") == "< 1 %"


def test_too_few_plays_are_told() -> None:
    """How many plays of people there are is told, and that they are too few, and what was left out."""
    activate("en")
    notes = tint_notes(replace(chart(["a"], []), tint=Tint(Shade.PLAYS, 1, {}, 2)))

    assert "1 finished session on this computer." in notes
    assert any("too few" in note for note in notes)
    assert any("2" in note for note in notes)


def test_captions_are_short() -> None:
    """Every line of a caption is short, whatever an author wrote, and the first begins with the id."""
    found = captions(hostile_chart())

    assert max(len(line) for lines in (*found.nodes, found.arrows, *found.limits) for line in lines) <= 80
    assert all(lines for lines in found.nodes)


def test_text_is_fitted() -> None:
    """A text that fits is left alone; one that does not is cut with an ellipsis, by words where it can be."""
    assert fitted("calm", 10, 100) == "calm"
    assert wrapped("satu dua tiga", 10, 60, 2) == ("satu dua", "tiga")
    assert wrapped("satu dua tiga empat lima", 10, 60, 2)[-1].endswith("…")
    assert wrapped("", 10, 60, 2) == ()
    for text in HOSTILE:
        lines = wrapped(text, 10, 80, 2)
        assert len(lines) <= 2
        assert all(width_of(line, 10) <= 80 or len(line) <= 2 for line in lines)
