"""The words that personas react to, scenarios annotate and rubrics judge."""

from typing import Final

TECHNIQUES: Final = (
    "greet",
    "invite",
    "ask_open",
    "ask_specific",
    "paraphrase",
    "empathize",
    "apologize",
    "thank",
    "own",
    "explain",
    "next_step",
    "give_time",
    "options",
    "refer",
    "check",
    "permission",
    "limit",
    "unsure",
    "close",
)
"""Helpful acts, observable in the words of one reply. Ids are stable."""

TRAPS: Final = (
    "dismiss",
    "blame",
    "deflect",
    "order",
    "jargon",
    "vague",
    "overpromise",
    "rude",
    "breach",
    "formula",
)
"""Harmful acts. Ids are stable."""

LABELS: Final = TECHNIQUES + TRAPS
"""Everything a reply's manner can show, in the order in which it is told to people."""

SUBSTANCE: Final = ("told", "asked", "wrong")
"""Causes of a mood change that come from what was said, not how."""

AXES: Final = ("tension", "trust", "clarity", "patience")

BANDS: Final = {
    "tension": ("calm", "questioning", "challenging", "venting", "furious"),
    "trust": ("none", "low", "some", "good", "high"),
    "clarity": ("lost", "hazy", "partial", "fair", "clear"),
}
"""Names of the fifths of an axis that runs from 0 to 100, lowest first."""

BAND_WIDTH: Final = 20

OUTCOMES: Final = (
    "resolved",
    "partly",
    "unresolved",
    "walked-out",
    "escalated",
    "boundary-held",
    "breached",
)
"""How a session can end; `boundary-held`: ending or handing over the talk was right."""

QUADRANTS: Final = ("right-and-warm", "right-but-cold", "warm-but-wrong", "neither", "not-rated")
"""Where a session stands by substance and warmth."""

CHANNELS: Final = ("counter", "phone", "chat")
"""Where a talk takes place. Only at a counter is the customer seen."""

FORMS: Final = ("A", "B")
"""Two scenarios that measure the same before and after a training are its form A and form B."""

ACTS: Final = ("asks-for-superior", "films", "files-complaint")
"""What a customer can do, beside speaking and leaving."""

TRAINEES: Final = (
    "expert",
    "hinted",
    "warm-but-empty",
    "rule-reciter",
    "defensive",
    "stuffer",
    "longest",
    "shortest",
    "politest",
    "first-written",
    "first-offered",
    "random",
)
"""Simulated trainees: ways of choosing that show what a scenario rewards."""

STAGES: Final = ("welcome", "listen", "understand", "acknowledge", "resolve", "confirm", "close")
"""The seven stages of a service talk."""

STAGE_OF: Final = {
    "greet": "welcome",
    "invite": "listen",
    "ask_open": "understand",
    "ask_specific": "understand",
    "paraphrase": "understand",
    "permission": "understand",
    "empathize": "acknowledge",
    "apologize": "acknowledge",
    "thank": "acknowledge",
    "own": "resolve",
    "explain": "resolve",
    "next_step": "resolve",
    "give_time": "resolve",
    "options": "resolve",
    "refer": "resolve",
    "limit": "resolve",
    "unsure": "resolve",
    "check": "confirm",
    "close": "close",
}
"""The stage a technique belongs to first."""


def band(axis: str, value: int) -> str:
    """Return the name of the band in which `value` (0 to 100) of `axis` lies."""
    names = BANDS[axis]
    return names[min(value // BAND_WIDTH, len(names) - 1)]
