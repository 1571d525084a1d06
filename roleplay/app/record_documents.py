"""What `roleplay xapi --json` prints."""

from msgspec import Struct


class RefusedRecord(Struct, frozen=True):
    """A statement that the record store will not have."""

    id: str
    reason: str
    """What the store said."""


class SendReport(Struct, frozen=True):
    """`roleplay xapi send ENDPOINT --json`."""

    endpoint: str
    sessions: int
    """Sessions of which there was something new to tell."""
    new: int
    """Statements that were put into the outbox."""
    unreadable: int
    """Sessions that were left out because they cannot be read."""
    sent: int
    there: int
    """Statements that the record store had already."""
    refused: tuple[RefusedRecord, ...]
    waiting: int
    """Statements that are still to be sent."""
    silence: str | None
    """Why it ended before all was sent; null when it did not."""


class RecordFault(Struct, frozen=True):
    """One thing that is wrong with a statement."""

    statement: int
    """Its number in the file, from 1."""
    line: int
    """Where it begins, from 1."""
    path: str
    """Where in it, as a JSON path."""
    reason: str


class RecordReport(Struct, frozen=True):
    """`roleplay xapi check FILE --json`."""

    statements: int
    faults: tuple[RecordFault, ...]
