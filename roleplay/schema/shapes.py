"""The kinds of value a file model is made of. `convert.py` reads them from a tree."""

from typing import Annotated, Final, NamedTuple

from roleplay.domain.vocabulary import ACTS, CHANNELS, LABELS, OUTCOMES, STAGES, SUBSTANCE
from roleplay.i18n import N_
from roleplay.schema.reading import Name


class TextShape(NamedTuple):
    """A text that people read: not empty, and translated when it is prose."""

    is_translated: bool = True
    is_code: bool = False
    """True for the code of a finding; whether there is such a one is not asked here."""


class IdShape(NamedTuple):
    """A name: `[a-z0-9][a-z0-9_-]{0,63}`, perhaps after a fixed prefix."""

    prefixes: tuple[str, ...] = ("",)


class OneOf(NamedTuple):
    """A word from a list."""

    what: str
    words: tuple[str, ...]


class Range(NamedTuple):
    """A whole number from `low` to `high`."""

    low: int
    high: int


class Percent(NamedTuple):
    """A factor such as 1.5, kept as 150; in steps of 0.05."""

    highest: int


class DayShape(NamedTuple):
    """A day as YYYY-MM-DD."""


class Many(NamedTuple):
    """A list in which a single value may stand without brackets."""


class KeyedBy(NamedTuple):
    """A mapping whose keys are words from a list."""

    words: tuple[str, ...]


CAUSES: Final = (*LABELS, *SUBSTANCE)
"""What a customer reacts to."""

STANDING: Final = ("again", "unheard")
"""The lines that every type has: nothing has moved; the officer was not understood."""

LEVELS: Final = ("5", "4", "3", "2", "1")
"""The levels of a criterion, highest first."""

Text = Annotated[str, TextShape()]
Plain = Annotated[str, TextShape(is_translated=False)]
Code = Annotated[str, TextShape(is_translated=False, is_code=True)]
Ref = Annotated[Name, IdShape()]
PersonaRef = Annotated[Name, IdShape(prefixes=("", "type:"))]
Label = Annotated[str, OneOf(N_("technique or trap"), LABELS)]
Labels = Annotated[tuple[Label, ...], Many()]
Refs = Annotated[tuple[Ref, ...], Many()]
Outcome = Annotated[str, OneOf(N_("outcome"), OUTCOMES)]
Act = Annotated[str, OneOf(N_("act"), ACTS)]
Channel = Annotated[str, OneOf(N_("channel"), CHANNELS)]
Stage = Annotated[str, OneOf(N_("stage"), STAGES)]
Day = Annotated[str, DayShape()]
Temper = Annotated[int, Percent(300)]
