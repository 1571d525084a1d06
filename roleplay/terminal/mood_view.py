"""Shows a mood and the receipt of its change."""

from roleplay.domain.mood import Mood, Receipt
from roleplay.reporting.feedback_words import Told, cause_lines
from roleplay.reporting.names import axis_name, band_name
from roleplay.reporting.receipt_words import MOVING_AXES
from roleplay.terminal.numbers import bar
from roleplay.terminal.screen import Screen


def show_mood(screen: Screen, mood: Mood) -> None:
    """Write the mood in words, with bars where they help."""
    parts = []
    for axis in MOVING_AXES:
        value = getattr(mood, axis)
        picture = f"{value}" if screen.is_plain else bar(value)
        parts.append(f"{axis_name(axis)} {picture} {band_name(axis, value)}")
    joined = " · ".join(parts)
    if len(joined) + 4 <= screen.width:
        screen.line(joined, "quiet", indent=4)
    else:
        for part in parts:
            screen.line(part, "quiet", indent=4)


def show_causes(screen: Screen, receipt: Receipt) -> None:
    """Write a row for each cause of a change but for the passing of a turn."""
    for line in cause_lines(receipt):
        show_told(screen, line)


def show_told(screen: Screen, line: Told) -> None:
    """Write one line of feedback."""
    hang = 0 if line.style in ("bold", "quiet") else 2
    screen.line(line.text, line.style, indent=2 + 4 * line.depth, hang=hang)
