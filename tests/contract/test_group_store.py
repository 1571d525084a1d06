"""What every store promises for groups, for every store there is."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Entered, Event, HandedBack, Improvised, TookOver
from roleplay.domain.group import Disclosed, Doubted, GroupEvent, Joined, Recalled, Returned, Waived
from roleplay.errors import StoreError
from roleplay.store import (
    Append,
    AppendToGroup,
    Begin,
    ConflictError,
    GroupRecord,
    SessionRecord,
    Store,
    TakenError,
    UnknownGroupError,
    UnknownSessionError,
)

MORNING = "2026-11-24T08:00:00+07:00"
NOON = "2026-11-24T12:00:00+07:00"


def new_group(group_id: str, site: str = "") -> GroupRecord:
    return GroupRecord(group_id, "Bimtek", site, MORNING, MORNING, 90)


def new_record(session_id: str, encounter: Encounter, group_id: str | None = None) -> SessionRecord:
    return SessionRecord(
        id=session_id,
        scenario="jkp-empat-bulan",
        persona="darto",
        language="id",
        mode="practice",
        seed=7,
        encounter=encounter.digest,
        started_at=MORNING,
        updated_at=MORNING,
        group_id=group_id,
        seat=group_id and "s1",
        site="Sleman",
    )


def begin(store: Store, group_id: str, events: Sequence[GroupEvent]) -> None:
    store.create_group(new_group(group_id))
    store.append_to_group(group_id, 0, events, MORNING)


def test_what_happened_in_a_group_comes_back(store: Store, group_events: tuple[GroupEvent, ...]) -> None:
    """Events of every kind are read back equal and in order, from any number on."""
    store.create_group(new_group("7k2m9p4q"))
    for number, event in enumerate(group_events):
        assert store.append_to_group("7k2m9p4q", number, [event], NOON) == number + 1
    assert store.read_group("7K2M-9P4Q") == group_events
    assert store.read_group("7k2m9p4q", 5) == group_events[5:]
    assert store.read_group("7k2m9p4q", len(group_events)) == ()


def test_a_group_follows_its_events(store: Store, group_events: tuple[GroupEvent, ...]) -> None:
    """Version, time and whether it is closed are in the record; the list is in the order of what happened."""
    begin(store, "first000", group_events[:2])
    begin(store, "second00", group_events)
    assert store.group("second00") == replace(
        new_group("second00"), is_closed=True, version=len(group_events)
    )
    assert [group.id for group in store.groups()] == ["second00", "first000"]
    assert [group.id for group in store.groups(open_only=True)] == ["first000"]
    store.append_to_group("first000", 2, group_events[2:3], "1999-01-01T00:00:00+00:00")
    assert [group.id for group in store.groups()] == ["first000", "second00"]


def test_a_group_that_went_on_is_a_conflict(store: Store, group_events: tuple[GroupEvent, ...]) -> None:
    """Two facilitators at once: the second writes nothing and is told."""
    begin(store, "7k2m9p4q", group_events[:3])
    with pytest.raises(ConflictError):
        store.append_to_group("7k2m9p4q", 2, group_events[3:5], NOON)
    assert store.read_group("7k2m9p4q") == group_events[:3]
    with pytest.raises(TakenError):
        store.create_group(new_group("7k2m9p4q"))


@pytest.mark.parametrize("hostile", ["../x", "", "abc", "a" * 17, "ab\x00cd", "ab'; drop", "\ud800bcd"])
def test_what_cannot_be_a_code_is_refused(store: Store, hostile: str) -> None:
    """Text that is no code never reaches the disk; an unknown code is told."""
    for attempt in (store.group, store.read_group, lambda name: store.append_to_group(name, 0, [], NOON)):
        with pytest.raises(StoreError, match="not the code of a group"):
            attempt(hostile)
        with pytest.raises(UnknownGroupError, match="zzzzzzzz"):
            attempt("zzzz-zzzz")
    with pytest.raises(StoreError, match="not the code of a group"):
        store.create_group(new_group(hostile))


def test_sessions_are_found_by_their_group(
    store: Store, encounter: Encounter, events: tuple[Event, ...]
) -> None:
    """The sessions of one group can be had without the others, and know their seat and office."""
    for session_id, group_id in (("aaaa", "first000"), ("bbbb", None), ("cccc", "second00")):
        store.create(new_record(session_id, encounter, group_id), encounter)
        store.append(session_id, 0, events[:2], MORNING)
    assert [record.id for record in store.sessions(group_id="FIRST-000")] == ["aaaa"]
    assert {record.id for record in store.sessions()} == {"aaaa", "bbbb", "cccc"}
    found = store.record("aaaa")
    assert (found.group_id, found.seat, found.site) == ("first000", "s1", "Sleman")


def test_many_writes_are_done_or_refused_each_on_its_own(
    store: Store, encounter: Encounter, events: tuple[Event, ...], group_events: tuple[GroupEvent, ...]
) -> None:
    """What is refused hinders no other write, and each one is told what became of it."""
    begin(store, "7k2m9p4q", group_events[:1])
    done = store.write(
        [
            Begin(new_record("aaaa", encounter, "7k2m9p4q"), encounter),
            Append("aaaa", 0, events[:3], MORNING),
            Append("aaaa", 0, events[:3], NOON),
            Append("zzzz", 0, events[:3], NOON),
            Begin(new_record("aaaa", encounter), encounter),
            AppendToGroup("7k2m9p4q", 1, group_events[1:3], NOON),
            AppendToGroup("7k2m9p4q", 1, group_events[1:3], NOON),
            AppendToGroup("zzzzzzzz", 0, group_events[:1], NOON),
            Append("aaaa", 3, events[3:4], NOON),
        ]
    )
    kinds = [item if isinstance(item, int) else type(item) for item in done]
    assert kinds == [
        0,
        3,
        ConflictError,
        UnknownSessionError,
        TakenError,
        3,
        ConflictError,
        UnknownGroupError,
        4,
    ]
    assert store.read("aaaa") == events[:4]
    assert store.read_group("7k2m9p4q") == group_events[:3]


def test_a_taken_over_customer_is_kept(store: Store, encounter: Encounter) -> None:
    """What a facilitator said for a customer comes back as it was said."""
    said = (TookOver(1), Improvised(1, False, "Saya \U0001f32b tidak percaya."), Improvised(1, True, "a"))
    store.create(new_record("aaaa", encounter), encounter)
    store.append("aaaa", 0, (*said, HandedBack(1)), NOON)
    assert store.read("aaaa") == (*said, HandedBack(1))


def test_a_room_is_kept(store: Store) -> None:
    """What only a room does comes back as it was."""
    events = (
        Recalled("4f7g2k9m", 1, "2"),
        Waived("4f7g2k9m", 1, "1"),
        Disclosed("4f7g2k9m", 1),
        Doubted("4f7g2k9m", 1, "Takut \U0001f32b"),
        Returned("4f7g2k9m"),
    )
    begin(store, "7k2m9p4q", events)
    assert store.read_group("7k2m9p4q") == events


def test_what_is_erased_is_gone_and_the_rest_stays(
    store: Store, encounter: Encounter, events: tuple[Event, ...], group_events: tuple[GroupEvent, ...]
) -> None:
    """Erasing takes out whole sessions and whole groups, or writes over what a person said in a group."""
    for session_id in ("aaaa", "bbbb"):
        store.create(new_record(session_id, encounter, "7k2m9p4q"), encounter)
        store.append(session_id, 0, events[:2], MORNING)
    begin(store, "7k2m9p4q", group_events[:4])
    begin(store, "gone0000", group_events)
    without = tuple(
        replace(event, nickname="") if isinstance(event, Joined) else event for event in group_events[:4]
    )
    store.erase(["AAAA"], {"7k2m9p4q": without, "gone0000": None}, NOON)
    with pytest.raises(UnknownSessionError):
        store.read("aaaa")
    with pytest.raises(UnknownGroupError):
        store.read_group("gone0000")
    assert store.read("bbbb") == events[:2]
    assert store.read_group("7k2m9p4q") == without
    assert store.append("bbbb", 2, [Entered(1, "x")], NOON) == 3
    assert store.append_to_group("7k2m9p4q", 4, group_events[4:5], NOON) == 5


def test_erasing_is_whole_or_nothing(
    store: Store, encounter: Encounter, events: tuple[Event, ...], group_events: tuple[GroupEvent, ...]
) -> None:
    """When one part cannot be erased, none is: an unknown session, a group that has gone on."""
    store.create(new_record("aaaa", encounter), encounter)
    store.append("aaaa", 0, events[:2], MORNING)
    begin(store, "7k2m9p4q", group_events[:4])
    with pytest.raises(UnknownSessionError):
        store.erase(["aaaa", "zzzz"], {"7k2m9p4q": None}, NOON)
    with pytest.raises(ConflictError):
        store.erase(["aaaa"], {"7k2m9p4q": group_events[:3]}, NOON)
    assert store.read("aaaa") == events[:2]
    assert store.read_group("7k2m9p4q") == group_events[:4]


@pytest.mark.parametrize("title", ["a\x00b", "\ud800"])
def test_a_title_that_is_no_text_is_refused(store: Store, title: str) -> None:
    """What not every store can keep, none does; it is told in words."""
    with pytest.raises(StoreError, match="cannot be kept"):
        store.create_group(replace(new_group("7k2m9p4q"), title=title))
    with pytest.raises(UnknownGroupError):
        store.group("7k2m9p4q")
