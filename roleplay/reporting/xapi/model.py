"""The parts of the statements that we make, as xAPI 1.0.3 writes them. What is None or empty is left out."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct


class Account(Struct, frozen=True, rename="camel"):
    """An account on a system; `name` says nothing about the person unless the system's keeper knows more."""

    home_page: str
    name: str


class Agent(Struct, frozen=True, rename="camel", omit_defaults=True, tag_field="objectType", tag="Agent"):
    """A person, by an account or an address."""

    account: Account | None = None
    mbox: str | None = None
    name: str | None = None


class Verb(Struct, frozen=True):
    """What the person did."""

    id: str
    display: Mapping[str, str]


class Component(Struct, frozen=True):
    """Something that can be picked."""

    id: str
    description: Mapping[str, str]


class Definition(Struct, frozen=True, rename="camel", omit_defaults=True):
    """What an activity is."""

    name: Mapping[str, str]
    type: str | None = None
    description: Mapping[str, str] | None = None
    interaction_type: str | None = None
    choices: tuple[Component, ...] = ()


class Activity(Struct, frozen=True, omit_defaults=True, tag_field="objectType", tag="Activity"):
    """Something that can be done."""

    id: str
    definition: Definition | None = None


class Reference(Struct, frozen=True, tag_field="objectType", tag="StatementRef"):
    """Another statement."""

    id: str


class Score(Struct, frozen=True):
    """A mark."""

    scaled: float
    """0 to 1."""
    raw: int
    """0 to 100."""
    min: int = 0
    max: int = 100


class Result(Struct, frozen=True, omit_defaults=True):
    """What came of it."""

    score: Score | None = None
    success: bool | None = None
    completion: bool | None = None
    response: str | None = None
    duration: str | None = None
    extensions: Mapping[str, Any] | None = None


class ContextActivities(Struct, frozen=True, omit_defaults=True):
    """What an activity is part of and belongs to."""

    parent: tuple[Activity, ...] = ()
    grouping: tuple[Activity, ...] = ()


class Context(Struct, frozen=True, rename="camel", omit_defaults=True):
    """What it happened in."""

    registration: str
    context_activities: ContextActivities
    revision: str
    platform: str
    language: str
    extensions: Mapping[str, Any]
    statement: Reference | None = None


class Statement(Struct, frozen=True, omit_defaults=True):
    """One learning record."""

    id: str
    actor: Agent
    verb: Verb
    object: Activity
    context: Context
    result: Result | None = None
    timestamp: str | None = None
