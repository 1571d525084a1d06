"""What the store on a server promises beyond the contract of every store."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import psycopg
import pytest
from msgspec.structs import replace

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Entered, Event
from roleplay.domain.group import GroupEvent
from roleplay.store import (
    Address,
    Append,
    AppendToGroup,
    Begin,
    ConflictError,
    DamagedError,
    GroupRecord,
    NotKeptError,
    SessionRecord,
    Store,
    TakenError,
    UnreachableError,
    Write,
    open_store,
)
from roleplay.store.postgres import PostgresStore
from tests.postgres_server import OWNER, SUPERUSER, PostgresServer

NewRecord = Callable[[str], SessionRecord]
Play = Callable[[Store, str], None]
OpenStore = Callable[[], PostgresStore]
ByHand = psycopg.Connection[tuple[Any, ...]]
TABLES = ("sessions", "events", "groups", "group_events", "encounters", "erasures")
MORNING = "2026-11-24T08:00:00+07:00"


@pytest.fixture
def open_shared(database: Address, now: datetime) -> Iterator[OpenStore]:
    """Opens the same store again and again, each time as another program does."""
    opened: list[PostgresStore] = []

    def open_it() -> PostgresStore:
        store, notices = open_store(database, now)
        assert isinstance(store, PostgresStore)
        assert notices == ()
        opened.append(store)
        return store

    yield open_it
    for store in opened:
        store.close(now)


@pytest.fixture
def shared(open_shared: OpenStore) -> PostgresStore:
    """An empty store on a server."""
    return open_shared()


@pytest.fixture
def by_hand(shared: PostgresStore, database: Address) -> Iterator[ByHand]:
    """The database of `shared`, without the program."""
    with psycopg.connect(database.text, autocommit=True, options="-c search_path=roleplay") as connection:
        yield connection


def race(*actions: Callable[[], object]) -> list[object]:
    """Do things at the same moment, and return what each came to, or what it raised."""
    outcomes: list[object] = [None] * len(actions)
    gate = threading.Barrier(len(actions))

    def run(number: int, action: Callable[[], object]) -> None:
        gate.wait()
        try:
            outcomes[number] = action()
        except (ConflictError, TakenError, NotKeptError) as error:
            outcomes[number] = type(error)

    threads = [threading.Thread(target=run, args=item) for item in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_sessions_are_there_after_closing(
    open_shared: OpenStore, play: Play, events: tuple[Event, ...], encounter: Encounter, now: datetime
) -> None:
    """What was kept is there for the next program, with the content it was played with."""
    first = open_shared()
    play(first, "abcd")
    assert first.close(now) == ()
    assert first.close(now) == ()
    second = open_shared()
    assert second.read("abcd") == events
    assert second.encounter(second.record("abcd").encounter) == encounter


def test_commits_are_durable(database: Address, postgres: PostgresServer, open_shared: OpenStore) -> None:
    """A commit is on the disk when it returns, also where the database was set to be careless."""
    name = database.text.partition("/store")[2].partition("?")[0]
    postgres.command(f"ALTER DATABASE store{name} SET synchronous_commit = off")
    rows = open_shared()._fetch("SHOW synchronous_commit", ())
    assert rows == [("on",)]


@pytest.mark.parametrize(
    "change",
    [
        *(f"DELETE FROM {table}" for table in TABLES),
        *(f"TRUNCATE {table} CASCADE" for table in TABLES),
        *(f"UPDATE {table} SET at = ''" for table in ("events", "group_events", "erasures")),
        "UPDATE encounters SET format = 9",
    ],
)
def test_nothing_kept_is_ever_changed(
    shared: PostgresStore, by_hand: ByHand, change: str, play: Play, group_events: tuple[GroupEvent, ...]
) -> None:
    """The database itself refuses even its owner to change or delete what was kept."""
    play(shared, "abcd")
    shared.create_group(GroupRecord("7k2m9p4q", "Bimtek", "", MORNING, MORNING, 90))
    shared.append_to_group("7k2m9p4q", 0, group_events, MORNING)
    play(shared, "gone")
    shared.erase(["gone"], {}, MORNING)
    with pytest.raises(psycopg.IntegrityError, match="only ever added"):
        by_hand.execute(change)


def test_an_erasure_allows_nothing_later(
    shared: PostgresStore,
    by_hand: ByHand,
    group_events: tuple[GroupEvent, ...],
) -> None:
    """That a group was once cleared of what a person said opens it to no other change."""
    shared.create_group(GroupRecord("7k2m9p4q", "Bimtek", "", MORNING, MORNING, 90))
    shared.append_to_group("7k2m9p4q", 0, group_events, MORNING)
    shared.erase([], {"7k2m9p4q": group_events}, MORNING)
    with pytest.raises(psycopg.IntegrityError, match="only ever added"):
        by_hand.execute("DELETE FROM group_events")
    assert by_hand.execute("SELECT id, at FROM erasures").fetchall() == [("7k2m9p4q", MORNING)]


def test_of_two_hosts_one_wins(
    open_shared: OpenStore, play: Play, events: tuple[Event, ...], group_events: tuple[GroupEvent, ...]
) -> None:
    """Of two that append to one session or group at the same moment, one does and the other is told."""
    first, second = open_shared(), open_shared()
    play(first, "abcd")
    first.create_group(GroupRecord("7k2m9p4q", "Bimtek", "", MORNING, MORNING, 90))
    for number in range(30):
        version = len(events) + number

        def append(store: Store, node: str, at: int = version) -> int:
            return store.append("abcd", at, [Entered(1, node)], MORNING)

        outcomes = race(lambda: append(first, "first"), lambda: append(second, "second"))
        assert sorted(map(str, outcomes)) == sorted([str(version + 1), str(ConflictError)])
        winner = "first" if outcomes[1] is ConflictError else "second"
        assert first.read("abcd")[-1] == Entered(1, winner)
    outcomes = race(
        *(
            lambda store=store: store.append_to_group("7k2m9p4q", 0, group_events[:3], MORNING)
            for store in (first, second)
        )
    )
    assert sorted(map(str, outcomes)) == sorted(["3", str(ConflictError)])
    assert second.read_group("7k2m9p4q") == group_events[:3]


def test_of_two_that_draw_one_id_one_gets_it(
    open_shared: OpenStore, new_record: NewRecord, encounter: Encounter
) -> None:
    """An id is given once, also when two draw it at the same moment; the content comes to be once."""
    first, second = open_shared(), open_shared()
    for number in range(20):
        record = new_record(f"same{number}")
        outcomes = race(
            lambda: first.create(record, encounter),  # noqa: B023  # run at once
            lambda: second.create(replace(record, seed=8), encounter),  # noqa: B023  # run at once
        )
        assert sorted(map(str, outcomes)) == sorted(["None", str(TakenError)])
        assert first.record(record.id).seed == (8 if outcomes[0] is TakenError else 7)
    group = GroupRecord("7k2m9p4q", "Bimtek", "", MORNING, MORNING, 90)
    outcomes = race(lambda: first.create_group(group), lambda: second.create_group(group))
    assert sorted(map(str, outcomes)) == sorted(["None", str(TakenError)])


def test_many_writes_that_cross_are_all_done(
    open_shared: OpenStore, new_record: NewRecord, encounter: Encounter, events: tuple[Event, ...]
) -> None:
    """Two hosts that write to the same sessions in opposite order hold each other up, and no more."""
    first, second = open_shared(), open_shared()
    names = [f"s{number:03}" for number in range(20)]
    first.write([Begin(new_record(name), encounter) for name in names])
    forward: list[Write] = [Append(name, 0, events[:2], MORNING) for name in names]
    outcomes = race(lambda: first.write(forward), lambda: second.write(forward[::-1]))
    done = [item for outcome in outcomes if isinstance(outcome, tuple) for item in outcome]
    assert sum(item == 2 for item in done) == len(names)
    assert sum(isinstance(item, ConflictError) for item in done) == len(names)
    assert all(first.read(name) == events[:2] for name in names)


def test_a_deadlock_is_begun_anew(
    shared: PostgresStore,
    database: Address,
    play: Play,
    events: tuple[Event, ...],
    group_events: tuple[GroupEvent, ...],
) -> None:
    """Where the server breaks a deadlock at our cost, the write is done all the same."""
    play(shared, "abcd")
    shared.create_group(GroupRecord("7k2m9p4q", "Bimtek", "", MORNING, MORNING, 90))
    done: list[object] = []
    writes: list[Write] = [
        Append("abcd", len(events), [Entered(1, "x")], MORNING),
        AppendToGroup("7k2m9p4q", 0, group_events[:1], MORNING),
    ]
    options = "-c search_path=roleplay -c deadlock_timeout=30s"
    with psycopg.connect(database.text.replace(OWNER, SUPERUSER), options=options) as other:
        other.execute("SELECT 1 FROM groups FOR UPDATE")
        thread = threading.Thread(target=lambda: done.extend(shared.write(writes)))
        thread.start()
        while not other.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone():
            time.sleep(0.01)
        other.execute("SELECT 1 FROM sessions FOR UPDATE")
    thread.join()
    assert done == [len(events) + 1, 1]


def test_a_busy_store_is_waited_for_and_then_told(
    shared: PostgresStore,
    by_hand: ByHand,
    play: Play,
    events: tuple[Event, ...],
) -> None:
    """While another program holds a session, reading goes on; writing waits its time and then says why."""
    play(shared, "abcd")
    shared._fetch("SELECT set_config('lock_timeout', '50ms', false)", ())
    by_hand.execute("BEGIN")
    by_hand.execute("SELECT 1 FROM sessions FOR UPDATE")
    assert shared.read("abcd") == events
    with pytest.raises(NotKeptError, match="another program"):
        shared.append("abcd", len(events), [Entered(2, "a")], MORNING)
    by_hand.execute("COMMIT")
    assert shared.append("abcd", len(events), [Entered(2, "a")], MORNING) == len(events) + 1


@pytest.mark.parametrize(
    ("state", "told"),
    [("53100", "disk of the server is full"), ("58030", "cannot be written or read"), ("25006", "written")],
)
def test_a_server_that_does_not_take_it(
    shared: PostgresStore,
    by_hand: ByHand,
    play: Play,
    events: tuple[Event, ...],
    state: str,
    told: str,
) -> None:
    """A full disk, a broken one and a store that may not be written are told, and nothing of it is kept."""
    play(shared, "abcd")
    by_hand.execute(
        "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION 'injected' USING ERRCODE = '{state}'; END $$"
    )
    by_hand.execute("CREATE TRIGGER fail BEFORE INSERT ON events EXECUTE FUNCTION fail()")
    with pytest.raises(NotKeptError, match=told):
        shared.append("abcd", len(events), [Entered(2, "a")], MORNING)
    by_hand.execute("DROP TRIGGER fail ON events")
    assert shared.read("abcd") == events
    assert shared.append("abcd", len(events), [Entered(2, "a")], MORNING) == len(events) + 1


def test_a_server_for_reading_only(
    shared: PostgresStore, play: Play, events: tuple[Event, ...], encounter: Encounter, new_record: NewRecord
) -> None:
    """On a server that takes nothing, as a standby, everything can be read and nothing written."""
    play(shared, "abcd")
    shared._fetch("SELECT set_config('default_transaction_read_only', 'on', false)", ())
    assert shared.read("abcd") == events
    with pytest.raises(NotKeptError, match="may not be written"):
        shared.append("abcd", len(events), [Entered(2, "a")], MORNING)
    with pytest.raises(NotKeptError, match="may not be written"):
        shared.create(new_record("efgh"), encounter)


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM events WHERE number = 3",
        "UPDATE events SET data = '{' WHERE number = 3",
        "UPDATE events SET format = 0 WHERE number = 3",
        "UPDATE events SET number = 99 WHERE number = 3",
        "UPDATE events SET data = '\\x7b22ff' WHERE number = 3",
        "UPDATE encounters SET data = '\\xc1'",
        "UPDATE encounters SET format = 0",
        "UPDATE sessions SET mode = 'neither'",
    ],
)
def test_rows_that_are_not_as_written_are_damage(
    shared: PostgresStore, by_hand: ByHand, harm: str, play: Play
) -> None:
    """Whatever is wrong in a row is told as damage, never read as if it were right."""
    play(shared, "abcd")
    for table in ("events", "encounters"):
        by_hand.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    by_hand.execute(harm)
    with pytest.raises(DamagedError):
        shared.encounter(shared.record("abcd").encounter)
        shared.read("abcd")


def test_a_store_without_its_tables_is_told(shared: PostgresStore, by_hand: ByHand) -> None:
    """A table that is missing is the user's trouble in words, not a traceback."""
    by_hand.execute("ALTER TABLE sessions RENAME TO sessions_of_old")
    with pytest.raises(UnreachableError, match="does not exist"):
        shared.sessions()


def test_our_own_misuse_shows(shared: PostgresStore, now: datetime) -> None:
    """A wrong statement and using a closed store are bugs, and are not dressed up as the user's trouble."""
    with pytest.raises(psycopg.ProgrammingError):
        shared._fetch("SELEKT 1", ())
    shared.close(now)
    with pytest.raises(RuntimeError, match="closed"):
        shared.sessions()


def test_a_closed_store_leaves_nothing_behind(
    open_shared: OpenStore, by_hand: ByHand, play: Play, now: datetime
) -> None:
    """What a program notes about itself while it writes goes when it goes."""
    store = open_shared()
    play(store, "abcd")
    assert by_hand.execute("SELECT written FROM writers").fetchall() == [(2,)]
    store.close(now)
    assert by_hand.execute("SELECT count(*) FROM writers").fetchone() == (0,)
