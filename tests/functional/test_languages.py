"""Languages beside Indonesian and English: what is translated is spoken, the rest falls back."""

import json
import re
import shutil
from pathlib import Path

import polib
import pytest

from tests.functional.program import CONTENT, SCENARIO, SEED, Program

PLAY = ("play", SCENARIO, "--seed", str(SEED))


@pytest.fixture
def content(program: Program) -> Path:
    """A copy of the content in which something may be translated, where the program looks first."""
    folder = program.home / "content"
    shutil.copytree(CONTENT, folder)
    program.environment["ROLEPLAY_CONTENT"] = str(folder)
    return folder


def translate(path: Path, **by_path: str) -> None:
    """Fill translations in, as a translator would."""
    catalogue = polib.pofile(str(path))
    for entry in catalogue:
        entry.msgstr = by_path.get(entry.msgctxt.replace(".", "_"), entry.msgstr)
    catalogue.save()


def test_a_fourth_language_needs_no_code(program: Program, content: Path) -> None:
    """From an empty PO file to a talk in Javanese: update, translate, status, check, play and resume."""
    scenario = content / "scenarios" / SCENARIO
    assert program.run(*PLAY, "--lang", "jv").code == 2
    made = program.run("translate", "update", "jv", str(scenario))
    assert made.code == 0, made.err
    assert program.run("translate", "status", "jv", str(scenario)).code == 1
    translate(
        scenario / "jv.po", title="Kertu ilang", nodes_arrival_says="Kertuku {colour} ilang, {officer}!"
    )

    status = json.loads(program.run("translate", "status", "jv", str(scenario), "--json").out)
    assert (status["translated"], status["stale"], status["missing"]) == (2, 0, status["texts"] - 2)
    checked = program.run("check", str(content), "--lang", "jv")
    assert (checked.code, re.findall(r"RP\d+", checked.out)) == (0, [])
    assert "'jv'" in checked.err
    played = program.run(*PLAY, "--lang", "jv", typed="Good morning\n1\nq\n")
    assert (played.code, played.err) == (0, "")
    assert "Kertu ilang" in played.out
    assert "Kertuku" in played.out
    assert "Ketik balasan" in played.out, "the interface falls back to Indonesian"
    assert "Good morning, Madam" in played.out, "the content falls back to its own language"
    assert program.sessions()[0]["language"] == "jv"
    assert "Kertu ilang" in program.run("resume", typed="q\n", ROLEPLAY_LANG="en").out


def test_a_broken_placeholder_never_reaches_a_trainee(program: Program, content: Path) -> None:
    """A word in braces that stands for nothing keeps that language from being played, and no other."""
    scenario = content / "scenarios" / SCENARIO
    program.run("translate", "update", "ms", str(scenario))
    translate(scenario / "ms.po", nodes_arrival_says="Kad {colour} saya hilang, {oficer}!")

    checked = program.run("check", str(content))
    assert (checked.code, re.findall(r"RP\d+", checked.out)[0]) == (1, "RP505")
    assert "'officer'" in checked.out
    refused = program.run(*PLAY, "--lang", "ms", typed="q\n")
    assert refused.code == 1
    assert "RP505" in refused.err
    assert program.run(*PLAY, typed="q\n").code == 0


@pytest.mark.parametrize("words", [("--lang", "fr"), ("--lang=",), ("--lang", "EN"), ("--lang", "../id")])
def test_a_language_that_is_not_there(program: Program, words: tuple[str, ...]) -> None:
    """What is spoken neither by the interface nor by any content is refused, with what there is."""
    for command in (PLAY, ("list",), ("explain", "RP101"), ("sessions",)):
        done = program.run(*command, *words)
        assert (done.code, done.out) == (2, "")
        assert "id, en, ms" in done.err


def test_a_language_of_a_folder_that_is_named(program: Program, content: Path) -> None:
    """The folder that --content names decides too, wherever it stands in the command."""
    del program.environment["ROLEPLAY_CONTENT"]
    program.run("translate", "update", "jv", str(content / "personas"))

    assert program.run("list", "--lang", "jv").code == 2
    assert program.run("list", "--lang", "jv", "--content", str(content)).code == 0
    assert program.run("list", "--content", str(content), "--lang=jv").code == 0


def test_malay_is_spoken(program: Program) -> None:
    """A scenario that comes with the program is played in Malay, hints, feedback and debrief included."""
    typed = "h\nSelamat pagi, Puan. Silakan duduk.\n" + "1\n" * 14
    done = program.run("play", "bsu-teman-dapat", "--lang", "ms", "--seed", "3", typed=typed)

    assert (done.code, done.err) == (0, "")
    for words in (
        "Kawan dapat BSU",
        "Peringkat: Sambut",
        "Salam dan sapaan",
        "PUAN RATNA",
        "TAMAT",
        "Jumlah",
    ):
        assert words in done.out, words
    assert "Selesai" not in done.out
    assert not re.search(r"[{}]", done.out)


@pytest.mark.parametrize("words", [("hear", "Selamat pagi, Puan."), ("translate", "status", "ms")])
def test_an_author_is_told_whose_ear_hears(program: Program, words: tuple[str, ...]) -> None:
    """Where something is done in a language without cues, the author is told that the ear is Indonesian."""
    done = program.run(*words, "--lang", "ms")

    assert "'ms'" in done.err
    assert "Indonesia" in done.err
    assert "greet" in done.out or "%" in done.out


def test_explanations_fall_back_to_indonesian(program: Program) -> None:
    """A code is explained in Indonesian where the language has no explanation."""
    spoken = {name: program.run("explain", "RP101", "--lang", name) for name in ("id", "ms")}

    assert spoken["ms"] == spoken["id"]
    assert spoken["id"].code == 0
