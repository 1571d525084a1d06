"""The words of a receipt: why a mood changed, in the language in use."""

from collections.abc import Iterable, Mapping
from typing import Final

from roleplay.domain.mood import Factor, Mood, Receipt, ReceiptLine
from roleplay.i18n import _
from roleplay.reporting.names import axis_name
from roleplay.reporting.numbers import signed, times

MOVING_AXES: Final = ("tension", "trust", "clarity")
"""The axes from 0 to 100; patience is counted in replies."""

_NOTICED: Final = 3
"""Points of tension from which a change is worth a word."""


def headline(name: str, receipt: Receipt) -> str:
    """Return what the reply did to the customer called `name`, with every axis that changed."""
    changes = [
        f"{axis_name(axis)} {getattr(receipt.before, axis)} → {getattr(receipt.after, axis)}"
        for axis in MOVING_AXES
        if receipt.change(axis)
    ]
    moved = ", ".join(changes) or _("nothing moves")
    return f"{_verdict(receipt).format(name=name)}: {moved}"


def course(before: Mood, after: Mood) -> str:
    """Return from where to where each axis went."""
    return ", ".join(
        f"{axis_name(axis)} {getattr(before, axis)} → {getattr(after, axis)}" for axis in MOVING_AXES
    )


def by_cause(receipt: Receipt) -> Mapping[str, tuple[ReceiptLine, ...]]:
    """Return the lines of a receipt by what caused them, in the order in which the causes came."""
    lines: dict[str, tuple[ReceiptLine, ...]] = {}
    for line in receipt.lines:
        lines[line.cause] = (*lines.get(line.cause, ()), line)
    return lines


def amounts(lines: Iterable[ReceiptLine]) -> str:
    """Return the amounts of one cause, an axis at a time: two facts told are trust +2 +2."""
    rows: dict[str, list[str]] = {}
    for line in lines:
        rows.setdefault(line.axis, []).append(amount(line))
    return ", ".join(f"{axis_name(axis)} {' '.join(parts)}" for axis, parts in rows.items())


def amount(line: ReceiptLine) -> str:
    """Return the amount with the product that makes it: −12 ×1,5 = −18."""
    if not line.factors:
        return signed(line.amount)
    factors = " ".join(times(factor.percent) for factor in line.factors)
    return f"{signed(line.base)} {factors} = {signed(line.amount)}"


def reasons(factors: tuple[Factor, ...]) -> str:
    """Return why each factor applies, or nothing where there is none."""
    return "; ".join(f"{times(factor.percent)} {_why(factor)}" for factor in factors)


def _verdict(receipt: Receipt) -> str:
    change = receipt.change("tension")
    if change <= -_NOTICED:
        return _("{name} calms down")
    if change >= _NOTICED:
        return _("{name} grows tenser")
    return _("{name} stays much the same")


def _why(factor: Factor) -> str:
    match factor.name:
        case "repetition":
            return _("said {count} times now").format(count=factor.source)
        case "timing":
            return _("the feeling has not been acknowledged yet")
        case "type":
            return _("type: {name}").format(name=factor.source)
    return factor.source
