"""What the owner of a shared store sees to: who comes in, with which password, and that backups are whole."""

from contextlib import closing
from datetime import datetime

import psycopg
import pytest

from roleplay.domain.events import Entered, Event
from roleplay.errors import StoreError
from roleplay.store import Address, RefusedError, open_sites, open_store
from tests.offices import Offices
from tests.postgres_server import PASSWORD, PostgresServer

MORNING = "2026-11-24T08:00:00+07:00"


def test_offices_are_listed(played: Offices) -> None:
    """The owner sees each office with its login and how much it has, and the coordinators first."""
    with open_sites(played.owner) as sites:
        assert [tuple(site) for site in sites.list()] == [
            (None, played.logins["all"], 0, 0),
            ("Bantul", played.logins["bantul"], 1, 1),
            ("Sleman", played.logins["sleman"], 1, 1),
        ]


def test_an_office_that_is_removed_comes_in_no_more(played: Offices, now: datetime) -> None:
    """Its login is gone, one that is open sees nothing, and what was played stays for its next login."""
    bantul = played.open("bantul")
    with open_sites(played.owner) as sites:
        assert sites.remove("Bantul") == played.logins["bantul"]
        assert ("Bantul", None, 1, 1) in sites.list()
    with pytest.raises(StoreError):
        bantul.sessions()
    with pytest.raises(RefusedError):
        open_store(played.address("bantul"), now)
    with open_sites(played.owner) as sites:
        assert sites.add("Bantul", played.logins["bantul"], f"{PASSWORD}-bantul", may_exist=False)
    assert [record.id for record in played.open("bantul").sessions()] == ["bbbb"]


def test_a_password_is_changed(played: Offices, now: datetime) -> None:
    """With another password the office comes in, and with the old one no more."""
    with open_sites(played.owner) as sites:
        assert sites.change_password("Sleman", "another") == played.logins["sleman"]
    with pytest.raises(RefusedError, match="password"):
        open_store(played.address("sleman"), now)
    with open_sites(played.owner) as sites:
        sites.change_password("Sleman", f"{PASSWORD}-sleman")
        assert sites.change_password(played.logins["all"], "another") == played.logins["all"]
    assert len(played.open("sleman").sessions()) == 1


def test_logins_that_will_not_do(played: Offices, postgres: PostgresServer) -> None:
    """An office has one login, and none that sees everything or is somebody else's is let in for it."""
    with open_sites(played.owner) as sites:
        for site, login, may_exist, told in (
            ("Sleman", "another", False, "has a login already"),
            ("Depok", played.logins["sleman"], False, "login .* already"),
            ("Depok", played.logins["sleman"], True, "login .* already"),
            ("Depok", "keeper", True, "sees everything"),
            ("Depok", "postgres", True, "sees everything"),
            ("Depok", "postgres", False, "login postgres already"),
        ):
            with pytest.raises(StoreError, match=told):
                sites.add(site, login, "x", may_exist=may_exist)
        for attempt in (sites.remove, lambda name: sites.change_password(name, "x")):
            with pytest.raises(StoreError, match="Depok"):
                attempt("Depok")
        postgres.command(f"CREATE ROLE {played.database}_depok LOGIN")
        assert not sites.add("Depok", f"{played.database}_depok", "", may_exist=True)
    depok = Address(postgres.address(played.database, f"{played.database}_depok"))
    with pytest.raises(StoreError, match="owner"):
        open_sites(depok)


def test_passwords_are_in_no_log(played: Offices, postgres: PostgresServer) -> None:
    """Even a server that writes every statement down learns no password of an office."""
    postgres.command("ALTER SYSTEM SET log_statement = 'all'")
    postgres.command("SELECT pg_reload_conf()")
    try:
        with open_sites(played.owner) as sites:
            sites.change_password("Sleman", "Sangat-Rahasia-1")
            sites.add("Depok", f"{played.database}_depok", "Sangat-Rahasia-2", may_exist=False)
    finally:
        postgres.command("ALTER SYSTEM RESET log_statement")
        postgres.command("SELECT pg_reload_conf()")
    assert "ALTER ROLE" in postgres.log
    assert "Rahasia" not in postgres.log


def test_a_backup_brings_everything_back(
    played: Offices,
    postgres: PostgresServer,
    tmp_path_factory: pytest.TempPathFactory,
    events: tuple[Event, ...],
) -> None:
    """What PostgreSQL dumps and restores is a whole store in which every office finds its own alone."""
    dump = str(postgres.folder / "dump")
    postgres.run("pg_dump", "--format=custom", f"--file={dump}", postgres.address(played.database))
    played.database = postgres.make_database()
    address = postgres.address(played.database)
    postgres.run("pg_restore", "--exit-on-error", f"--dbname={address}", dump)
    sleman = played.open("sleman")
    assert [record.id for record in sleman.sessions()] == ["aaaa"]
    assert sleman.append("aaaa", len(events), [Entered(1, "x")], MORNING) == len(events) + 1
    assert len(played.open("all").sessions()) == 2
    with closing(played.connect("sleman")) as connection, pytest.raises(psycopg.IntegrityError):
        connection.execute("DELETE FROM events")
