"""Keeps sessions, in a file or on a server. The only room that knows a database.

What was appended is there after a crash and is never changed, and nothing goes but what somebody erases.
Where disk or server do not do their part the store says so in words, and play goes on in memory.
"""

from roleplay.store.address import Address, place_of
from roleplay.store.erasing import find_copies, find_foreign_copies
from roleplay.store.errors import (
    ConflictError,
    DamagedError,
    ForeignError,
    NewerError,
    NotKeptError,
    OtherSiteError,
    RefusedError,
    SendingError,
    TakenError,
    UnknownGroupError,
    UnknownSessionError,
    UnreachableError,
)
from roleplay.store.memory import MemoryStore
from roleplay.store.notice import Notice, NoticeKind
from roleplay.store.opening import Opened, open_sites, open_store
from roleplay.store.outbox import Fate, Letter, Outbox, OutboxOpened, Verdict, open_outbox
from roleplay.store.port import Append, AppendToGroup, Begin, Store, Write
from roleplay.store.record import (
    DamagedEntry,
    GroupRecord,
    Listing,
    Mode,
    SessionRecord,
    group_id,
    session_id,
)
from roleplay.store.rescued import RescuedStore
from roleplay.store.sqlite import SqliteStore

__all__ = [
    "Address",
    "Append",
    "AppendToGroup",
    "Begin",
    "ConflictError",
    "DamagedEntry",
    "DamagedError",
    "Fate",
    "ForeignError",
    "GroupRecord",
    "Letter",
    "Listing",
    "MemoryStore",
    "Mode",
    "NewerError",
    "NotKeptError",
    "Notice",
    "NoticeKind",
    "Opened",
    "OtherSiteError",
    "Outbox",
    "OutboxOpened",
    "RefusedError",
    "RescuedStore",
    "SendingError",
    "SessionRecord",
    "SqliteStore",
    "Store",
    "TakenError",
    "UnknownGroupError",
    "UnknownSessionError",
    "UnreachableError",
    "Verdict",
    "Write",
    "find_copies",
    "find_foreign_copies",
    "group_id",
    "open_outbox",
    "open_sites",
    "open_store",
    "place_of",
    "session_id",
]
