"""`roleplay privacy`: what is kept can be seen, taken along and erased, and nothing is kept unasked."""

import getpass
import json
import re
import socket
import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from roleplay.domain.group import ActionChosen, Joined, Opened, Plan, Round
from roleplay.errors import ExitCode
from roleplay.store import GroupRecord, open_store
from tests.functional.program import RIGHT_NUMBERS, SCENARIO, SEED, Program, acting
from tests.functional.test_documents import check_document

SECRET = "My own name is Wulandari"
PLAY = ("play", SCENARIO, "--seed", str(SEED))
ERASE = ("privacy", "erase", "--yes")


def holding(folder: Path, phrase: str = SECRET) -> list[str]:
    """Return the files below a folder in which a phrase stands, in any encoding that a program may use."""
    forms = [phrase.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    return [
        file.name
        for file in folder.rglob("*")
        if file.is_file() and any(form in file.read_bytes() for form in forms)
    ]


def say_it(program: Program) -> str:
    """Play a talk in which the secret is said and return its id."""
    program.play(f"Good morning, Madam. {SECRET}.", "q")
    return str(program.sessions()[0]["id"])


def meet(program: Program, days_ago: int = 0) -> str:
    """Keep a group of two and return its code."""
    now = datetime.now().astimezone() - timedelta(days=days_ago)
    at = now.isoformat(timespec="seconds")
    code = f"group{days_ago:03}"
    store = open_store(program.home / "data" / "sessions.db", now).store
    store.create_group(GroupRecord(code, "Bimtek", "Sleman", at, at, 30))
    events = (
        Opened(Plan("Bimtek", "id", (Round(SCENARIO),), keep_days=30)),
        Joined("s1", f"{SECRET}", "a" * 64, "c" * 64),
        Joined("s2", "Kusuma", "b" * 64, "c" * 64),
        ActionChosen("s1", f"{SECRET}, and I listen first"),
    )
    store.append_to_group(code, 0, events, at)
    store.close(now)
    return code


def test_nothing_is_kept_unasked(program: Program) -> None:
    """A store holds no name of a user, a computer or a folder, whatever the environment says."""
    names = {"USER": "siti.wulandari", "LOGNAME": "siti.wulandari", "USERNAME": "siti.wulandari"}
    machine = {"HOSTNAME": "PC-KEPEGAWAIAN-07", "COMPUTERNAME": "PC-KEPEGAWAIAN-07"}
    played = program.play("Good morning.", "k", "h", "b1", "u", *RIGHT_NUMBERS, **names, **machine)
    assert played.code == 0
    (session,) = program.sessions()
    program.run("debrief", session["id"], **names, **machine)
    kept = [file for file in (program.home / "data").iterdir() if file.is_file()]
    assert len(kept) == 2, "the store and its backup"
    told = ("siti.wulandari", "PC-KEPEGAWAIAN-07", str(program.home), str(Path.cwd()), socket.gethostname())
    account = getpass.getuser()
    for file in kept:
        data = file.read_bytes()
        for name in told:
            assert not any(name.encode(form) in data for form in ("utf-8", "utf-16-le", "utf-16-be")), name
        # The name of an account may be a word like any other; as a word of its own it is in no talk.
        assert not re.search(rb"(?<!\w)%b(?!\w)" % re.escape(account.encode()), data), account


def test_a_session_is_erased_from_the_disk(program: Program) -> None:
    """What was said is in no file of the home any more, and the other session is as it was."""
    other = program.play(*RIGHT_NUMBERS)
    assert other.code == 0
    kept = program.sessions()
    session = say_it(program)
    assert holding(program.home / "data")
    done = program.run(*ERASE, "--session", session)
    assert (done.code, done.out) == (0, "")
    assert session in done.err
    assert "Erased." in done.err
    assert holding(program.home) == []
    assert program.sessions() == kept
    again = program.run("debrief", session)
    assert again.code == ExitCode.STORE
    assert "was erased on" in again.err


def test_a_seat_and_a_group_are_erased_from_the_disk(program: Program) -> None:
    """A seat goes from a group that stays; then the group goes whole."""
    code = meet(program)
    assert holding(program.home / "data")
    done = program.run(*ERASE, "--group", code, "--seat", "s1")
    assert done.code == 0
    assert "This stays" in done.err
    assert holding(program.home) == []
    assert holding(program.home / "data", "Kusuma")
    assert program.document("privacy", "show")["groups"][0]["seats"] == 2
    assert program.run(*ERASE, "--group", code).code == 0
    assert holding(program.home / "data", "Kusuma") == []


def test_what_has_run_out_is_erased_when_it_is_asked_for(program: Program) -> None:
    """Groups whose days are over stand in the list as such, go with one command, and others stay."""
    old, young = meet(program, 31), meet(program, 29)
    say_it(program)
    shown = program.run("privacy", "show").out
    assert re.search(rf"{old}.*\tover", shown)
    assert not re.search(rf"{young}.*\tover", shown)
    assert "--older-than expired" in shown
    assert program.run(*ERASE, "--older-than", "expired").code == 0
    assert [group["id"] for group in program.document("privacy", "show")["groups"]] == [young]
    assert len(program.sessions()) == 1
    nothing = program.run(*ERASE, "--older-than", "expired")
    assert (nothing.code, nothing.err) == (0, "There is nothing to erase.\n")
    assert program.run(*ERASE, "--older-than", "20").code == 0
    assert program.document("privacy", "show")["groups"] == []
    assert len(program.sessions()) == 1


def test_nothing_is_erased_unasked(program: Program) -> None:
    """Between pipes it needs --yes; at a terminal it is asked, and whatever is not yes keeps it."""
    session = say_it(program)
    erase = ("privacy", "erase", "--session", session)
    refused = program.run(*erase, typed="yes\n")
    assert refused.code == ExitCode.USAGE
    assert "--yes" in refused.err
    assert session in refused.err, "what would go is shown"
    for answer in ("no", "", "y"):
        terminal = program.sit_down(*erase)
        assert session in terminal.wait()
        code, shown = terminal.finish(answer)
        assert code == 0
        assert "Nothing was erased." in shown
    for leave in ("interrupt", "hang_up"):
        terminal = program.sit_down(*erase)
        terminal.wait()
        terminal.quiet()
        getattr(terminal, leave)()
        assert [record["id"] for record in program.sessions()] == [session]
    terminal = program.sit_down(*erase, ROLEPLAY_LANG="id")
    terminal.wait()
    assert terminal.finish("Ya")[0] == 0
    assert program.sessions() == []


def test_an_erasure_while_it_is_played(program: Program) -> None:
    """Whoever plays an erased session is told at the next reply, and nothing of it comes back."""
    player = program.sit_down(*PLAY)
    player.wait()
    player.type(SECRET)
    (record,) = program.sessions()
    assert program.run(*ERASE, "--session", record["id"]).code == 0
    code, shown = player.finish(RIGHT_NUMBERS[0])
    assert code == ExitCode.STORE
    assert "was erased on" in shown
    assert "Traceback" not in shown
    assert program.sessions() == []
    assert holding(program.home) == []


def test_an_erasure_beside_another_talk(program: Program) -> None:
    """A program that has the store open with another session plays on and loses nothing."""
    gone = say_it(program)
    player = program.sit_down(*PLAY)
    player.wait()
    player.type(RIGHT_NUMBERS[0])
    assert program.run(*ERASE, "--session", gone).err.endswith("not touched.\n")
    assert holding(program.home) == [], "also in the log of the store that is open"
    player.type(RIGHT_NUMBERS[1])
    assert player.finish(RIGHT_NUMBERS[2])[0] == 0
    (record,) = program.sessions()
    assert len(program.said(record["id"])) == 3
    assert holding(program.home) == []


def test_a_copy_is_handed_over(program: Program) -> None:
    """A folder gets a page and data; a file what its name says; nothing that is there is written over."""
    session, code = say_it(program), meet(program)
    folder = program.home / "copy"
    done = program.run("privacy", "export", "--session", session, "-o", str(folder))
    assert (done.code, done.out) == (0, "")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    page, data = folder / "privacy.html", folder / "privacy.json"
    assert sorted(folder.iterdir()) == [page, data]
    assert SECRET in page.read_text(encoding="utf-8")
    assert acting(page.read_text(encoding="utf-8")) == set()
    check_document(program, "privacy-export", json.loads(data.read_bytes()))
    again = program.run("privacy", "export", "--session", session, "--to", str(folder))
    assert again.code == ExitCode.USAGE
    assert "already" in again.err
    seat = program.home / "seat.json"
    assert program.run("privacy", "export", "--group", code, "--seat", "s1", "-o", str(seat)).code == 0
    document = json.loads(seat.read_bytes())
    check_document(program, "privacy-export", document)
    assert document["seats"][0]["about"]["actions"] == [f"{SECRET}, and I listen first"]
    assert b"Kusuma" not in seat.read_bytes()
    everything = program.home / "all.html"
    assert program.run("privacy", "export", "--all", "-o", str(everything), "--lang", "id").code == 0
    assert "Kusuma" in everything.read_text(encoding="utf-8")
    assert program.run("privacy", "export", "--all", "-o", str(everything), "--force").code == 0


def test_what_is_kept_is_shown_without_words(program: Program) -> None:
    """The list tells how much there is and where, and nothing that anybody said."""
    empty = program.document("privacy", "show")
    assert (empty["sessions"], empty["since"], empty["groups"]) == (0, None, [])
    say_it(program)
    meet(program)
    document = program.document("privacy", "show")
    check_document(program, "privacy", document)
    assert (document["sessions"], document["sessions_alone"]) == (1, 1)
    assert document["place"] == str(program.home / "data" / "sessions.db")
    shown = program.run("privacy", "show").out
    for text in (json.dumps(document), shown):
        assert SECRET not in text
    assert all(len(row) <= 80 for row in shown.split("\n\n")[0].splitlines())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["erase"], "Whose?"),
        (["erase", "--session", "abcd", "--group", "abcdefgh"], "Whose?"),
        (["erase", "--seat", "s1", "--session", "abcd"], "belongs to a group"),
        (["erase", "--all"], "--all does not go with erase"),
        (["erase", "--older-than", "-3"], "no number of days"),
        (["erase", "--older-than", "999999999"], "no number of days"),
        (["erase", "--session", "zzzz", "--yes"], "no session zzzz"),
        (["erase", "--group", "zzzzzzzz", "--yes"], "no group zzzzzzzz"),
        (["erase", "--session", "../x"], "not a session id"),
        (["export", "--all"], "Where to?"),
        (["export", "--group", "abcdefgh", "-o", "x"], "several people"),
        (["export", "--to", "x"], "Whose?"),
        (["export", "--all", "--yes", "-o", "x"], "--yes does not go with export"),
        (["show", "--session", "abcd"], "--session does not go with show"),
        (["export", "--all", "-o", "/proc/nowhere/x"], "cannot be written"),
    ],
)
def test_wrong_wishes_are_told(program: Program, arguments: list[str], told: str) -> None:
    """Every wish that cannot be met says why and what to do, and does nothing."""
    done = program.run("privacy", *arguments)
    assert done.code in (ExitCode.USAGE, ExitCode.STORE)
    assert told in done.err
    assert "Traceback" not in done.err
    assert len(done.err.splitlines()) == 2


def test_a_store_that_cannot_be_opened_is_not_called_empty(program: Program) -> None:
    """Where the disk does not serve, nobody reads that nothing is kept of them."""
    home = program.home / "wrong"
    home.write_text("not a folder", encoding="utf-8")
    for arguments in (
        ("show",),
        ("erase", "--older-than", "expired", "--yes"),
        ("export", "--all", "-o", "x"),
    ):
        done = program.run("privacy", *arguments, ROLEPLAY_HOME=str(home))
        assert (done.code, done.out) == (ExitCode.STORE, "")
        assert "cannot be used" in done.err
