"""A session that somebody plays, wherever it is kept."""

from abc import ABC, abstractmethod

from roleplay.app.conversation import Conversation
from roleplay.domain.encounter import Card, Choice
from roleplay.domain.response import Evidence
from roleplay.domain.turn import Turn


class PlayedSession(Conversation, ABC):
    """What a player does in a session. Everything is kept before it returns, or `loss` says why not."""

    loss: str | None
    """Why the session is no longer kept, once it is not."""

    @abstractmethod
    def choose(self, choice: Choice) -> Turn:
        """Take a choice."""

    @abstractmethod
    def say(self, text: str) -> Turn:
        """Reply freely."""

    @abstractmethod
    def undo(self) -> bool:
        """Take the last reply back; False when there is none."""

    @abstractmethod
    def note_hint(self, rung: int) -> None:
        """Remember that help was asked for."""

    @abstractmethod
    def open_cards(self) -> tuple[Card, ...]:
        """Return the cards on the desk, and remember that they were looked up."""

    @abstractmethod
    def contest(self, item: Evidence) -> None:
        """Remember, once, that the trainee did not mean what was heard in the last reply."""

    @abstractmethod
    def keep(self) -> bool:
        """Try once more to keep what could not be kept; return True when all is."""
