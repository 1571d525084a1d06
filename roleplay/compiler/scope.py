"""The names that a condition may use where it stands."""

from collections.abc import Mapping

from msgspec import Struct

from roleplay.domain.encounter import Variable


class Scope(Struct, frozen=True):
    """What is known in one file; nothing, by default."""

    cards: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    falsehoods: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    variables: Mapping[str, Variable] = {}
    personas: tuple[str, ...] | None = None
    """Known personas, where a condition may ask for one."""
    types: tuple[str, ...] | None = None
    persona: str = ""
    """Who brings the matter; settles `persona` conditions."""
    type: str = ""
