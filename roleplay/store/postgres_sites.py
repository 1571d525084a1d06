"""The offices that share a store, and the logins with which they come: what its owner sees to."""

from types import TracebackType
from typing import Any, Final, NamedTuple

from psycopg import Connection, sql

from roleplay.errors import StoreError
from roleplay.i18n import _
from roleplay.store.address import Address
from roleplay.store.postgres_line import SCHEMA
from roleplay.store.postgres_opening import open_line
from roleplay.store.postgres_rights import admit, dismiss


class Site(NamedTuple):
    """An office, or a coordinator who looks at all of them."""

    name: str | None
    """None for a coordinator."""
    login: str | None
    """None for an office of which there are sessions and no login any more."""
    sessions: int
    groups: int


class Server(NamedTuple):
    """Where a login comes to."""

    host: str
    port: int
    database: str


class Sites:
    """The offices of one store. `with` closes it."""

    def __init__(self, address: Address) -> None:
        """Open the store as its owner. Raises StoreError where it cannot be opened or is somebody else's."""
        self._line = open_line(address)
        if not self._line.read(_is_owner):
            self._line.close()
            raise StoreError(
                _("Only the owner of the store sees to its offices."),
                _("Come with the login that made the store."),
            )

    def __enter__(self) -> "Sites":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._line.close()

    @property
    def server(self) -> Server:
        """Where the logins come to, as the owner reached it."""
        return Server(*self._line.host)

    def list(self) -> tuple[Site, ...]:
        """Return the coordinators and the offices, by name."""
        rows = self._line.read(lambda connection: connection.execute(_LIST).fetchall())
        return tuple(Site(*row) for row in rows)

    def add(self, site: str | None, login: str, password: str, *, may_exist: bool) -> bool:
        """Let a login in for an office, or for a coordinator where `site` is None; tell whether it was made.

        One that is there keeps its password, and is refused unless it `may_exist`. Raises StoreError where
        the office has a login, or the rules that hold the offices apart would not hold for this one.
        """

        def work(connection: Connection[Any]) -> bool:
            if site is not None and _login_of(connection, site) is not None:
                raise StoreError(
                    _("The office {name} has a login already.").format(name=site),
                    _("Give it another password with: roleplay site password"),
                )
            is_made = not _exists(connection, login, may_exist=may_exist)
            if is_made:
                _check_may_make(connection)
                connection.execute(
                    _with_password(connection, "CREATE ROLE {login} LOGIN PASSWORD", login, password)
                )
            connection.execute("INSERT INTO members VALUES (%s, %s, %s)", (login, site, is_made))
            admit(connection, login, is_writing=site is not None)
            return is_made

        return self._line.alter(work)

    def change_password(self, name: str, password: str) -> str:
        """Give an office, or the coordinator of this login, another password, and return the login."""

        def work(connection: Connection[Any]) -> str:
            login = _known_login(connection, name)
            connection.execute(_with_password(connection, "ALTER ROLE {login} PASSWORD", login, password))
            return login

        return self._line.alter(work)

    def remove(self, name: str) -> str:
        """Let an office or a coordinator in no more and return their login; what was played stays.

        A login that was made here is taken from the server.
        """

        def work(connection: Connection[Any]) -> str:
            login = _known_login(connection, name)
            dismiss(connection, login)
            gone = connection.execute(
                "DELETE FROM members WHERE login = %s RETURNING is_made", (login,)
            ).fetchone()
            if gone is not None and gone[0]:
                connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(login)))
            return login

        return self._line.alter(work)


_LIST: Final = """
    WITH kept AS (
        SELECT site, 1 AS session, 0 AS met FROM sessions WHERE version > 0
        UNION ALL SELECT site, 0, 1 FROM groups WHERE version > 0
    ), counted AS (SELECT site, sum(session) AS sessions, sum(met) AS groups FROM kept GROUP BY site)
    SELECT coalesce(members.site, counted.site), login, coalesce(sessions, 0), coalesce(groups, 0)
    FROM members FULL JOIN counted ON members.site = counted.site ORDER BY 1 NULLS FIRST, 2
"""


def _is_owner(connection: Connection[Any]) -> bool:
    found = connection.execute(
        "SELECT pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE nspname = %s", (SCHEMA,)
    ).fetchone()
    return found is not None and bool(found[0])


def _login_of(connection: Connection[Any], name: str) -> str | None:
    """Return the login of an office, or of the coordinator who has this login."""
    found = connection.execute(
        "SELECT login FROM members WHERE site = %s OR (site IS NULL AND login = %s)", (name, name)
    ).fetchone()
    return None if found is None else str(found[0])


def _known_login(connection: Connection[Any], name: str) -> str:
    login = _login_of(connection, name)
    if login is None:
        raise StoreError(
            _("There is no office '{name}'.").format(name=name), _("Look it up with: roleplay site list")
        )
    return login


def _exists(connection: Connection[Any], login: str, *, may_exist: bool) -> bool:
    """Tell whether there is a login on the server. Raises StoreError for one that cannot be let in."""
    found = connection.execute(
        "SELECT rolsuper OR rolbypassrls OR pg_has_role(pg_roles.oid, nspowner, 'MEMBER'),"
        " EXISTS (SELECT 1 FROM members WHERE login = rolname)"
        " FROM pg_roles, pg_namespace WHERE rolname = %s AND nspname = %s",
        (login, SCHEMA),
    ).fetchone()
    if found is None:
        return False
    sees_everything, is_in = found
    if is_in or not may_exist:
        raise StoreError(
            _("There is a login {login} already.").format(login=login), _("Name another one with --login.")
        )
    if sees_everything:
        raise StoreError(
            _("The login {login} sees everything on this server.").format(login=login),
            _("Name one with --login that has no rights of its own."),
        )
    return True


def _check_may_make(connection: Connection[Any]) -> None:
    found = connection.execute(
        "SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    if found is None or not found[0]:
        raise StoreError(
            _("Your login may not make other logins."),
            _("Have one made by whoever looks after the server, then name it with --login."),
        )


def _with_password(connection: Connection[Any], statement: str, login: str, password: str) -> sql.Composed:
    """Return a statement that ends in a password. The server sees and logs no more than the hash of it."""
    hashed = connection.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256")
    return sql.SQL(statement + " {hashed}").format(
        login=sql.Identifier(login), hashed=sql.Literal(hashed.decode())
    )
