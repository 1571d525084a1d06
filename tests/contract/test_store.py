"""What every store promises, for every store there is."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event, Improvised, Undone
from roleplay.errors import StoreError
from roleplay.store import (
    ConflictError,
    SessionRecord,
    Store,
    TakenError,
    UnknownSessionError,
)

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
MORNING = "2026-11-24T08:00:00+07:00"
NOON = "2026-11-24T12:00:00+07:00"
NUMBERS = count()
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=12) | st.sampled_from(
    ["\x00", "a\x00b", "\ud800", "\\u0000", "\\", "'", "\x1b[2J", "\U0010ffff", "\ufffe", "e\u0301"]
)


def new_record(session_id: str, encounter: Encounter) -> SessionRecord:
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
    )


def begin(store: Store, encounter: Encounter, session_id: str, events: Sequence[Event]) -> SessionRecord:
    store.create(new_record(session_id, encounter), encounter)
    store.append(session_id, 0, events, MORNING)
    return store.record(session_id)


def test_events_come_back_as_they_were_appended(
    store: Store, encounter: Encounter, events: tuple[Event, ...]
) -> None:
    """Events of every kind, appended one after the other, are read back equal and in order."""
    store.create(new_record("abcd", encounter), encounter)
    for number, event in enumerate(events):
        assert store.append("abcd", number, [event], NOON) == number + 1
    assert store.read("abcd") == events


def test_append_takes_many_events_at_once(
    store: Store, encounter: Encounter, events: tuple[Event, ...]
) -> None:
    """Many events in one call count one version each."""
    store.create(new_record("abcd", encounter), encounter)
    assert store.append("abcd", 0, events, NOON) == len(events)
    assert store.read("abcd") == events


def test_the_time_of_every_event_is_kept(
    store: Store, encounter: Encounter, events: tuple[Event, ...]
) -> None:
    """There is one time for each event: the one that it was appended at, whatever the clock did."""
    begin(store, encounter, "abcd", events[:2])
    store.append("abcd", 2, events[2:3], NOON)
    store.append("abcd", 3, events[3:4], MORNING)
    assert store.times(" ABCD ") == (MORNING, MORNING, NOON, MORNING)
    store.create(new_record("efgh", encounter), encounter)
    assert store.times("efgh") == ()
    with pytest.raises(UnknownSessionError):
        store.times("zzzz")


def test_appending_nothing_changes_nothing(
    store: Store, encounter: Encounter, events: tuple[Event, ...]
) -> None:
    """An empty append returns the version; the session is as it was, and in its old place in the list."""
    begin(store, encounter, "abcd", events[:2])
    begin(store, encounter, "efgh", events[:2])
    before = store.sessions()
    assert store.append("abcd", 2, (), NOON) == 2
    assert store.sessions() == before
    assert store.read("abcd") == events[:2]


def test_a_record_comes_back_as_it_was_created(store: Store, encounter: Encounter) -> None:
    """A new session is known at once, with version 0 and no events."""
    record = new_record("abcd", encounter)
    store.create(record, encounter)
    assert store.record("abcd") == record
    assert store.read("abcd") == ()


def test_a_record_follows_the_events(store: Store, encounter: Encounter, events: tuple[Event, ...]) -> None:
    """Version, outcome and time of the last append are in the record; the rest never changes."""
    begin(store, encounter, "abcd", events[:-1])
    store.append("abcd", len(events) - 1, events[-1:], NOON)
    assert store.record("abcd") == replace(
        new_record("abcd", encounter), version=len(events), outcome="resolved", updated_at=NOON
    )


def test_taking_back_the_end_takes_back_the_outcome(
    store: Store, encounter: Encounter, events: tuple[Event, ...]
) -> None:
    """After an undo of the last reply the session is unfinished again."""
    begin(store, encounter, "abcd", events)
    store.append("abcd", len(events), [Undone(1)], NOON)
    assert store.record("abcd").outcome is None


@pytest.mark.parametrize("expected", [0, 1, 3, -1])
def test_a_wrong_version_is_a_conflict(
    store: Store, encounter: Encounter, events: tuple[Event, ...], expected: int
) -> None:
    """Whoever does not know the last version writes nothing and is told why."""
    begin(store, encounter, "abcd", events[:2])
    with pytest.raises(ConflictError, match="open elsewhere") as caught:
        store.append("abcd", expected, events[2:4], NOON)
    assert caught.value.hint
    assert store.read("abcd") == events[:2]
    assert store.record("abcd").updated_at == MORNING


def test_an_id_is_given_once(store: Store, encounter: Encounter, events: tuple[Event, ...]) -> None:
    """A second session of one id is refused and the first keeps its events."""
    begin(store, encounter, "abcd", events[:2])
    with pytest.raises(TakenError):
        store.create(new_record("abcd", encounter), encounter)
    assert store.read("abcd") == events[:2]


def test_sessions_that_are_not_there_are_told(
    store: Store, encounter: Encounter, events: tuple[Event, ...]
) -> None:
    """Reading, looking up and appending name the id that is unknown."""
    for attempt in (store.read, store.record, lambda name: store.append(name, 0, events, NOON)):
        with pytest.raises(UnknownSessionError, match="zzzz"):
            attempt("zzzz")


@pytest.mark.parametrize(
    "hostile",
    ["../x", "", "abc", "a" * 17, "/etc/passwd", "ab\x00cd", "ab'; --", "é" * 4, "\ud800bcd", "a b c"],
)
def test_what_cannot_be_an_id_is_refused(
    store: Store, encounter: Encounter, events: tuple[Event, ...], hostile: str
) -> None:
    """Text that is no id never reaches the disk; the error says what an id looks like."""
    attempts = (
        lambda: store.read(hostile),
        lambda: store.record(hostile),
        lambda: store.append(hostile, 0, events, NOON),
        lambda: store.create(new_record(hostile, encounter), encounter),
    )
    for attempt in attempts:
        with pytest.raises(StoreError, match="not a session id") as caught:
            attempt()
        assert "4 to 16" in caught.value.hint


def test_an_id_may_be_typed_in_capitals(
    store: Store, encounter: Encounter, events: tuple[Event, ...]
) -> None:
    """An id is found however a person types it."""
    begin(store, encounter, "ab12", events[:1])
    assert store.read(" AB12 ") == events[:1]
    assert store.append("AB12", 1, events[1:2], NOON) == 2


@pytest.mark.parametrize("seed", [-1, 2**63])
def test_an_impossible_seed_is_refused(store: Store, encounter: Encounter, seed: int) -> None:
    """A seed that could not be kept exactly is refused with the range that can."""
    with pytest.raises(StoreError, match=str(seed)) as caught:
        store.create(replace(new_record("abcd", encounter), seed=seed), encounter)
    assert str(2**63 - 1) in caught.value.hint


def test_the_last_played_session_comes_first(
    store: Store, encounter: Encounter, events: tuple[Event, ...]
) -> None:
    """The list is in the order of play, not of the clock, which may have been set back."""
    begin(store, encounter, "first", events[:1])
    begin(store, encounter, "second", events[:1])
    assert [record.id for record in store.sessions()] == ["second", "first"]
    store.append("first", 1, events[1:2], "1999-01-01T00:00:00+00:00")
    assert [record.id for record in store.sessions()] == ["first", "second"]
    assert [record.id for record in store.sessions(limit=1)] == ["first"]


def test_a_list_without_damage_is_the_list(
    store: Store, encounter: Encounter, events: tuple[Event, ...]
) -> None:
    """Where nothing is damaged the listing holds every session, and nothing stands apart."""
    begin(store, encounter, "first", events[:1])
    begin(store, encounter, "second", events)
    assert store.listing() == (store.sessions(), ())
    assert len(store.sessions()) == 2


def test_finished_sessions_can_be_left_out(
    store: Store, encounter: Encounter, events: tuple[Event, ...]
) -> None:
    """Only sessions without an outcome can be gone on with, and the limit counts those."""
    begin(store, encounter, "open", events[:3])
    begin(store, encounter, "over", events)
    assert [record.id for record in store.sessions(unfinished_only=True, limit=1)] == ["open"]
    assert [record.id for record in store.sessions()] == ["over", "open"]


def test_a_session_that_never_began_is_not_listed(store: Store, encounter: Encounter) -> None:
    """A program that died before the first event leaves nothing to go on with."""
    store.create(new_record("abcd", encounter), encounter)
    assert store.sessions() == ()


def test_an_encounter_comes_back_by_its_digest(store: Store, encounter: Encounter) -> None:
    """A session can be gone on with exactly the content it began with, even after that content changed."""
    store.create(new_record("abcd", encounter), encounter)
    changed = replace(encounter, digest="other", title="Changed")
    store.create(replace(new_record("efgh", encounter), encounter="other"), changed)
    assert store.encounter(encounter.digest) == encounter
    assert store.encounter("other") == changed


def test_the_first_encounter_of_a_digest_stays(store: Store, encounter: Encounter) -> None:
    """Nothing that comes later under the same digest changes what a session was played with."""
    store.create(new_record("abcd", encounter), encounter)
    store.create(new_record("efgh", encounter), replace(encounter, title="Changed"))
    assert store.encounter(encounter.digest) == encounter


def test_a_record_of_other_content_is_a_bug(store: Store, encounter: Encounter) -> None:
    """A session cannot begin with content that is not the one its record names."""
    with pytest.raises(ValueError, match="not other"):
        store.create(new_record("abcd", encounter), replace(encounter, digest="other"))
    with pytest.raises(UnknownSessionError):
        store.record("abcd")


def test_unknown_content_is_told(store: Store) -> None:
    """A digest that was never kept is an error that names it."""
    with pytest.raises(StoreError, match="0123456789ab"):
        store.encounter("0123456789abcdef")


@given(said=ANY_TEXT)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_said_comes_back(store: Store, encounter: Encounter, said: str) -> None:
    """Any text at all is read back as it was said, or what is no text is refused; nothing else happens."""
    name = f"t{next(NUMBERS):05}"
    store.create(new_record(name, encounter), encounter)
    try:
        version = store.append(name, 0, [Improvised(1, False, said)], NOON)
    except StoreError:
        assert any("\ud800" <= sign <= "\udfff" for sign in said)
        version = 0
    assert store.read(name) == (Improvised(1, False, said),)[:version]
    assert store.append(name, version, [Undone(1)], NOON) == version + 1


@given(typed=ANY_TEXT)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_comes_back(store: Store, encounter: Encounter, typed: str) -> None:
    """A record with any text in it is read back as it was typed, or refused where that is no text."""
    record = replace(new_record(f"r{next(NUMBERS):05}", encounter), scenario=typed, seat=typed)
    try:
        store.create(record, encounter)
    except StoreError:
        assert any(sign == "\x00" or "\ud800" <= sign <= "\udfff" for sign in typed)
        with pytest.raises(UnknownSessionError):
            store.record(record.id)
    else:
        assert store.record(record.id) == record
