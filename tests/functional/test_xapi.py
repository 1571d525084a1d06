"""`xapi` as a facilitator runs it: to a file, to a real server, killed in between; and a check of a file."""

import json
import random
import signal
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from roleplay.app.session import begin
from roleplay.domain.cues import CueTable
from roleplay.engine import available_choices
from roleplay.hearing import Ear
from roleplay.reporting.xapi.validate import validate
from roleplay.store import open_store
from tests.functional.program import RIGHT_NUMBERS, Program, acting
from tests.functional.test_documents import check_document
from tests.record_store import CREDENTIALS, RecordStore

NOW: Final = datetime(2026, 11, 24, 8, tzinfo=UTC)
KEY: Final = {"ROLEPLAY_LRS_CREDENTIALS": CREDENTIALS}
PLAYS: Final = 120


@pytest.fixture
def lrs() -> Iterator[RecordStore]:
    """Return a record store that runs."""
    store = RecordStore()
    yield store
    store.close()


def play_many(program: Program) -> None:
    """Play once at the terminal and many times by dice."""
    program.play(*RIGHT_NUMBERS)
    store = open_store(program.home / "data" / "sessions.db", NOW).store
    encounter = store.encounter(store.sessions()[0].encounter)
    chance, ear = random.Random(1), Ear(CueTable("en", {}))
    for _play in range(PLAYS):
        session = begin(
            store,
            encounter,
            "assess",
            1,
            now=NOW.isoformat,
            chance=lambda: chance.randrange(10**9),
            ear=lambda: ear,
        )
        while not session.state.is_ended:
            session.choose(chance.choice(available_choices(encounter, session.state)))
    store.close(NOW)


def written(program: Program, *arguments: str) -> list[Any]:
    done = program.run("xapi", "write", *arguments)
    assert done.code == 0
    found: list[Any] = json.loads(done.out)
    return found


def test_ended_sessions_are_written(program: Program, tmp_path: Path) -> None:
    """What was played comes as a list or as lines, valid, without names; the unfinished only if asked for."""
    program.play(*RIGHT_NUMBERS)
    program.play("\x1b[31mhello\x1b[0m {name}", RIGHT_NUMBERS[0], "u", "q")
    unfinished, ended = (record["id"] for record in program.sessions())
    alone, everything = written(program), written(program, "--all")
    assert everything[: len(alone)] == alone
    assert everything[len(alone) :] == written(program, "--session", unfinished)
    assert [statement for statement in everything if validate(statement)] == []
    assert {item["context"]["extensions"]["https://roleplay.invalid/xapi/session"] for item in alone} == {
        ended
    }
    assert all("mbox" not in item["actor"] and "name" not in item["actor"] for item in everything)
    assert all("T" in item["timestamp"] for item in everything)
    lines = tmp_path / "records.jsonl"
    done = program.run("xapi", "write", "--all", "--to", str(lines))
    assert (done.code, done.out) == (0, "")
    assert [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()] == everything
    assert f"{len(everything)} statements of 2 sessions." in done.err
    assert program.run("xapi", "write", "--to", str(lines)).code == 2
    assert program.run("xapi", "write", "--to", str(lines), "--force").code == 0


def test_who_played_is_told_if_asked(program: Program) -> None:
    """A name, an address and a place of one's own stand in every statement, and what is none is refused."""
    program.play(*RIGHT_NUMBERS)
    named = written(
        program, "--name", "Sari", "--mbox", "sari@example.go.id", "--home", "https://example.go.id"
    )
    assert {json.dumps(item["actor"]) for item in named} == {
        '{"objectType": "Agent", "mbox": "mailto:sari@example.go.id", "name": "Sari"}'
    }
    assert all(item["object"]["id"].startswith("https://example.go.id/scenarios/") for item in named)
    there = program.run("xapi", "write", ROLEPLAY_XAPI_HOME="https://example.go.id")
    assert json.loads(there.out)[0]["object"] == named[0]["object"]
    for wrong in (("--mbox", "sari"), ("--home", "here"), ("--session", "zzzz"), ("--session", "../x")):
        refused = program.run("xapi", "write", *wrong)
        assert refused.code in (2, 3)
        assert refused.out == ""
        assert len(refused.err.splitlines()) == 2


def test_a_file_is_checked(program: Program, tmp_path: Path) -> None:
    """Faults are told with file, line, place and reason, cleaned; a sound file passes."""
    program.play(*RIGHT_NUMBERS)
    statements = written(program)
    file = tmp_path / "records.json"
    file.write_text(json.dumps(statements), encoding="utf-8")
    sound = program.run("xapi", "check", str(file))
    assert (sound.code, sound.out) == (0, "")
    assert f"{len(statements)} statements checked, 0 with faults." in sound.err
    statements[1]["\x1b[2J"] = 1
    del statements[1]["verb"]
    lines = [*map(json.dumps, statements), "nonsense", json.dumps(statements[0])]
    file.write_text("\n".join(lines), encoding="utf-8")
    broken = program.run("xapi", "check", str(file))
    assert broken.code == 1
    assert not acting(broken.out)
    last = len(lines)
    for told in (
        f"{file}:2  $  'verb' is missing.",
        f'{file}:2  $["\\u001b[2J"]  is not allowed here.',
        f"{file}:{last - 1}  $  is not JSON from line {last - 1}, column 1 on.",
        f"{file}:{last}  $.id  is the id of statement 1 too.",
    ):
        assert told in broken.out
    document = json.loads(program.run("xapi", "check", str(file), "--json").out)
    check_document(program, "xapi-check", document)
    assert [fault["line"] for fault in document["faults"]] == [2, 2, last - 1, last]
    assert program.run("xapi", "check", str(tmp_path / "none")).code == 2
    assert program.run("xapi", "check").code == 2
    file.write_bytes(b"\xff\xfe")
    assert "UTF-8" in program.run("xapi", "check", str(file)).err


def test_sessions_are_sent_once(program: Program, lrs: RecordStore) -> None:
    """What was played arrives; a second time only what is new goes, and nothing twice."""
    program.play(*RIGHT_NUMBERS)
    first = program.run("xapi", "send", lrs.endpoint, **KEY)
    assert (first.code, first.out) == (0, f"Sent: {len(lrs.kept)}.\n")
    assert list(lrs.kept.values()) == written(program)
    again = program.run("xapi", "send", f"{lrs.endpoint}/statements/", **KEY)
    assert (again.code, again.out) == (0, "Sent: 0.\n")
    program.play(*RIGHT_NUMBERS)
    done = json.loads(program.run("xapi", "send", lrs.endpoint, "--json", **KEY).out)
    check_document(program, "xapi-send", done)
    assert {name: done[name] for name in ("sessions", "waiting", "refused", "silence")} == {
        "sessions": 1,
        "waiting": 0,
        "refused": [],
        "silence": None,
    }
    assert set(lrs.taken.values()) == {1}
    assert len(lrs.kept) == len(written(program))


def test_a_session_that_goes_on_is_told_on(program: Program, lrs: RecordStore) -> None:
    """One that was sent unfinished sends the rest when it has ended."""
    program.play(RIGHT_NUMBERS[0], "q")
    assert program.run("xapi", "send", lrs.endpoint, **KEY).out == "Sent: 0.\n"
    program.run("xapi", "send", lrs.endpoint, "--all", **KEY)
    before = dict(lrs.kept)
    program.run("resume", typed="".join(f"{number}\n" for number in RIGHT_NUMBERS[1:]))
    program.run("xapi", "send", lrs.endpoint, **KEY)
    verbs = [item["verb"]["display"]["en-US"] for item in lrs.kept.values()]
    assert verbs == ["initialized", "answered", "terminated", "answered", "answered", "completed"]
    assert {name: lrs.kept[name] for name in before} == before


def test_refusals_are_told_and_kept(program: Program, lrs: RecordStore) -> None:
    """A refused statement is told with the store's words, cleaned, and can be tried again."""
    program.play(*RIGHT_NUMBERS)
    lrs.refuses = {written(program)[1]["id"]}
    done = program.run("xapi", "send", lrs.endpoint, **KEY)
    assert done.code == 1
    assert f"  {next(iter(lrs.refuses))}  400 no [2J good" in done.out
    assert not acting(done.out)
    assert program.run("xapi", "send", lrs.endpoint, **KEY).out == "Sent: 0.\n"
    lrs.refuses = set()
    assert program.run("xapi", "send", lrs.endpoint, "--refused", **KEY).out == "Sent: 1.\n"


def test_credentials_come_from_a_file_or_the_environment(
    program: Program, lrs: RecordStore, tmp_path: Path
) -> None:
    """Without them nothing is sent; a file that others may read is told; a wrong password loses nothing."""
    program.play(*RIGHT_NUMBERS)
    none = program.run("xapi", "send", lrs.endpoint)
    assert (none.code, lrs.requests) == (2, [])
    assert "--credentials" in none.err
    file = tmp_path / "key"
    file.write_text("aladdin:wrong\n", encoding="utf-8")
    file.chmod(0o644)
    wrong = program.run("xapi", "send", lrs.endpoint, "--credentials", str(file), **KEY)
    assert wrong.code == 2
    assert "chmod 600" in wrong.err
    assert "Nothing was lost" in wrong.err
    file.write_text(f"{CREDENTIALS}\n", encoding="utf-8")
    file.chmod(0o600)
    right = program.run("xapi", "send", lrs.endpoint, "--credentials", str(file))
    assert right.code == 0
    assert "chmod" not in right.err
    for text in ("nothing", "a:b\nc:d", "\x00:"):
        file.write_text(text, encoding="utf-8")
        assert program.run("xapi", "send", lrs.endpoint, "--credentials", str(file)).code == 2


def test_without_a_network_all_is_kept(program: Program, lrs: RecordStore) -> None:
    """Ctrl-C in a pause ends it at once with nothing lost; what waits goes the next time."""
    program.play(*RIGHT_NUMBERS)
    lrs.script = ["503"]
    process = program.start("xapi", "send", lrs.endpoint, **KEY)
    assert process.stderr is not None
    for line in process.stderr:
        if b"Trying again" in line:
            break
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert process.returncode == 130
    assert lrs.kept == {}
    assert program.run("xapi", "send", lrs.endpoint, **KEY).code == 0
    assert list(lrs.kept.values()) == written(program)


def send_and_kill(program: Program, lrs: RecordStore, when: str, batch: int) -> None:
    """Send, and kill the sender at a batch (from 1): before the store takes it, after, or at any moment."""
    process, asked = program.start("xapi", "send", lrs.endpoint, **KEY), len(lrs.requests)

    def kill() -> None:
        if len(lrs.requests) == asked + batch:
            process.kill()

    lrs.on_request = lrs.on_arrival = lambda: None
    if when == "before":
        lrs.on_arrival, lrs.script = kill, [*["behave"] * (batch - 1), "cut before"]
    elif when == "after":
        lrs.on_request = kill
    else:
        time.sleep(0.2 + 0.07 * batch)
        process.kill()
    process.communicate(timeout=30)
    lrs.on_request = lrs.on_arrival = lambda: None
    lrs.script = []


@pytest.mark.parametrize("is_strict", [False, True])
@pytest.mark.parametrize("when", ["before", "after", "any time"])
def test_killed_in_mid_batch(program: Program, lrs: RecordStore, when: str, is_strict: bool) -> None:
    """Killed at any batch, before it was taken or after, nothing is lost and nothing is there twice."""
    play_many(program)
    wanted = {statement["id"] for statement in written(program)}
    lrs.is_strict = is_strict
    for batch in (1, 1, 2, 3, 1):
        send_and_kill(program, lrs, when, batch)
    assert when == "any time" or len(lrs.kept) < len(wanted)
    done = json.loads(program.run("xapi", "send", lrs.endpoint, "--json", **KEY).out)
    assert (done["waiting"], done["refused"]) == (0, [])
    assert set(lrs.kept) == wanted
    if is_strict:
        assert set(lrs.taken.values()) == {1}
    again = json.loads(program.run("xapi", "send", lrs.endpoint, "--json", **KEY).out)
    assert (again["new"], again["sent"], again["there"]) == (0, 0, 0)
