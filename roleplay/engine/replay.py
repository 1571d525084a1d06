"""From the events of a session back to its states: resume, undo, scores and debriefs rest on it.

What happened is read, not worked out anew: a session stays as it was played, also under a later version of
the program whose rules would have gone another way.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import (
    Acted,
    Ended,
    Entered,
    Event,
    MoodMoved,
    Replied,
    Revealed,
    Said,
    Started,
    Undone,
    Unheard,
)
from roleplay.domain.session import SessionState
from roleplay.engine.answer import answered, choice_of
from roleplay.engine.start import blank
from roleplay.engine.talk import LIMIT


def replay(encounter: Encounter, events: Iterable[Event]) -> SessionState:
    """Return the state in which `events` left the session. Raises ValueError when they do not begin one."""
    return history(encounter, events)[-1]


def history(encounter: Encounter, events: Iterable[Event]) -> list[SessionState]:
    """Return the state before the first reply and after each one that still stands.

    Raises ValueError when the events do not begin a session.
    """
    states: list[SessionState] = []
    for event in events:
        if isinstance(event, Started):
            states = [blank(encounter, event.seed)]
        elif not states:
            break
        elif isinstance(event, Undone):
            states = states[:-1] or states
        elif isinstance(event, Replied):
            choice = choice_of(encounter.nodes[event.node], event.response.choice)
            states.append(answered(states[-1], event.response, choice, states[-1].mood))
        else:
            states[-1] = _after(encounter, states[-1], event)
    if not states:
        raise ValueError("the events do not begin a session")
    return states


def _after(encounter: Encounter, state: SessionState, event: Event) -> SessionState:
    """Return the state after something that the customer did."""
    match event:
        case MoodMoved():
            mood = event.receipt.after
            return replace(state, mood=mood, peak=max(state.peak, mood.tension))
        case Entered():
            visits = _counted(state.visits, event.node)
            return replace(state, node=event.node, visits=visits, calls=event.calls)
        case Said():
            return _after_words(encounter, state, event.line)
        case Revealed() if not event.is_asked:
            return replace(state, volunteered=state.volunteered | {event.fact})
        case Acted():
            return replace(state, did=state.did | {event.act})
        case Unheard():
            return replace(state, unheard=state.unheard + 1)
        case Ended():
            return replace(state, node=event.ending, outcome=event.outcome, ending=event.ending)
    return state


def _after_words(encounter: Encounter, state: SessionState, line: str) -> SessionState:
    """Return the state after a line: lines of the persona are counted, a limit is met with its own words."""
    if line.startswith(LIMIT):
        return replace(state, limits=state.limits | {line.removeprefix(LIMIT)})
    if any(line == known.id for lines in encounter.persona.lines.values() for known in lines):
        return replace(state, said=_counted(state.said, line))
    return state


def _counted(counts: Mapping[str, int], name: str) -> Mapping[str, int]:
    return {**counts, name: counts.get(name, 0) + 1}


def effective(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events without the turns that were undone, and without the undoing."""
    kept: list[Event] = []
    for event in events:
        if isinstance(event, Undone):
            while kept and not (isinstance(kept[-1], Replied) and kept[-1].turn == event.turn):
                kept.pop()
            if kept:
                kept.pop()
        else:
            kept.append(event)
    return tuple(kept)
