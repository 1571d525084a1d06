"""Small pictures of numbers."""

from typing import Final

_BLOCKS: Final = "▁▂▃▄▅▆▇█"
_BAR: Final = 5


def bar(value: int) -> str:
    """Return five blocks, as many filled as fifths in `value` (0 to 100), rounded."""
    filled = min(max(round(value * _BAR / 100), 0), _BAR)
    return "█" * filled + "░" * (_BAR - filled)


def sparkline(values: tuple[int, ...]) -> str:
    """Return one block a value, from 0 (lowest) to 100 (full)."""
    return "".join(_BLOCKS[min(max(value, 0) * len(_BLOCKS) // 101, len(_BLOCKS) - 1)] for value in values)
