"""The line to a PostgreSQL server: it is made anew when it is lost, and nothing is done twice on it."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any, Final, TypeVar

import psycopg
from psycopg import Connection, capabilities
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus

from roleplay.i18n import _
from roleplay.store.address import Address
from roleplay.store.errors import NotKeptError, RefusedError, UnreachableError
from roleplay.store.postgres_words import in_words, is_bug, is_crossed, is_cut_off, why_not_connected

Value = TypeVar("Value")

SCHEMA: Final = "roleplay"
"""Everything of ours is in this schema, so that a database may be shared with other programs."""

PATIENCE_SECONDS: Final = 15.0
"""How long one call goes on trying once the line was lost; restarting a server takes some seconds."""

_LONGEST_PAUSE: Final = 1.0
"""Seconds between two tries; the first pauses are shorter."""

_UNLESS_TOLD: Final = {
    "application_name": "roleplay",
    "connect_timeout": 10,
    # A line that is down says nothing: without these a program would wait for it for hours.
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""What an address does not set."""

_SETTINGS: Final = {
    "search_path": f"{SCHEMA}, pg_temp",
    "default_transaction_isolation": "read committed",
    "lock_timeout": "15s",
    # Whoever drops out in mid-transaction must not keep everybody else from a session.
    "idle_in_transaction_session_timeout": "15s",
}

Row = tuple[Any, ...]
Work = Callable[[Connection[Row]], Value]


class Line:
    """A connection of one program. Not for several threads."""

    def __init__(self, address: Address) -> None:
        """Connect. Raises UnreachableError, or RefusedError where waiting does not help."""
        self.address = address
        self._is_lost = False
        """True from when nothing was reached for as long as anybody waits, until something is again."""
        self._is_closed = False
        self._steps = 0
        """How many times something was written or tried to be."""
        self._writer = ""
        """The name under which it is noted what was written; drawn by the server at the first connection."""
        self._connection = self._connect()

    @property
    def host(self) -> tuple[str, int, str]:
        """Name, port and database of the server, as they were reached; the name may be a folder."""
        info = self._connection.info
        return info.host, info.port, info.dbname

    def read(self, work: Work[Value]) -> Value:
        """Return what `work` reads, on a new connection when the line is lost. Raises UnreachableError."""

        def attempt(connection: Connection[Row], _is_first: bool) -> Value:
            return work(connection)

        return self._persist(attempt)

    def write(self, work: Work[Value]) -> Value:
        """Return what `work` came to, once it is kept. What it raises undoes all that it wrote.

        It is begun anew when the line is lost on the way, or when another program crossed it; when only the
        answer to a commit was lost, that is found out and it is not done again. Raises NotKeptError when
        the server cannot be reached or does not take it.
        """
        self._steps += 1
        done: list[Value] = []

        def attempt(connection: Connection[Row], is_first: bool) -> Value:
            with _in_one_go(connection):
                claim = connection.execute(_CLAIM, (self._writer, self._steps))
                if is_first or claim.fetchone() is not None:
                    done[:] = [work(connection)]
            return done[0]

        try:
            return self._persist(attempt)
        except UnreachableError as error:
            raise NotKeptError(error.reason) from error

    def alter(self, work: Work[Value]) -> Value:
        """Return what `work` came to, all or nothing; it may be done twice. Raises UnreachableError."""

        def attempt(connection: Connection[Row], _is_first: bool) -> Value:
            with connection.transaction():
                return work(connection)

        return self._persist(attempt)

    def close(self) -> None:
        """Let go of the connection; a second time does nothing."""
        if self._steps and not self._connection.closed:
            try:
                self._connection.execute("DELETE FROM writers WHERE id = %s", (self._writer,))
            except psycopg.Error:
                pass  # One row stays that says nothing.
        self._connection.close()
        self._is_closed = True

    def _persist(self, attempt: Callable[[Connection[Row], bool], Value]) -> Value:
        """Do something until it is done or time is up; the attempt is told whether it is the first."""
        if self._is_closed:
            raise RuntimeError("the store was closed")
        give_up = time.monotonic() + (0 if self._is_lost else PATIENCE_SECONDS)
        is_first = True
        while True:
            try:
                if self._is_lost:
                    self._reconnect(give_up)
                return attempt(self._connection, is_first)
            except psycopg.Error as error:
                if self._connection.closed or is_cut_off(error):
                    self._connection.close()
                    self._reconnect(give_up)
                elif not is_crossed(error) or time.monotonic() > give_up:
                    if is_bug(error):
                        raise
                    raise in_words(error) from error
            is_first = False

    def _reconnect(self, give_up: float) -> None:
        """Connect anew until it works or time is up. Raises UnreachableError."""
        pause = 0.1
        while True:
            try:
                self._connection = self._connect()
            except RefusedError:
                raise
            except UnreachableError:
                if time.monotonic() + pause > give_up:
                    self._is_lost = True
                    raise
                time.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
            else:
                self._is_lost = False
                return

    def _connect(self) -> Connection[Row]:
        options: dict[str, Any] = _UNLESS_TOLD | _told(self.address)
        # It logs what it met as it cleared up after a lost line; we tell that in our own words.
        logging.getLogger("psycopg").setLevel(logging.CRITICAL)
        try:
            connection = psycopg.connect(**options, autocommit=True, client_encoding="utf8")
        except psycopg.Error as error:
            raise why_not_connected(error) from error
        try:
            name = _settle(connection)
        except psycopg.Error as error:
            connection.close()
            raise in_words(error) from error
        self._writer = self._writer or name
        return connection


_CLAIM: Final = """
    INSERT INTO writers AS writer (id, written) VALUES (%s, %s)
    ON CONFLICT (id) DO UPDATE SET written = excluded.written WHERE writer.written < excluded.written
    RETURNING id
"""
"""Says that this step of this writer is being done; nothing comes back when it was done before.

Where an attempt of before is still on its way to the disk, this waits until it has got there or has failed.
"""


@contextmanager
def _in_one_go(connection: Connection[Row]) -> Iterator[None]:
    """Write all or nothing, and wait for the server only where an answer is looked at, and at the end.

    Over a line of 50 ms an append takes 100 ms so; statement by statement it was 270.
    """
    try:
        with connection.pipeline() if capabilities.has_pipeline() else nullcontext():
            connection.execute("BEGIN", prepare=False)
            yield
            connection.execute("COMMIT", prepare=False)
    finally:
        if not connection.closed and connection.info.transaction_status != TransactionStatus.IDLE:
            connection.rollback()


def _told(address: Address) -> dict[str, Any]:
    """Return what an address sets. Raises RefusedError for one that is none, without quoting it."""
    try:
        told = conninfo_to_dict(address.text)
    except psycopg.ProgrammingError:
        told = {"port": "none"}
    # A password that is not written as it should be is easily taken for a port.
    if not str(told.get("port", 0)).replace(",", "").isdecimal():
        raise RefusedError(
            _("the address is not that of a database"),
            _("It looks like this: postgresql://LOGIN@SERVER/DATABASE"),
        )
    return {**told}


def _settle(connection: Connection[Row]) -> str:
    """Make the connection as the store needs it, and return a name that no other connection has.

    A commit is on the disk when it returns, also where the server was told to be careless about that.
    """
    places = ", ".join(["set_config(%s, %s, false)"] * len(_SETTINGS))
    values = [word for setting in _SETTINGS.items() for word in setting]
    row = connection.execute(
        f"SELECT gen_random_uuid()::text, set_config('synchronous_commit', coalesce(nullif("
        f"current_setting('synchronous_commit'), 'off'), 'on'), false), {places}",
        values,
    ).fetchone()
    return "" if row is None else str(row[0])
