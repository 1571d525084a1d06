"""Scenarios and personas as they are listed."""

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
