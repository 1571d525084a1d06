"""A kit for role-play in threes: who plays what with whom, and what stands on the cards."""

from typing import Final

from msgspec import Struct

from roleplay.domain.encounter import Encounter
from roleplay.domain.mood import Mood

PARTS: Final = ("actor", "officer", "observer")
"""What somebody can be in a round. The actor plays the customer."""


class Group(Struct, frozen=True):
    """People who play with each other: three, or four with a second observer, or two without one."""

    people: tuple[str, ...]

    @property
    def rounds(self) -> int:
        """Rounds until everybody has been the actor once and the officer once."""
        return len(self.people)

    def part(self, place: int, number: int) -> str:
        """Return what the person at `place` is in one of the group's rounds, both from 0."""
        return PARTS[min((place - number) % self.rounds, 2)]


class Grouping(Struct, frozen=True):
    """How everybody is divided into groups for some rounds on end."""

    groups: tuple[Group, ...]

    @property
    def rounds(self) -> int:
        """Rounds until the largest group is done."""
        return max(group.rounds for group in self.groups)

    def playing(self, number: int) -> int:
        """Return how many groups play in a round, from 0."""
        return sum(number < group.rounds for group in self.groups)

    def sheets(self, number: int) -> int:
        """Return how many sheets are filled in a round, from 0: one an observer, and one in a pair."""
        return sum(max(group.rounds - 2, 1) for group in self.groups if number < group.rounds)


class Meetings(Struct, frozen=True):
    """How well people have met."""

    pairs: int
    """Pairs of people who were together in a group."""
    again: int
    """Of them, those who were together more than once."""


class Moment(Struct, frozen=True):
    """What moves the customer, how much, and what they say to it."""

    cause: str
    """A technique, a trap, `told` or `wrong`."""
    strength: int
    """1 a little, 2 about half a band of mood, 3 about a whole one."""
    lines: tuple[str, ...]
    """The customer's own words, the first as they are at the beginning, the next once they are calmer."""


class Beat(Struct, frozen=True):
    """What the customer says at a point of the talk, and what the officer has done to come there."""

    goal: str
    """The text of the goal that was met by it, or empty."""
    cause: str
    """What else was done, as in `Moment`; empty where a goal says it."""
    text: str


class Secret(Struct, frozen=True):
    """Something the customer knows."""

    text: str
    is_volunteered: bool
    """True when it may also come out unasked."""


class Part(Struct, frozen=True):
    """What an actor needs to play the customer of an encounter."""

    mood: Mood
    opening: tuple[str, ...]
    secrets: tuple[Secret, ...]
    hurts: tuple[Moment, ...]
    """What makes the customer push back, the strongest first."""
    helps: tuple[Moment, ...]
    """What softens them, the strongest first."""
    good: tuple[Beat, ...]
    """Their words in a talk that goes well, in order."""
    bad: tuple[Beat, ...]
    """Their words in a talk that goes badly, in order."""
    pressing: tuple[str, ...]
    """What they say when nothing moves."""
    lost: tuple[str, ...]
    """What they say when they do not understand."""
    limits: tuple[str, ...]
    """What they say at each limit of the persona, in the order of those."""


class Play(Struct, frozen=True):
    """A matter that is played, with the part of whoever brings it."""

    sign: str
    """The letter by which the cards of it are known."""
    encounter: Encounter
    part: Part


class Round(Struct, frozen=True):
    """One of the rounds of a kit."""

    play: Play
    grouping: Grouping
    number: int
    """Which round of its grouping, from 0."""


class Kit(Struct, frozen=True):
    """Everything that is printed for one afternoon."""

    people: tuple[str, ...]
    groupings: tuple[Grouping, ...]
    rounds: tuple[Round, ...]
    """Those of all groupings, in order."""
    meetings: Meetings

    @property
    def plays(self) -> tuple[Play, ...]:
        """Every matter once, in the order in which they come."""
        return tuple({round_.play.sign: round_.play for round_ in self.rounds}.values())

    @property
    def scenarios(self) -> tuple[tuple[Play, ...], ...]:
        """The plays, those of a scenario together."""
        names = dict.fromkeys(play.encounter.scenario for play in self.plays)
        return tuple(tuple(play for play in self.plays if play.encounter.scenario == name) for name in names)
