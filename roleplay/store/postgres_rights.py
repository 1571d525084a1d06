"""What the logins of offices and coordinators may do with the tables; rules about sites narrow it further."""

from typing import Any, Final

from psycopg import Connection, sql

from roleplay.store.postgres_line import SCHEMA

_READING: Final = (
    "USAGE ON SCHEMA {schema}",
    "SELECT ON {schema}.versions, {schema}.encounters, {schema}.sessions, {schema}.events, {schema}.groups,"
    " {schema}.group_events, {schema}.erasures",
)

_WRITING: Final = (
    "INSERT ON {schema}.encounters, {schema}.sessions, {schema}.events, {schema}.groups,"
    " {schema}.group_events",
    "UPDATE (outcome, version, updated_at, last_event) ON {schema}.sessions",
    "UPDATE (is_closed, version, updated_at, last_event) ON {schema}.groups",
    "UPDATE (format, data) ON {schema}.group_events",
    "DELETE ON {schema}.sessions, {schema}.events, {schema}.groups, {schema}.group_events",
    "INSERT (id, site, at) ON {schema}.erasures",
    "SELECT, INSERT, UPDATE, DELETE ON {schema}.writers",
    "USAGE ON SEQUENCE {schema}.order_of_play",
)


def admit(connection: Connection[Any], login: str, *, is_writing: bool) -> None:
    """Let a login use the tables, as far as the rules about sites let it. The owner does this."""
    for right in (*_READING, *(_WRITING if is_writing else ())):
        connection.execute(_of_login("GRANT " + right + " TO {login}", login))
    if (name := _own_database(connection)) is not None:
        connection.execute(_of_login("GRANT CONNECT ON DATABASE {database} TO {login}", login, name))


def dismiss(connection: Connection[Any], login: str) -> None:
    """Take everything back that `admit` has given."""
    for right in ("ALL TABLES IN SCHEMA {schema}", "ALL SEQUENCES IN SCHEMA {schema}", "SCHEMA {schema}"):
        connection.execute(_of_login("REVOKE ALL ON " + right + " FROM {login}", login))
    if (name := _own_database(connection)) is not None:
        connection.execute(_of_login("REVOKE ALL ON DATABASE {database} FROM {login}", login, name))


def _own_database(connection: Connection[Any]) -> str | None:
    """Return the name of the database when its owner is who came, who alone can let logins into it."""
    found = connection.execute(
        "SELECT datname FROM pg_database WHERE datname = current_database() AND pg_has_role(datdba, 'USAGE')"
    ).fetchone()
    return None if found is None else str(found[0])


def _of_login(statement: str, login: str, database: str = "") -> sql.Composed:
    return sql.SQL(statement).format(
        schema=sql.Identifier(SCHEMA), login=sql.Identifier(login), database=sql.Identifier(database)
    )
