"""Draws the course of one axis of mood as SVG."""

from collections.abc import Sequence
from typing import Final

from roleplay.i18n import _
from roleplay.reporting.markup import Markup, element
from roleplay.reporting.names import axis_name, band_name

WIDTH: Final = 220
HEIGHT: Final = 110
_LEFT: Final = 24
_RIGHT: Final = 30
_MARGIN: Final = 8
_FULL: Final = 100


def mood_chart(axis: str, values: Sequence[int]) -> Markup:
    """Return a figure with the values (0 to 100, at least one) of an axis, start and every reply."""
    words = _("{axis}: from {first} ({first_band}) to {last} ({last_band})").format(
        axis=axis_name(axis),
        first=values[0],
        first_band=band_name(axis, values[0]),
        last=values[-1],
        last_band=band_name(axis, values[-1]),
    )
    everything = ", ".join(str(value) for value in values)
    svg = element(
        "svg",
        *grid(),
        _course(values),
        _end(values),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_label=f"{words}. {everything}",
    )
    caption = element("figcaption", element("b", axis_name(axis)), words.removeprefix(axis_name(axis)))
    return element("figure", svg, caption)


def x_of(place: int, count: int) -> float:
    """Return how far to the right the value at a place of `count` stands."""
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * place / max(count - 1, 1)


def y_of(value: float) -> float:
    """Return how far down a value from 0 to 100 stands."""
    return HEIGHT - _MARGIN - (HEIGHT - 2 * _MARGIN) * value / _FULL


def grid() -> list[Markup]:
    """Return the lines at 0, 50 and 100, with their numbers."""
    parts = []
    for value in (0, 50, _FULL):
        height = f"{y_of(value):.1f}"
        ends = {"x1": str(_LEFT), "x2": str(WIDTH - _RIGHT), "y1": height, "y2": height}
        parts.append(element("line", class_="grid", **ends))
        parts.append(
            element("text", str(value), x=str(_LEFT - 5), y=f"{y_of(value) + 3:.1f}", text_anchor="end")
        )
    return parts


def _course(values: Sequence[int]) -> Markup:
    places = " ".join(
        f"{x_of(place, len(values)):.1f},{y_of(value):.1f}" for place, value in enumerate(values)
    )
    return element("polyline", class_="course", points=places)


def _end(values: Sequence[int]) -> Markup:
    x, y = x_of(len(values) - 1, len(values)), y_of(values[-1])
    dot = element("circle", class_="dot", cx=f"{x:.1f}", cy=f"{y:.1f}", r="4")
    return element(
        "g", dot, element("text", str(values[-1]), class_="value", x=f"{x + 8:.1f}", y=f"{y + 4:.1f}")
    )
