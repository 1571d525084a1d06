"""Many offices in one store: each sees and writes its own alone, and a coordinator sees all."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime

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
    GroupRecord,
    NotKeptError,
    OtherSiteError,
    RefusedError,
    SessionRecord,
    Store,
    TakenError,
    UnknownGroupError,
    UnknownSessionError,
    open_store,
)
from tests.offices import Offices
from tests.postgres_server import PostgresServer

NewRecord = Callable[[str], SessionRecord]
Play = Callable[[Store, str], None]
MORNING = "2026-11-24T08:00:00+07:00"
TABLES = ("sessions", "events", "groups", "group_events", "erasures")


def test_an_office_sees_its_own_alone(played: Offices, events: tuple[Event, ...]) -> None:
    """Lists hold what is of the office, with its name in every record, and reading it gives all of it."""
    sleman, bantul = played.open("sleman"), played.open("bantul")
    assert [(record.id, record.site) for record in sleman.sessions()] == [("aaaa", "Sleman")]
    assert [(record.id, record.site) for record in bantul.sessions()] == [("bbbb", "Bantul")]
    assert [(record.id, record.site) for record in sleman.groups()] == [("group00a", "Sleman")]
    assert [record.id for record in bantul.groups()] == ["group00b"]
    assert sleman.read("aaaa") == events


def test_what_is_of_another_office_is_not_there(
    played: Offices, group_events: tuple[GroupEvent, ...]
) -> None:
    """Reading, going on with and erasing what another office has is refused as if it were not there."""
    sleman, bantul = played.open("sleman"), played.open("bantul")
    for attempt in (
        lambda: sleman.record("bbbb"),
        lambda: sleman.read("bbbb"),
        lambda: sleman.append("bbbb", 0, [Entered(1, "x")], MORNING),
        lambda: sleman.append("bbbb", bantul.record("bbbb").version, [Entered(1, "x")], MORNING),
        lambda: sleman.erase(["bbbb"], {}, MORNING),
    ):
        with pytest.raises(UnknownSessionError):
            attempt()
    version = bantul.group("group00b").version
    for attempt_on_group in (
        lambda: sleman.group("group00b"),
        lambda: sleman.read_group("group00b"),
        lambda: sleman.append_to_group("group00b", version, group_events[:1], MORNING),
        lambda: sleman.erase([], {"group00b": None}, MORNING),
    ):
        with pytest.raises(UnknownGroupError):
            attempt_on_group()
    assert bantul.group("group00b").version == version
    assert len(bantul.read("bbbb")) == bantul.record("bbbb").version


def test_an_id_of_another_office_is_only_taken(
    played: Offices, encounter: Encounter, new_record: NewRecord, events: tuple[Event, ...]
) -> None:
    """An id that another office drew is taken, and nothing else is told; the rest of the batch is done."""
    sleman, bantul = played.open("sleman"), played.open("bantul")
    with pytest.raises(TakenError) as caught:
        sleman.create(new_record("bbbb"), encounter)
    with pytest.raises(TakenError) as own:
        sleman.create(new_record("aaaa"), encounter)
    assert str(caught.value).replace("bbbb", "aaaa") == str(own.value)
    with pytest.raises(TakenError):
        sleman.create_group(GroupRecord("group00b", "Bimtek", "", MORNING, MORNING, 90))
    done = sleman.write(
        [
            Begin(new_record("cccc"), encounter),
            Begin(new_record("bbbb"), encounter),
            Append("cccc", 0, events[:2], MORNING),
            Append("bbbb", 0, events[:2], MORNING),
        ]
    )
    assert [item if isinstance(item, int) else type(item) for item in done] == [
        0,
        TakenError,
        2,
        UnknownSessionError,
    ]
    assert bantul.read("bbbb") == events


def test_a_record_of_another_office_is_refused(
    played: Offices, encounter: Encounter, new_record: NewRecord
) -> None:
    """An office cannot keep a session or a group under the name of another; its own name may be left out."""
    sleman = played.open("sleman")
    foreign = replace(new_record("cccc"), site="Bantul")
    with pytest.raises(OtherSiteError, match="Bantul"):
        sleman.create(foreign, encounter)
    with pytest.raises(OtherSiteError):
        sleman.create_group(GroupRecord("group00c", "Bimtek", "Bantul", MORNING, MORNING, 90))
    own = replace(new_record("dddd"), site="Sleman")
    outcomes = sleman.write([Begin(foreign, encounter), Begin(own, encounter)])
    assert [type(item) for item in outcomes] == [OtherSiteError, int]
    assert sleman.record("dddd").site == "Sleman"


def test_content_is_shared(played: Offices, encounter: Encounter) -> None:
    """What is played is no secret of an office, and is kept once for all of them."""
    assert played.open("bantul").encounter(encounter.digest) == encounter
    with closing(played.connect("sleman")) as connection:
        assert connection.execute("SELECT count(*) FROM encounters").fetchone() == (1,)


def test_a_coordinator_sees_all_and_writes_nothing(
    played: Offices, encounter: Encounter, new_record: NewRecord, events: tuple[Event, ...]
) -> None:
    """A coordinator reads the sessions and groups of every office, in the order of play over all of them."""
    everything = played.open("all")
    assert [(record.id, record.site) for record in everything.sessions()] == [
        ("bbbb", "Bantul"),
        ("aaaa", "Sleman"),
    ]
    played.open("sleman").append("aaaa", len(events), [Entered(9, "x")], MORNING)
    assert [record.id for record in everything.sessions()] == ["aaaa", "bbbb"]
    assert len(everything.read("aaaa")) == len(events) + 1
    assert [record.site for record in everything.groups()] == ["Bantul", "Sleman"]
    for attempt in (
        lambda: everything.create(new_record("cccc"), encounter),
        lambda: everything.append("aaaa", len(events) + 1, [Entered(1, "x")], MORNING),
        lambda: everything.erase(["aaaa"], {}, MORNING),
        lambda: everything.write([Append("aaaa", len(events) + 1, [Entered(1, "x")], MORNING)]),
    ):
        with pytest.raises(NotKeptError, match="may not"):
            attempt()


def test_the_owner_sees_and_writes_all(played: Offices, events: tuple[Event, ...]) -> None:
    """The owner is the administrator: every office is there, and can be erased."""
    owner = played.open("owner")
    assert {record.site for record in owner.sessions()} == {"Sleman", "Bantul"}
    owner.erase(["bbbb"], {"group00b": None}, MORNING)
    assert played.open("bantul").sessions() == ()
    assert played.open("sleman").read("aaaa") == events


def test_an_office_erases_its_own(played: Offices, group_events: tuple[GroupEvent, ...]) -> None:
    """An office takes out what its people said, which leaves the rest of it and the other office alone."""
    sleman = played.open("sleman")
    sleman.erase(["aaaa"], {"group00a": group_events}, MORNING)
    assert sleman.sessions() == ()
    assert sleman.read_group("group00a") == group_events
    with closing(played.connect("sleman")) as connection:
        assert connection.execute("SELECT id, at FROM erasures ORDER BY id").fetchall() == [
            ("aaaa", MORNING),
            ("group00a", MORNING),
        ]
    with closing(played.connect("bantul")) as connection:
        assert connection.execute("SELECT count(*) FROM erasures").fetchone() == (0,)


@pytest.mark.parametrize("table", TABLES)
def test_another_program_sees_no_more(played: Offices, table: str) -> None:
    """By hand, too, an office can neither read nor count what is not its own."""
    played.open("bantul").erase(["bbbb"], {}, MORNING)
    with closing(played.connect("sleman")) as connection:
        assert {row[0] for row in connection.execute(f"SELECT site FROM {table}")} <= {"Sleman"}
        (number,) = (
            connection.execute(f"SELECT count(*) FROM {table} WHERE site <> 'Sleman'").fetchone() or ()
        )
        assert number == 0


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM members",
        "UPDATE members SET site = 'Bantul'",
        "INSERT INTO members VALUES (session_user, NULL, false)",
        "UPDATE sessions SET site = 'Bantul'",
        "UPDATE encounters SET format = 9",
        "DELETE FROM encounters",
        "UPDATE events SET number = 99",
        "DELETE FROM events",
        "DELETE FROM group_events",
        "UPDATE group_events SET data = ''",
        "DELETE FROM erasures",
        "TRUNCATE events",
        "DELETE FROM sessions",
        "SET ROLE keeper",
        "SET SESSION AUTHORIZATION keeper",
        "ALTER TABLE sessions DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE events DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "SELECT setval('order_of_play', 1)",
        "INSERT INTO versions VALUES (1, 99)",
        "CREATE TABLE roleplay.mine ()",
        "INSERT INTO sessions SELECT 'cccc', scenario, persona, language, mode, seed, encounter, started_at,"
        " updated_at, outcome, version, group_id, seat, 'Bantul', last_event FROM sessions",
        "INSERT INTO events VALUES ('bbbb', 'Bantul', 99, 1, '', '')",
        "INSERT INTO erasures (id, site, at) VALUES ('bbbb', 'Bantul', '')",
        "INSERT INTO erasures VALUES ('aaaa', 'Sleman', '', '9999')",
        "INSERT INTO writers (id, login, written) VALUES (gen_random_uuid(), 'keeper', 1)",
    ],
)
def test_another_program_may_do_no_more(played: Offices, statement: str) -> None:
    """The database itself refuses an office whatever would reach into another, or change what was kept."""
    refused = (psycopg.errors.InsufficientPrivilege, psycopg.errors.IntegrityError)
    with closing(played.connect("sleman")) as connection, pytest.raises(refused):
        connection.execute(statement)
    assert len(played.open("bantul").sessions()) == 1
    assert len(played.open("sleman").sessions()) == 1


@pytest.mark.parametrize("number", [1, 99])
def test_a_refusal_tells_nothing_of_another_office(played: Offices, number: int) -> None:
    """An event for a session that another office has is refused in the words for one that nobody has."""
    told = set()
    with closing(played.connect("sleman")) as connection:
        for session in ("bbbb", "zzzz"):
            with pytest.raises(psycopg.errors.ForeignKeyViolation) as caught:
                values = (session, number)
                connection.execute("INSERT INTO events VALUES (%s, 'Sleman', %s, 1, '', '')", values)
            told.add(str(caught.value))
    assert len(told) == 1


def test_a_function_of_an_office_learns_nothing(played: Offices) -> None:
    """A condition with a side effect is not asked about rows of another office."""
    with closing(played.connect("sleman")) as connection:
        connection.execute(
            "CREATE FUNCTION pg_temp.peek(text) RETURNS boolean LANGUAGE plpgsql COST 0.000001 AS"
            " $$ BEGIN RAISE WARNING 'saw %', $1; RETURN true; END $$"
        )
        seen: list[str] = []
        connection.add_notice_handler(lambda notice: seen.append(notice.message_primary or ""))
        connection.execute("SELECT * FROM sessions WHERE pg_temp.peek(id)").fetchall()
    assert seen == ["saw aaaa"]


def test_a_login_that_was_not_let_in_is_told(
    played: Offices, postgres: PostgresServer, now: datetime
) -> None:
    """A login of the server that is of no office is refused, with what its owner is to do."""
    login = f"{played.database}_stranger"
    postgres.command(f"CREATE ROLE {login} LOGIN")
    with pytest.raises(RefusedError, match="not let into") as caught:
        open_store(Address(postgres.address(played.database, login)), now)
    assert "roleplay site add" in caught.value.hint
