"""Everything that changes while a session is played: one value."""

from collections.abc import Mapping

from msgspec import Struct

from roleplay.domain.mood import Mood


class SessionState(Struct, frozen=True, gc=False):
    """Where a session stands. Mappings and sets are never changed in place."""

    seed: int
    node: str
    turn: int
    """Officer replies understood so far."""
    mood: Mood
    peak: int
    """The highest tension so far, 0 to 100."""
    shown: Mapping[str, int]
    """How many replies have shown each technique or trap."""
    told: frozenset[str]
    asked: frozenset[str]
    """Facts the officer asked for."""
    volunteered: frozenset[str]
    """Facts the customer gave unasked."""
    wrong: frozenset[str]
    variables: Mapping[str, int]
    visits: Mapping[str, int]
    """How many times each node was entered."""
    said: Mapping[str, int]
    """How many times each of the persona's lines was spoken."""
    used: frozenset[str]
    """Choices taken that may be taken once, as `node.choice`."""
    did: frozenset[str]
    """Acts of the customer so far."""
    limits: frozenset[str]
    """Limits of the persona that have been reached."""
    calls: tuple[str, ...]
    """Nodes to return to, innermost last."""
    unheard: int
    """Replies in a row in which nothing was understood."""
    outcome: str | None
    ending: str | None
    """The node in which the session ended."""

    @property
    def is_ended(self) -> bool:
        """True when the session has an outcome."""
        return self.outcome is not None

    @property
    def is_acknowledged(self) -> bool:
        """True when the feeling has been acknowledged at least once."""
        return "empathize" in self.shown
