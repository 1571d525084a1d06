"""What an actor needs to play a customer as the program would: read off the encounter and two talks."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from roleplay.domain.encounter import Encounter, Line
from roleplay.domain.events import Event, Replied, Said
from roleplay.domain.response import NOTHING, Response
from roleplay.domain.session import SessionState
from roleplay.domain.triad import Beat, Moment, Part, Secret
from roleplay.domain.vocabulary import AXES, TECHNIQUES, TRAPS
from roleplay.engine.lines import first_line, with_drawn_words
from roleplay.engine.moving import move
from roleplay.engine.start import blank

MOST_MOMENTS: Final = 4
"""Causes of each kind that somebody can bear in mind while they play."""

MOST_BEATS: Final = 4
MOST_BAD_BEATS: Final = 2
"""Places of a talk whose words are given."""

_HALF: Final = 12
_WHOLE: Final = 20
"""Points of tension, trust and clarity together that count as half a band of mood, and as a whole one."""

_CALM: Final = 30
"""Tension at which the later words of a moment are looked for."""

_LINES: Final = 2
"""Words for one purpose, so that nobody has to repeat themselves."""

_SAYS: Final = "nodes."
_AGAIN: Final = ".again"


def part_of(encounter: Encounter, good: Sequence[Event], bad: Sequence[Event], seed: int) -> Part:
    """Return the part of whoever brings the matter.

    `good` and `bad` are whole talks, one that goes well and one that does not; both begin alike.
    """
    state = blank(encounter, seed)
    opening = tuple(event.text for event in _before_reply(good))
    beats = _beats(encounter, good)
    spoken = {beat.text for beat in beats} | set(opening)
    return Part(
        mood=encounter.persona.mood,
        opening=opening,
        secrets=tuple(
            Secret(with_drawn_words(encounter, seed, fact.says), fact.volunteers is not None)
            for fact in encounter.facts.values()
        ),
        hurts=_strongest(_moment(encounter, state, cause) for cause in TRAPS),
        helps=_strongest(_moment(encounter, state, cause) for cause in TECHNIQUES),
        good=_spread(beats, MOST_BEATS),
        bad=_spread([beat for beat in _beats(encounter, bad) if beat.text not in spoken], MOST_BAD_BEATS),
        pressing=_words(
            encounter, state, (*encounter.nodes[encounter.start].again, *_standing(encounter, "again"))
        ),
        lost=_words(encounter, state, _standing(encounter, "unheard")),
        limits=tuple(with_drawn_words(encounter, seed, limit.says) for limit in encounter.persona.limits),
    )


def _before_reply(events: Iterable[Event]) -> Iterator[Said]:
    for event in events:
        if isinstance(event, Replied):
            return
        if isinstance(event, Said):
            yield event


def _strongest(moments: Iterable[tuple[int, Moment]]) -> tuple[Moment, ...]:
    """Return the moments that matter most; what does nothing is none."""
    felt = sorted((item for item in moments if item[0] > 0), key=lambda item: -item[0])
    return tuple(moment for _points, moment in felt[:MOST_MOMENTS])


def _moment(encounter: Encounter, state: SessionState, cause: str) -> tuple[int, Moment]:
    """Return what one technique or trap does to the customer as they come, in points, and their words."""
    response = Response("", shows=(cause,))
    lines = [line for line in move(encounter.persona, state, response).lines if line.cause == cause]
    change = {axis: sum(line.amount for line in lines if line.axis == axis) for axis in AXES}
    points = change["trust"] + change["clarity"] - change["tension"]
    if cause in TRAPS:
        points = -points
    strength = 1 + (points >= _HALF) + (points >= _WHOLE)
    return points, Moment(cause, strength, _reactions(encounter, state, response, cause))


def _reactions(encounter: Encounter, state: SessionState, response: Response, cause: str) -> tuple[str, ...]:
    """Return what the customer says to a cause as they come, and what once they are calm."""
    lines = encounter.persona.lines.get(cause, ())
    calm = replace(state, mood=replace(state.mood, tension=min(_CALM, state.mood.tension)))
    found = [line for one in (state, calm) if (line := first_line(lines, one, response))]
    return tuple(dict.fromkeys(with_drawn_words(encounter, state.seed, line.texts[0]) for line in found))


def _standing(encounter: Encounter, cause: str) -> tuple[Line, ...]:
    return encounter.persona.lines.get(cause, ())


def _words(encounter: Encounter, state: SessionState, lines: Iterable[Line]) -> tuple[str, ...]:
    """Return what can be said of some lines as the customer comes."""
    held = [line for line in lines if line.when is None or line.when.holds(state, NOTHING)]
    return tuple(dict.fromkeys(with_drawn_words(encounter, state.seed, line.texts[0]) for line in held))[
        :_LINES
    ]


def _beats(encounter: Encounter, events: Iterable[Event]) -> list[Beat]:
    """Return what the customer says at each place of a talk after the opening, with what led there."""
    beats: list[Beat] = []
    response = NOTHING
    told: set[str] = set()
    for event in events:
        if isinstance(event, Replied):
            response = event.response
        elif isinstance(event, Said) and response is not NOTHING and _is_of_the_matter(event.line):
            goal = _goal(encounter, response, told)
            beats.append(Beat(goal, "" if goal else _cause(response), event.text))
    return beats


def _is_of_the_matter(line: str) -> bool:
    return line.startswith(_SAYS) and _AGAIN not in line


def _goal(encounter: Encounter, response: Response, told: set[str]) -> str:
    """Return a goal that a reply meets for the first time, what is told before what is asked."""
    if response.wrong:
        return ""
    said = {*response.tells, *response.asks}
    met = [goal for goal in encounter.goals if {goal.told, goal.asked} & said and goal.id not in told]
    told.update(goal.id for goal in met)
    return max(met, key=lambda goal: bool(goal.told)).text if met else ""


def _cause(response: Response) -> str:
    """Return the one thing in a reply that a customer would answer to."""
    if response.wrong:
        return "wrong"
    shown = [*(label for label in response.shows if label in TRAPS), *response.shows]
    return shown[0] if shown else "told" if response.tells else ""


def _spread(beats: Sequence[Beat], most: int) -> tuple[Beat, ...]:
    """Return some beats from the first to the last of a talk."""
    if len(beats) <= most:
        return tuple(beats)
    return tuple(beats[round(place * (len(beats) - 1) / (most - 1))] for place in range(most))
