"""The words of the cards: what an actor sees the officer do, who comes, and what a limit is."""

from collections.abc import Iterable, Iterator
from functools import reduce
from typing import Final

from roleplay.domain.condition import All, AnyOf, Between, Condition, Now, Past
from roleplay.domain.encounter import Encounter
from roleplay.domain.triad import Beat, Play
from roleplay.i18n import N_, _, ngettext
from roleplay.reporting.names import axis_name, band_name, outcome_name

_CUES: Final = {
    "greet": N_("greets you and says who they are"),
    "invite": N_("makes room for you to talk, and lets you finish"),
    "ask_open": N_("asks what happened, how or why, and waits"),
    "ask_specific": N_("asks for the one thing that decides your case"),
    "paraphrase": N_("says back what you told them, in their own words"),
    "empathize": N_("names what weighs on you, and why"),
    "apologize": N_("says sorry for what the office did to you"),
    "thank": N_("thanks you for something you really did"),
    "own": N_("says “I will do that now”, and does it"),
    "explain": N_("gives you the reason in everyday words"),
    "next_step": N_("names one thing that you can do, bring or expect"),
    "give_time": N_("names a day or an hour"),
    "options": N_("offers you two ways, and lets you choose"),
    "refer": N_("names the right place and takes your matter there"),
    "check": N_("makes sure that it was clear, without testing you"),
    "permission": N_("asks leave before they take or use what is yours"),
    "limit": N_("refuses calmly, with the reason and what is possible"),
    "unsure": N_("admits that they are not sure, and checks"),
    "close": N_("sums up, and offers further help"),
    "dismiss": N_("makes it small, or tells you to calm down or be patient"),
    "blame": N_("says or hints that it is your own fault"),
    "deflect": N_("says that it is not their part, and leaves it at that"),
    "order": N_("gives you a bare order"),
    "jargon": N_("uses terms and articles that you do not know"),
    "vague": N_("says “soon” or “it is being processed”, without a day"),
    "overpromise": N_("promises what is not theirs to give"),
    "rude": N_("is rude, or laughs at you"),
    "breach": N_("offers or takes what the rules forbid"),
    "formula": N_("recites “I understand how you feel”"),
    "told": N_("tells you something that you did not know"),
    "wrong": N_("tells you something that is not right"),
}
"""What the officer does, as the customer sees it; it follows “when the officer”."""

_SHOWN: Final = ("shows", "shown")
"""The fields of conditions that name techniques and traps."""

_PLACES: Final = {
    "phone": N_("You are on the phone: sit back to back, so that you do not see each other."),
    "chat": N_("You are writing to each other: sit back to back, and say each message in one go."),
}
_DEEDS: Final = {
    "asks-for-superior": N_("You ask for the officer's superior, and stay."),
    "films": N_("You hold up your phone as if you were filming, and stay."),
    "files-complaint": N_("You begin to write down a complaint, and stay."),
}


def cue(cause: str) -> str:
    """Return what the officer does, as it follows “when the officer”."""
    return _(_CUES[cause])


def beat_cue(beat: Beat) -> str:
    """Return what the officer has done before something is said, as it follows “once the officer”."""
    if beat.goal:
        return _lowered(beat.goal)
    return cue(beat.cause) if beat.cause else _("goes on")


def _lowered(text: str) -> str:
    """Return a sentence as it stands within another; one that begins with an abbreviation keeps it."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def force(strength: int, sign: str) -> str:
    """Return how much a moment moves, in one to three signs."""
    return sign * strength


def place_words(encounter: Encounter) -> str:
    """Return how two people sit where they do not see each other; empty at a counter."""
    return _(_PLACES[encounter.channel]) if encounter.channel in _PLACES else ""


def arrival(encounter: Encounter) -> str:
    """Return who comes, with what the officer sees of them."""
    name = encounter.persona.name
    if encounter.channel == "phone":
        return _("{name}, on the phone").format(name=name)
    if encounter.channel == "chat":
        return _("{name}, in the chat").format(name=name)
    return f"{name}, {encounter.persona.looks}"


def limit_words(condition: Condition, patience: int) -> str:
    """Return when a limit is reached, in the actor's words; `patience` is how many answers they bear."""
    return _when(condition, patience) or _("you have had enough")


def _when(condition: Condition, patience: int) -> str:
    """Return a condition in words; empty for one that an actor cannot look at."""
    match condition:
        case All():
            return "; ".join(_whens(condition.parts, patience))
        case AnyOf():
            return reduce(_either, _whens(condition.parts, patience), "")
        case Between():
            return _measure(condition, patience)
        case Now() | Past() if condition.field in _SHOWN and condition.name in _CUES:
            return _("the officer {cue}").format(cue=cue(condition.name))
        case _:
            return ""


def _whens(parts: Iterable[Condition], patience: int) -> Iterator[str]:
    return filter(None, (_when(part, patience) for part in parts))


def _either(one: str, other: str) -> str:
    return _("{one} or {other}").format(one=one, other=other) if one else other


def deed_words(does: str | None, ends: str | None) -> str:
    """Return what the customer does at a limit."""
    if does:
        return _(_DEEDS[does])
    if ends == "walked-out":
        return _("You go, and the talk is over.")
    return _("The talk is over: {outcome}.").format(outcome=outcome_name(ends)) if ends else ""


def _measure(asked: Between, patience: int) -> str:
    if asked.measure == "patience":
        return ngettext(
            "your patience is used up (about {count} answer)",
            "your patience is used up (about {count} answers)",
            patience,
        ).format(count=patience)
    if asked.measure == "turn":
        return _("from answer {count} on").format(count=asked.low)
    axis = "tension" if asked.measure == "peak" else asked.measure
    return f"{axis_name(axis)}: {_bands(axis, asked.low, asked.high)}"


def _bands(axis: str, low: int, high: int) -> str:
    first, last = band_name(axis, low), band_name(axis, high)
    if first == last:
        return first
    if high >= 100:
        return _("{band} or more").format(band=first)
    if low <= 0:
        return _("{band} or less").format(band=last)
    return _("{first} to {last}").format(first=first, last=last)


def signs(plays: Iterable[Play]) -> str:
    """Return the letters of some plays."""
    return " ".join(play.sign for play in plays)
