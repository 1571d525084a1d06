"""Plays an encounter: pure functions from a state and a response to the next state and what happened."""

from roleplay.engine.choices import available_choices, offered_choices, respond
from roleplay.engine.replay import effective, history, replay
from roleplay.engine.start import start
from roleplay.engine.step import step

__all__ = [
    "available_choices",
    "effective",
    "history",
    "offered_choices",
    "replay",
    "respond",
    "start",
    "step",
]
