"""Asks short questions that have an answer already: Enter takes it."""

from collections.abc import Callable
from typing import TypeVar

from roleplay.errors import RoleplayError
from roleplay.i18n import _
from roleplay.terminal.prompt import Prompt
from roleplay.terminal.screen import Screen

T = TypeVar("T")


class Questions:
    """Questions at a terminal, one after the other."""

    def __init__(self, screen: Screen, prompt: Prompt) -> None:
        self._screen = screen
        self._prompt = prompt
        screen.line(_("Enter takes what is suggested. Ctrl-C leaves, and nothing is written."), "quiet")

    def ask(self, question: str, suggested: str, read: Callable[[str], T], more: str = "") -> T:
        """Return what `read` makes of the answer; ask again while it raises RoleplayError.

        Raises KeyboardInterrupt when nobody answers any more.
        """
        while True:
            self._screen.line()
            self._screen.line(question, "bold")
            if more:
                self._screen.line(more, "quiet")
            self._screen.line(_("Enter: {suggested}").format(suggested=suggested), "quiet")
            self._screen.flush()
            typed = self._prompt.ask()
            if typed is None:
                raise KeyboardInterrupt
            try:
                return read(typed.text or suggested)
            except RoleplayError as error:
                self._screen.line(error.message)
                if error.hint:
                    self._screen.line(error.hint)
