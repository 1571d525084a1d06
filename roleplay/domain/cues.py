"""How things sound in free text: cues that an author writes, and the table of them for a language."""

from collections.abc import Mapping

from msgspec import Struct


class Cues(Struct, frozen=True):
    """Words that tell that something was said."""

    any: tuple[str, ...] = ()
    """One of these is enough."""
    unless: tuple[str, ...] = ()
    """None of these may be there, in the same sentence."""


class CueTable(Struct, frozen=True):
    """The cues of one language for every technique and trap."""

    language: str
    labels: Mapping[str, Cues]
    """Technique or trap to its cues."""
