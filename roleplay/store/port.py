"""What every store promises, whatever it keeps sessions in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event
from roleplay.store.notice import Notice
from roleplay.store.record import SessionRecord


class Store(Protocol):
    """Sessions and the content they were played with. Events are only ever added.

    Every method that takes a session id accepts it as a person types it and raises StoreError for what
    cannot be an id, and UnknownSessionError for one that is not there. What cannot be read raises
    UnreachableError, or DamagedError where the disk no longer holds what was written.
    """

    def create(self, record: SessionRecord, encounter: Encounter) -> None:
        """Begin the session of `record`, which has no events yet, and keep its encounter.

        An encounter is kept once for each digest: the first is the one that stays. Raises TakenError
        when the id is there already, StoreError when the id or the seed is impossible, and NotKeptError
        when it cannot be written.
        """

    def append(self, session_id: str, expected_version: int, events: Sequence[Event], at: str) -> int:
        """Add `events`, all or none, and return the new version: the number of events there are then.

        When it returns, they are there after a crash or a power cut. `at` is the time in ISO 8601 with
        the offset from UTC. Raises ConflictError when there are not exactly `expected_version` events,
        and NotKeptError when they cannot be written; the session then is as it was.
        """

    def read(self, session_id: str) -> tuple[Event, ...]:
        """Return all events of the session, oldest first."""

    def record(self, session_id: str) -> SessionRecord:
        """Return what is known of the session."""

    def sessions(
        self, *, unfinished_only: bool = False, limit: int | None = None
    ) -> tuple[SessionRecord, ...]:
        """Return the sessions that have events: the last played first, whatever the clock said.

        At most `limit` of them, or all; with `unfinished_only` those without an outcome.
        """

    def encounter(self, digest: str) -> Encounter:
        """Return exactly the content that sessions of this digest were played with.

        Raises StoreError when none is kept.
        """

    def close(self, now: datetime) -> tuple[Notice, ...]:
        """Let go of everything and return what the user should know; a second time does nothing.

        `now` knows its offset from UTC.
        """
