"""Asks somebody who wants to join: which group, whether they agree, and how they want to be called."""

from typing import Final

from roleplay.app.hosting.messages import Invitation
from roleplay.errors import RoleplayError
from roleplay.groups.state import LONGEST_NICKNAME
from roleplay.i18n import _
from roleplay.terminal.prompt import Prompt
from roleplay.terminal.screen import Screen

_NAMES: Final = (
    "Beringin",
    "Cendana",
    "Damar",
    "Jati",
    "Kenari",
    "Mahoni",
    "Meranti",
    "Pinus",
    "Randu",
    "Waru",
)
"""Trees: they tell nothing of anybody."""

_MOST_PARAGRAPHS: Final = 20
_LONGEST: Final = 2000
"""Characters of a paragraph: no host that is one sends more."""


def suggested_nickname(number: int) -> str:
    """Return an anonymous nickname made of a number."""
    return f"{_NAMES[number % len(_NAMES)]} {number // len(_NAMES) % 90 + 10}"


def ask_line(screen: Screen, prompt: Prompt, question: str, more: str = "") -> str:
    """Return what somebody answers. Raises RoleplayError when nobody does, KeyboardInterrupt for Ctrl-C."""
    screen.line()
    screen.line(question, "bold")
    if more:
        screen.line(more, "quiet")
    screen.flush()
    typed = prompt.ask()
    if typed is None:
        raise RoleplayError(_("You have not joined: there was no answer."))
    return typed.text


def ask_agreement(screen: Screen, prompt: Prompt, invitation: Invitation) -> bool:
    """Show what one agrees to; return True for a yes."""
    screen.line()
    screen.line(f"“{invitation.title}”", "bold")
    for paragraph in invitation.consent[:_MOST_PARAGRAPHS]:
        screen.line(paragraph[:_LONGEST], hang=2)
    while True:
        answer = ask_line(screen, prompt, _("Do you agree?"), _("y: yes, I agree    n: no, leave")).lower()
        if answer[:1] in ("y", _("y")):
            return True
        if answer[:1] in ("n", _("n"), "q"):
            return False


def ask_nickname(screen: Screen, prompt: Prompt, suggested: str) -> str:
    """Return the nickname that somebody wants."""
    typed = ask_line(
        screen,
        prompt,
        _("How do you want to be called here?"),
        _("A nickname, not your real name. Enter: {suggested}").format(suggested=suggested),
    )
    return typed[:LONGEST_NICKNAME] or suggested
