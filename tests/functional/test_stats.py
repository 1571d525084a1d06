"""`stats` as an author runs it: after real plays, in a pipe and at a terminal, with damage in the store."""

import json
import random
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from roleplay.app.session import LiveSession, begin
from roleplay.domain.cues import CueTable
from roleplay.domain.encounter import Encounter
from roleplay.engine import available_choices
from roleplay.hearing import Ear
from roleplay.store import open_store
from tests.functional.program import CONTENT, OUR_COLOURS, RIGHT_NUMBERS, SCENARIO, Program, acting, columns

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
PLAYS = 40


def kept_encounter(program: Program) -> Encounter:
    """Return the content that the one session so far was played with."""
    store = open_store(program.home / "data" / "sessions.db", NOW).store
    encounter = store.encounter(store.sessions()[0].encounter)
    store.close(NOW)
    return encounter


def play_many(program: Program, plays: int = PLAYS) -> None:
    """Play many times by dice, beside one play at the terminal, with a reply that acts."""
    program.play(*RIGHT_NUMBERS)
    encounter = kept_encounter(program)
    store = open_store(program.home / "data" / "sessions.db", NOW).store
    chance, ear = random.Random(1), Ear(CueTable("en", {}))
    for _play in range(plays):
        session: LiveSession = begin(
            store,
            encounter,
            "practice",
            1,
            now=NOW.isoformat,
            chance=lambda: chance.randrange(10**9),
            ear=lambda: ear,
        )
        session.say("\x1b[2J[bold]owned " + "long " * 40)
        while not session.state.is_ended:
            session.choose(chance.choice(available_choices(encounter, session.state)))
    store.close(NOW)


def harm(program: Program, statement: str) -> None:
    """Change what is on disk behind the program's back."""
    with closing(sqlite3.connect(program.home / "data" / "sessions.db")) as store:
        store.execute("DROP TRIGGER no_update_of_events")
        store.execute("DROP TRIGGER no_update_of_encounters")
        store.execute(statement)
        store.commit()


def test_nobody_has_played(program: Program) -> None:
    """Without plays it says so and what is needed; a wrong name is met with the nearest."""
    done = program.run("stats", SCENARIO)
    assert (done.code, done.out) == (0, "")
    assert "no play" in done.err
    assert "10" in done.err
    assert "30" in done.err
    lost = program.run("stats", "lost-crad")
    assert (lost.code, lost.out) == (2, "")
    assert SCENARIO in lost.err


def test_too_few_plays(program: Program) -> None:
    """After one play there are counts, and it says from how many plays there is more."""
    program.play(*RIGHT_NUMBERS)
    done = program.run("stats", SCENARIO)

    assert done.code == 0
    assert "Plays counted: 1, ended: 1." in done.err
    assert "from 10 plays" in done.err
    rows = [row.split("\t") for row in done.out.splitlines()]
    assert ["choice", "arrival", "greet", "1", "1", "–", "–", "–", "best"] in rows
    assert "%" not in done.out


def test_in_a_pipe(program: Program) -> None:
    """Each row says what it is of, has its cells apart by tabs, names nobody, and nothing in it acts."""
    play_many(program)
    done = program.run("stats", SCENARIO)
    rows = [row.split("\t") for row in done.out.splitlines()]

    assert (done.code, acting(done.out, "\n\t")) == (0, set())
    widths = {"node": 7, "choice": 9, "unused": 6, "end": 5, "typed": 5, "unheard": 4, "contested": 5}
    assert {row[0] for row in rows} >= {"node", "choice", "typed", "unheard"}
    assert all(len(row) == widths[row[0]] for row in rows)
    assert [row[1] for row in rows if row[0] == "node"] == ["arrival", "matter", "parting"]
    assert any(row[:3] == ["unheard", "arrival", str(PLAYS)] for row in rows)
    for record in program.sessions():
        assert record["id"] not in done.out + done.err


@pytest.mark.parametrize("width", [80, 60])
def test_at_a_terminal(program: Program, width: int) -> None:
    """The tables have titles and fit the width; without colour there is none."""
    play_many(program)
    code, shown = program.sit_down("stats", SCENARIO, columns=width, NO_COLOR="1").finish()

    assert code == 0
    assert "\x1b" not in OUR_COLOURS.sub("", shown)
    assert "· greet" in shown
    assert f"Plays counted: {PLAYS + 1}" in shown
    assert max(columns(row) for row in OUR_COLOURS.sub("", shown).replace("\r", "").split("\n")) <= width


@pytest.mark.parametrize(
    ("statement", "plays", "unreadable"),
    [
        ("UPDATE events SET data = '{' WHERE sequence = 3", PLAYS, 1),
        ("UPDATE events SET number = 99 WHERE sequence = 3", PLAYS, 1),
        ("UPDATE events SET data = replace(data, '\"arrival\"', '\"nowhere\"') WHERE sequence < 5", PLAYS, 1),
        ("UPDATE sessions SET started_at = 'x' WHERE outcome IS NOT NULL", 0, PLAYS + 1),
        ("UPDATE encounters SET data = x'c1'", 0, PLAYS + 1),
    ],
)
def test_damage_is_left_out_and_counted(
    program: Program, statement: str, plays: int, unreadable: int
) -> None:
    """A session that cannot be read costs its own figures, and is told."""
    play_many(program)
    harm(program, statement)
    done = program.run("stats", SCENARIO)
    found = json.loads(program.run("stats", SCENARIO, "--json").out)

    assert done.code == 0
    assert f"cannot be read: {unreadable}." in done.err
    assert (found["plays"], found["unreadable"]) == (plays, unreadable)


def test_a_damaged_entry_in_the_list_is_left_out_and_named(program: Program) -> None:
    """A session whose entry cannot be read costs its own figures alone; it is named with what may help."""
    play_many(program)
    lost = program.sessions()[0]["id"]
    harm(program, f"UPDATE sessions SET mode = 'neither', persona = CAST(x'ff' AS TEXT) WHERE id = '{lost}'")
    done = program.run("stats", SCENARIO)
    found = json.loads(program.run("stats", SCENARIO, "--json").out)

    assert done.code == 0
    assert f"Plays counted: {PLAYS}" in done.err
    assert "cannot be read: 1." in done.err
    assert f"The entry of session {lost} in the list is damaged" in done.err
    assert str(program.home / "data" / "sessions.db") in done.err
    assert (found["plays"], found["unreadable"], found["damaged"]) == (PLAYS, 1, [lost])
    assert any(row.startswith("node\t") for row in done.out.splitlines())


def test_only_a_damaged_entry_is_left(program: Program) -> None:
    """Where nothing but damage is kept of a scenario there are no figures, and it is said why."""
    program.play(*RIGHT_NUMBERS)
    harm(program, "UPDATE sessions SET version = 'x'")
    done = program.run("stats", SCENARIO)

    assert (done.code, done.out) == (0, "")
    assert "no play" in done.err
    assert "is damaged" in done.err


def test_a_damaged_entry_stops_neither_list_nor_menu_nor_map(program: Program) -> None:
    """The other sessions are listed, offered and drawn; the damaged one is named where sessions are shown."""
    for _session in range(2):
        program.play("1", "q")
    lost, kept = (record["id"] for record in program.sessions())
    harm(program, f"UPDATE sessions SET mode = 'neither' WHERE id = '{lost}'")
    listed = program.run("sessions")
    assert (listed.code, [row.split("\t")[0] for row in listed.out.splitlines()]) == (0, [kept])
    assert f"session {lost} in the list is damaged" in listed.err
    data = json.loads(program.run("sessions", "--json").out)
    assert ([record["id"] for record in data["sessions"]], data["damaged"]) == ([kept], [lost])
    menu = program.run("play", typed="q\n")
    assert menu.code == 0
    assert f"session {lost} in the list is damaged" in menu.err
    assert program.run("graph", SCENARIO, "--colour", "plays").code == 0


def test_edited_content(program: Program) -> None:
    """Plays of older content are left out and told, until they are asked for."""
    play_many(program, 3)
    content = program.home / "content"
    shutil.copytree(CONTENT, content)
    scenario = content / "scenarios" / SCENARIO / "scenario.yaml"
    scenario.write_text(
        scenario.read_text(encoding="utf-8").replace("We shall see.", "Perhaps, perhaps not."),
        encoding="utf-8",
    )
    done = program.run(
        "play", SCENARIO, "--seed", "1", "--content", str(content), typed="\n".join(RIGHT_NUMBERS)
    )
    assert done.code == 0
    newest, joined = program.run("stats", SCENARIO), program.run("stats", SCENARIO, "--all-versions")

    assert "Plays counted: 1" in newest.err
    assert "of older content: 4." in newest.err
    assert "Plays counted: 5" in joined.err
    assert "older" not in joined.err
