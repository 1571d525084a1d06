"""The tables in PostgreSQL, who may do what with them, and how older stores come by them.

Row level security holds the offices apart: whoever comes with the login of an office sees and writes what is
of that office and nothing else, with whatever program. The owner of the tables sees everything.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

from psycopg import Connection, sql

from roleplay.i18n import _
from roleplay.store.address import Address
from roleplay.store.errors import ForeignError, NewerError, RefusedError
from roleplay.store.migrations import APPLICATION_ID
from roleplay.store.postgres_line import SCHEMA, Line
from roleplay.store.postgres_rights import admit

Migration = Callable[[Connection[Any]], None]

_OLDEST: Final = 130_000
"""PostgreSQL 13 is the first that can all that is used here."""


def lay_out(connection: Connection[Any]) -> None:
    """Make an empty store."""
    for statement in (*_TABLES, *_RULES):
        connection.execute(statement)
    for table, owner in (
        ("sessions", "id"),
        ("events", "session"),
        ("groups", "id"),
        ("group_events", "group_id"),
    ):
        _forbid(connection, "DELETE", table, owner)
    for table, owner in (("events", ""), ("group_events", "group_id"), ("encounters", ""), ("erasures", "")):
        _forbid(connection, "UPDATE", table, owner)
    for table in ("encounters", "erasures"):
        _forbid(connection, "DELETE", table)
    for table in ("sessions", "events", "groups", "group_events", "encounters", "erasures"):
        connection.execute(
            f"CREATE TRIGGER no_truncate_of_{table} BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION only_added()"
        )
    for table in ("sessions", "events", "groups", "group_events", "erasures"):
        connection.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        connection.execute(f"CREATE POLICY of_own_site ON {table} USING (site = (SELECT own_site()))")
        connection.execute(
            f"CREATE POLICY of_all_sites ON {table} FOR SELECT USING ((SELECT sees_all_sites()))"
        )
    connection.execute("ALTER TABLE writers ENABLE ROW LEVEL SECURITY")
    connection.execute("CREATE POLICY of_own_login ON writers USING (login = session_user)")


def _forbid(connection: Connection[Any], change: str, table: str, erased: str = "") -> None:
    """Have `change` refused on `table`, but for rows whose column `erased` is being erased."""
    connection.execute(
        f"CREATE TRIGGER no_{change.lower()}_of_{table} BEFORE {change} ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION only_added({erased and repr(erased)})"
    )


_TABLES: Final = (
    # Whom a login is of is kept here and not in the login, which anybody may change for themselves.
    """CREATE TABLE members (
        login name PRIMARY KEY,
        site text UNIQUE,
        is_made boolean NOT NULL
    )""",
    "CREATE TABLE encounters (digest text PRIMARY KEY, format integer NOT NULL, data bytea NOT NULL)",
    """CREATE TABLE sessions (
        id text PRIMARY KEY,
        scenario text NOT NULL,
        persona text NOT NULL,
        language text NOT NULL,
        mode text NOT NULL,
        seed bigint NOT NULL,
        encounter text NOT NULL REFERENCES encounters (digest),
        started_at text NOT NULL,
        updated_at text NOT NULL,
        outcome text,
        version integer NOT NULL,
        group_id text,
        seat text,
        site text NOT NULL,
        last_event bigint,
        UNIQUE (id, site)
    )""",
    "CREATE INDEX sessions_in_order ON sessions (last_event DESC) WHERE version > 0",
    "CREATE INDEX sessions_of_site ON sessions (site, last_event DESC)",
    "CREATE INDEX sessions_of_group ON sessions (group_id) WHERE group_id IS NOT NULL",
    # With the site in both keys, nobody learns from a refusal whether a session of another site is there.
    """CREATE TABLE events (
        session text NOT NULL,
        site text NOT NULL,
        number integer NOT NULL,
        format integer NOT NULL,
        at text NOT NULL,
        data bytea NOT NULL,
        PRIMARY KEY (session, number, site),
        FOREIGN KEY (session, site) REFERENCES sessions (id, site)
    )""",
    """CREATE TABLE groups (
        id text PRIMARY KEY,
        title text NOT NULL,
        site text NOT NULL,
        started_at text NOT NULL,
        updated_at text NOT NULL,
        keep_days integer NOT NULL,
        is_closed boolean NOT NULL,
        version integer NOT NULL,
        last_event bigint,
        UNIQUE (id, site)
    )""",
    """CREATE TABLE group_events (
        group_id text NOT NULL,
        site text NOT NULL,
        number integer NOT NULL,
        format integer NOT NULL,
        at text NOT NULL,
        data bytea NOT NULL,
        PRIMARY KEY (group_id, number, site),
        FOREIGN KEY (group_id, site) REFERENCES groups (id, site)
    )""",
    # That something was erased stays. While its own transaction lasts, it is what allows the erasing.
    """CREATE TABLE erasures (
        id text NOT NULL,
        site text NOT NULL,
        at text NOT NULL,
        transaction xid8 NOT NULL DEFAULT pg_current_xact_id()
    )""",
    "CREATE INDEX erasures_by_id ON erasures (id)",
    # How far each program that is open has got: what was lost with the line is looked up here.
    """CREATE TABLE writers (
        id uuid PRIMARY KEY,
        login name NOT NULL DEFAULT session_user,
        written bigint NOT NULL
    )""",
    "CREATE SEQUENCE order_of_play",
)

_RULES: Final = (
    f"""CREATE FUNCTION own_site() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path = {SCHEMA}, pg_temp
        AS 'SELECT site FROM members WHERE login = session_user'""",
    f"""CREATE FUNCTION sees_all_sites() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path = {SCHEMA}, pg_temp
        AS 'SELECT EXISTS (SELECT 1 FROM members WHERE login = session_user AND site IS NULL)'""",
    f"""CREATE FUNCTION only_added() RETURNS trigger LANGUAGE plpgsql
        SET search_path = {SCHEMA}, pg_temp AS $$
        BEGIN
            IF TG_OP <> 'TRUNCATE' AND TG_ARGV[0] <> '' AND EXISTS (
                SELECT 1 FROM erasures
                WHERE id = to_jsonb(OLD) ->> TG_ARGV[0] AND transaction = pg_current_xact_id()
            ) THEN
                RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
            END IF;
            RAISE EXCEPTION '% are only ever added', TG_TABLE_NAME USING ERRCODE = '23000';
        END $$""",
)

MIGRATIONS: Final[tuple[Migration, ...]] = (lay_out,)
"""The first makes version 1 of an empty schema, the second version 2 of version 1, and so on."""


class Standing(NamedTuple):
    """How a database stands to us and we to it."""

    encoding: str
    server: int
    """The version of the server, as 160004 for 16.4."""
    may_make: bool
    """True when this login may make a schema."""
    is_there: bool
    """True when there is a schema of our name."""
    is_owner: bool
    may_look: bool
    """True when this login was let into the schema."""
    is_used: bool
    """True when there is anything in the schema."""
    has_versions: bool
    """True when a table in it tells of versions as ours does."""


_STANDING: Final = f"""
    SELECT current_setting('server_encoding'),
        current_setting('server_version_num')::integer,
        has_database_privilege(current_database(), 'CREATE'),
        schema.oid IS NOT NULL,
        coalesce(pg_has_role(schema.nspowner, 'USAGE'), false),
        coalesce(has_schema_privilege(schema.oid, 'USAGE'), false),
        EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = schema.oid),
        2 = (SELECT count(*) FROM pg_attribute JOIN pg_class ON attrelid = pg_class.oid
            WHERE relnamespace = schema.oid AND relname = 'versions'
            AND attname IN ('application', 'version'))
    FROM (SELECT 1) AS here LEFT JOIN pg_namespace AS schema ON nspname = '{SCHEMA}'
"""


def bring_up_to_date(line: Line) -> None:
    """Make the store where there is none, and run the migrations that are missing, all or none.

    Raises NewerError or ForeignError where it is not ours to write, RefusedError where this login may not or
    the database will not do.
    """
    standing = line.read(_look)
    _check(standing, line.address)
    if not standing.is_used:
        if not (standing.is_owner or (standing.may_make and not standing.is_there)):
            raise RefusedError(
                _("there is no store in this database yet"), _("Its owner makes it: roleplay site list")
            )
        version = 0
    else:
        version = line.read(_version)
        if not version:
            raise ForeignError(line.address)
    if version > len(MIGRATIONS):
        raise NewerError(line.address, version, len(MIGRATIONS))
    if version < len(MIGRATIONS):
        if version and not standing.is_owner:
            raise RefusedError(
                _("it is older than this program"), _("Its owner brings it up to date: roleplay site list")
            )
        line.alter(_migrate)


def _look(connection: Connection[Any]) -> Standing:
    row = connection.execute(_STANDING).fetchone()
    assert row is not None
    return Standing(*row)


def _check(standing: Standing, address: Address) -> None:
    if standing.server < _OLDEST:
        raise RefusedError(
            _("the server is older than PostgreSQL 13"), _("Ask whoever looks after the database.")
        )
    if standing.encoding != "UTF8":
        raise RefusedError(
            _("the database does not keep text in UTF-8"),
            _("Make another one: createdb --encoding=UTF8 --template=template0 NAME"),
        )
    if standing.is_used and not standing.has_versions:
        raise ForeignError(address)
    if standing.is_used and not standing.may_look:
        raise RefusedError(
            _("this login was not let into the store"),
            _("Its owner lets an office in: roleplay site add NAME"),
        )


def _version(connection: Connection[Any]) -> int:
    """Return how many migrations the store has seen."""
    row = connection.execute(
        "SELECT coalesce(max(version), 0) FROM versions WHERE application = %s", (APPLICATION_ID,)
    ).fetchone()
    return 0 if row is None else int(row[0])


def _migrate(connection: Connection[Any]) -> None:
    # Several programs may start at once: one migrates, the others wait and find it done.
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (APPLICATION_ID,))
    connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(SCHEMA)))
    connection.execute(
        f"CREATE TABLE IF NOT EXISTS {SCHEMA}.versions (application integer NOT NULL,"
        " version integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())"
    )
    done = _version(connection)
    for number, migration in enumerate(MIGRATIONS[done:], done + 1):
        migration(connection)
        connection.execute("INSERT INTO versions VALUES (%s, %s)", (APPLICATION_ID, number))
    if done < len(MIGRATIONS):
        _admit_again(connection)


def _admit_again(connection: Connection[Any]) -> None:
    """Let everybody who was in into tables that are new."""
    members: Iterable[tuple[str, bool]] = connection.execute(
        "SELECT login, site IS NOT NULL FROM members"
    ).fetchall()
    for login, is_writing in members:
        admit(connection, login, is_writing=is_writing)
