"""What good service is: criteria with anchored levels, and gates that cap a total."""

from msgspec import Struct

from roleplay.domain.condition import Condition


class Standard(Struct, frozen=True):
    """What a transcript must show; every part that is given must hold."""

    shown: tuple[str, ...] = ()
    """All of these techniques."""
    any_shown: tuple[str, ...] = ()
    """At least one of these."""
    not_shown: tuple[str, ...] = ()
    """None of these."""
    before: tuple[str, ...] = ()
    """The techniques of `shown` first appear no later than the first of these."""
    at: str | None = None
    """`first` or `last`: the reply in which `shown` or `any_shown` must appear."""
    goals: int | None = None
    """The least share of the goals met, in percent."""
    when: Condition | None = None
    """What must hold in the last state."""


class Level(Struct, frozen=True):
    """One step of a criterion: the first whose standard is met is the score."""

    level: int
    """1 (harmful or absent) to 5 (exemplary)."""
    standard: Standard | None
    """None: reached when no higher level is."""
    anchor: str
    """What the level looks like, in words for people."""


class Criterion(Struct, frozen=True):
    """One dimension of manner."""

    id: str
    title: str
    weight: int
    """1 to 10."""
    applies: Condition | None
    """Without it the criterion always applies; when it does not hold, it is not rated."""
    levels: tuple[Level, ...]
    """Highest first."""
    source: str
    """The rule or model it rests on."""
    is_warm: bool = False
    """True when it tells warm from cold; the others of manner tell able from unable."""


class Gate(Struct, frozen=True):
    """A failure that no warmth makes good."""

    id: str
    title: str
    when: Condition
    caps: int
    """The highest level, 1 to 5, that the total may reach."""


class Rubric(Struct, frozen=True):
    """What is judged, shown to the trainee before the talk."""

    id: str
    title: str
    about: str
    manner: int
    """The weight of manner in the total, in percent; substance has the rest."""
    criteria: tuple[Criterion, ...]
    gates: tuple[Gate, ...]
