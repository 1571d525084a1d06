"""The generator behind every draw: SplitMix64 over the seed and the name of what is drawn.

Each draw is keyed by its own name, so that editing one node of a scenario moves no draw of another.
"""

from functools import lru_cache
from typing import Final
from zlib import crc32

_MASK: Final = (1 << 64) - 1
_GOLDEN: Final = 0x9E3779B97F4A7C15


@lru_cache(maxsize=4096)  # the words of a scenario and the order of its choices are asked for at every turn
def draw(seed: int, name: str) -> int:
    """Return a number from 0 to 2**64 - 1, the same for the same seed and name on every machine."""
    value = (seed * _GOLDEN + (crc32(name.encode()) << 32 | len(name)) + _GOLDEN) & _MASK
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9 & _MASK
    value = (value ^ value >> 27) * 0x94D049BB133111EB & _MASK
    return value ^ value >> 31


def pick(seed: int, name: str, options: tuple[str, ...]) -> str:
    """Return one of equal wordings."""
    return options[0] if len(options) == 1 else options[draw(seed, name) % len(options)]
