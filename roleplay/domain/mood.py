"""How a customer feels, and the receipt for every change of it."""

from msgspec import Struct


class Mood(Struct, frozen=True, gc=False):
    """How the customer feels now."""

    tension: int
    """0 (calm) to 100 (furious)."""
    trust: int
    """0 (none) to 100 (high)."""
    clarity: int
    """0 (lost) to 100 (clear)."""
    patience: int
    """Replies the customer is still ready to hear, 0 to 99."""


class Factor(Struct, frozen=True, gc=False):
    """One multiplier of a base reaction."""

    name: str
    """`type`, `persona`, `repetition` or `timing`."""
    percent: int
    """100 changes nothing, 150 makes it half as strong again, 0 cancels it."""
    source: str = ""
    """Who or what brings it: a type or persona id, or how many times it was shown."""


class ReceiptLine(Struct, frozen=True, gc=False):
    """What one cause did to one axis."""

    axis: str
    cause: str
    """A technique, a trap, `told`, `asked`, `wrong`, `turn`, or `bounds` where an axis is full."""
    base: int
    """Points before the factors."""
    factors: tuple[Factor, ...]
    """In the order in which they multiply."""
    amount: int
    """`base` times every factor, rounded half away from zero."""


class Receipt(Struct, frozen=True, gc=False):
    """Why a mood changed: on each axis the amounts add up to exactly `after - before`."""

    before: Mood
    after: Mood
    lines: tuple[ReceiptLine, ...]

    def change(self, axis: str) -> int:
        """Return the points by which `axis` changed."""
        return sum(line.amount for line in self.lines if line.axis == axis)
