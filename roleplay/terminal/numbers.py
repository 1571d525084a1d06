"""Numbers and small pictures of numbers, as people read them."""

from typing import Final

from roleplay.i18n import active_language

_BLOCKS: Final = "▁▂▃▄▅▆▇█"
_BAR: Final = 10


def signed(amount: int) -> str:
    """Return a number with its sign, a true minus included."""
    return f"+{amount}" if amount >= 0 else f"−{-amount}"


def times(percent: int) -> str:
    """Return a factor: 150 as ×1,5 (×1.5 in English)."""
    text = f"{percent / 100:g}"
    return "×" + (text.replace(".", ",") if active_language() == "id" else text)


def decimal(value: float) -> str:
    """Return a number with at most one decimal, as the language writes it."""
    text = f"{value:.1f}".removesuffix(".0")
    return text.replace(".", ",") if active_language() == "id" else text


def bar(value: int) -> str:
    """Return ten blocks, as many filled as tens in `value` (0 to 100)."""
    filled = min(max(round(value / _BAR), 0), _BAR)
    return "█" * filled + "░" * (_BAR - filled)


def sparkline(values: tuple[int, ...]) -> str:
    """Return one block a value, from 0 (lowest) to 100 (full)."""
    return "".join(_BLOCKS[min(max(value, 0) * len(_BLOCKS) // 101, len(_BLOCKS) - 1)] for value in values)
