"""A person at a terminal: real keys, real rows."""

import re
import sys
import unicodedata
from itertools import pairwise

import pexpect
import pytest

from tests.functional.program import (
    OUR_COLOURS,
    RIGHT,
    RIGHT_NUMBERS,
    ROOT,
    SCENARIO,
    SEED,
    Program,
    acting,
    columns,
)

PLAY = ("play", SCENARIO, "--seed", str(SEED))
ANY_ESCAPE = re.compile(r"\x1b")


def test_a_session_by_numbers(program: Program) -> None:
    """Numbers alone lead through a whole session to its debrief, and all of it is kept."""
    talk = program.sit_down(*PLAY)
    opening = talk.wait()
    assert RIGHT in " ".join(opening.split())
    for number in RIGHT_NUMBERS[:-1]:
        answer = talk.type(number)
        assert "MS TEST" in answer
    code, end = talk.finish(RIGHT_NUMBERS[-1])

    assert code == 0
    (record,) = program.sessions()
    assert record["outcome"] == "resolved"
    assert record["id"] in end, "the debrief tells how it is seen again"
    assert program.said(record["id"])[0] == RIGHT
    assert acting(OUR_COLOURS.sub("", talk.screen), "\r\n") == set()


def test_what_was_heard_is_contested_by_key(program: Program) -> None:
    """`b` lists what was heard in a typed reply, and a number keeps that it was not meant."""
    talk = program.sit_down(*PLAY)
    talk.wait()
    assert "a reply that you typed" in " ".join(talk.type("b").split())
    talk.type("Good morning. Calm down, madam.")
    heard = talk.type("b")
    assert "b1  Greeting: “Good morning”" in heard
    assert "b2  Dismissing: “Calm down”" in heard
    assert "no b7 here" in " ".join(talk.type("b7").split())
    assert "did not mean that" in " ".join(talk.type("B2").split())
    talk.finish("q")
    (record,) = program.sessions()
    (word,) = program.document("debrief", record["id"])["contested"]
    assert (word["label"], word["quote"]) == ("dismiss", "Calm down")


def test_own_words_do_what_the_choice_does(program: Program) -> None:
    """A reply in one's own words moves the talk on; one that is not understood costs nothing."""
    talk = program.sit_down(*PLAY)
    talk.wait()
    lost = talk.type("blah blah blah")
    assert "What was that, Sir?" in lost
    assert "What do I do now, Sir?" in talk.type(
        "Good morning, I am sorry to hear that. When did you lose it?"
    )
    talk.finish("q")

    (record,) = program.sessions()
    debrief = program.document("debrief", record["id"])
    assert [turn["choice"] for turn in debrief["turns"]] == [None]
    assert {"greet", "empathize", "ask_specific"} <= set(debrief["turns"][0]["shows"])


def test_every_key(program: Program) -> None:
    """Each key does what the help says, and none of them counts as a reply."""
    talk = program.sit_down(*PLAY)
    talk.wait()
    assert {"h", "k", "q", "r", "t", "u"} <= set(
        re.findall(r"^  (\w) ", talk.type("?").replace("\r", ""), re.MULTILINE)
    )
    assert "House rule 1" in talk.type("k")
    rungs = [talk.type("h") for _ in range(4)]
    assert len(set(rungs)) == 3, "stage, technique, line; and then the line again"
    assert "Good morning. When did you lose it?" in rungs[2]
    assert "Names the feeling." in talk.type("r")
    assert "What do I do now" in talk.type(RIGHT_NUMBERS[0])
    assert "YOU" in talk.type("t")
    assert RIGHT in " ".join(talk.type("u").split()), "the choice is offered again"
    assert "MS TEST" not in talk.type("u"), "there is nothing left to take back"
    code, pause = talk.finish("q")

    (record,) = program.sessions()
    assert (code, record["outcome"]) == (0, None)
    assert f"roleplay resume {record['id']}" in pause
    debrief = program.document("debrief", record["id"])
    assert (debrief["turns"], debrief["undone"], debrief["hints"]) == ([], 1, 4)
    assert debrief["cards_opened"] == 1


@pytest.mark.parametrize("names_it", [True, False])
def test_resuming_goes_on_where_it_was_left(program: Program, names_it: bool) -> None:
    """`resume` shows the very words and choices at which the session was paused, and goes on from there."""
    talk = program.sit_down(*PLAY)
    talk.wait()
    left = talk.type(RIGHT_NUMBERS[0])
    talk.finish("q")
    (record,) = program.sessions()
    again = program.sit_down("resume", *([record["id"]] if names_it else []))
    shown = again.wait()

    assert shown.replace("\r", "").splitlines()[-5:] == left.replace("\r", "").splitlines()[-5:]
    again.type(RIGHT_NUMBERS[1])
    assert again.finish(RIGHT_NUMBERS[2])[0] == 0
    assert [item["outcome"] for item in program.sessions()] == ["resolved"]
    ended = program.run("resume", record["id"])
    assert (ended.code, ended.out) == (2, "")
    assert record["id"] in ended.err


def test_the_menu(program: Program) -> None:
    """Without arguments one picks a scenario and who comes; what is unfinished is offered first."""
    talk = program.sit_down("play")
    first = talk.wait()
    numbers = {
        name: number
        for number, name in re.findall(r"^ +(\d+)  .*?· ([\w-]+) *$", first.replace("\r", ""), re.MULTILINE)
    }
    assert SCENARIO in numbers
    talk.type("no such thing")
    talk.type("999")
    talk.type("")
    people = talk.type(numbers[SCENARIO])
    assert people.index("Ms Test") < people.index("Mr Test")
    assert "MR TEST" in talk.type("2")
    talk.finish("q")
    (record,) = program.sessions()
    assert (record["scenario"], record["persona"]) == (SCENARIO, "mr-test")

    again = program.sit_down("play")
    assert " 1  A lost card · mr-test" in again.wait()
    assert "MR TEST" in again.type("1")
    assert again.finish("q")[0] == 0
    assert len(program.sessions()) == 1
    left = program.sit_down("play")
    left.wait()
    assert left.finish("q")[0] == 0


def test_an_assessment_gives_nothing_away(program: Program) -> None:
    """Assessed, one sees no feedback, mood or hint, takes nothing back, and has the debrief at the end."""
    talk = program.sit_down(*PLAY, "--mode", "assess")
    shown = talk.wait() + "".join(
        talk.type(line) for line in ("?", "h", "h", "h", RIGHT_NUMBERS[0], "u", "h")
    )
    shown += talk.type(RIGHT_NUMBERS[1])
    for told in (
        "tension",
        "→",
        "✓",
        "+ ",
        "Good morning. When did you lose it?",
        "u undo",
        "h hint",
        "Greeting",
    ):
        assert told not in shown
    (record,) = program.sessions()
    early = program.run("debrief", record["id"])
    assert (early.code, early.out) == (2, ""), "nor does the debrief of an assessment that goes on"
    assert len(program.sessions()) == 1
    code, end = talk.finish(RIGHT_NUMBERS[2])
    assert code == 0
    assert "tension" in end
    debrief = program.document("debrief", record["id"])
    assert (debrief["mode"], len(debrief["turns"]), debrief["undone"]) == ("assess", 3, 0)


def test_english_is_spoken_where_it_is_asked_for(program: Program) -> None:
    """`--lang` stands above the environment, for the interface and for what is kept of the session."""
    done = program.run(*PLAY, "--lang", "en", typed="q\n", ROLEPLAY_LANG="id")
    assert "What counts: empathy" in done.out
    assert program.sessions()[0]["language"] == "en"


@pytest.mark.parametrize("width", [80, 60])
def test_no_row_is_wider_than_the_terminal(program: Program, width: int) -> None:
    """No row is cut or broken by the terminal, in the talk, its debrief, the lists and the help."""
    talk = program.sit_down(*PLAY, columns=width)
    talk.wait()
    for line in ("?", "k", "h", "h", "h", "r", "2", "1", "t"):
        talk.type(line)
    talk.finish("q")
    rows = talk.rows
    menu, resumed = program.sit_down("play", columns=width), program.sit_down("resume", columns=width)
    menu.wait()
    menu.finish("q")
    resumed.wait()
    resumed.type("1")
    resumed.finish("1")
    rows += menu.rows + resumed.rows
    for words in (("sessions",), ("list",), ("show", SCENARIO), ("show", "ms-test"), ("debrief",)):
        other = program.sit_down(*words, columns=width)
        other.finish()
        rows += other.rows
    assert len(rows) > 100
    assert [row for row in rows if columns(row) > width] == []


@pytest.mark.parametrize(
    "words",
    ["漢字" * 200, "漢字 か " * 80, "x" * 500, "e\u0301\u0302" * 300, "🙂" * 90],
    ids=["wide", "wide with spaces", "endless", "marks", "faces"],
)
def test_no_words_make_a_row_wider(program: Program, words: str) -> None:
    """Wide characters and endless words are wrapped like everything else, and nothing is left out."""
    done = program.play(f"Good morning. When did you lose it? {words}", "t", "q")
    rows = [row for row in done.out.split("\n") if not row.startswith("> ")]
    assert [row for row in rows if columns(row) > 80] == []
    shown = "".join("".join(rows).split())
    assert "".join(unicodedata.normalize("NFC", words).split()) in shown


@pytest.mark.parametrize("command", ["", "play", "check", "translate", "hear"])
def test_the_help_is_plain_and_narrow(program: Program, command: str) -> None:
    """Help fits in 80 columns and has no colours."""
    code, text = program.sit_down(*command.split(), "--help").finish()
    assert code == 0
    assert acting(text, "\r\n") == set()
    assert max(columns(row) for row in text.replace("\r", "").split("\n")) <= 80


@pytest.mark.parametrize("words", [PLAY, ("sessions",), ("list",), ("debrief",), ("show", "plain-service")])
def test_no_colour_where_none_is_wanted(program: Program, words: tuple[str, ...]) -> None:
    """With NO_COLOR no colour and no bold is written; without it there is some."""
    if words[0] in ("sessions", "debrief"):
        program.play("1", "q")
    plain, coloured = _shown(program, words, NO_COLOR="1"), _shown(program, words)
    assert OUR_COLOURS.search(plain) is None
    assert OUR_COLOURS.search(coloured)


@pytest.mark.parametrize("words", [PLAY, ("sessions",), ("list",)])
def test_a_dumb_terminal_gets_no_escapes(program: Program, words: tuple[str, ...]) -> None:
    """Nothing but text reaches a terminal that can do nothing else."""
    if words[0] == "sessions":
        program.play("1", "q")
    assert acting(_shown(program, words, TERM="dumb"), "\r\n") == set()


def test_a_pipe_gets_no_escapes(program: Program) -> None:
    """Nothing but text goes through a pipe, and what was typed stands in it like a transcript."""
    done = program.play("k", "h", *RIGHT_NUMBERS)
    assert (done.code, done.err) == (0, "")
    assert acting(done.out) == set()
    assert f"> {RIGHT_NUMBERS[0]}\n" in done.out


def test_a_screen_reader_gets_words(program: Program) -> None:
    """With ACCESSIBLE there are numbers in place of bars and curves, and nothing is left out."""
    drawn = set("█░▁▂▃▄▅▆▇")
    spoken, seen = _shown(program, PLAY, ACCESSIBLE="1"), _shown(program, PLAY)
    assert not drawn & set(spoken)
    assert drawn & set(seen)
    assert "tension 70" in spoken


def test_the_same_seed_plays_the_same_talk(program: Program) -> None:
    """Two sessions on one seed show the same words; the number of the session alone differs."""
    shown = [program.play(*RIGHT_NUMBERS).out for _ in range(2)]
    ids = [record["id"] for record in program.sessions()]
    texts = {text.replace(name, "") for text in shown for name in ids if name in text}
    assert len(texts) == 1
    others = {program.run("play", SCENARIO, "--seed", str(seed), typed="q\n").out[:900] for seed in range(6)}
    assert len(others) > 1, "another seed makes another talk"
    assert all(left != right for left, right in pairwise(sorted(others)))


def _shown(program: Program, words: tuple[str, ...], **variables: str) -> str:
    run = program.sit_down(*words, columns=80, **variables)
    if words[0] == "play":
        run.wait()
        run.type(RIGHT_NUMBERS[0])
        return run.screen + run.finish("q")[1]
    return run.finish()[1]


INTERRUPTED_ALL_THE_TIME = """
import sys
from roleplay.terminal.prompt import Prompt

prompt = Prompt(sys.stdin, sys.stdout)
while True:
    try:
        if prompt.ask() is None:
            break
    except KeyboardInterrupt:
        print("HEARD", flush=True)
print("END")
"""


def test_control_c_is_heard_the_moment_the_prompt_appears() -> None:
    """Ctrl-C that is pressed exactly as the prompt comes interrupts at once, and not at the next key."""
    run: pexpect.spawn[str] = pexpect.spawn(
        sys.executable,
        ["-c", INTERRUPTED_ALL_THE_TIME],
        cwd=str(ROOT),
        env={"TERM": "xterm", "INPUTRC": "/dev/null", "PYTHONPATH": str(ROOT)},
        encoding="utf-8",
        timeout=5,
    )
    run.delaybeforesend = None
    for _time in range(300):
        run.expect_exact("> ")
        run.sendintr()
        run.expect_exact("HEARD")
    run.expect_exact("> ")
    run.sendeof()
    run.expect_exact("END")
    run.expect(pexpect.EOF)
    run.close()

    assert run.exitstatus == 0


def test_control_c_as_the_first_choices_appear_pauses(program: Program) -> None:
    """A talk that is left in the very moment of its first prompt is paused, every time."""
    for _time in range(15):
        talk = program.sit_down(*PLAY)
        talk.wait()
        code, written = talk.interrupt()

        assert (code, "roleplay resume" in written) == (0, True)
