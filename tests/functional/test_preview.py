"""An author at a terminal, and the author's editor beside it."""

import shutil
import time
from pathlib import Path

import pytest

from tests.functional.program import (
    CONTENT,
    OUR_COLOURS,
    RIGHT,
    RIGHT_NUMBERS,
    SCENARIO,
    Program,
    Terminal,
    acting,
    columns,
)

FILE = f"scenarios/{SCENARIO}/scenario.yaml"
QUESTION = "What do I do now, {officer}?"


class Editor:
    """An editor in which the author has the scenario open."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.path = root / FILE
        self.text = self.path.read_text(encoding="utf-8")

    def save(self, *changes: tuple[str, str]) -> None:
        """Put a changed text in the place of the file, as most editors do."""
        text = self.text
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        draft = self.path.with_name(".scenario.yaml.swp")
        draft.write_text(text, encoding="utf-8")
        draft.replace(self.path)


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    """A content folder that may be changed."""
    return Editor(Path(shutil.copytree(CONTENT, tmp_path / "content")))


@pytest.fixture
def words(editor: Editor) -> tuple[str, ...]:
    """What the author types at the shell."""
    return ("preview", SCENARIO, "--content", str(editor.root))


def flat(shown: str) -> str:
    """Return what was shown with its rows joined."""
    return " ".join(OUR_COLOURS.sub("", shown).split())


def sit_down(program: Program, words: tuple[str, ...], *typed: str) -> Terminal:
    """Start a preview and type some lines."""
    talk = program.sit_down(*words)
    talk.wait()
    for line in typed:
        talk.type(line)
    return talk


def test_a_save_shows_in_the_other_window(program: Program, editor: Editor, words: tuple[str, ...]) -> None:
    """Saved, the new text stands where the old one stood, without a key being touched and within a moment."""
    talk = sit_down(program, words)
    assert "What do I do now, Sir?" in talk.type(RIGHT_NUMBERS[0])
    started = time.monotonic()
    editor.save((QUESTION, "And NOW, {officer}?"))
    shown = talk.wait()

    assert time.monotonic() - started < 3
    assert f"SAVED: {FILE}" in shown
    assert "1 reply given again." in shown
    assert "And NOW, Sir?" in shown
    assert "at matter, after 1 reply" in shown
    assert talk.finish("q")[0] == 0


def test_half_a_line_survives_a_save(program: Program, editor: Editor, words: tuple[str, ...]) -> None:
    """What is being typed when a save arrives stands at the prompt again, and is heard whole."""
    talk = sit_down(program, words)
    talk.press("Good mor")
    talk.seen("Good mor")
    editor.save(("My {colour} card", "MY {colour} card"))
    assert "MY red card" in talk.wait().replace("green", "red").replace("blue", "red")
    talk.seen("Good mor")
    talk.press("ning, Madam.")

    assert "greet “Good morning" in flat(talk.type(""))
    assert talk.finish("q")[0] == 0


def test_a_line_and_a_save_at_once(program: Program, editor: Editor, words: tuple[str, ...]) -> None:
    """A line that is sent as the save arrives is carried out once, or stands at the prompt again."""
    talk = sit_down(program, words)
    for round_ in range(4):
        editor.save(("My {colour} card", f"My {round_} card"))
        time.sleep(0.1 * round_)
        talk.press(f"{RIGHT_NUMBERS[0]}\r")
        talk.wait()
        talk.quiet()
        talk.type("")
        assert "at arrival" in flat(talk.type("u")), "it was carried out"
        assert "nothing to take back" in flat(talk.type("u")), "it was carried out once"
    talk.finish("q")


def test_a_broken_save_and_a_mended_one(program: Program, editor: Editor, words: tuple[str, ...]) -> None:
    """A mistake is told with place, hint and code while the old talk goes on; mended, nothing is lost."""
    talk = sit_down(program, words, RIGHT_NUMBERS[0])
    editor.save(("goto: parting", "goto: partnig"))
    broken = flat(talk.wait())
    assert f"{FILE}:" in broken
    assert "RP201 node 'partnig' does not exist" in broken
    assert "Did you mean 'parting'? More: roleplay explain RP201" in broken
    assert "at parting, after 2 replies" in flat(talk.type(RIGHT_NUMBERS[1])), "the old talk goes on"
    editor.save(('says: "And then?"', 'says: "Well?"'))
    mended = flat(talk.wait())
    assert "2 replies given again." in mended
    assert "Well?" in mended
    assert talk.finish("q")[0] == 0


def test_a_file_written_in_steps(program: Program, editor: Editor, words: tuple[str, ...]) -> None:
    """A file that is cleared and written piece by piece is taken up when it is whole."""
    talk = sit_down(program, words)
    text = editor.text.replace("My {colour} card", "Our {colour} card")
    with editor.path.open("w", encoding="utf-8") as file:
        for start in range(0, len(text), 700):
            file.write(text[start : start + 700])
            file.flush()
            time.sleep(0.02)
    shown = talk.wait()

    assert "RP" not in shown
    assert "Our" in shown
    talk.finish("q")


def test_two_saves_in_a_row(program: Program, editor: Editor, words: tuple[str, ...]) -> None:
    """Of two saves one after the other the second is what is shown in the end."""
    talk = sit_down(program, words, RIGHT_NUMBERS[0])
    editor.save((QUESTION, "First?"))
    editor.save((QUESTION, "Second?"))
    assert "Second?" in talk.wait()
    editor.save((QUESTION, "Third?"))
    time.sleep(0.4)
    editor.save((QUESTION, "Fourth?"))
    while "Fourth?" not in talk.wait():
        pass
    talk.finish("q")


def test_the_node_one_is_at_goes(program: Program, editor: Editor, words: tuple[str, ...]) -> None:
    """Renamed, the talk stands at the new name; with the way to it gone, at the last turn that both have."""
    talk = sit_down(program, words, RIGHT_NUMBERS[0])
    editor.save(("  matter:", "  question:"), ("goto: matter", "goto: question"))
    assert "The talk stands at question now; before it stood at matter." in flat(talk.wait())
    editor.save(("      greet:", "      hello:"))
    shown = flat(talk.wait())
    assert f"Reply 1 (“{RIGHT}”) could not be given again." in shown
    assert "The talk is at 'arrival', and there is no choice 'greet'." in shown
    assert "at arrival, after 0 replies" in shown
    editor.save(("        goto: matter", "        when: {patience: 0}\n        goto: matter"))
    shown = flat(talk.wait())
    assert "The choice 'greet' is not offered here any more." in shown
    assert "✗ 'patience' must be 0, and is 8" in shown
    editor.save()
    assert "at matter, after 1 reply" in flat(talk.wait())
    talk.finish("q")


def test_every_choice_says_why(program: Program, editor: Editor, words: tuple[str, ...]) -> None:
    """Each choice is shown with its labels; one that is not offered stands below with what keeps it away."""
    editor.save(
        (
            '{text: "We shall see.", shows: [vague]',
            '{text: "We shall see.", when: {told: fee}, shows: [vague]',
        )
    )
    talk = sit_down(program, words)
    shown = flat(talk.type(RIGHT_NUMBERS[0]))
    offered, _mark, kept = shown.partition("Not offered now:")
    assert "tell · shows explain, own · tells fee · → parting" in offered
    assert "vague · shows vague · → parting ✗ 'fee' has not been told yet" in kept
    talk.finish("q")


def test_the_inspector(program: Program, words: tuple[str, ...]) -> None:
    """After a typed reply it is told what was heard, which way was taken, and how everything stands."""
    talk = sit_down(program, words)
    shown = flat(talk.type("Good morning. A new one is free of charge."))
    for told in (
        "tells.fee “free of charge”",
        "no hears holds: the talk stays here",
        "✗ hears 1 → matter: this reply does not ask for 'lost-on'",
        "mood tension 70 (venting) →",
        "told fee · asked – · volunteered – · wrong –",
        "visits arrival 1",
        "leave (walked-out): 'patience' must be 0, and is",
    ):
        assert told in shown
    shown = flat(talk.type("When did you lose it?"))
    assert "✓ hears 1 → matter: this reply asks for 'lost-on' (“When did you lose”)" in shown
    full = flat(talk.type("i"))
    assert "leave (walked-out): not reached ✗ 'patience' must be 0" in full
    assert "Nothing was understood" in flat(talk.type("blah blah"))
    talk.finish("q")


def test_every_key(program: Program, words: tuple[str, ...]) -> None:
    """Each key does what the help says."""
    talk = sit_down(program, words)
    help_ = flat(talk.type("?"))
    assert all(key in help_ for key in ("u take", "r restart", "i inspector", "g NODE", "q quit"))
    assert "arrival, matter, parting, done, left" in flat(talk.type("g"))
    assert "Did you mean 'parting'?" in flat(talk.type("g partin"))
    assert "The shortest way to done: greet, tell, close" in flat(talk.type("g done"))
    assert "The talk has ended: resolved." in flat(talk.screen)
    assert "The talk has ended. Type u, r, g NODE or q." in flat(talk.type("1"))
    assert "at arrival, after 0 replies" in flat(talk.type("u")), "the jump is taken back"
    assert "at matter, after 1 reply" in flat(talk.type(RIGHT_NUMBERS[0]))
    assert "at arrival, after 0 replies" in flat(talk.type("r"))
    assert "at matter, after 1 reply" in flat(talk.type("u"))
    assert "not a key here" in talk.type("z")
    assert "from 1 to 2" in flat(talk.type("77"))
    code, _shown = talk.finish("q")
    assert code == 0
    assert program.sessions() == []


@pytest.mark.parametrize("leave", ["interrupt", "hang_up"])
def test_leaving_by_control_keys(program: Program, words: tuple[str, ...], leave: str) -> None:
    """Ctrl-C and Ctrl-D end it quietly, and nothing is kept."""
    talk = sit_down(program, words, RIGHT_NUMBERS[0])
    code, _shown = getattr(talk, leave)()

    assert code == 0
    assert "Traceback" not in talk.screen
    assert program.sessions() == []


@pytest.mark.parametrize("width", [80, 60])
def test_rows_and_signs(program: Program, editor: Editor, words: tuple[str, ...], width: int) -> None:
    """No row is wider than the terminal, and with NO_COLOR nothing but text is written."""
    talk = program.sit_down(*words, columns=width, NO_COLOR="1")
    talk.wait()
    for line in ("?", "g", "Good morning. It is free of charge.", "i", RIGHT_NUMBERS[0], "i", "g left", "u"):
        talk.type(line)
    editor.save(("goto: parting", "goto: partnig" * 20))
    talk.wait()
    talk.finish("q")
    assert [row for row in talk.rows if columns(row) > width] == []
    assert acting(talk.screen, "\r\n") == set()


def test_commands_in_a_pipe(program: Program, editor: Editor, words: tuple[str, ...]) -> None:
    """Commands are read line by line, and the files are looked at before each of them."""
    process = program.start(*words)
    assert process.stdin is not None
    assert process.stdout is not None

    def send(line: str) -> str:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{line}\n?\n".encode())
        process.stdin.flush()
        shown = ""
        while "q   quit" not in shown:
            shown += process.stdout.readline().decode()
        return shown

    assert "at matter, after 1 reply" in send(RIGHT_NUMBERS[0])
    editor.save((QUESTION, "And NOW, {officer}?"))
    shown = send("i")
    assert shown.index("And NOW, Sir?") < shown.index("Inspector")
    editor.save(("goto: parting", "goto: partnig"))
    assert "RP201" in send("i")
    out, err = process.communicate(b"q\n", timeout=20)
    assert (process.returncode, err) == (1, b""), "the files have mistakes"
    assert acting(out.decode()) == set()


def test_a_script_in_a_pipe(program: Program, words: tuple[str, ...]) -> None:
    """A list of commands is carried out to its end, and plays the same talk every time."""
    typed = "".join(f"{line}\n" for line in RIGHT_NUMBERS)
    runs = [program.run(*words, "--seed", "1", typed=typed) for _ in range(2)]

    assert runs[0] == runs[1]
    assert (runs[0].code, runs[0].err) == (0, "")
    assert "The talk has ended: resolved." in runs[0].out
    assert "total 100" in runs[0].out
    assert program.sessions() == []


def test_what_begins_with_a_mistake(program: Program, editor: Editor, words: tuple[str, ...]) -> None:
    """A scenario with a mistake can be opened: it is told, and the talk begins when it is mended."""
    editor.save(("goto: parting", "goto: partnig"))
    talk = program.sit_down(*words)
    assert "RP201" in talk.wait()
    assert "no talk until this is mended" in flat(talk.type("1"))
    editor.save()
    assert "at arrival, after 0 replies" in flat(talk.wait())
    assert talk.finish("q")[0] == 0


@pytest.mark.parametrize(
    "wrong", [("nothing",), (SCENARIO, "--persona", "nobody"), (SCENARIO, "--seed", "-1")]
)
def test_what_there_is_not(program: Program, wrong: tuple[str, ...]) -> None:
    """An unknown scenario, persona or seed is told, and nothing begins."""
    done = program.run("preview", *wrong)

    assert (done.code, done.out) == (2, "")
    assert done.err
    assert "Traceback" not in done.err
