"""Shows a mood and the receipt of its change."""

from roleplay.domain.mood import Factor, Mood, Receipt, ReceiptLine
from roleplay.i18n import _
from roleplay.reporting.names import axis_name, band_name, label_name
from roleplay.terminal.numbers import bar, signed, times
from roleplay.terminal.screen import Screen

_AXES = ("tension", "trust", "clarity")


def show_mood(screen: Screen, mood: Mood) -> None:
    """Write the mood in words, with bars where they help."""
    parts = []
    for axis in _AXES:
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
    changes = [
        f"{axis_name(axis)} {getattr(receipt.before, axis)} → {getattr(receipt.after, axis)}"
        for axis in _AXES
        if receipt.change(axis)
    ]
    headline = ", ".join(changes) or _("nothing moves")
    screen.line(f"{_verdict(receipt).format(name=name)}: {headline}", "bold")
    rows: dict[str, list[ReceiptLine]] = {}
    for line in receipt.lines:
        if line.axis in _AXES or line.cause not in ("turn", "bounds"):
            rows.setdefault(line.cause, []).append(line)
    for cause, lines in rows.items():
        amounts = ", ".join(_amount(line) for line in lines)
        notes = _notes(lines[0].factors)
        screen.line(f"{label_name(cause)}: {amounts}{notes}", indent=6, hang=2)
    screen.line(
        _("patience: {after} more replies ({change})").format(
            after=receipt.after.patience, change=signed(receipt.change("patience"))
        ),
        "quiet",
        indent=6,
    )


def _verdict(receipt: Receipt) -> str:
    change = receipt.change("tension")
    if change <= -3:
        return _("{name} calms down")
    if change >= 3:
        return _("{name} grows tenser")
    return _("{name} stays much the same")


def _amount(line: ReceiptLine) -> str:
    """Return the amount with the sum that makes it: tegang −12 ×1,5 = −18."""
    if not line.factors:
        return f"{axis_name(line.axis)} {signed(line.amount)}"
    factors = " ".join(times(factor.percent) for factor in line.factors)
    return f"{axis_name(line.axis)} {signed(line.base)} {factors} = {signed(line.amount)}"


def _notes(factors: tuple[Factor, ...]) -> str:
    if not factors:
        return ""
    return " (" + "; ".join(f"{times(factor.percent)} {_why(factor)}" for factor in factors) + ")"


def _why(factor: Factor) -> str:
    match factor.name:
        case "repetition":
            return _("said for the {count}. time").format(count=factor.source)
        case "timing":
            return _("the feeling has not been acknowledged yet")
        case "type":
            return _("type: {name}").format(name=factor.source)
    return factor.source
