"""What `roleplay privacy --json` prints."""

from msgspec import Struct

from roleplay.domain.events import Event
from roleplay.reporting.debrief import Debrief
from roleplay.reporting.personal_page import SeatKept
from roleplay.store import SessionRecord


class GroupKept(Struct, frozen=True):
    """A group that is kept, without a word that anybody said."""

    id: str
    title: str
    site: str
    """The office; empty where there is only one."""
    is_closed: bool
    seats: int
    sessions: int
    last_used: str
    """When something last happened in it, in ISO 8601 like the other times."""
    erase_from: str
    """From when on it may be erased."""
    is_expired: bool
    """True once that is over."""


class CopyKept(Struct, frozen=True):
    """A copy beside the store."""

    name: str
    size: int
    """Bytes."""
    is_ours: bool
    """True when the program made it and cleans it; False when somebody put it there."""


class Kept(Struct, frozen=True):
    """`roleplay privacy show --json`: what is kept on this computer."""

    place: str
    since: str | None
    """When the oldest of it was begun; null when there is nothing."""
    size: int
    """Bytes, copies not counted."""
    sessions: int
    sessions_alone: int
    """Those of them that belong to no group."""
    groups: tuple[GroupKept, ...]
    copies: tuple[CopyKept, ...]


class SessionKept(Struct, frozen=True):
    """Everything that is kept of one session."""

    record: SessionRecord
    debrief: Debrief | None
    """What was heard and scored; null for an assessment that has not ended."""
    events: tuple[Event, ...]
    """What happened, in order, as it is kept."""


class PersonalData(Struct, frozen=True):
    """`roleplay privacy export`: everything that is kept about somebody."""

    exported_at: str
    program: str
    """The version of roleplay."""
    seats: tuple[SeatKept, ...]
    sessions: tuple[SessionKept, ...]
