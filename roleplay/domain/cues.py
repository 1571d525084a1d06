"""How things sound in free text: cues that an author writes, and the table of them for a language."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct


class Cues(Struct, frozen=True):
    """Words that tell that something was said. One cue of any list but `unless` is enough."""

    any: tuple[str, ...] = ()
    """Cues that count wherever they stand."""
    unless: tuple[str, ...] = ()
    """None of these may be there, in the same sentence."""
    opens: tuple[str, ...] = ()
    """Cues that count at the start of a clause alone."""
    asks: tuple[str, ...] = ()
    """Cues that count in a question alone."""
    alone: tuple[str, ...] = ()
    """Cues that count as a whole sentence alone, forms of address and particles aside."""


class Sound(Struct, frozen=True):
    """How one technique or trap sounds to the author of a scenario or persona."""

    label: str
    place: str
    """Where it is written, for example `personas/bu-ratna.yaml, sounds.rude`."""
    cues: Cues


class Weights(Struct, frozen=True):
    """What labelled replies taught: how much each feature of a segment speaks for each label.

    Whole numbers, so that every machine hears the same.
    """

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


class CueTable(Struct, frozen=True):
    """The cues of one language for every technique and trap."""

    language: str
    labels: Mapping[str, Cues]
    """Technique or trap to its cues."""
    signs: Mapping[str, Cues] = {}
    """What the rules listen for beside techniques and traps: a refusal, a courtesy, a gift on offer."""
    words: Mapping[str, tuple[str, ...]] = {}
    """Lists of words and phrases that a cue names as `<list>`."""
    kinds: Mapping[str, tuple[str, ...]] = {}
    """Lists that no cue names: they tell the weights what sort of word a word is."""
    spelling: Mapping[str, tuple[str, ...]] = {}
    """Words to the ways in which people type them: `tidak` to `gak`, `nggak`, `tdk`."""
    weights: Weights | None = None
    """What its language was learned from; None where cues and rules decide alone."""
