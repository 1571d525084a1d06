"""Shows a mood and the receipt of its change."""

from roleplay.domain.mood import Mood, Receipt, ReceiptLine
from roleplay.i18n import _
from roleplay.reporting.names import axis_name, band_name, label_name
from roleplay.reporting.numbers import signed
from roleplay.reporting.receipt_words import MOVING_AXES, amounts, by_cause, headline, reasons
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


def show_receipt(screen: Screen, name: str, receipt: Receipt) -> None:
    """Write why the mood changed: a headline, then a row for each cause, whose sums are the change."""
    screen.line(headline(name, receipt), "bold")
    show_causes(screen, receipt)
    screen.line(
        _("patience left, in replies: {after} ({change})").format(
            after=receipt.after.patience, change=signed(receipt.change("patience"))
        ),
        "quiet",
        indent=6,
    )


def show_causes(screen: Screen, receipt: Receipt) -> None:
    """Write a row for each cause of a change but for the passing of a turn."""
    for cause, lines in by_cause(receipt).items():
        told = [line for line in lines if line.axis in MOVING_AXES or cause not in ("turn", "bounds")]
        if told:
            screen.line(_row(cause, told), indent=6, hang=2)


def _row(cause: str, lines: list[ReceiptLine]) -> str:
    why = reasons(lines[0].factors)
    return f"{label_name(cause)}: {amounts(lines)}" + (f" ({why})" if why else "")
