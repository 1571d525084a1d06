"""The one way in which a host says no."""

from roleplay.app.hosting.messages import Reason, Refusal
from roleplay.i18n import _
from roleplay.store import NotKeptError


class Refused(Exception):
    """What was asked is not done."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason: Reason = reason
        self.message = message

    @property
    def refusal(self) -> Refusal:
        """The answer to send."""
        return Refusal(self.reason, self.message)


def not_kept(error: NotKeptError) -> Refused:
    """Return the refusal of what could not be written."""
    words = _("It could not be kept: {reason}. Nothing is lost: try again.")
    return Refused("not-kept", words.format(reason=error.reason))
