"""Weights learned from labelled replies: how much each feature of a segment speaks for each label.

`training/train.py` makes them; they are whole numbers, so that every machine hears the same. One file a
language stands in the folder `learned`; a language without one is heard by its rules alone.
"""

from functools import cache
from pathlib import Path
from typing import Final

import msgspec

FOLDER: Final = Path(__file__).parent / "learned"


class Weights(msgspec.Struct, frozen=True):
    """What one language's labelled replies taught."""

    labels: tuple[str, ...]
    """Techniques and traps, in the order of the bytes of a row."""
    step: float
    """Log-odds that one unit stands for."""
    features: str
    """Names of features, one a line."""
    rows: bytes
    """A row a feature, a byte a label: its units, plus `ZERO`."""
    biases: tuple[int, ...]
    """Units of a segment without any feature, a label."""
    thresholds: tuple[int, ...]
    """Units from which a label is heard, a label."""


ZERO: Final = 128
"""The byte that stands for a weight of nothing."""


@cache
def load_weights(language: str) -> Weights | None:
    """Return the weights of a language, None when nothing was learned for it."""
    path = FOLDER / f"{language}.msgpack"
    return msgspec.msgpack.decode(path.read_bytes(), type=Weights) if path.is_file() else None
