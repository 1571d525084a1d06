"""What a store has to tell the user. Nothing that happens to a store happens in silence."""

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from roleplay.i18n import _
from roleplay.store.address import Address


class NoticeKind(StrEnum):
    """What happened."""

    NOT_KEPT = "not-kept"
    """The disk cannot be written or the server reached; sessions are in memory alone."""
    RESTORED = "restored"
    """A damaged store was moved aside and a backup took its place."""
    BEGUN_AFRESH = "begun-afresh"
    """A damaged store was moved aside and there was no good backup."""
    BACKUP_FOUND = "backup-found"
    """The store is gone, but a backup of it is there."""
    UPGRADED = "upgraded"
    """An older store was migrated; a copy of it was kept."""
    BACKUP_FAILED = "backup-failed"
    """No backup could be made."""
    DAMAGE_FOUND = "damage-found"
    """The store was found damaged as it was closed; the next opening repairs it."""
    TRACES_LEFT = "traces-left"
    """What was erased may still be on the disk; the next opening tries again to take it off."""
    COPY_LEFT = "copy-left"
    """What was erased may still stand in a copy that cannot be written anew."""


class Notice(NamedTuple):
    """One thing that the user should know."""

    kind: NoticeKind
    message: str
    """What happened and what to do, in the language in use."""
    place: Path | Address
    """What it is about: where the damaged store now lies, the backup, or the store itself."""

    @property
    def is_loud(self) -> bool:
        """True when something was or may be lost, so that it must not be overlooked."""
        return self.kind is not NoticeKind.UPGRADED

    @property
    def path(self) -> Path:
        """The file it is about; a store on a server has none."""
        assert isinstance(self.place, Path)
        return self.place


def not_kept(place: Path | Address, reason: str) -> Notice:
    """Tell that nothing can be kept at `place`."""
    message = _(
        "Nothing you play now will be kept: the store {path} cannot be used ({reason}). "
        "Export what you need before you leave."
    )
    return Notice(NoticeKind.NOT_KEPT, message.format(path=place, reason=reason), place)


def restored(aside: Path, backup: Path) -> Notice:
    """Tell that the damaged store is at `aside` and `backup` took its place."""
    message = _(
        "The store was damaged. It was moved to {aside}; the sessions in the backup {backup} are back. "
        "Sessions played after that backup are only in the damaged file."
    )
    return Notice(NoticeKind.RESTORED, message.format(aside=aside, backup=backup), aside)


def begun_afresh(aside: Path) -> Notice:
    """Tell that the damaged store is at `aside` and an empty one took its place."""
    message = _(
        "The store was damaged and there is no good backup. It was moved to {aside}; "
        "an empty store takes its place."
    )
    return Notice(NoticeKind.BEGUN_AFRESH, message.format(aside=aside), aside)


def outbox_begun_afresh(aside: Path) -> Notice:
    """Tell that the damaged outbox is at `aside` and an empty one took its place."""
    message = _(
        "The outbox was damaged. It was moved to {aside}; an empty one takes its place. "
        "Nothing is lost: what was sent before is offered once more, and the record store keeps it once."
    )
    return Notice(NoticeKind.BEGUN_AFRESH, message.format(aside=aside), aside)


def backup_found(path: Path, backup: Path) -> Notice:
    """Tell that a store that is gone can be had back."""
    message = _(
        "There was no store at {path}, so a new one begins. "
        "Earlier sessions are in {backup}: copy it to that place to have them back."
    )
    return Notice(NoticeKind.BACKUP_FOUND, message.format(path=path, backup=backup), backup)


def upgraded(copy: Path) -> Notice:
    """Tell that the store was migrated and how it was before is at `copy`."""
    message = _("The store was brought up to date. A copy of how it was is in {copy}.")
    return Notice(NoticeKind.UPGRADED, message.format(copy=copy), copy)


def backup_failed(path: Path, reason: str) -> Notice:
    """Tell that no backup of the store at `path` could be made."""
    message = _("No backup of the store {path} could be made: {reason}. The store itself is in order.")
    return Notice(NoticeKind.BACKUP_FAILED, message.format(path=path, reason=reason), path)


def damage_found(path: Path) -> Notice:
    """Tell that the store at `path` is damaged."""
    message = _("The store {path} is damaged. It will be repaired when the program starts again.")
    return Notice(NoticeKind.DAMAGE_FOUND, message.format(path=path), path)


def traces_left(path: Path, reason: str) -> Notice:
    """Tell that the files of the store at `path` are not clean of what was erased."""
    message = _(
        "What was erased cannot be seen any more, but traces of it may still be in the files of {path}: "
        "{reason}. The next start of the program takes them out."
    )
    return Notice(NoticeKind.TRACES_LEFT, message.format(path=path, reason=reason), path)


def copy_left(copy: Path) -> Notice:
    """Tell that the file at `copy` may hold what was erased, and that we do not touch it."""
    message = _(
        "What was erased may still stand in {path}, which this program cannot clean. "
        "Delete that file yourself if nobody needs it."
    )
    return Notice(NoticeKind.COPY_LEFT, message.format(path=copy), copy)
