"""An encounter: one scenario brought by one persona and judged by one rubric, in one language."""

from collections.abc import Mapping

from msgspec import Struct

from roleplay.domain.condition import Condition
from roleplay.domain.cues import Cues, Sound
from roleplay.domain.mood import Mood
from roleplay.domain.rubric import Rubric


class Line(Struct, frozen=True):
    """Something the customer may say."""

    id: str
    """Its path in the file it comes from, for example `nodes.arrival.says.1`."""
    texts: tuple[str, ...]
    """Equal wordings; the seed picks one."""
    when: Condition | None = None


class Effect(Struct, frozen=True):
    """What a choice does to a variable of the scenario."""

    variable: str
    amount: int
    is_absolute: bool
    """True sets the variable to `amount`, False adds it."""
    low: int
    high: int


class Choice(Struct, frozen=True):
    """An officer reply that the author wrote, with its manner and substance."""

    id: str
    text: str
    shows: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    when: Condition | None = None
    goto: str | None = None
    """None: the talk stays where it is, and the choice is not offered again."""
    is_once: bool = False
    effects: tuple[Effect, ...] = ()
    note: str = ""
    """The author's word to the trainee on this reply."""


class Hearing(Struct, frozen=True):
    """Where free text leads: the first whose condition holds."""

    when: Condition | None
    goto: str


class Ending(Struct, frozen=True):
    """How the session ended, and what the author says of it."""

    outcome: str
    debrief: str


class Node(Struct, frozen=True):
    """A place in the talk: what the customer says there and how it goes on."""

    id: str
    says: tuple[Line, ...]
    """The first whose condition holds is spoken."""
    again: tuple[Line, ...] = ()
    """Spoken when a reply left the talk where it is."""
    choices: tuple[Choice, ...] = ()
    hears: tuple[Hearing, ...] = ()
    model: str = ""
    """A reply that would do well here."""
    stage: str = ""
    goto: str | None = None
    call: str | None = None
    ending: Ending | None = None


class Card(Struct, frozen=True):
    """A sourced fact on the officer's desk."""

    id: str
    text: str
    source: str
    checked: str
    """The day it was last checked, as YYYY-MM-DD."""
    is_volatile: bool
    tells: Cues
    """How it sounds in free text."""


class Fact(Struct, frozen=True):
    """Something the customer knows and can tell."""

    id: str
    says: str
    asks: Cues
    """How a question for it sounds."""
    volunteers: Condition | None
    """When it holds, the customer tells it unasked."""


class Falsehood(Struct, frozen=True):
    """A wrong fact that must not be said."""

    id: str
    says: Cues
    """How it sounds."""
    note: str
    """Why it is wrong."""
    card: str | None
    """The card that holds what is right."""


class Goal(Struct, frozen=True):
    """One piece of substance that is scored."""

    id: str
    text: str
    told: str | None = None
    asked: str | None = None
    done: Condition | None = None


class Limit(Struct, frozen=True):
    """What the customer will not bear, and what happens then."""

    id: str
    when: Condition
    says: str
    does: str | None = None
    ends: str | None = None


class Variable(Struct, frozen=True):
    """A number that the scenario keeps."""

    low: int
    high: int
    start: int


class Persona(Struct, frozen=True):
    """Who brings the matter."""

    id: str
    type: str
    type_name: str
    name: str
    about: str
    looks: str
    """What the officer sees as the customer arrives."""
    address: str
    """How an officer should address them, in full: Bapak."""
    needs: str
    """The hidden need, shown in the debrief."""
    mood: Mood
    type_temper: Mapping[str, int]
    """Cause to percent."""
    temper: Mapping[str, int]
    """Cause to percent."""
    lines: Mapping[str, tuple[Line, ...]]
    """Reactions by cause, and `again`, `unheard`."""
    limits: tuple[Limit, ...]
    guide: str
    """How to serve this type of user."""


class Encounter(Struct, frozen=True):
    """Everything a session needs, compiled; nothing in it changes."""

    digest: str
    """SHA-256 of the content it was made from."""
    scenario: str
    language: str
    title: str
    summary: str
    brief: str
    service: str
    place: str
    """Desk and office in words."""
    level: int
    """1 (easy) to 5 (hard)."""
    persona: Persona
    rubric: Rubric
    start: str
    nodes: Mapping[str, Node]
    cards: Mapping[str, Card]
    facts: Mapping[str, Fact]
    falsehoods: Mapping[str, Falsehood]
    goals: tuple[Goal, ...]
    variables: Mapping[str, Variable]
    vary: Mapping[str, tuple[str, ...]]
    """Words that the seed draws, by placeholder."""
    endings: Mapping[str, str]
    """For each outcome the ending that a limit of the persona leads to."""
    sounds: tuple[Sound, ...] = ()
    """Cues for techniques and traps that the scenario and the persona add."""
    channel: str = "counter"
    """One of `vocabulary.CHANNELS`."""
