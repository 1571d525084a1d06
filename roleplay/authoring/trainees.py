"""Simulated trainees: ways of choosing that play a scenario to its end and show what it rewards."""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from msgspec import Struct

from roleplay.domain.encounter import Choice, Encounter
from roleplay.domain.events import Ended, Entered, Event, Replied
from roleplay.domain.score import Scorecard
from roleplay.domain.session import SessionState
from roleplay.domain.vocabulary import LABELS, TRAPS
from roleplay.engine import available_choices, offered_choices, respond, start, step
from roleplay.schema.parts import BandFile
from roleplay.scoring import Alternative, alternatives, score
from roleplay.scoring.turning import LEAST_LOSS

Trainee = Callable[[Encounter, SessionState], Choice]
"""Chooses a reply."""

MOST_TURNS: Final = 60
"""Replies after which a talk counts as stuck: twice what any customer is ready to hear."""

_WARMTH: Final = frozenset(
    ("empathize", "apologize", "thank", "greet", "invite", "own", "paraphrase", "permission", "close")
)
_COURTEOUS: Final = re.compile(
    r"\b(?:maaf|mohon|terima kasih|silakan|tolong|boleh|izin|permisi|selamat|semoga|dengan senang|hati-hati"
    r"|sorry|please|thank|thanks|kindly|may i|welcome|wish|gladly|of course|take care)\b"
)
"""Words that sound polite whatever they are used for, in Indonesian and English."""


USUAL_BANDS: Final[Mapping[str, tuple[int, int]]] = {
    "expert": (80, 100),
    "hinted": (70, 100),
    "rule-reciter": (0, 85),
    "defensive": (0, 39),
}
"""Totals that a trainee should come to where the scenario does not say otherwise."""

TRICK_BAND: Final = (0, 59)
"""The same for every trainee who reads no meaning: below three of five."""


class Run(Struct, frozen=True):
    """One talk, to its end or to `MOST_TURNS`."""

    state: SessionState
    events: tuple[Event, ...]
    card: Scorecard

    @property
    def is_stuck(self) -> bool:
        """True when the talk never ended."""
        return not self.state.is_ended

    @property
    def total(self) -> int:
        """The total, 0 to 100; 0 when nothing was rated."""
        return self.card.total or 0

    @property
    def seen(self) -> set[str]:
        """The nodes where the talk has been, and the choices taken, these as `node.choice`."""
        return seen_in(self.events)

    @property
    def nodes(self) -> set[str]:
        """Where the talk has been."""
        return {name for name in self.seen if "." not in name}


def seen_in(events: Iterable[Event]) -> set[str]:
    """Return the nodes that a talk has come by, and the choices taken, these as `node.choice`."""
    seen: set[str] = set()
    for event in events:
        match event:
            case Entered():
                seen.add(event.node)
            case Replied():
                seen.add(f"{event.node}.{event.response.choice}")
            case Ended():
                seen.add(event.ending)
    return seen


def play_out(encounter: Encounter, name: str, seed: int) -> Run:
    """Return what comes of a talk with a trainee of `vocabulary.TRAINEES`."""
    return play_with(encounter, _dice(seed) if name == "random" else _TRAINEES[name], seed)


def play_with(encounter: Encounter, trainee: Trainee, seed: int) -> Run:
    """Return what comes of a talk with any trainee."""
    state, events = talk_with(encounter, trainee, seed)
    return Run(state, events, score(encounter, events))


def talk_with(encounter: Encounter, trainee: Trainee, seed: int) -> tuple[SessionState, tuple[Event, ...]]:
    """Return how a talk with any trainee ends, and what happens in it, without a score."""
    state, first = start(encounter, seed)
    events = list(first)
    while not state.is_ended and state.turn < MOST_TURNS and available_choices(encounter, state):
        state, new = step(encounter, state, respond(encounter, state, trainee(encounter, state)))
        events += new
    return state, tuple(events)


def _choice_of(encounter: Encounter, state: SessionState, found: Alternative) -> Choice:
    return next(item for item in available_choices(encounter, state) if item.id == found.response.choice)


def _hinted(encounter: Encounter, state: SessionState) -> Choice:
    """Take what a hint would say: the reply that does best at once."""
    return _choice_of(encounter, state, alternatives(encounter, state)[0])


def _expert(encounter: Encounter, state: SessionState) -> Choice:
    """Take the best reply; of those about as good, the one that finds out most."""
    found = alternatives(encounter, state)
    near = [item for item in found if found[0].value - item.value < LEAST_LOSS]
    return _choice_of(encounter, state, max(near, key=lambda item: len(item.response.asks)))


def _by(worth: Callable[[Choice], int]) -> Trainee:
    """Take whatever is worth most, the first written of equals."""
    return lambda encounter, state: max(available_choices(encounter, state), key=worth)


def _first_offered(encounter: Encounter, state: SessionState) -> Choice:
    """Take whatever stands first on the screen."""
    return offered_choices(encounter, state)[0]


def _traps(choice: Choice) -> int:
    return len(set(choice.shows) & set(TRAPS))


def _warmth(choice: Choice) -> int:
    return len(_WARMTH & set(choice.shows))


def _substance(choice: Choice) -> int:
    return len(choice.tells) + len(choice.asks)


def _courtesies(choice: Choice) -> int:
    return len(_COURTEOUS.findall(choice.text.casefold()))


_TRAINEES: Final[Mapping[str, Trainee]] = {
    "expert": _expert,
    "hinted": _hinted,
    "warm-but-empty": _by(lambda choice: 2 * _warmth(choice) - 3 * _traps(choice) - 4 * _substance(choice)),
    "rule-reciter": _by(lambda choice: 4 * _substance(choice) - 4 * len(choice.wrong) - 3 * _warmth(choice)),
    "defensive": _by(
        lambda choice: 3 * _traps(choice) + 2 * len(choice.wrong) - _substance(choice) - len(choice.shows)
    ),
    "stuffer": _by(lambda choice: len(set(choice.shows) & set(LABELS))),
    "longest": _by(lambda choice: len(choice.text)),
    "shortest": _by(lambda choice: -len(choice.text)),
    "politest": _by(lambda choice: 1000 * _courtesies(choice) + len(choice.text)),
    "first-written": _by(lambda choice: 0),
    "first-offered": _first_offered,
}


def _dice(seed: int) -> Trainee:
    """Return a trainee who throws dice."""
    chance = random.Random(seed)
    return lambda encounter, state: chance.choice(available_choices(encounter, state))


def curious() -> Trainee:
    """Return a trainee who takes what they have taken least so far, over all the talks they are in.

    They see every choice in a fraction of the replies that throwing dice needs.
    """
    taken: Counter[tuple[str, str]] = Counter()

    def choose(encounter: Encounter, state: SessionState) -> Choice:
        chosen = min(available_choices(encounter, state), key=lambda choice: taken[state.node, choice.id])
        taken[state.node, chosen.id] += 1
        return chosen

    return choose


def band_of(bands: Mapping[str, BandFile], name: str) -> tuple[int, int]:
    """Return the totals, lowest and highest, that a trainee should come to; `bands` are the author's own."""
    written = bands.get(name)
    return (written.low, written.high) if written else USUAL_BANDS.get(name, TRICK_BAND)
