"""Begins a session."""

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event, Started
from roleplay.domain.response import NOTHING
from roleplay.domain.session import SessionState
from roleplay.engine.talk import Talk


def start(encounter: Encounter, seed: int) -> tuple[SessionState, tuple[Event, ...]]:
    """Return the first state of a session, and the customer's first words among its events."""
    talk = Talk(encounter, blank(encounter, seed), NOTHING)
    talk.events.append(Started(encounter.digest, seed, encounter.start))
    talk.enter(encounter.start)
    return talk.state, tuple(talk.events)


def blank(encounter: Encounter, seed: int) -> SessionState:
    """Return the state before anybody has spoken."""
    nobody: frozenset[str] = frozenset()
    return SessionState(
        seed=seed,
        node=encounter.start,
        turn=0,
        mood=encounter.persona.mood,
        peak=encounter.persona.mood.tension,
        shown={},
        told=nobody,
        asked=nobody,
        volunteered=nobody,
        wrong=nobody,
        variables={name: variable.start for name, variable in encounter.variables.items()},
        visits={},
        said={},
        used=nobody,
        did=nobody,
        limits=nobody,
        calls=(),
        unheard=0,
        outcome=None,
        ending=None,
    )
