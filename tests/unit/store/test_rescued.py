"""Playing on after the disk failed."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Entered, Event
from roleplay.store import (
    MemoryStore,
    NotKeptError,
    RescuedStore,
    SessionRecord,
    SqliteStore,
    Store,
    open_store,
)

NewRecord = Callable[[str], SessionRecord]
Play = Callable[[Store, str], None]
MORNING = "2026-11-24T08:00:00+07:00"


@pytest.fixture
def rescued(
    store: SqliteStore, play: Play, new_record: NewRecord, encounter: Encounter, events: tuple[Event, ...]
) -> RescuedStore:
    """A store whose disk took four events of `abcd`; six were played."""
    play(store, "before")
    store.create(new_record("abcd"), encounter)
    store.append("abcd", 0, events[:4], MORNING)
    return RescuedStore(store, store.record("abcd"), encounter, events[:6], MORNING)


def test_the_session_goes_on(rescued: RescuedStore, events: tuple[Event, ...]) -> None:
    """All that was played is there, and more can be played."""
    assert rescued.read("abcd") == events[:6]
    assert rescued.append("abcd", 6, events[6:], MORNING) == len(events)
    assert rescued.record("abcd").outcome == "resolved"


def test_earlier_sessions_can_still_be_read(
    rescued: RescuedStore, events: tuple[Event, ...], encounter: Encounter
) -> None:
    """The list holds each session once, the rescued one as it was played."""
    assert [(record.id, record.version) for record in rescued.sessions()] == [
        ("abcd", 6),
        ("before", len(events)),
    ]
    assert [record.id for record in rescued.sessions(unfinished_only=True, limit=1)] == ["abcd"]
    assert rescued.read("before") == events
    assert rescued.encounter(encounter.digest) == encounter


def test_what_is_damaged_on_disk_is_told_unless_it_was_rescued(
    rescued: RescuedStore, store: SqliteStore, events: tuple[Event, ...]
) -> None:
    """A damaged entry stands apart in the list; of the session in memory the whole one counts."""
    store._connection.execute("UPDATE sessions SET mode = 'neither'")
    records, damaged = rescued.listing()

    assert [(record.id, record.version) for record in records] == [("abcd", 6)]
    assert [entry.id for entry in damaged] == ["before"]


def test_content_of_earlier_sessions_can_still_be_read(
    store: SqliteStore, new_record: NewRecord, encounter: Encounter, events: tuple[Event, ...]
) -> None:
    """The content of sessions that were kept is had from the disk."""
    other = replace(encounter, digest="other")
    store.create(replace(new_record("abcd"), encounter="other"), other)
    rescued = RescuedStore(store, new_record("efgh"), encounter, events, MORNING)
    assert rescued.encounter("other") == other


def test_the_session_is_kept_once_the_disk_works(
    rescued: RescuedStore, store: SqliteStore, play: Play, events: tuple[Event, ...]
) -> None:
    """What was only in memory is written, later sessions included; a second time changes nothing."""
    rescued.append("abcd", 6, events[6:], MORNING)
    play(rescued, "later")
    for _time in range(2):
        assert rescued.keep()
        assert store.read("abcd") == events
        assert store.read("later") == events
        assert [record.id for record in store.sessions()] == ["later", "abcd", "before"]


def test_the_session_stays_in_memory_while_the_disk_fails(
    rescued: RescuedStore, store: SqliteStore, events: tuple[Event, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that still fails is no error; the session is there to be exported."""

    def fail(*_arguments: object) -> None:
        raise NotKeptError("the disk is full")

    monkeypatch.setattr(store, "append", fail)
    assert not rescued.keep()
    assert rescued.read("abcd") == events[:6]


def test_a_session_that_went_on_elsewhere_is_not_mixed(
    rescued: RescuedStore, store: SqliteStore, events: tuple[Event, ...]
) -> None:
    """What another program appended in the meantime stays as it is."""
    store.append("abcd", 4, [Entered(9, "elsewhere")], MORNING)
    assert not rescued.keep()
    assert store.read("abcd") == (*events[:4], Entered(9, "elsewhere"))
    assert rescued.read("abcd") == events[:6]


def test_a_session_that_could_not_begin_is_kept_later(
    path: Path, now: datetime, new_record: NewRecord, encounter: Encounter, events: tuple[Event, ...]
) -> None:
    """A session of which the disk has nothing at all is written whole."""
    disk = MemoryStore()
    rescued = RescuedStore(disk, new_record("abcd"), encounter, events, MORNING)
    assert rescued.keep()
    assert disk.read("abcd") == events
    assert disk.encounter(encounter.digest) == encounter
    assert disk.record("abcd") == rescued.record("abcd")


def test_closing_closes_the_store_beneath(rescued: RescuedStore, path: Path, now: datetime) -> None:
    """The disk is let go of, so that the next program finds the store closed in order."""
    rescued.close(now)
    assert not path.with_name(path.name + "-wal").exists()
    again, notices = open_store(path, now)
    assert notices == ()
    again.close(now)
