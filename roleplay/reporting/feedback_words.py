"""What a reply did, in words: a line each, for a terminal and for a page alike."""

from collections.abc import Iterator

from msgspec import Struct

from roleplay.domain.encounter import Encounter
from roleplay.domain.mood import Receipt, ReceiptLine
from roleplay.i18n import _
from roleplay.reporting.feedback import Feedback
from roleplay.reporting.names import label_name
from roleplay.reporting.numbers import signed
from roleplay.reporting.receipt_words import MOVING_AXES, amounts, by_cause, headline, reasons


class Told(Struct, frozen=True):
    """One line."""

    text: str
    style: str = ""
    """`good`, `bad`, `bold`, `quiet` or empty."""
    depth: int = 0
    """0, or 1 for what explains the line above."""


def feedback_lines(encounter: Encounter, told: Feedback) -> tuple[Told, ...]:
    """Return what a reply showed, why the customer moved, and one better line."""
    return tuple(_lines(encounter, told))


def _lines(encounter: Encounter, told: Feedback) -> Iterator[Told]:
    for shown in told.shown:
        mark, style = ("−", "bad") if shown.is_trap else ("+", "good")
        doubt = " " + _("(not sure)") if shown.is_uncertain else ""
        yield Told(f"{mark} {label_name(shown.label)}: “{shown.quote}”{doubt}", style)
    for card in told.right:
        yield Told("✓ " + _("right: {text} ({source})").format(text=card.text, source=card.source), "good")
    for falsehood in told.wrong:
        yield Told("✗ " + _("not right: {note}").format(note=falsehood.note), "bad")
    yield from receipt_lines(encounter.persona.name, told.receipt)
    if told.note:
        yield Told(told.note)
    if told.better:
        yield Told(_("Better here: “{line}”").format(line=told.better))


def receipt_lines(name: str, receipt: Receipt) -> Iterator[Told]:
    """Yield why the mood changed: a headline, then a row for each cause, whose sums are the change."""
    yield Told(headline(name, receipt), "bold")
    yield from cause_lines(receipt)
    patience = _("patience left, in replies: {after} ({change})")
    change = signed(receipt.change("patience"))
    yield Told(patience.format(after=receipt.after.patience, change=change), "quiet", 1)


def cause_lines(receipt: Receipt) -> Iterator[Told]:
    """Yield a row for each cause of a change but for the passing of a turn."""
    for cause, lines in by_cause(receipt).items():
        told = [line for line in lines if line.axis in MOVING_AXES or cause not in ("turn", "bounds")]
        if told:
            yield Told(_row(cause, told), depth=1)


def _row(cause: str, lines: list[ReceiptLine]) -> str:
    why = reasons(lines[0].factors)
    return f"{label_name(cause)}: {amounts(lines)}" + (f" ({why})" if why else "")
