"""Scenarios, personas and facts as they are listed."""

from datetime import date

from msgspec import Struct


class PersonaSummary(Struct, frozen=True):
    """Who may bring a scenario."""

    id: str
    name: str
    type: str
    about: str


class ScenarioSummary(Struct, frozen=True):
    """A scenario as it is listed."""

    id: str
    title: str
    summary: str
    service: str
    place: str
    channel: str
    level: int
    rubric: str
    personas: tuple[PersonaSummary, ...]
    """The default one first."""
    form: str | None = None
    """`A` or `B` where the scenario has a parallel form."""
    pair: str | None = None
    """The scenario that is the other form."""


class TaughtFact(Struct, frozen=True):
    """What a card says, in however many scenarios it lies on the desk."""

    text: str
    source: str
    checked: str
    """The day of the oldest check, YYYY-MM-DD."""
    review_by: str
    """The day by which it must be checked again, YYYY-MM-DD."""
    is_volatile: bool
    scenarios: tuple[str, ...]

    def is_due(self, today: date) -> bool:
        """Return True when the check has run out."""
        return self.review_by < today.isoformat()
