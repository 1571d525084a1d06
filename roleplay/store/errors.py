"""What can come between a session and the disk, in words."""

from pathlib import Path

from roleplay.errors import StoreError
from roleplay.i18n import _
from roleplay.store.address import Address


class UnknownSessionError(StoreError):
    """No session has this id, or none any more."""

    def __init__(self, session_id: str, erased_at: str = "") -> None:
        """`erased_at` is when it was erased, where the store knows."""
        if erased_at:
            message = _("Session {id} was erased on {day}.").format(id=session_id, day=erased_at[:10])
            super().__init__(message, _("What was said in it cannot be had back."))
            return
        super().__init__(
            _("There is no session {id}.").format(id=session_id),
            _("Look the id up in the list of sessions."),
        )


class UnknownGroupError(StoreError):
    """No group has this id, or none any more."""

    def __init__(self, group_id: str, erased_at: str = "") -> None:
        """`erased_at` is when it was erased, where the store knows."""
        if erased_at:
            message = _("Group {id} was erased on {day}.").format(id=group_id, day=erased_at[:10])
            super().__init__(message, _("What was said in it cannot be had back."))
            return
        super().__init__(
            _("There is no group {id}.").format(id=group_id),
            _("Look the code up in the list of groups, or ask the facilitator."),
        )


class TakenError(StoreError):
    """A session or group of this id is there already; the caller draws another id."""

    def __init__(self, session_id: str) -> None:
        super().__init__(_("There is a session {id} already.").format(id=session_id))


class ConflictError(StoreError):
    """The session has gone on elsewhere since the caller last looked. Nothing was written."""

    def __init__(self, session_id: str) -> None:
        super().__init__(
            _("Session {id} is open elsewhere and has gone on there.").format(id=session_id),
            _("Nothing was lost. Close one of the two, then resume the session."),
        )


class NewerError(StoreError):
    """The store was written by a later version of the program. It was left untouched."""

    def __init__(self, place: Path | Address, found: int, known: int) -> None:
        super().__init__(
            _("The store {path} has version {found}; this program knows versions up to {known}.").format(
                path=place, found=found, known=known
            ),
            _("Install a newer version of roleplay, or name another store. It was left untouched."),
        )


class ForeignError(StoreError):
    """The database is one of another program. It was left untouched."""

    def __init__(self, place: Path | Address) -> None:
        super().__init__(
            _("{path} is a database of another program.").format(path=place),
            _("Name another store. It was left untouched."),
        )


class UnreachableError(StoreError):
    """The disk or the file does not do its part."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            _("The store cannot be used: {reason}.").format(reason=reason),
            _("Mend the cause, then start the program again."),
        )
        self.reason = reason
        """The cause in words, without a full stop."""


class RefusedError(UnreachableError):
    """The server answers, and will not have us as we came. Waiting does not help: somebody has to act."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint


class OtherSiteError(StoreError):
    """The record is of another office than the login is of. Nothing was written."""

    def __init__(self, site: str, own: str) -> None:
        super().__init__(
            _("This login keeps what is played at {own}, not at {site}.").format(own=own, site=site),
            _("Come with the login of that office."),
        )


class DamagedError(UnreachableError):
    """What is on the disk is not what was written. The next opening looks into it."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason or _("the file is damaged"))


class SendingError(StoreError):
    """Another process is sending from this outbox."""

    def __init__(self) -> None:
        super().__init__(
            _("Another program is sending from this outbox just now."),
            _("Nothing was sent twice. Wait until it has ended, then try again."),
        )


def unreadable(error: Exception) -> DamagedError:
    """Return the error for bytes that are not the value they should be, and why."""
    return DamagedError(_("what was kept cannot be read back ({detail})").format(detail=error))


class NotKeptError(StoreError):
    """Events could not be written. The store is as it was before; play can go on in a `RescuedStore`."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            _("The session could not be kept: {reason}.").format(reason=reason),
            _("Play on: it stays in memory until the program ends. Export it before you leave."),
        )
        self.reason = reason
        """The cause in words, without a full stop."""
