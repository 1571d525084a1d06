"""A line to the server that breaks at the worst moment: everything is done once, and only once."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from urllib.parse import quote

import psycopg
import pytest
from msgspec.structs import replace

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Entered, Event
from roleplay.domain.group import GroupEvent
from roleplay.store import (
    Address,
    Append,
    Begin,
    ConflictError,
    GroupRecord,
    NotKeptError,
    RescuedStore,
    SessionRecord,
    Store,
    TakenError,
    UnknownSessionError,
    UnreachableError,
    open_store,
    postgres_line,
)
from roleplay.store.postgres import PostgresStore
from tests.postgres_server import OWNER, PASSWORD, PostgresServer

NewRecord = Callable[[str], SessionRecord]
Play = Callable[[Store, str], None]
MORNING = "2026-11-24T08:00:00+07:00"


class Relay:
    """Stands between a program and the server, and breaks the line when it is told to."""

    def __init__(self, port: int) -> None:
        self._server = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.cuts = 0
        """How many times the line is to be broken at a commit, before anybody is let through again."""
        self.is_answer_lost = True
        """Whether the commit still reaches the server and only its answer is lost, or not even that."""
        self.is_down = False
        self._threads = [threading.Thread(target=self._serve)]
        self._threads[0].start()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        while True:
            try:
                client = self._listener.accept()[0]
            except OSError:
                return
            if self.is_down:
                client.close()
                continue
            server = socket.create_connection(("127.0.0.1", self._server))
            for action in (self._carry_there, self._carry_back):
                self._threads.append(threading.Thread(target=action, args=(client, server)))
                self._threads[-1].start()

    def _carry_there(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := client.recv(65_536):
                if self.cuts and b"COMMIT" in data:
                    self.cuts -= 1
                    # The program hears no more, whatever the server says.
                    client.shutdown(socket.SHUT_RDWR)
                    if self.is_answer_lost:
                        server.sendall(data)
                    break
                server.sendall(data)
        with suppress(OSError):
            server.shutdown(socket.SHUT_WR)

    def _carry_back(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := server.recv(65_536):
                client.sendall(data)
        with suppress(OSError):
            while server.recv(65_536):
                pass
        client.close()
        server.close()


@pytest.fixture
def relay(postgres: PostgresServer) -> Iterator[Relay]:
    made = Relay(postgres.port)
    yield made
    made.close()


@pytest.fixture
def shared(postgres: PostgresServer, database: Address, relay: Relay, now: datetime) -> Iterator[Store]:
    """A store that is reached through the relay."""
    name = database.text.partition("/store")[2].partition("?")[0]
    place = (
        f"postgresql://{OWNER}:{quote(PASSWORD, safe='')}@127.0.0.1:{relay.port}/store{name}?sslmode=disable"
    )
    store, notices = open_store(Address(place), now)
    assert notices == ()
    yield store
    store.close(now)


@pytest.fixture(params=[True, False], ids=["answer lost", "commit lost"])
def cut(request: pytest.FixtureRequest, relay: Relay) -> Callable[[int], None]:
    """Breaks the line at the next commits."""

    def plan(times: int) -> None:
        relay.is_answer_lost = request.param
        relay.cuts = times

    return plan


@pytest.mark.parametrize("times", [1, 2, 3])
def test_an_append_is_done_once(
    shared: Store, relay: Relay, cut: Callable[[int], None], play: Play, events: tuple[Event, ...], times: int
) -> None:
    """Whether or not a commit came through before the line broke, its events are there once."""
    play(shared, "abcd")
    for number in range(3):
        version = len(events) + number
        cut(times)
        assert shared.append("abcd", version, [Entered(number, "x")], MORNING) == version + 1
        assert relay.cuts == 0
    assert shared.read("abcd") == (*events, *(Entered(number, "x") for number in range(3)))


def test_a_session_begins_once(
    shared: Store, cut: Callable[[int], None], new_record: NewRecord, encounter: Encounter
) -> None:
    """A session or a group that began with the last words of a line is not taken by itself."""
    cut(1)
    shared.create(new_record("abcd"), encounter)
    with pytest.raises(TakenError):
        shared.create(new_record("abcd"), encounter)
    cut(1)
    group = GroupRecord("7k2m9p4q", "Bimtek", "", MORNING, MORNING, 90)
    shared.create_group(group)
    with pytest.raises(TakenError):
        shared.create_group(group)
    assert shared.group("7k2m9p4q") == group


def test_many_writes_are_done_once(
    shared: Store,
    cut: Callable[[int], None],
    new_record: NewRecord,
    encounter: Encounter,
    events: tuple[Event, ...],
    group_events: tuple[GroupEvent, ...],
) -> None:
    """What became of each write is told as it was decided, though the answer to all of it was lost."""
    cut(2)
    done = shared.write(
        [
            Begin(new_record("abcd"), encounter),
            Append("abcd", 0, events[:3], MORNING),
            Append("abcd", 0, events[:3], MORNING),
            Append("zzzz", 0, events[:3], MORNING),
        ]
    )
    assert [item if isinstance(item, int) else type(item) for item in done] == [
        0,
        3,
        ConflictError,
        UnknownSessionError,
    ]
    assert shared.read("abcd") == events[:3]


def test_erasing_is_done_once(shared: Store, cut: Callable[[int], None], play: Play) -> None:
    """What was erased as the line broke is not missed when it is to be erased again."""
    play(shared, "abcd")
    cut(1)
    shared.erase(["abcd"], {}, MORNING)
    assert shared.sessions() == ()


def test_who_went_on_meanwhile_is_not_overwritten(
    shared: Store,
    relay: Relay,
    database: Address,
    play: Play,
    events: tuple[Event, ...],
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """When another host was faster while the line was down, that is a conflict, even with the same words."""
    play(shared, "abcd")
    other = open_store(database, now).store
    relay.is_answer_lost = False
    relay.cuts = 1
    real = postgres_line.Line._reconnect

    def be_faster(line: postgres_line.Line, give_up: float) -> None:
        other.append("abcd", len(events), [Entered(1, "same")], MORNING)
        real(line, give_up)

    monkeypatch.setattr(postgres_line.Line, "_reconnect", be_faster)
    with pytest.raises(ConflictError):
        shared.append("abcd", len(events), [Entered(1, "same")], MORNING)
    assert shared.record("abcd").version == len(events) + 1
    other.close(now)


def test_a_lost_answer_is_known_though_others_went_on(
    shared: Store,
    relay: Relay,
    database: Address,
    play: Play,
    events: tuple[Event, ...],
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What came through is known to have, also when another host has gone on from there meanwhile."""
    play(shared, "abcd")
    other = open_store(database, now).store
    relay.cuts = 1
    real = postgres_line.Line._reconnect

    def go_on(line: postgres_line.Line, give_up: float) -> None:
        while other.record("abcd").version == len(events):
            pass
        other.append("abcd", len(events) + 1, [Entered(2, "other")], MORNING)
        real(line, give_up)

    monkeypatch.setattr(postgres_line.Line, "_reconnect", go_on)
    assert shared.append("abcd", len(events), [Entered(1, "mine")], MORNING) == len(events) + 1
    assert shared.read("abcd")[-2:] == (Entered(1, "mine"), Entered(2, "other"))
    other.close(now)


def test_a_server_that_stays_away(
    shared: Store,
    relay: Relay,
    play: Play,
    events: tuple[Event, ...],
    encounter: Encounter,
    monkeypatch: pytest.MonkeyPatch,
    new_record: NewRecord,
) -> None:
    """When time is up it is told, play goes on in memory, and all of it is kept once the server is back."""
    monkeypatch.setattr(postgres_line, "PATIENCE_SECONDS", 0.3)
    play(shared, "abcd")
    relay.is_answer_lost = True
    relay.cuts = 1
    relay.is_down = True
    played = (*events, Entered(1, "unknown"))
    with pytest.raises(NotKeptError, match=r"closed|answer"):
        shared.append("abcd", len(events), played[-1:], MORNING)
    with pytest.raises(UnreachableError):
        shared.read("abcd")
    record = replace(new_record("abcd"), version=len(events))
    rescued = RescuedStore(shared, record, encounter, played, MORNING)
    assert rescued.append("abcd", len(played), [Entered(2, "later")], MORNING) == len(played) + 1
    assert not rescued.keep()
    relay.is_down = False
    assert rescued.keep()
    assert shared.read("abcd") == (*played, Entered(2, "later"))
    assert shared.append("abcd", len(played) + 1, [Entered(3, "x")], MORNING) == len(played) + 2


@pytest.mark.parametrize("mode", ["immediate", "fast"])
def test_a_server_that_is_started_anew(
    postgres: PostgresServer,
    database: Address,
    now: datetime,
    play: Play,
    events: tuple[Event, ...],
    mode: str,
) -> None:
    """After a crash or a stop of the server the next call goes on as if nothing had been."""
    store = open_store(database, now).store
    play(store, "abcd")
    for number in range(2):
        postgres.stop(mode)
        postgres.start()
        assert len(store.read("abcd")) == len(events) + number
        postgres.stop(mode)
        postgres.start()
        assert (
            store.append("abcd", len(events) + number, [Entered(1, "x")], MORNING) == len(events) + number + 1
        )
    store.close(now)


def test_a_host_that_is_thrown_out_in_mid_transaction(
    database: Address, now: datetime, play: Play, events: tuple[Event, ...], postgres: PostgresServer
) -> None:
    """A connection that an administrator ends while it waits for a session does its work on another one."""
    store = open_store(database, now).store
    play(store, "abcd")
    with psycopg.connect(database.text, options="-c search_path=roleplay") as other:
        other.execute("SELECT 1 FROM sessions FOR UPDATE")
        done: list[int] = []
        thread = threading.Thread(
            target=lambda: done.append(store.append("abcd", len(events), [Entered(1, "x")], MORNING))
        )
        thread.start()
        thrown = 0
        while not thrown:
            thrown = len(
                other.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted").fetchall()
            )
    thread.join()
    assert done == [len(events) + 1]
    assert store.read("abcd") == (*events, Entered(1, "x"))
    store.close(now)


@pytest.mark.parametrize("error", [psycopg.errors.AdminShutdown, psycopg.errors.ConnectionFailure])
def test_who_hangs_up_with_a_word_is_called_again(
    database: Address, now: datetime, error: type[psycopg.Error]
) -> None:
    """A server that says that it hangs up is believed, though the line is not seen to be dead yet."""
    store = open_store(database, now).store
    assert isinstance(store, PostgresStore)
    used: list[object] = []

    def work(connection: object) -> str:
        used.append(connection)
        if len(used) == 1:
            raise error
        return "done"

    assert store._line.read(work) == "done"
    assert used[0] is not used[1]
    store.close(now)
