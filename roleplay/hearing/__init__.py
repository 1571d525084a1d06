"""Turns what an officer types into a response: offline, the same every time, in milliseconds.

Reads the text into sentences of plain words (`normalize`), finds cues in them (`match`), weighs what
was found by the rules of the codebook (`rules`), and quotes the officer's own words for every label.
"""

from roleplay.hearing.cue import CueError
from roleplay.hearing.hear import Ear

__all__ = ["CueError", "Ear"]
