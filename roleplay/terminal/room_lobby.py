"""Asks who is in the room, and says what is kept before anything is."""

import re

from roleplay.app.room_teams import name_teams
from roleplay.groups.room import FEWEST_TEAMS, MOST_TEAMS
from roleplay.i18n import _
from roleplay.reporting.room_words import consent_words
from roleplay.terminal.prompt import Prompt
from roleplay.terminal.questions import Questions
from roleplay.terminal.screen import Screen


def ask_teams(screen: Screen, prompt: Prompt) -> tuple[str, ...]:
    """Return the names of the teams. Raises KeyboardInterrupt when nobody answers."""
    return Questions(screen, prompt).ask(
        _("How many teams are there?"),
        "4",
        _read_teams,
        _("A number from {low} to {high}, or their names with commas between them.").format(
            low=FEWEST_TEAMS, high=MOST_TEAMS
        ),
    )


def _read_teams(answer: str) -> tuple[str, ...]:
    if answer.isdecimal() and len(answer) < 4:
        return name_teams((), int(answer))
    return name_teams([name for name in re.split(r"[,;]", answer) if name.strip()], None)


def ask_consent(screen: Screen, prompt: Prompt) -> bool:
    """Say what is kept, and return True when the room goes on."""
    screen.line()
    screen.line(consent_words())
    screen.line(_("Enter begins; q leaves, and nothing is kept."), "quiet")
    screen.flush()
    try:
        typed = prompt.ask()
    except KeyboardInterrupt:
        return False
    return typed is not None and typed.text.lower() != "q"
