"""From the events of a session back to its state: resume, undo and debrief rest on it."""

from collections.abc import Iterable, Sequence

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event, Replied, Started, Undone, Unheard
from roleplay.domain.response import Response
from roleplay.domain.session import SessionState
from roleplay.engine.start import start
from roleplay.engine.step import step


def replay(encounter: Encounter, events: Iterable[Event]) -> SessionState:
    """Return the state in which `events` left the session. Raises ValueError when they do not begin one."""
    return history(encounter, events)[-1]


def history(encounter: Encounter, events: Iterable[Event]) -> list[SessionState]:
    """Return the state before the first reply and after each one that still stands.

    Raises ValueError when the events do not begin a session.
    """
    states: list[SessionState] = []
    for event in events:
        match event:
            case Started():
                states = [start(encounter, event.seed)[0]]
            case Replied() if states:
                states.append(step(encounter, states[-1], event.response)[0])
            case Unheard() if states:
                states[-1] = step(encounter, states[-1], Response(event.text))[0]
            case Undone() if len(states) > 1:
                states.pop()
    if not states:
        raise ValueError("the events do not begin a session")
    return states


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
