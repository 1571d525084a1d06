"""Shows what a reply did, and hints before the next one. Loaded with the first reply, not before."""

from roleplay.app.played import PlayedSession
from roleplay.domain.encounter import Encounter
from roleplay.domain.turn import Turn
from roleplay.i18n import _
from roleplay.reporting.feedback import Feedback, feedback, hint
from roleplay.reporting.feedback_words import feedback_lines
from roleplay.reporting.names import advice, evidence_name, label_name, stage_name
from roleplay.terminal.mood_view import show_told
from roleplay.terminal.screen import Screen

LAST_RUNG = 3
"""The rung of the hint ladder on which a whole line is given."""


def show_turn(screen: Screen, encounter: Encounter, turn: Turn) -> None:
    """Write what an understood reply did."""
    if turn.receipt is not None:
        show_feedback(screen, encounter, feedback(encounter, turn.before, turn.response, turn.receipt))


def show_feedback(screen: Screen, encounter: Encounter, told: Feedback) -> None:
    """Write what a reply showed, why the customer moved, and one better line."""
    screen.line()
    for line in feedback_lines(encounter, told):
        show_told(screen, line)


def show_heard(screen: Screen, session: PlayedSession, number: int | None) -> None:
    """List what was heard in the last typed reply, or remember that the one with `number` was not meant."""
    heard = session.heard_last()
    if not heard:
        screen.line(_("Only what was heard in a reply that you typed can be contested."))
    elif number is None:
        for place, item in enumerate(heard, 1):
            screen.line(f"b{place}  {evidence_name(item.label)}: “{item.quote}”", hang=4)
        screen.line(_("Which one did you not mean? Type for example b1."))
    elif 1 <= number <= len(heard):
        session.contest(heard[number - 1])
        screen.line(
            _("Noted for the authors: you did not mean that. The score stays; u takes the reply back.")
        )
    else:
        screen.line(_("There is no b{number} here. Type b to see what was heard.").format(number=number))


def show_hint(screen: Screen, session: PlayedSession, rung: int) -> int:
    """Write the hint of a rung (1: stage, 2: technique, 3: a line) and return the rung that was reached."""
    found = hint(session.encounter, session.state)
    if found is None:
        screen.line(_("There is no hint here."))
        return 0
    rung = min(rung, LAST_RUNG)
    session.note_hint(rung)
    if rung == 1:
        text = _("Stage: {stage}. (h again: which technique)").format(stage=stage_name(found.stage))
    elif rung < LAST_RUNG and found.technique:
        text = _("Technique: {name}. {advice} (h again: a line)").format(
            name=label_name(found.technique), advice=advice(found.technique)
        )
    else:
        text = _("For example: “{line}”").format(line=found.line)
    screen.line(text, hang=2)
    return rung
