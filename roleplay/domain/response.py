"""What the officer said, in the two channels that everything else reads: manner and substance."""

from msgspec import Struct


class Evidence(Struct, frozen=True, gc=False):
    """The words that prove one label, quoted from the officer's own text."""

    label: str
    """A technique or trap, or `tells.ID`, `asks.ID`, `wrong.ID`."""
    start: int
    """First character of the quote in the text."""
    end: int
    """One past the last character."""
    quote: str
    reason: str = ""
    """The cue that matched and where it is written, or how else the label was found."""
    is_uncertain: bool = False
    """True when a little more or less would have turned it."""


class Response(Struct, frozen=True, gc=False):
    """One officer reply with its manner (`shows`) and substance (`tells`, `asks`, `wrong`)."""

    text: str
    choice: str | None = None
    """The id of the choice taken, or None for free text."""
    shows: tuple[str, ...] = ()
    """Techniques and traps, each once."""
    tells: tuple[str, ...] = ()
    """Cards told."""
    asks: tuple[str, ...] = ()
    """Facts asked for."""
    wrong: tuple[str, ...] = ()
    """Wrong facts stated."""
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True when nothing at all was understood."""
        return not (self.shows or self.tells or self.asks or self.wrong)

    def quote(self, label: str) -> str:
        """Return the words that prove `label`, or the whole text when none are marked."""
        for item in self.evidence:
            if item.label == label:
                return item.quote
        return self.text

    def is_uncertain(self, label: str) -> bool:
        """Return True when `label` is heard in nothing but uncertain words."""
        proofs = [item.is_uncertain for item in self.evidence if item.label == label]
        return bool(proofs) and all(proofs)


NOTHING = Response("")
"""The response before the officer has said anything."""
