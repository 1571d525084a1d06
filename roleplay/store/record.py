"""What is known of a session without reading its events."""

import re
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import astuple, replace

from roleplay.cleaning import clean_line
from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Ended, Event, Undone
from roleplay.domain.group import Closed, GroupEvent
from roleplay.errors import StoreError
from roleplay.i18n import _

Mode = Literal["practice", "assess"]

MAX_SEED: Final = 2**63 - 1
"""The greatest whole number that a database holds exactly."""

_ID: Final = re.compile(r"[0-9a-z]{4,16}")
_NO_TEXT: Final = re.compile("[\x00\ud800-\udfff]")


class SessionRecord(Struct, frozen=True):
    """One session in the list of sessions."""

    id: str
    """Short enough to type: 4 to 16 digits and small letters."""
    scenario: str
    persona: str
    language: str
    mode: Mode
    seed: int
    """0 to `MAX_SEED`."""
    encounter: str
    """The digest of the encounter."""
    started_at: str
    """ISO 8601 with the offset from UTC."""
    updated_at: str
    """When events were last appended, likewise."""
    outcome: str | None = None
    """None until the session has ended, and again when the last reply was taken back."""
    version: int = 0
    """How many events there are."""
    group_id: str | None = None
    """The group it was played in, or None when it was played alone."""
    seat: str | None = None
    """The seat in that group."""
    site: str = ""
    """The office it was played at; empty where there is only one."""

    def after(self, events: Sequence[Event], at: str) -> "SessionRecord":
        """Return the record as it is once `events` have been appended at the time `at`."""
        outcome = self.outcome
        for event in events:
            if isinstance(event, Ended):
                outcome = event.outcome
            elif isinstance(event, Undone):
                outcome = None
        return replace(self, outcome=outcome, version=self.version + len(events), updated_at=at)


class GroupRecord(Struct, frozen=True):
    """One group in the list of groups."""

    id: str
    """What people join with: 8 signs of base 32."""
    title: str
    site: str
    """The office it belongs to; empty where there is only one."""
    started_at: str
    """ISO 8601 with the offset from UTC."""
    updated_at: str
    """When events were last appended, likewise."""
    keep_days: int
    """After how many days it may be erased."""
    is_closed: bool = False
    version: int = 0
    """How many events there are."""

    def after(self, events: Sequence[GroupEvent], at: str) -> "GroupRecord":
        """Return the record as it is once `events` have been appended at the time `at`."""
        is_closed = self.is_closed or any(isinstance(event, Closed) for event in events)
        return replace(self, is_closed=is_closed, version=self.version + len(events), updated_at=at)


class DamagedEntry(NamedTuple):
    """A session whose entry in the list cannot be read. Both texts are as they can still be made out."""

    id: str
    scenario: str


class Listing(NamedTuple):
    """The list of sessions, as far as it can be read."""

    records: tuple[SessionRecord, ...]
    """The last played first."""
    damaged: tuple[DamagedEntry, ...]


def session_id(text: str) -> str:
    """Return the session id that a person typed, in small letters.

    Raises StoreError for whatever cannot be an id, so that it never becomes part of a path or a query.
    """
    typed = text.strip().lower()
    if _ID.fullmatch(typed):
        return typed
    raise StoreError(
        _("'{text}' is not a session id.").format(text=clean_line(text)[:40]),
        _("An id has 4 to 16 digits and letters. Look it up in the list of sessions."),
    )


def group_id(text: str) -> str:
    """Return the id of a group that a person typed, in small letters, without spaces and hyphens.

    Raises StoreError for whatever cannot be an id.
    """
    typed = re.sub(r"[\s-]", "", text).lower()
    if _ID.fullmatch(typed):
        return typed
    raise StoreError(
        _("'{text}' is not the code of a group.").format(text=clean_line(text)[:40]),
        _("A code has 8 digits and letters. The facilitator shows it."),
    )


def check_new(record: SessionRecord, encounter: Encounter) -> None:
    """Raise StoreError when a session cannot begin with this record, ValueError on a wrong encounter."""
    session_id(record.id)
    _check_text(record)
    if record.encounter != encounter.digest:
        raise ValueError(f"the record is of encounter {record.encounter}, not {encounter.digest}")
    if not 0 <= record.seed <= MAX_SEED:
        raise StoreError(
            _("The seed {seed} is out of range.").format(seed=record.seed),
            _("Choose a whole number from 0 to {high}.").format(high=MAX_SEED),
        )


def check_new_group(record: GroupRecord) -> None:
    """Raise StoreError when a group cannot begin with this record."""
    group_id(record.id)
    _check_text(record)


def _check_text(record: SessionRecord | GroupRecord) -> None:
    """Raise StoreError for a text that some database refuses: one with a NUL, or one that is not Unicode."""
    for value in astuple(record):
        if isinstance(value, str) and _NO_TEXT.search(value):
            raise StoreError(
                _("'{text}' cannot be kept.").format(text=clean_line(value)[:40]),
                _("It holds characters that are no text. Type it anew."),
            )
