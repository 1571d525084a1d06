"""What comes in and where it goes out: too much, nothing, rubbish, interruptions, and closed ends."""

import os
import re
import signal
import time

import pytest

from roleplay.errors import ExitCode
from roleplay.terminal.prompt import LONGEST
from tests.functional.program import RIGHT_NUMBERS, SCENARIO, SEED, Done, Program, acting

PLAY = f"roleplay play {SCENARIO} --seed {SEED}"


def check_sane(done: Done) -> None:
    """Assert that a run ended with one of our exit codes and without a bug that shows."""
    assert "Traceback" not in done.out + done.err
    assert "Exception ignored" not in done.err
    assert done.code in list(ExitCode)


@pytest.mark.parametrize("reply", ["", " \t ", "0", "999", "9999999999", "x", "²", "\uff13", "--help"])
def test_a_reply_that_says_nothing(program: Program, reply: str) -> None:
    """Whatever cannot be a reply is answered in a line, and the talk stays where it is."""
    done = program.play(reply, "q")
    check_sane(done)
    assert done.code == 0
    answer = done.out.split("\n> ")[1].partition("\n")[2]
    assert answer.strip()
    (record,) = program.sessions()
    assert len(program.said(record["id"])) == (1 if reply == "\uff13" else 0)


@pytest.mark.parametrize("length", [10_000, 1_000_000, 2_500_000])
def test_a_flood_through_a_pipe(program: Program, length: int) -> None:
    """A flood is one reply, cut to what is heard, and the trainee is told."""
    started = time.monotonic()
    done = program.play("x " * (length // 2), "good morning " * (length // 13), "q")
    check_sane(done)
    assert time.monotonic() - started < 10
    assert (done.code, done.err) == (0, "")
    assert done.out.count(str(LONGEST)) == 2
    assert len(done.out) < 20_000
    (record,) = program.sessions()
    said = program.said(record["id"])
    assert said
    assert max(len(text) for text in said) <= LONGEST


def test_a_flood_at_a_terminal(program: Program) -> None:
    """Ten thousand characters pasted at the prompt are one reply."""
    talk = program.sit_down("play", SCENARIO, "--seed", str(SEED))
    talk.wait()
    shown = talk.type("good morning " * 800)
    assert str(LONGEST) in shown
    assert talk.finish("q")[0] == 0
    (record,) = program.sessions()
    (text,) = program.said(record["id"])
    assert len(text) <= LONGEST


def test_control_c_and_control_d_at_the_prompt_pause(program: Program) -> None:
    """Ctrl-C and Ctrl-D leave the session as `q` does: kept, and it is said how to go on."""
    for leave in ("interrupt", "hang_up"):
        talk = program.sit_down("play", SCENARIO, "--seed", str(SEED))
        talk.wait()
        talk.type(RIGHT_NUMBERS[0])
        code, shown = getattr(talk, leave)()
        record = program.sessions()[0]
        assert (code, len(program.said(record["id"]))) == (0, 1)
        assert f"roleplay resume {record['id']}" in shown
        assert "Traceback" not in talk.screen


@pytest.mark.parametrize("typed", [[], [SCENARIO]])
def test_control_c_in_the_menu_leaves(program: Program, typed: list[str]) -> None:
    """Ctrl-C in either menu ends the program as a shell expects it, and begins no session."""
    talk = program.sit_down("play")
    talk.wait()
    for line in typed:
        talk.type(line)
    code, shown = talk.interrupt()
    assert (code, "Traceback" in shown) == (ExitCode.INTERRUPTED, False)
    assert program.sessions() == []


def test_an_interruption_at_work(program: Program) -> None:
    """Interrupted while it waits for a file, a command ends at once and says so."""
    pipe = program.home / "replies"
    os.mkfifo(pipe)
    process = program.start("hear", "--jsonl", str(pipe))
    with pipe.open("wb"):  # opens once the program reads from it
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (ExitCode.INTERRUPTED, b"")
    assert b"Traceback" not in err
    assert err


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f"{PLAY} <&-", 0),
        (f"{PLAY} </dev/null", 0),
        (f"{PLAY} >&-", 0),
        (f"{PLAY} 2>&-", 0),
        (f"{PLAY} <&- >&- 2>&-", 0),
        (f"echo 1 | {PLAY} | head -1", 0),
        (f"echo 1 | {PLAY} 2>&1 | head -1", 0),
        ("set -o pipefail; roleplay list --json | head -c 1", 0),
        ("set -o pipefail; roleplay schema debrief | head -c 1", 0),
        ("set -o pipefail; roleplay explain RP201 | true", 0),
        ("set -o pipefail; roleplay --help | true", 0),
        ("roleplay play nothing 2>&1 | true", 0),
        ("roleplay play nothing 2>&-", 2),
        ("roleplay list >/dev/full", 2),
        (f"echo 1 | {PLAY} >/dev/full", 2),
        (f"head -c 4000 /dev/urandom | {PLAY}", 0),
        (f"printf '\\xff\\xfe\\x00\\x80\\n1\\nq\\n' | {PLAY}", 0),
        ("roleplay hear $'\\xff\\xfe' --json", 0),
        ("roleplay play $'\\xff\\xfe'", 2),
        ("roleplay check $'\\xff\\xfe'", 2),
        ("roleplay debrief $'\\xff'", 3),
        ("roleplay hear --jsonl /dev/urandom", 2),
        ("roleplay hear --jsonl /", 2),
    ],
)
def test_streams_that_are_closed_full_or_rubbish(program: Program, line: str, code: int) -> None:
    """No end of a pipe that is missing makes the program stumble, and its exit code says what it is about."""
    done = program.shell(line)
    check_sane(done)
    assert done.code == code, done.err
    assert acting(done.out + done.err, "\n\t") == set()


def test_a_session_whose_reader_goes_away_is_kept(program: Program) -> None:
    """When nobody reads any more, what was said until then can be resumed."""
    process = program.start("play", SCENARIO, "--seed", str(SEED))
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    process.stdin.write(f"{RIGHT_NUMBERS[0]}\n{RIGHT_NUMBERS[1]}\n".encode())
    process.stdin.close()
    assert process.wait(20) == 0
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    (record,) = program.sessions()
    resumed = program.run("resume", record["id"], typed="q\n")
    assert "MS TEST" in resumed.out


@pytest.mark.parametrize(
    "variables", [{"LANG": "C", "LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONUTF8": "0"}]
)
def test_any_locale_plays(program: Program, variables: dict[str, str]) -> None:
    """Whatever the locale says, text is read and written whole."""
    done = program.play("é", "good morning, Müller ’— 漢字", "t", "q", **variables)
    check_sane(done)
    assert done.err == ""
    assert "Müller ’— 漢字" in done.out
    assert re.search("“A lost card”", done.out)


def test_without_a_home_or_terminal_settings(program: Program) -> None:
    """The program starts in the barest environment there is."""
    kept = " ".join(f"{name}=${name}" for name in ("PATH", "ROLEPLAY_HOME", "ROLEPLAY_CONTENT"))
    done = program.shell(f"env -i {kept} bash -c '{_bare()}'")
    check_sane(done)
    assert done.code == 0
    assert "MS TEST" in done.out


def _bare() -> str:
    import sys

    return f"{sys.executable} -m roleplay play {SCENARIO} --seed {SEED} --lang en </dev/null"


@pytest.mark.parametrize(
    ("scenario", "persona", "name", "looks"),
    [
        ("kontrak-habis", "pak-darto", "Mr Darto", "standing at the counter"),
        ("gaji-di-bawah-umk", "pak-darto", "Mr Darto", "on the phone"),
        ("ijazah-ditahan", "mbak-wulan", "Ms Wulan", "in the chat"),
    ],
)
def test_only_at_a_counter_is_the_customer_seen(
    program: Program, scenario: str, persona: str, name: str, looks: str
) -> None:
    """By phone and in chat nothing is told that an officer could not see."""
    done = program.run("play", scenario, "--persona", persona, "--lang", "en", typed="q\n")
    (told,) = re.findall(rf"^  {name}, (.*)$", done.out, re.MULTILINE)

    assert told.startswith(looks)
    assert (told == looks) == (scenario != "kontrak-habis")
