"""Opening a store on a server that will not have us, is not there, or holds something else."""

import builtins
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from roleplay.errors import ExitCode, RoleplayError
from roleplay.store import (
    Address,
    ForeignError,
    MemoryStore,
    NewerError,
    NoticeKind,
    RefusedError,
    Store,
    UnreachableError,
    open_sites,
    open_store,
)
from roleplay.store.postgres import PostgresStore
from roleplay.store.postgres_migrations import MIGRATIONS
from tests.postgres_server import OWNER, PASSWORD, PostgresServer

Play = Callable[[Store, str], None]
STORES = Path(__file__).parents[2] / "data" / "stores"


def layout(address: Address) -> list[Any]:
    """Return the tables, columns, rules and rights of a store."""
    with psycopg.connect(address.text) as connection:
        return [
            connection.execute(query).fetchall()
            for query in (
                "SELECT table_name, column_name, data_type FROM information_schema.columns"
                " WHERE table_schema = 'roleplay' ORDER BY 1, 2",
                "SELECT tablename, policyname, qual FROM pg_policies ORDER BY 1, 2",
                "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1",
            )
        ]


def test_a_store_of_every_older_version_is_kept_as_test_data() -> None:
    """Whoever adds a migration adds the store it starts from, as `postgres-version-N.sql`."""
    found = {int(file.stem.rpartition("-")[2]) for file in STORES.glob("postgres-version-*.sql")}
    assert found == set(range(1, len(MIGRATIONS)))


def add_a_note(connection: "psycopg.Connection[Any]") -> None:
    """Stands for the next migration."""
    connection.execute("ALTER TABLE sessions ADD COLUMN note text NOT NULL DEFAULT 'none'")
    connection.execute("CREATE TABLE notes ()")


def fail(connection: "psycopg.Connection[Any]") -> None:
    """Stands for a migration that cannot be done."""
    connection.execute("DROP TABLE events")
    connection.execute("SELECT 1/0")


def change_version(address: Address, version: int) -> None:
    with psycopg.connect(address.text) as connection:
        connection.execute(
            "INSERT INTO roleplay.versions SELECT application, %s FROM roleplay.versions", (version,)
        )


@contextmanager
def silent_server() -> Iterator[int]:
    """A port at which somebody listens who is no PostgreSQL, and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def hang_up() -> None:
            while True:
                try:
                    listener.accept()[0].close()
                except OSError:
                    return

        thread = threading.Thread(target=hang_up)
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


def test_a_server_that_is_not_there(postgres: PostgresServer, now: datetime, play: Play) -> None:
    """Play goes on in memory, and the user is told loudly, with the address and without a password."""
    with silent_server() as port:
        for place in (f"127.0.0.1:{port}", "127.0.0.1:1", "no-such-server.invalid"):
            address = Address(f"postgresql://sleman:kunci@{place}/latihan")
            store, (notice,) = open_store(address, now)
            assert isinstance(store, MemoryStore)
            assert (notice.kind, notice.is_loud) == (NoticeKind.NOT_KEPT, True)
            assert f"postgresql://sleman:***@{place}/latihan" in notice.message
            assert "kunci" not in notice.message
            play(store, "abcd")
            with pytest.raises(UnreachableError) as caught:
                open_store(address, now, or_in_memory=False)
            assert "kunci" not in caught.value.message + caught.value.hint


def test_a_server_that_is_stopped(postgres: PostgresServer, database: Address, now: datetime) -> None:
    """A store whose server is down is not served from memory to who only wants to look, and is back later."""
    open_store(database, now).store.close(now)
    postgres.stop("fast")
    try:
        assert isinstance(open_store(database, now).store, MemoryStore)
        with pytest.raises(UnreachableError, match="does not answer"):
            open_store(database, now, or_in_memory=False)
    finally:
        postgres.start()
    store = open_store(database, now, or_in_memory=False).store
    assert isinstance(store, PostgresStore)
    store.close(now)


@pytest.mark.parametrize(
    ("password", "name", "told", "hint"),
    [
        ("wrong", None, "password is wrong", "PGPASSWORD"),
        (None, None, "asks for a password", "PGPASSWORD"),
        (PASSWORD, "nowhere", "no such database", "address"),
    ],
)
def test_who_is_not_let_in_is_told(
    postgres: PostgresServer,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    password: str | None,
    name: str | None,
    told: str,
    hint: str,
) -> None:
    """A wrong password or database is no reason to play on in memory: it is mended first."""
    address = Address(postgres.address(name or postgres.make_database(), is_remote=True))
    if password is not None:
        monkeypatch.setenv("PGPASSWORD", password)
    with pytest.raises(RefusedError, match=told) as caught:
        open_store(address, now)
    assert hint in caught.value.hint


def test_a_login_that_there_is_not(postgres: PostgresServer, database: Address, now: datetime) -> None:
    """A login that the server does not know is told as that, where the server tells."""
    with pytest.raises(RefusedError, match="no such login"):
        open_store(Address(database.text.replace(OWNER, "nobody")), now)


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://db/latihan?nonsense=kunci",
        "postgresql://sleman:kunci%zz@db/latihan",
        "postgresql://sleman:kunci/1@127.0.0.1/latihan",
    ],
)
def test_an_address_that_is_none(now: datetime, text: str) -> None:
    """A misspelt address is refused with how one looks, and is not quoted: a password may be part of it."""
    with pytest.raises(RefusedError, match="not that of a database") as caught:
        open_store(Address(text), now)
    assert "kunci" not in caught.value.message + caught.value.hint
    assert caught.value.code is ExitCode.STORE


def test_a_newer_store_is_left_untouched(database: Address, now: datetime) -> None:
    """A store of a later program is refused with its version and what to do, and nothing in it changes."""
    open_store(database, now).store.close(now)
    change_version(database, 99)
    before = layout(database)
    with pytest.raises(NewerError, match="version 99") as caught:
        open_store(database, now)
    assert "newer version" in caught.value.hint
    assert layout(database) == before


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE roleplay.versions (version integer)",
        "CREATE TABLE roleplay.versions (application integer, version integer)",
        "CREATE VIEW roleplay.something AS SELECT 1",
    ],
)
def test_a_schema_of_another_program_is_left_untouched(
    database: Address, now: datetime, statement: str
) -> None:
    """A schema of our name that holds something else is refused, and nothing is put into it."""
    with psycopg.connect(database.text) as connection:
        connection.execute("CREATE SCHEMA roleplay")
        connection.execute(statement)
    before = layout(database)
    with pytest.raises(ForeignError, match="another program"):
        open_store(database, now)
    assert layout(database) == before


def test_other_programs_may_use_the_database(database: Address, now: datetime) -> None:
    """Beside the tables of other programs, and in a schema that was made for it, a store is made."""
    with psycopg.connect(database.text) as connection:
        connection.execute("CREATE TABLE public.sessions (x integer)")
        connection.execute("CREATE SCHEMA roleplay")
    store = open_store(database, now).store
    assert store.sessions() == ()
    store.close(now)


def test_a_database_in_another_encoding_is_refused(postgres: PostgresServer, now: datetime) -> None:
    """A database that cannot keep every sign is refused, with how to make one that can."""
    name = postgres.make_database("ENCODING 'LATIN1' TEMPLATE template0")
    with pytest.raises(RefusedError, match="UTF-8") as caught:
        open_store(Address(postgres.address(name)), now)
    assert "createdb" in caught.value.hint


def test_who_may_not_make_a_store_is_told(postgres: PostgresServer, now: datetime) -> None:
    """In an empty database, a login that may make nothing is told who does."""
    name = postgres.make_database()
    postgres.command(f"CREATE ROLE {name}_guest LOGIN")
    with pytest.raises(RefusedError, match="no store in this database"):
        open_store(Address(postgres.address(name, f"{name}_guest")), now)


def test_many_programs_may_start_at_once(database: Address, now: datetime) -> None:
    """Of programs that start together on an empty database one makes the store, and all can use it."""
    opened: list[Store] = []
    threads = [
        threading.Thread(target=lambda: opened.append(open_store(database, now).store)) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [type(store) for store in opened] == [PostgresStore] * 8
    for store in opened:
        assert store.sessions() == ()
        store.close(now)
    with psycopg.connect(database.text) as connection:
        versions = connection.execute("SELECT version FROM roleplay.versions").fetchall()
    assert versions == [(number,) for number in range(1, len(MIGRATIONS) + 1)]


def test_a_migration_runs_once_and_lets_everybody_in(
    database: Address, now: datetime, play: Play, monkeypatch: pytest.MonkeyPatch, postgres: PostgresServer
) -> None:
    """The owner's program brings the store up to date; an office that comes before is told of it."""
    store = open_store(database, now).store
    play(store, "abcd")
    store.close(now)
    login = f"{database.text.partition('/store')[2].partition('?')[0]}_office"
    with open_sites(database) as sites:
        sites.add("Sleman", f"o{login}", "kunci", may_exist=False)
    office = Address(database.text.replace(OWNER, f"o{login}"))
    monkeypatch.setattr("roleplay.store.postgres_migrations.MIGRATIONS", (*MIGRATIONS, add_a_note))
    with pytest.raises(RefusedError, match="older than this program"):
        open_store(office, now)
    with psycopg.connect(database.text) as connection:
        # Stands for a right that only the next program needs.
        connection.execute(f'REVOKE SELECT ON roleplay.groups FROM "o{login}"')
    for address in (database, office, database):
        store = open_store(address, now).store
        assert isinstance(store, PostgresStore)
        assert store.groups() == ()
        store.close(now)
    with psycopg.connect(database.text) as connection:
        assert connection.execute("SELECT note FROM roleplay.sessions").fetchall() == [("none",)]
    monkeypatch.setattr("roleplay.store.postgres_migrations.MIGRATIONS", MIGRATIONS)
    with pytest.raises(NewerError):
        open_store(office, now)


def test_a_migration_that_fails_changes_nothing(
    database: Address, now: datetime, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store that cannot be migrated stays as it was, whole, and serves the program of before."""
    store = open_store(database, now).store
    play(store, "abcd")
    store.close(now)
    before = layout(database)
    with monkeypatch.context() as tomorrow:
        tomorrow.setattr("roleplay.store.postgres_migrations.MIGRATIONS", (*MIGRATIONS, add_a_note, fail))
        with pytest.raises(UnreachableError, match="division by zero"):
            open_store(database, now, or_in_memory=False)
    assert layout(database) == before
    store = open_store(database, now).store
    assert len(store.sessions()) == 1
    store.close(now)


@pytest.mark.parametrize("missing", ["psycopg", "psycopg_binary"])
def test_without_the_client_it_is_said_what_to_install(
    now: datetime, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    """Who did not install the extra is told its name, and only when a server is wanted."""
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name.partition(".")[0] == "psycopg":
            if missing == "psycopg":
                raise ModuleNotFoundError("No module named 'psycopg'", name="psycopg")
            raise ImportError("no pq wrapper available.")
        return real(name, *rest, **named)

    for name in list(sys.modules):
        if name.startswith(("psycopg", "roleplay.store.postgres")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", without)
    for attempt in (
        lambda: open_store(Address("postgresql://db/latihan"), now),
        lambda: open_sites(Address("postgresql://db/latihan")),
    ):
        with pytest.raises(RoleplayError, match="not installed") as caught:
            attempt()
        assert "roleplay-service[postgres]" in caught.value.hint
