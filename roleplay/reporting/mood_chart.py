"""Draws the course of one axis of mood as SVG."""

from collections.abc import Sequence
from typing import Final

from roleplay.i18n import _
from roleplay.reporting.markup import Markup, element
from roleplay.reporting.names import axis_name, band_name

_WIDTH: Final = 220
_HEIGHT: Final = 110
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
        *_grid(),
        _course(values),
        _end(values),
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        role="img",
        aria_label=f"{words}. {everything}",
    )
    caption = element("figcaption", element("b", axis_name(axis)), words.removeprefix(axis_name(axis)))
    return element("figure", svg, caption)


def _x(place: int, count: int) -> float:
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * place / max(count - 1, 1)


def _y(value: int) -> float:
    return _HEIGHT - _MARGIN - (_HEIGHT - 2 * _MARGIN) * value / _FULL


def _grid() -> list[Markup]:
    parts = []
    for value in (0, 50, _FULL):
        height = f"{_y(value):.1f}"
        ends = {"x1": str(_LEFT), "x2": str(_WIDTH - _RIGHT), "y1": height, "y2": height}
        parts.append(element("line", class_="grid", **ends))
        parts.append(
            element("text", str(value), x=str(_LEFT - 5), y=f"{_y(value) + 3:.1f}", text_anchor="end")
        )
    return parts


def _course(values: Sequence[int]) -> Markup:
    places = " ".join(f"{_x(place, len(values)):.1f},{_y(value):.1f}" for place, value in enumerate(values))
    return element("polyline", class_="course", points=places)


def _end(values: Sequence[int]) -> Markup:
    x, y = _x(len(values) - 1, len(values)), _y(values[-1])
    dot = element("circle", class_="dot", cx=f"{x:.1f}", cy=f"{y:.1f}", r="4")
    return element(
        "g", dot, element("text", str(values[-1]), class_="value", x=f"{x + 8:.1f}", y=f"{y + 4:.1f}")
    )
