"""The disk does not do its part, or somebody else is at work on it: play goes on and nothing is lost."""

import os
import random
import re
import resource
import shutil
import signal
import time
from pathlib import Path

import pytest

from roleplay.errors import ExitCode
from tests.functional.program import CONTENT, RIGHT_NUMBERS, SCENARIO, SEED, Done, Program

KILLS = 8
PLAY = ("play", SCENARIO, "--seed", str(SEED))


def check_played_unkept(done: Done) -> None:
    """Assert that a whole session was played, and that it was said once that it is not kept."""
    assert done.code == 0
    assert "Traceback" not in done.err
    assert "THE END" in done.out
    assert len(re.findall("will be kept|NOT KEPT", done.out + done.err)) == 1
    assert "roleplay debrief" not in done.out, "what is not kept cannot be seen again"


@pytest.mark.parametrize("where", ["file", "inside a file", "file in place of the store", "not for writing"])
def test_a_home_that_cannot_be_written(program: Program, where: str) -> None:
    """Where nothing can be kept, that is said once, and the whole session can be played."""
    home = program.home / "wrong"
    if where in ("file", "inside a file"):
        home.write_text("not a folder", encoding="utf-8")
    elif where == "file in place of the store":
        (home / "sessions.db").mkdir(parents=True)
    elif where == "not for writing":
        # Not even the superuser may make a folder there, who may write in one whose mode forbids it.
        home = Path("/proc/roleplay")
        if not home.parent.is_dir():
            pytest.skip("this system has no /proc")
    if where == "inside a file":
        home /= "deeper"
    done = program.play(*RIGHT_NUMBERS, ROLEPLAY_HOME=str(home))
    check_played_unkept(done)
    paused = program.play("q", ROLEPLAY_HOME=str(home))
    assert "roleplay resume" not in paused.out, "nor can it be resumed"


def test_a_disk_that_fills_up_as_one_plays(program: Program) -> None:
    """When the disk fills up in mid-session it is said once and loudly, and the debrief shows every reply."""
    program.play("q")
    kept = program.home / "data"
    limit = max(path.stat().st_size for path in kept.iterdir() if path.is_file()) + 3000
    many = ["t"] * 3 + ["k"] * 40
    line = " ; ".join((f"ulimit -f {limit // 1024}", f"roleplay {' '.join(PLAY)}"))
    typed = "\\n".join((*many, *RIGHT_NUMBERS))
    done = program.shell(f"printf '{typed}\\n' | ({line})")
    check_played_unkept(done)
    assert "3 replies" in done.out
    for record in program.sessions():
        assert "MS TEST" in program.run("resume", record["id"], typed="q\n").out, (
            "what was kept before is sound"
        )


def test_a_disk_on_which_there_is_room_again(program: Program) -> None:
    """Room that is made before the session ends saves all of it."""
    program.play("q")
    size = max(path.stat().st_size for path in (program.home / "data").iterdir() if path.is_file())
    process = program.start(*PLAY)
    assert process.stdin is not None
    assert process.stdout is not None
    while not process.stdout.readline().startswith(b"   3  "):
        pass
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (size + 2000, resource.RLIM_INFINITY))
    process.stdin.write(b"k\n" * 40 + f"{RIGHT_NUMBERS[0]}\n".encode())
    process.stdin.flush()
    shown = b""
    while b"NOT KEPT" not in shown:
        line = process.stdout.readline()
        assert line, "the disk was never full"
        shown += line
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    out, err = process.communicate("\n".join((*RIGHT_NUMBERS[1:], "")).encode(), timeout=20)
    assert (process.returncode, err) == (0, b"")
    assert b"roleplay debrief" in out
    record = program.sessions()[0]
    assert record["outcome"] == "resolved"
    assert len(program.said(record["id"])) == 3


def test_two_programs_on_one_session(program: Program) -> None:
    """Whoever comes second is told that the session has gone on elsewhere, and the first loses nothing."""
    program.play("q")
    (record,) = program.sessions()
    first, second = (program.sit_down("resume", record["id"]) for _ in range(2))
    first.wait()
    second.wait()
    first.type(RIGHT_NUMBERS[0])
    code, shown = second.finish(RIGHT_NUMBERS[0])
    assert code == ExitCode.STORE
    assert record["id"] in shown
    assert "Traceback" not in shown
    first.type(RIGHT_NUMBERS[1])
    assert first.finish(RIGHT_NUMBERS[2])[0] == 0
    assert len(program.said(record["id"])) == 3


def test_two_programs_with_a_session_each(program: Program) -> None:
    """Programs that play side by side do not disturb each other."""
    runs = [program.start(*PLAY) for _ in range(4)]
    typed = "\n".join((*RIGHT_NUMBERS, "")).encode()
    for run in runs:
        assert run.stdin is not None
        run.stdin.write(typed)
        run.stdin.flush()
    for run in runs:
        out, err = run.communicate(timeout=30)
        assert (run.returncode, err) == (0, b"")
        assert b"THE END" in out
    assert [record["outcome"] for record in program.sessions()] == ["resolved"] * 4


def test_killed_at_any_moment(program: Program) -> None:
    """After a kill the session stands at the last words shown, or one reply further, never behind."""
    chance = random.Random(11)
    places = ("My ", "What do I do now", "And then?")
    looked_at = 0
    for kill in range(KILLS):
        process = program.start(*PLAY)
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("\n".join((*RIGHT_NUMBERS[:2], "")).encode())
        process.stdin.flush()
        heard = b""
        while (
            kill % 2 and b"MS TEST" not in heard
        ):  # the other times at any moment, before the first word too
            heard += os.read(process.stdout.fileno(), 65536)
        time.sleep(chance.uniform(0, 0.05) if kill % 2 else chance.uniform(0.05, 0.3))
        process.send_signal(signal.SIGKILL)
        shown = (heard + process.communicate()[0]).decode()
        seen = [number for number, place in enumerate(places) if f"MS TEST       {place}" in shown]
        if not seen:
            continue
        looked_at += 1
        record = program.sessions()[0]
        resumed = program.run("resume", record["id"], typed="q\n")
        assert (resumed.code, resumed.err) == (0, "")
        stands = len(program.said(record["id"]))
        assert seen[-1] <= stands <= seen[-1] + 1
        assert places[stands] in " ".join(resumed.out.split())
    assert looked_at, "every program was killed before it said anything"


def damage(cache: Path, how: str) -> None:
    """Do something to everything that was compiled."""
    for path in cache.iterdir():
        data = bytearray(path.read_bytes())
        match how:
            case "cut":
                data = data[: len(data) // 2]
            case "empty":
                data = bytearray()
            case "rubbish":
                data = bytearray(random.Random(3).randbytes(len(data)))
            case "one bit":
                data[len(data) * 2 // 3] ^= 1
            case "another version":
                data = data.replace(b"edition", b"edIti0n")
        path.write_bytes(data)


@pytest.mark.parametrize("how", ["cut", "empty", "rubbish", "one bit", "another version"])
def test_a_broken_cache_is_made_anew(program: Program, how: str) -> None:
    """What was compiled is not precious: broken, it is made anew without a word."""
    whole = program.play(*RIGHT_NUMBERS)
    cache = program.home / "data" / "cache"
    damage(cache, how)
    broken = {path.name: path.read_bytes() for path in cache.iterdir()}
    again = program.play(*RIGHT_NUMBERS)
    assert (again.code, again.err) == (0, "")
    assert _without_id(again.out) == _without_id(whole.out)
    changed = [name for name, data in broken.items() if (cache / name).read_bytes() != data]
    assert changed, "what was used has been made anew"


def test_a_cache_that_cannot_be_written(program: Program) -> None:
    """Without a cache everything works."""
    cache = program.home / "data" / "cache"
    shutil.rmtree(cache)
    cache.write_text("not a folder", encoding="utf-8")
    done = program.play(*RIGHT_NUMBERS)
    assert (done.code, done.err) == (0, "")
    assert "THE END" in done.out


@pytest.mark.parametrize(
    "what", ["scenario", "persona", "type", "translation", "new translation", "new file"]
)
def test_edited_content_is_seen_at_once(program: Program, what: str) -> None:
    """An edit of anything that a talk is made of shows in the next talk, and not in one that was begun."""
    content = program.home / "content"
    shutil.copytree(CONTENT, content)
    scenario = content / "scenarios" / SCENARIO / "scenario.yaml"
    translation = scenario.with_name("id.po")
    if what == "translation":
        _translate(translation, "Kartu saya hilang!")
    language = "id" if "translation" in what else "en"
    given = {"ROLEPLAY_CONTENT": str(content), "ROLEPLAY_LANG": language}
    assert "MARK" not in program.play("q", **given).out
    (record,) = program.sessions()
    if what == "scenario":
        _replace(scenario, "My {colour} card", "MARK {colour} card")
    elif what == "persona":
        _replace(content / "personas" / "ms-test.yaml", "an empty purse", "a MARK")
    elif what == "type":
        _replace(content / "personas" / "types" / "plain.yaml", "name: Plain", "name: MARK")
    elif what == "new file":
        shutil.copytree(scenario.parent, scenario.parent.with_name("mark"))
        _replace(content / "scenarios" / "mark" / "scenario.yaml", "id: lost-card", "id: mark")
    else:
        _translate(translation, "MARK")
    if what == "new file":
        assert '"mark"' in program.run("list", "--json", **given).out
    elif what == "type":
        assert "MARK" in program.play(*RIGHT_NUMBERS, **given).out
    else:
        assert "MARK" in program.play("q", **given).out
    assert "MARK" not in program.run("resume", record["id"], typed="q\n", **given).out


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _translate(path: Path, words: str) -> None:
    entry = (
        f'msgctxt "nodes.arrival.says"\nmsgid "My {{colour}} card is gone, {{officer}}!"\nmsgstr "{words}"\n'
    )
    head = 'msgid ""\nmsgstr "Language: id\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
    path.write_text(head + entry, encoding="utf-8")


def _without_id(text: str) -> str:
    return re.sub(r"roleplay debrief \w+", "", text)
