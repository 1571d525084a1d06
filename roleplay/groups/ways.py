"""The ways that a room went: the first one, those that left it at a split, and how two of them compare."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Acted, Event, Replied, Said, Unheard
from roleplay.domain.group import Branched, GroupEvent, Returned, Seated
from roleplay.domain.mood import Mood
from roleplay.engine import effective, history
from roleplay.groups.room import ROOM
from roleplay.scoring import score


class Way(NamedTuple):
    """One course that the talk took."""

    number: int
    """1 for the first."""
    session: str
    parent: str | None
    """The session that it left, None for the first way."""
    turn: int
    """The turn that was decided anew, 0 for the first way."""


class Future(Struct, frozen=True):
    """What became of a talk from one turn on."""

    reply: str
    """What was said in that turn; empty when nothing was said yet."""
    moods: tuple[Mood, ...]
    """Before that turn, and after it and each one that followed."""
    turns: int
    """Replies in the whole talk."""
    outcome: str | None
    ending: str
    """The author's word on how it ended."""
    manner: int | None
    substance: int | None
    total: int | None
    gates: tuple[str, ...]
    """What was broken, by title."""


def ways(events: Iterable[GroupEvent]) -> tuple[Way, ...]:
    """Return the ways in the order in which they were begun."""
    found: list[Way] = []
    for event in events:
        if isinstance(event, Seated) and event.seat == ROOM:
            found.append(Way(len(found) + 1, event.session, None, 0))
        elif isinstance(event, Branched):
            found.append(Way(len(found) + 1, event.session, event.parent, event.turn))
    return tuple(found)


def current(events: Iterable[GroupEvent]) -> str | None:
    """Return the session that the room is in, None before there is one."""
    session = None
    for event in events:
        if isinstance(event, Branched | Returned) or (isinstance(event, Seated) and event.seat == ROOM):
            session = event.session
    return session


def owner(known: Iterable[Way], session: str, turn: int) -> str:
    """Return the session in which the room decided on a turn of this session: it may have left it later."""
    by_session = {way.session: way for way in known}
    way = by_session[session]
    while way.parent is not None and turn <= way.turn:
        way = by_session[way.parent]
    return way.session


def is_crossroads(known: Iterable[Way], session: str, turn: int) -> bool:
    """Return True when this turn was left in another way, and is yet to be played anew in this session."""
    return any(way.session == session and way.parent is not None and way.turn == turn for way in known)


def before_turn(events: Sequence[Event], turn: int) -> tuple[Event, ...]:
    """Return what stood when a turn was about to be decided: what happens from there can happen anew.

    What was said in that turn and not understood is left out.
    """
    kept: list[Event] = []
    for event in effective(events):
        if isinstance(event, Replied) and event.turn == turn:
            break
        if isinstance(event, Unheard) and event.turn == turn - 1:
            break
        kept.append(event)
    return tuple(kept)


def words_before(events: Sequence[Event], turn: int) -> tuple[Said | Acted, ...]:
    """Return what the customer said and did last before a turn was decided."""
    return tuple(
        event
        for event in before_turn(events, turn)
        if isinstance(event, Said | Acted) and event.turn == turn - 1
    )


def reply_in(events: Sequence[Event], turn: int) -> Replied | None:
    """Return what was said in a turn, None when it was not played."""
    for event in effective(events):
        if isinstance(event, Replied) and event.turn == turn:
            return event
    return None


def future(encounter: Encounter, events: Sequence[Event], turn: int) -> Future:
    """Return what became of a session from a turn on, finished or not."""
    states = history(encounter, events)
    card = score(encounter, events)
    reply = reply_in(events, turn)
    last = states[-1]
    ending = encounter.nodes[last.ending].ending if last.ending else None
    return Future(
        reply=reply.response.text if reply else "",
        moods=tuple(state.mood for state in states[turn - 1 :]),
        turns=last.turn,
        outcome=last.outcome,
        ending=ending.debrief if ending else "",
        manner=card.manner,
        substance=card.substance,
        total=card.total,
        gates=tuple(gate.title for gate in card.gates),
    )
