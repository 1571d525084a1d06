"""A whole room at one projector: from a script in a pipe, at a terminal, killed, and with hostile teams."""

import json
import re
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from tests.functional.program import (
    LINE_EDITOR,
    OUR_COLOURS,
    RIGHT,
    SCENARIO,
    SEED,
    Done,
    Program,
    acting,
    columns,
    hostile_strings,
)

ROOM = ("group", "room", SCENARIO, "--seed", str(SEED))
GOOD, DISMISS, PAY = "3", "2", "1"
"""The replies of the first turn on that seed; which is which is told by the first test."""

BEGIN = ("", "")
"""Agrees to what is kept, and begins the first turn."""

CODE = re.compile(r"--resume (\w{8})")


def script(program: Program, *typed: str, teams: int = 4, **variables: str) -> Done:
    """Play a room from a script."""
    lines = "".join(f"{line}\n" for line in typed)
    return program.run(*ROOM, "--teams", str(teams), typed=lines, **variables)


def code_of(done: Done) -> str:
    """Return the code of the room."""
    found = CODE.search(done.out)
    assert found is not None
    return found[1]


def kept(program: Program) -> list[dict[str, object]]:
    """Return what is kept of the only room."""
    with sqlite3.connect(program.home / "data" / "sessions.db") as store:
        rows = store.execute("SELECT data FROM group_events ORDER BY number").fetchall()
    return [json.loads(row[0]) for row in rows]


WHOLE = (
    *BEGIN,
    f"{GOOD} {DISMISS} {GOOD} {PAY}",
    "it names the loss",
    ".",
    "",
    "",
    "",
    "2 2 2 2",
    ".",
    "",
    "what if she asks how long?",
    "",
    "",
    "1 1 1 1",
    ".",
    "",
    "",
    "",
)
"""A whole talk: a split, two turns on which all agree, and its end."""


def test_a_whole_room_from_a_script(program: Program, tmp_path: Path) -> None:
    """Votes, reasons, reveal, play, debrief, actions and page come from a plain pipe, 80 columns wide."""
    page = tmp_path / "room.html"
    lines = "".join(f"{line}\n" for line in (*WHOLE, "", "", "say the day", "."))
    done = program.run(*ROOM, "--teams", "4", "-o", str(page), typed=lines)

    assert (done.code, done.err) == (0, f"Written: {page}\n")
    assert max(map(columns, done.out.splitlines())) <= 80
    assert acting(done.out) == set()
    assert "THE END" in done.out
    assert "Team 1: say the day" in done.out
    html = page.read_text(encoding="utf-8")
    assert "it names the loss" in html
    assert "say the day" in html
    kinds = [event["type"] for event in kept(program)]
    assert kinds[0] == "opened"
    assert kinds[-2:] == ["action-chosen", "closed"]
    assert kinds.count("disclosed") == 3
    again = program.run("group", "room", "--resume", code_of(done))
    assert (again.code, "say the day" in again.out) == (0, True)


def test_the_reveal_comes_after_the_last_vote(program: Program) -> None:
    """Up to the reveal nothing tells which reply is good; then come camps and reasons, the fewest first."""
    done = script(program, *BEGIN, f"{GOOD} {GOOD} {GOOD} {PAY}", "kind", "", "", "has to be", "")
    before, _reveal, after = done.out.partition("Reply 1: this is what you decided")

    assert "kept" in before.lower()
    for told in ("What counts", "Reply 1", RIGHT[:40]):
        assert told in " ".join(before.split())
    for secret in ("It is free", "Better here", "Greeting:", "calms down", "not right", "Dismissing"):
        assert secret not in before
    assert after.index("1 team · Team 4") < after.index("has to be") < after.index("3 teams · Team 1")
    assert "Enter plays 3" in after


def test_votes_are_mended_before_the_reveal_and_not_after(program: Program) -> None:
    """A slip is corrected or taken back, own words and abstentions count; once shown, the votes stay."""
    done = script(
        program,
        *BEGIN,
        "3 3",
        "x",
        "nonsense",
        "9=1",
        "2: Good morning, when did you lose it?",
        "2 2 2",
        "1=3 4=-",
        "3+ she is upset",
        ".",
        "x1",
        "3",
        ".",
        "",
        "2=1",
    )
    events = kept(program)
    standing = {event["team"]: event for event in events if event["type"] == "committed"}

    assert [event["team"] for event in events if event["type"] == "recalled"] == ["1"]
    assert (standing["1"]["choice"], standing["2"]["choice"]) == ("greet", None)
    assert standing["2"]["text"] == "Good morning, when did you lose it?"
    assert standing["3"]["reason"] == "she is upset"
    assert (standing["4"]["choice"], standing["4"]["text"]) == (None, "")
    assert "no team 9" in done.out
    assert "is no decision" in done.out
    assert "Abstained: Team 4" in done.out
    assert done.out.rstrip().endswith(f"--resume {code_of(done)}")
    assert "How the teams decided stays" in done.out


def test_another_way_from_a_split(program: Program) -> None:
    """`z` lists the turns; the same words come again, another reply plays, and both ways are compared."""
    done = script(program, *WHOLE, "z", "1", "", "c", "q")
    first = done.out.index("Reply 1\n")
    crossroads = done.out.index("Now another one is played.")

    assert "furthest apart" in done.out[first:crossroads]
    assert "This was played before." in done.out
    assert f"Enter plays {PAY}" in done.out[crossroads:]
    told = done.out[crossroads:]
    assert "Two ways from reply 1 on" in told
    assert "Way 1" in told
    assert "resolved · 3 replies" in told
    (branched,) = [event for event in kept(program) if event["type"] == "branched"]
    records = {item["id"]: item for item in program.sessions()}
    parent, child = records[branched["parent"]], records[branched["session"]]
    assert parent["seed"] == child["seed"]
    assert parent["group_id"] == child["group_id"] == code_of(done)
    assert parent["outcome"] == "resolved"


@pytest.mark.parametrize("cut", [2, 3, 4, 5, 6, 7, 9, 11, 13, 17])
def test_a_room_goes_on_exactly_where_it_was_killed(program: Program, cut: int) -> None:
    """Killed after any line, the room goes on with the rest and ends as one that was never killed."""
    whole = program.start(*ROOM, "--teams", "4")
    assert whole.stdin is not None
    assert whole.stdout is not None
    whole.stdin.write("".join(f"{line}\n" for line in WHOLE[:cut]).encode())
    whole.stdin.flush()
    seen = b""
    while seen.count(b"\n> ") < cut + 1:
        seen += whole.stdout.read1()  # type: ignore[attr-defined]
    whole.send_signal(signal.SIGKILL)
    whole.communicate()
    found = CODE.search(seen.decode())
    assert found is not None
    lines = "".join(f"{line}\n" for line in (*WHOLE[cut:], "", "", "."))
    rest = program.run("group", "room", "--resume", found[1], typed=lines)

    assert rest.code == 0
    assert "THE END" in rest.out
    votes = [event for event in kept(program) if event["type"] == "committed" and event["turn"] == 1]
    final = {event["team"]: event["choice"] for event in votes}
    assert final == {"1": "greet", "2": "calm", "3": "greet", "4": "pay"}


def test_hostile_teams_and_words(program: Program, tmp_path: Path) -> None:
    """Whatever is in the name of a team, a reason, own words, a doubt or an action, nothing of it acts."""
    page = tmp_path / "room.html"
    strings = [text for _name, text in hostile_strings() if "\n" not in text and "\r" not in text]
    for start in range(0, len(strings), 12):
        some = (strings[start : start + 12] * 6)[:12]
        names = [part for text in some for part in ("--team", text.replace("\0", "") or "x")]
        typed = [
            *BEGIN,
            " ".join(["3"] * 12),
            *(f"2: {some[1]}", some[2], some[3]),
            ".",
            "",
            some[4],
            "d",
            "d",
        ]
        typed += ["", some[5], some[6], "."]
        lines = "".join(f"{line}\n" for line in typed)
        page.unlink(missing_ok=True)
        done = program.run(*ROOM, *names, "-o", str(page), typed=lines)

        assert "Traceback" not in done.err
        assert acting(done.out) == set()
        assert acting(done.err) == set()
        rows = [row for row in done.out.splitlines() if not row.startswith("> ")]
        assert max(map(columns, rows)) <= 80
        if page.exists():
            html = page.read_text(encoding="utf-8")
            assert acting(html) == set()
            assert "<script" not in html
            assert "<img" not in html


@pytest.mark.parametrize("teams", [2, 12])
def test_few_and_many_teams(program: Program, teams: int) -> None:
    """Two teams and twelve play alike, written without spaces too."""
    done = script(program, *BEGIN, "3" * teams, ".", "", "", "", teams=teams)

    assert f"{teams} teams · Team 1" in done.out
    assert "You all agree." in done.out
    assert "calms down" in done.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--teams", "1"), "2 to 12 teams"),
        (("--teams", "13"), "2 to 12 teams"),
        (("--teams", "2", "--team", "a", "--team", "b", "--team", "c"), "3 names"),
        (("--resume", "abcd1234"), "--resume"),
        (("--discuss", "-1"), "--discuss"),
    ],
)
def test_wrong_wishes(program: Program, arguments: tuple[str, ...], told: str) -> None:
    """What cannot be is told before anything begins, and nothing is kept."""
    done = program.run(*ROOM, *arguments)

    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert program.sessions() == []


def test_a_room_that_is_not_there(program: Program) -> None:
    """A code that nobody has is told; so is a page that would go over a file."""
    unknown = program.run("group", "room", "--resume", "zzzz-zzzz")
    assert unknown.code == 3
    assert "zzzzzzzz" in unknown.err
    (program.home / "there.html").write_text("mine", encoding="utf-8")
    taken = program.run(*ROOM, "-o", str(program.home / "there.html"))
    assert (taken.code, taken.out) == (2, "")
    assert (program.home / "there.html").read_text(encoding="utf-8") == "mine"
    assert program.run("group").code == 2
    assert "room" in program.run("group", "--help").out


def test_leaving_before_the_room_begins_keeps_nothing(program: Program) -> None:
    """Who does not agree to what is kept leaves no trace."""
    done = script(program, "q")

    assert done.code == 0
    assert program.sessions() == []
    assert kept(program) == []


def test_the_lobby_asks_who_is_there(program: Program) -> None:
    """Names with commas or a number; what makes no room is asked again."""
    lines = "".join(f"{line}\n" for line in ("40", "Melati, Mawar", "", "", "q"))
    done = program.run(*ROOM, typed=lines)

    assert "2 to 12 teams" in done.out
    assert "1 Melati, 2 Mawar" in done.out


def test_a_session_of_a_room_is_not_resumed_alone(program: Program) -> None:
    """`resume` and the menu leave the talk of a room alone, and say how the room goes on."""
    done = script(program, *BEGIN, "3 3 3 3", ".", "", "", "")
    (record,) = program.sessions()
    refused = program.run("resume", record["id"])

    assert refused.code == 2
    assert f"roleplay group room --resume {code_of(done)}" in refused.err
    assert program.run("resume").code == 2
    assert record["id"] not in program.run("play", typed="q\n").out


def test_the_time_to_discuss_runs_down_beside_what_is_typed(program: Program) -> None:
    """At a terminal the seconds run in the row above the prompt and take nothing from what is typed."""
    room = program.sit_down(*ROOM, "--teams", "3", "--discuss", "1")
    room.wait()
    room.type("")
    assert "Time to discuss: 1:00" in room.type("")
    room.press("3 1")
    time.sleep(2.4)
    answer = room.type(" 3")
    assert "Time to discuss: 0:58" in answer
    assert "Team 1 → 3 · Team 2 → 1 · Team 3 → 3" in answer
    assert room.finish("q")[0] == 0
    events = [event for event in kept(program) if event["type"] == "committed"]
    assert [event["choice"] for event in events] == ["greet", "pay", "greet"]


@pytest.mark.parametrize("no_color", ["", "1"])
def test_a_screen_at_a_time_at_a_terminal(program: Program, no_color: str) -> None:
    """Each stage begins on an empty screen of 80 columns, without colours where none are wanted."""
    room = program.sit_down(*ROOM, "--teams", "3", NO_COLOR=no_color)
    room.wait()
    room.type("")
    assert "\x1b[H" in room.type("")
    room.type("3 1 3")
    room.type(".")
    shown = room.type("")
    assert "██ ██" in shown
    room.finish("q")
    colours = OUR_COLOURS.findall(room.screen)
    assert bool(colours) == (not no_color)
    rows = [LINE_EDITOR.sub("", row).replace("\x1b[H", "") for row in room.rows]
    assert max(map(columns, rows)) <= 80


def test_the_debrief_turns_page_by_page_at_a_terminal(program: Program) -> None:
    """At a terminal the debrief waits for Enter between its parts; `z` leads back into the talk."""
    room = program.sit_down(*ROOM, "--teams", "2")
    room.wait()
    for line in ("", "", "3 1", ".", "", "", "d"):
        shown = room.type(line)
    assert "not over" in shown
    assert "Enter: next" in room.type("d")
    parts = room.type("")
    assert "furthest apart" in parts
    assert "Back to which reply?" in room.type("z")
    assert "Now another one is played." in room.type("1")
    room.finish("q")


def test_a_full_disk_is_told_once(program: Program) -> None:
    """Where nothing can be written the room plays on and says so at its begin and at its end."""
    (program.home / "data" / "sessions.db").mkdir(parents=True)
    done = script(program, *BEGIN, "3 3 3 3", ".", "", "", "")

    assert "calms down" in done.out
    assert "ATTENTION" in done.err
    assert "not kept" in done.out
