"""Draws how one axis of mood went in a room: the middle of all talks, and the middle half around it."""

from collections.abc import Sequence

from roleplay.groups.technique_use import MoodCourse
from roleplay.i18n import _
from roleplay.reporting.markup import Markup, element
from roleplay.reporting.mood_chart import HEIGHT, WIDTH, grid, x_of, y_of
from roleplay.reporting.names import axis_name, band_name


def room_chart(course: MoodCourse) -> Markup:
    """Return a figure with the course of an axis, at least one point long."""
    first, last = course.points[0].middle, course.points[-1].middle
    words = _("{axis}, the middle of the room: from {first} ({first_band}) to {last} ({last_band})").format(
        axis=axis_name(course.axis),
        first=round(first),
        first_band=band_name(course.axis, round(first)),
        last=round(last),
        last_band=band_name(course.axis, round(last)),
    )
    count = len(course.points)
    upper = _line([point.high for point in course.points])
    lower = _line([point.low for point in course.points])
    middle = _line([point.middle for point in course.points])
    end = element(
        "text",
        str(round(last)),
        class_="value",
        x=f"{x_of(count - 1, count) + 6:.1f}",
        y=f"{y_of(last) + 4:.1f}",
    )
    svg = element(
        "svg",
        element("polygon", class_="half", points=" ".join([*upper, *reversed(lower)])),
        *grid(),
        element("polyline", class_="course", points=" ".join(middle)),
        end,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_label=words,
    )
    name = axis_name(course.axis)
    return element("figure", svg, element("figcaption", element("b", name), words.removeprefix(name)))


def _line(values: Sequence[float]) -> list[str]:
    return [f"{x_of(place, len(values)):.1f},{y_of(value):.1f}" for place, value in enumerate(values)]
