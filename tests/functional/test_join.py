"""A group joined and led from terminals, over lines that fail and with processes that are killed."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.functional.bad_line import BadLine, How
from tests.functional.hosting import CHOICES, Hosted, Person, until
from tests.functional.program import SCENARIO, Program, Terminal, acting

GOOD = {
    "greet": "Good morning, Madam. I am sorry to hear that. When did you lose it?",
    "tell": "A new one is free of charge, Madam. I will write it down now.",
    "close": "Then you are done, Madam. Thank you for coming.",
}
"""What the good choices say to the customer whom everybody gets."""

Sit = Callable[..., Terminal]


@pytest.fixture
def host(program: Program) -> Iterator[Hosted]:
    """A group of one's own."""
    hosted = Hosted(program, SCENARIO)
    yield hosted
    if hosted.process.poll() is None:
        hosted.kill()
    assert "Traceback" not in "".join(hosted.errors)


@pytest.fixture
def line(host: Hosted) -> Iterator[BadLine]:
    """A line to it that is good until it is made bad."""
    bad = BadLine(host.port)
    yield bad
    bad.close()


def someone(program: Program, home: Path) -> Program:
    """Return the program on another computer."""
    other = Program(program.home)
    other.environment = program.environment | {"ROLEPLAY_HOME": str(home), "HTTP_PROXY": "http://127.0.0.1:9"}
    return other


def sit_in(program: Program, host: Hosted, port: int | None = None, nickname: str = "Ani") -> Terminal:
    """Join at a terminal, up to the lobby or the talk."""
    terminal = program.sit_down("join", f"127.0.0.1:{port or host.port}", host.code)
    terminal.seen("Do you agree?")
    terminal.wait()
    terminal.type("y")
    terminal.press(f"{nickname}\r")
    return terminal


def number_of(terminal: Terminal, text: str) -> str:
    """Return the number under which a reply was offered last."""
    found = re.findall(rf"^ +(\d)  {re.escape(text[:30])}", "\n".join(terminal.rows), re.MULTILINE)
    assert found, terminal.screen
    return str(found[-1])


def seat_of(host: Hosted, nickname: str) -> str:
    """Return the seat of somebody, once the board, which is looked at twice a second, shows it."""
    until(lambda: any(row["nickname"] == nickname for row in host.board()["rows"]))
    return next(str(row["seat"]) for row in host.board()["rows"] if row["nickname"] == nickname)


def talk_of(host: Hosted, nickname: str) -> dict[str, Any]:
    """Return the talk of somebody as the facilitator sees it."""
    seat = seat_of(host, nickname)
    found: dict[str, Any] = host.ask("GET", f"/api/talk/{seat}", bearer=host.secret).said["talk"]
    return found


def said(host: Hosted, nickname: str) -> list[str]:
    """Return what an officer has said, as the host has kept it."""
    spoken = talk_of(host, nickname)["page"]["spoken"]
    return [line["text"] for line in spoken if line["who"] == "officer"]


def take(terminal: Terminal, choice: str) -> None:
    """Take a good choice and wait until its answer stands there."""
    terminal.type(number_of(terminal, GOOD[choice]))


def test_a_whole_round_is_played_rated_and_closed_from_terminals(  # noqa: PLR0915  # it is a day
    program: Program, host: Hosted, tmp_path: Path
) -> None:
    """Two trainees and a facilitator do everything from terminals, and the host has kept it all."""
    ani = sit_in(someone(program, tmp_path / "ani"), host)
    ani.seen("You are in as Ani")
    budi = sit_in(someone(program, tmp_path / "budi"), host, nickname="Budi")
    budi.seen("You are in as Budi")
    leader = program.sit_down(
        "group", "lead", f"http://127.0.0.1:{host.port}/lead#{host.secret}", columns=100
    )
    leader.seen("2 joined")
    leader.press("mHello all\r")  # faster than the question is asked
    leader.seen("Done.")
    ani.seen("Facilitator: Hello all")
    leader.press("b")
    for terminal in (ani, budi):
        terminal.seen("Round 1 of 1")
        terminal.seen("Calm down first")
        terminal.wait()
    for choice in CHOICES[:2]:
        take(ani, choice)
    take(budi, "greet")
    ani.press(f"{number_of(ani, GOOD['close'])}\r")
    ani.seen("THE END")
    ani.seen("Your talk has ended")
    leader.seen("ended: resolved")
    leader.press("e")
    leader.seen("(y/n)")
    leader.press("y\r")
    budi.seen("Round 1 is over")
    budi.seen("one thing")
    leader.press("r")
    leader.seen("(number or nickname)")
    leader.press("ani\r")
    for terminal, rated in ((ani, "4 asked first\r"), (budi, "-\r")):
        terminal.seen("1/1  Empathy")
        terminal.press(rated)
        terminal.seen("All rated")
    leader.seen("Rated by 2 of 2")
    leader.press("r")
    leader.seen("r: rate it yourself")
    leader.press("c\r")
    leader.seen("“asked first”")
    leader.press("\r")
    for terminal in (ani, budi):
        terminal.seen("4 ×1   – ×1")
        terminal.seen("one thing")
    ani.press("I ask for the day first\r")
    ani.seen("Kept.")
    leader.press("Q")
    leader.seen("(y/n)")
    leader.press("y\r")
    assert leader.finish()[0] == 0
    ani.seen("The group is over")
    assert ani.finish()[0] == 0
    budi.seen("The group is over")
    assert budi.finish("")[0] == 0
    assert said(host, "Ani") == list(GOOD.values())
    assert said(host, "Budi") == [GOOD["greet"]]


def test_who_is_killed_comes_back_to_the_same_place(program: Program, host: Hosted, tmp_path: Path) -> None:
    """After kill -9 the same seat and the same turn are there again, without a question; q says how."""
    host.lead("begin")
    away = someone(program, tmp_path / "away")
    first = sit_in(away, host)
    first.seen("Calm down first")
    first.wait()
    take(first, "greet")
    first.kill()
    again = away.sit_down("join", f"127.0.0.1:{host.port}")
    again.seen("What do I do now")
    again.wait()
    assert "agree" not in again.screen
    take(again, "tell")
    code, written = again.finish("q")
    assert code == 0
    assert f"roleplay join 127.0.0.1:{host.port}" in " ".join(written.split())
    assert said(host, "Ani") == [GOOD["greet"], GOOD["tell"]]
    assert host.board()["people"] == 1
    kept = next((tmp_path / "away" / "joined").glob("*.seat"))
    assert kept.stat().st_mode & 0o077 == 0


def test_a_reply_given_while_the_line_was_down_survives_a_kill(
    program: Program, host: Hosted, line: BadLine, tmp_path: Path
) -> None:
    """What was said into a dead line arrives once after the program was killed and begun again."""
    host.lead("begin")
    away = someone(program, tmp_path / "away")
    first = sit_in(away, host, line.port)
    first.seen("Calm down first")
    first.wait()
    line.how = "refused"
    first.press(f"{number_of(first, GOOD['greet'])}\r")
    first.seen("The line to the host is down")
    first.kill()
    assert said(host, "Ani") == []
    line.how = "whole"
    again = away.sit_down("join", f"127.0.0.1:{line.port}")
    again.seen("Your last reply goes off now")
    again.seen("What do I do now")
    again.kill()
    assert said(host, "Ani") == [GOOD["greet"]]


@pytest.mark.parametrize("how", ["refused", "cut", "lost", "garbage", "endless", "slow"])
def test_a_reply_over_a_bad_line_is_kept_once(
    program: Program, host: Hosted, line: BadLine, tmp_path: Path, how: How
) -> None:
    """Whatever happens to the answer, the reply is kept once, and what answered badly is not shown."""
    host.lead("begin")
    ani = sit_in(someone(program, tmp_path / "away"), host, line.port)
    ani.seen("Calm down first")
    ani.wait()
    line.only, line.how = b"/api/do", how
    ani.press("Good morning, when did you lose it?\r")
    if how != "slow":
        ani.seen("The line to the host is down")
        until(lambda: line.spoilt > 1)
    line.how = "whole"
    ani.seen("What do I do now")
    ani.wait()
    assert "owned" not in ani.screen
    assert said(host, "Ani") == ["Good morning, when did you lose it?"]
    assert ani.finish("q")[0] == 0


def test_the_talk_goes_on_when_the_host_was_killed(program: Program, host: Hosted, tmp_path: Path) -> None:
    """A trainee who replies while the host is gone needs to do nothing once it is back."""
    host.lead("begin")
    ani = sit_in(someone(program, tmp_path / "away"), host)
    ani.seen("Calm down first")
    ani.wait()
    take(ani, "greet")
    host.kill()
    ani.press(f"{number_of(ani, GOOD['tell'])}\r")
    ani.seen("The line to the host is down")
    resumed = Hosted(program, "--resume", host.code)
    try:
        ani.seen("is back")
        ani.seen("And then?")
        ani.wait()
        take_last = number_of(ani, GOOD["close"])
        ani.press(f"{take_last}\r")
        ani.seen("THE END")
        assert said(resumed, "Ani") == list(GOOD.values())
    finally:
        resumed.kill()
    ani.kill()


def test_a_seat_is_used_in_one_window_at_a_time(program: Program, host: Hosted, tmp_path: Path) -> None:
    """Who joins again from the same computer has the seat; the window of before is told and ends."""
    host.lead("begin")
    away = someone(program, tmp_path / "away")
    first = sit_in(away, host)
    first.seen("Calm down first")
    first.wait()
    second = away.sit_down("join", f"127.0.0.1:{host.port}")
    second.seen("Calm down first")
    second.wait()
    first.seen("used in another window")
    assert first.finish()[0] == 0
    take(second, "greet")
    second.kill()
    assert said(host, "Ani") == [GOOD["greet"]]


def test_a_line_that_is_being_typed_survives_what_arrives(
    program: Program, host: Hosted, tmp_path: Path
) -> None:
    """A message, a pause and a take-over come while somebody types, and the line stands there after each."""
    host.lead("begin")
    ani = sit_in(someone(program, tmp_path / "away"), host)
    ani.seen("Calm down first")
    ani.wait()
    seat = seat_of(host, "Ani")
    ani.press("When did ")
    host.lead("say", text="Five \x1b[2Jminutes")
    ani.seen("Facilitator: Five [2Jminutes")
    ani.seen("> When did ")
    host.lead("pause")
    ani.seen("has paused the group")
    ani.seen("> When did ")
    ani.press("\r")
    ani.seen("paused the group")
    ani.seen("> When did")
    host.lead("continue")
    ani.seen("The group goes on")
    host.lead("take-over", seat=seat)
    host.lead("speak", seat=seat, text="Who are you?")
    ani.seen("Who are you?")
    ani.seen("> When did")
    ani.press(" you come?\r")
    until(lambda: said(host, "Ani") == ["When did you come?"])
    host.lead("hand-back", seat=seat)
    ani.seen("speaks for themselves")
    ani.seen("Calm down first")
    ani.kill()


def test_a_group_is_joined_from_a_pipe(program: Program, host: Hosted, tmp_path: Path) -> None:
    """A script plays a whole talk between pipes; nothing in what is written acts on a terminal."""
    host.lead("begin")
    run = someone(program, tmp_path / "away").start(
        "join", f"http://127.0.0.1:{host.port}/?code={host.code}", NO_COLOR="1"
    )
    assert run.stdin is not None
    assert run.stdout is not None
    run.stdin.write(b"y\nPipa\n")
    text = ""
    for choice in CHOICES:
        run.stdin.flush()
        offered = re.compile(rf"^ +(\d)  {re.escape(GOOD[choice][:30])}", re.MULTILINE)
        while not (numbers := offered.findall(text)):
            text += run.stdout.readline().decode()
        run.stdin.write(f"{numbers[-1]}\n".encode())
    run.stdin.flush()
    while "Your talk has ended" not in text:
        text += run.stdout.readline().decode()
    host.lead("end")
    host.lead("close")
    out, err = run.communicate(b"\n", timeout=20)
    text += out.decode()
    assert (run.returncode, err) == (0, b"")
    assert "THE END" in text
    assert acting(text) == set()
    assert max(map(len, text.split("\n"))) <= 80
    assert said(host, "Pipa") == list(GOOD.values())


def test_a_group_is_led_from_a_pipe(program: Program, host: Hosted) -> None:
    """Commands are lines there, and what changes is told in lines."""
    ani: Person = host.join("Ani")
    while host.board()["people"] != 1:
        time.sleep(0.3)
    done = program.run(
        "group",
        "lead",
        f"127.0.0.1:{host.port}",
        typed="b\nm Hello\nm 1: you alone\nv nobody\np\np\nz\nq\n",
        ROLEPLAY_GROUP_SECRET=host.secret,
    )
    assert done.code == 0, done.err
    assert acting(done.out) == set()
    assert "1 Ani" in done.out
    assert "There is no such seat." in done.out
    assert ani.view()["messages"] == ["Hello", "you alone"]
    assert ani.view()["phase"] == "playing"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("join", "not an address"), "is not the address of a group"),
        (("join", "127.0.0.1:1", "abcd"), "cannot be reached"),
        (("group", "lead", "127.0.0.1:1"), "secret is missing"),
        (("group", "lead", "http://127.0.0.1:1/lead#wrong"), "cannot be reached"),
    ],
)
def test_what_cannot_be_reached_is_told(program: Program, arguments: tuple[str, ...], told: str) -> None:
    """A wrong address ends in a sentence that says what to do."""
    done = program.run(*arguments)
    assert done.code == 2
    assert told in done.err
    assert "Traceback" not in done.err


def test_wrong_codes_and_secrets_are_refused(program: Program, host: Hosted, tmp_path: Path) -> None:
    """A wrong code is asked for again; a wrong secret ends."""
    away = someone(program, tmp_path / "away")
    asked = away.run("join", f"127.0.0.1:{host.port}", "AAAA-AAAA", typed=f"{host.code}\nn\n")
    assert "not the code of the group" in asked.out
    assert "Do you agree?" in asked.out
    assert host.board()["people"] == 0
    led = program.run("group", "lead", f"127.0.0.1:{host.port}", ROLEPLAY_GROUP_SECRET="wrong")
    assert (led.code, "Traceback" in led.err) == (2, False)
