"""Offices that share a database, as their people type it."""

import json
from typing import Any

import psycopg
import pytest

from roleplay.errors import ExitCode
from tests.functional.program import RIGHT_NUMBERS, SCENARIO, SEED, Done, Program
from tests.functional.test_documents import check_document
from tests.postgres_server import OWNER, PASSWORD, PostgresServer


class Shared:
    """A database on a server, and the program that comes to it with this or that login."""

    def __init__(self, program: Program, server: PostgresServer) -> None:
        self.program = program
        self.server = server
        self.database = server.make_database()
        self.owner = server.address(self.database, is_remote=True)
        self.site(
            "add", "Sleman", "--login", f"{self.database}_sleman", ROLEPLAY_SITE_PASSWORD="kunci sleman"
        )

    def site(self, *arguments: str, **variables: str) -> Done:
        """Run `roleplay site` as the owner of the database."""
        return self.program.run(
            "site", *arguments, ROLEPLAY_STORE=self.owner, PGPASSWORD=PASSWORD, **variables
        )

    @property
    def sleman(self) -> dict[str, str]:
        """The environment of a computer at the office of Sleman."""
        address = self.server.address(self.database, f"{self.database}_sleman", is_remote=True)
        return {"ROLEPLAY_STORE": address, "PGPASSWORD": "kunci sleman"}

    def play(self, *typed: str, **variables: str) -> Done:
        """Play at the office of Sleman."""
        return self.program.play(*typed, **(self.sleman | variables))


@pytest.fixture
def shared(program: Program, postgres: PostgresServer) -> Shared:
    return Shared(program, postgres)


def test_an_office_plays(shared: Shared) -> None:
    """Played, paused, resumed, listed and looked at again, all is in the database and nothing on the disk."""
    paused = shared.play(RIGHT_NUMBERS[0], "q")
    assert (paused.code, paused.err) == (0, "")
    listed = shared.program.run("sessions", "--json", **shared.sleman)
    (record,) = json.loads(listed.out)["sessions"]
    assert record["site"] == "Sleman"
    assert "Sleman" not in shared.program.run("sessions", **shared.sleman).out
    typed = "".join(f"{line}\n" for line in RIGHT_NUMBERS[1:])
    resumed = shared.program.run("resume", typed=typed, **shared.sleman)
    assert "THE END" in resumed.out
    again = shared.program.run("debrief", record["id"], "--json", **shared.sleman)
    assert json.loads(again.out)["outcome"] == "resolved"
    counted = shared.program.run("stats", SCENARIO, "--json", **shared.sleman)
    assert json.loads(counted.out)["plays"] == 1
    assert not list((shared.program.home / "data").glob("sessions.db*"))


def test_who_sees_more_than_one_office_is_told_which(shared: Shared, program: Program) -> None:
    """Where sessions of several offices are listed, each row ends in its office."""
    shared.play("q")
    owner = {"ROLEPLAY_STORE": shared.owner, "PGPASSWORD": PASSWORD}
    program.play("q", **owner)
    rows = program.run("sessions", **owner).out.splitlines()
    assert [row.rpartition("\t")[2] for row in rows] == ["", "Sleman"]


def test_a_store_is_named_by_hand(shared: Shared, program: Program) -> None:
    """--store is stronger than the environment; who played there is told how to find it again."""
    address = shared.sleman["ROLEPLAY_STORE"]
    key = {"PGPASSWORD": shared.sleman["PGPASSWORD"]}
    played = program.run("play", SCENARIO, "--seed", str(SEED), "--store", address, typed="q\n", **key)
    assert played.code == 0
    assert f"--store {address}" in played.err
    assert program.run("sessions", "--store", address, **key).out.count("\n") == 1
    assert program.run("sessions", "--store", str(program.home / "other.db"), **shared.sleman).out == ""
    assert (program.home / "other.db").exists()


def test_a_password_is_never_shown(shared: Shared, program: Program) -> None:
    """A password in the environment is masked in what is said, and one on the command line refused."""
    away = "postgresql://sleman:kunci@127.0.0.1:1/latihan"
    for done in (
        program.play(*RIGHT_NUMBERS, ROLEPLAY_STORE=away),
        program.run("sessions", ROLEPLAY_STORE=away),
        program.run("site", "list", ROLEPLAY_STORE=away),
        program.run("play", SCENARIO, "--store", away),
        program.run("sessions", "--store", away),
    ):
        assert "kunci" not in done.out + done.err
        assert "Traceback" not in done.err
    refused = program.run("play", SCENARIO, "--store", away)
    assert (refused.code, refused.out) == (ExitCode.USAGE, "")
    assert "PGPASSWORD" in refused.err


def test_a_server_that_cannot_be_reached(program: Program) -> None:
    """A whole session can be played, which is said not to be kept; a list says that there is none to have."""
    away = {"ROLEPLAY_STORE": "postgresql://sleman@127.0.0.1:1/latihan"}
    played = program.play(*RIGHT_NUMBERS, **away)
    assert played.code == 0
    assert "ATTENTION" in played.err
    assert "postgresql://sleman@127.0.0.1:1/latihan" in played.err
    assert "THE END" in played.out
    assert "roleplay debrief" not in played.out
    for words in (("sessions",), ("debrief",), ("stats", SCENARIO)):
        done = program.run(*words, **away)
        assert (done.code, done.out) == (ExitCode.STORE, "")
        assert "does not answer" in done.err


def test_a_server_that_is_started_anew_in_mid_session(shared: Shared, program: Program) -> None:
    """Who plays while the server is started anew notices nothing, and every reply is kept."""
    process = program.start("play", SCENARIO, "--seed", str(SEED), **shared.sleman)
    assert process.stdin is not None
    assert process.stdout is not None
    while not process.stdout.readline().startswith(b"   3  "):
        pass
    shared.server.stop("immediate")
    shared.server.start()
    out, err = process.communicate("\n".join((*RIGHT_NUMBERS, "")).encode(), timeout=30)
    assert (process.returncode, err) == (0, b"")
    assert b"THE END" in out
    (record,) = json.loads(program.run("sessions", "--json", **shared.sleman).out)["sessions"]
    assert record["outcome"] == "resolved"
    debrief = json.loads(program.run("debrief", record["id"], "--json", **shared.sleman).out)
    assert len(debrief["turns"]) == len(RIGHT_NUMBERS)


def test_a_server_that_is_refused_is_mended_first(shared: Shared) -> None:
    """With a wrong password nothing is played: it is told, with what to do."""
    done = shared.play(*RIGHT_NUMBERS, PGPASSWORD="wrong")
    assert (done.code, done.out) == (ExitCode.STORE, "")
    assert "password is wrong" in done.err
    assert ".pgpass" in done.err


@pytest.fixture
def given(shared: Shared) -> dict[str, Any]:
    """How the office of Bantul comes in, as it was told."""
    found: dict[str, Any] = json.loads(
        shared.site("add", "Bantul", "--login", f"{shared.database}_bantul", "--json").out
    )
    return found


def test_an_office_is_let_in(shared: Shared, given: dict[str, Any]) -> None:
    """What is printed for an office is all that it needs to come in, and is as its schema promises."""
    check_document(shared.program, "site-login", given)
    address = given["address"].replace("SERVER", "127.0.0.1")
    with psycopg.connect(address, password=given["password"]) as connection:
        assert connection.execute("SELECT roleplay.own_site()").fetchone() == ("Bantul",)
    assert given["pgpass"].split(":") == [
        "SERVER",
        str(shared.server.port),
        shared.database,
        f"{shared.database}_bantul",
        given["password"],
    ]
    assert len(set(given["password"])) > 8
    pgpass = shared.program.home / "pgpass"
    pgpass.write_text(given["pgpass"].replace("SERVER", "127.0.0.1") + "\n", encoding="utf-8")
    pgpass.chmod(0o600)
    done = shared.program.play("q", ROLEPLAY_STORE=address, PGPASSFILE=str(pgpass))
    assert (done.code, done.err) == (0, "")


def test_offices_are_listed(shared: Shared, given: dict[str, Any]) -> None:
    """The list has every office with its login and how much it played, and whoever looks at all."""
    shared.play("q")
    shared.site("coordinator", "Bu Rini", "--login", f"{shared.database}_rini")
    document = json.loads(shared.site("list", "--json").out)
    check_document(shared.program, "site", document)
    assert [(site["name"], site["sessions"]) for site in document["sites"]] == [
        (None, 0),
        ("Bantul", 0),
        ("Sleman", 1),
    ]
    assert f"Sleman\t{shared.database}_sleman\t1\t0\n" in shared.site("list").out
    assert "site list" not in shared.site("list").err


def test_a_password_of_ones_own_is_not_printed(shared: Shared) -> None:
    """A password that the owner gave by the environment is not shown; a made one is, once."""
    login = f"{shared.database}_depok"
    done = shared.site("add", "Depok", "--login", login, ROLEPLAY_SITE_PASSWORD="milik sendiri")
    assert done.code == 0
    assert "milik sendiri" not in done.out + done.err
    assert "password:" not in done.out
    assert "password:" in shared.site("password", "Depok").out


def test_an_office_is_removed(shared: Shared) -> None:
    """An office that is removed comes in no more; what it played stays in the list."""
    shared.play("q")
    assert shared.site("remove", "Sleman").code == 0
    assert shared.play("q").code == ExitCode.STORE
    assert "Sleman\tnone any more\t1\t0" in shared.site("list").out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("add",), 2, "name is missing"),
        (("add", " \x1b "), 2, "no name for an office"),
        (("add", "x" * 61), 2, "60"),
        (("add", "東京"), 2, "--login"),
        (("add", "Depok", "--login", "x" * 64), 2, "63"),
        (("add", "Sleman"), 3, "has a login already"),
        (("add", "Depok", "--login", OWNER), 3, "sees everything"),
        (("remove", "Depok"), 3, "Depok"),
        (("password", "Depok"), 3, "Depok"),
        (("close", "Depok"), 2, "close"),
        (("list", "--store", "sessions.db"), 2, "postgresql://"),
        (("list", "--store", "mysql://server/x"), 2, "mysql"),
    ],
)
def test_wishes_that_cannot_be_met(shared: Shared, words: tuple[str, ...], code: int, told: str) -> None:
    """What was wrong is named in a line or two, with what to do."""
    done = shared.site(*words)
    assert (done.code, done.out) == (code, "")
    assert told in done.err
    assert "Traceback" not in done.err


def test_only_the_owner_sees_to_offices(shared: Shared, program: Program) -> None:
    """An office can neither list the others nor let anybody in."""
    for words in (("list",), ("add", "Depok"), ("remove", "Sleman")):
        done = program.run("site", *words, **shared.sleman)
        assert (done.code, done.out) == (ExitCode.STORE, "")
        assert "owner" in done.err
