"""Whatever comes in by whichever way, nothing in it acts where it comes out."""

import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from roleplay.cli.exit import run
from roleplay.cli.main import dispatch
from roleplay.errors import ExitCode
from tests.functional.hostile_content import write_cards, write_replies, write_texts, write_translation
from tests.functional.program import (
    HOSTILE_DATA,
    OUR_COLOURS,
    SCENARIO,
    SEED,
    Done,
    Program,
    acting,
    hostile_strings,
)

OWN = tuple(text for _name, text in hostile_strings())
CODES = {"\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[32m", "\x1b[1;36m", "\x1b[1;33m"}
"""The colours that the program itself writes."""

Call = Callable[..., Done]


@pytest.fixture(scope="module", params=["own", "blns/blns.json", "terminal/own_terminal_payloads.json"])
def strings(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Hostile strings: made here, and public ones where they lie beside the checkout."""
    if request.param == "own":
        return OWN
    path = HOSTILE_DATA / request.param
    if not path.is_file():
        pytest.skip(f"{request.param} is not in a folder of hostile data beside the checkout")
    data = json.loads(path.read_text(encoding="utf-8"))
    # Half characters cannot stand in a file; as bytes in an argument they are tested by themselves.
    return tuple(
        text.encode("utf-8", "replace").decode()
        for text in (data.values() if isinstance(data, dict) else data)
    )


@pytest.fixture
def call(program: Program, monkeypatch: pytest.MonkeyPatch) -> Iterator[Call]:
    """Runs the program within this process, for the many."""
    for name, value in program.environment.items():
        monkeypatch.setenv(name, value)

    def call(*arguments: str, typed: str = "") -> Done:
        out, err = io.StringIO(), io.StringIO()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.StringIO(typed, newline="\n"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = run(lambda: dispatch(arguments))
        return Done(code, out.getvalue(), err.getvalue())

    yield call
    from roleplay.i18n import activate

    activate("en")


def check_tame(done: Done) -> None:
    """Assert that nothing in what was written can act, and that it ended in one of our ways."""
    assert acting(done.out, "\n\t") == set()
    assert acting(done.err) == set()
    assert done.code in list(ExitCode)


def test_replies(call: Call, strings: tuple[str, ...]) -> None:
    """Every string can be said; it comes back in transcript and debrief, tame."""
    for first in range(0, len(strings), 80):
        lines = [text.replace("\n", " ") for text in strings[first : first + 80]]
        done = call(
            "play", SCENARIO, "--seed", str(SEED), typed="".join(f"{line}\nu\n" for line in lines) + "t\nq\n"
        )
        check_tame(done)
        assert done.code == 0
    for arguments in (("debrief",), ("debrief", "--json"), ("sessions",), ("sessions", "--json")):
        check_tame(call(*arguments))


def test_what_was_said_is_kept_tame(call: Call) -> None:
    """A reply that is understood is kept and shown with its rubbish taken out and its words left in."""
    for text in OWN:
        reply = f"Good morning, when did you lose it? {text[:1500]}".replace("\n", " ")
        check_tame(call("play", SCENARIO, "--seed", str(SEED), typed=f"{reply}\nt\nq\n"))
        debrief = call("debrief", "--json")
        check_tame(debrief)
        said = json.loads(debrief.out)["turns"][0]["text"]
        assert said.startswith("Good morning, when did you lose it?")
        assert acting(said) == set()
        assert max(len(run_) for run_ in re.findall("\u0301*", said)) <= 4


@pytest.mark.parametrize(
    "before",
    [
        ("play",),
        ("play", SCENARIO, "--persona"),
        ("play", SCENARIO, "--content"),
        ("play", SCENARIO, "--seed"),
        ("resume",),
        ("debrief",),
        ("show",),
        ("graph",),
        ("graph", SCENARIO, "--persona"),
        ("graph", SCENARIO, "--to"),
        ("explain",),
        ("schema",),
        ("check",),
        ("translate",),
        ("hear", "--jsonl"),
        (),
    ],
)
def test_arguments(call: Call, before: tuple[str, ...]) -> None:
    """Every string can stand where a name should, and is refused without acting."""
    for text in OWN:
        done = call(*before, text.replace("\0", ""))
        check_tame(done)
        assert done.code != ExitCode.DONE or text.startswith(("-", " ")) or before == ("play",)


def test_hear(call: Call, strings: tuple[str, ...]) -> None:
    """Every string can be heard, as text and as data."""
    for text in strings if len(strings) < 200 else strings[::4]:
        for form in ((), ("--json",)):
            done = call("hear", *form, "--citizen", text, "--", text)
            check_tame(done)
            assert done.code == 0


def test_hear_lines(call: Call, strings: tuple[str, ...], tmp_path: Path) -> None:
    """Every string can stand in a file of replies; its reference comes back as it was, escaped."""
    replies = tmp_path / "replies.jsonl"
    write_replies(replies, strings)
    done = call("hear", "--jsonl", str(replies))
    check_tame(done)
    assert (done.code, done.err) == (0, "")
    assert [json.loads(line)["ref"] for line in done.out.splitlines()] == list(strings)


def accepted(call: Call, folder: Path, strings: tuple[str, ...]) -> list[str]:
    """Return the strings that a content file may hold."""
    lines = write_cards(folder, strings)
    done = call("check", str(folder), "--json")
    check_tame(done)
    check_tame(call("check", str(folder)))
    findings = [item for item in json.loads(done.out)["findings"] if item["severity"] == "error"]
    wrong = {lines[item["line"]] for item in findings}
    return [text for number, text in enumerate(strings) if number not in wrong]


def test_content(call: Call, strings: tuple[str, ...], tmp_path: Path) -> None:
    """Texts of content are refused by `check`, or are shown tame by every command; none of them is markup."""
    good = accepted(call, tmp_path / "cards", strings)
    assert len(good) > len(strings) // 3
    played = 0
    for first in range(0, len(good), 24):
        folder = tmp_path / f"texts{first}"
        write_texts(folder, good[first : first + 24])
        given = ("--content", str(folder))
        for arguments in (
            ("check", str(folder)),
            ("list", *given),
            ("list", "--json", *given),
            ("facts", *given),
            ("facts", "--json", *given),
            ("show", SCENARIO, "--json", *given),
            ("show", "ms-test", *given),
            ("graph", SCENARIO, *given),
            ("graph", SCENARIO, "--as", "dot", *given),
            ("graph", SCENARIO, "--as", "html", *given),
            ("graph", SCENARIO, "--json", *given),
            ("show", "plain-service", *given),
        ):
            check_tame(call(*arguments))
        done = call(
            "play", SCENARIO, "--seed", str(SEED), *given, typed="k\nr\nh\nh\nh\n1\n1\n2\n1\n1\n1\nt\nq\n"
        )
        check_tame(done)
        if done.code == ExitCode.DONE:
            played += 1
            check_tame(call("debrief"))
            check_tame(call("debrief", "--json"))
            check_page(call, tmp_path / "page.html")
    assert played > 0, "every folder was refused"


def test_a_tame_text_in_every_place_is_played(call: Call, tmp_path: Path) -> None:
    """Markup, paths and formulas in every text of the content are shown letter by letter."""
    for number, text in enumerate(
        ("[bold]owned[/bold]", "<script>alert(1)</script>", "=cmd|'/C'!A0", "%s../..")
    ):
        folder = tmp_path / str(number)
        write_texts(folder, [text])
        done = call(
            "play", SCENARIO, "--seed", str(SEED), "--content", str(folder), typed="k\n1\n1\n1\n1\n1\n"
        )
        assert (done.code, done.err) == (0, "")
        check_tame(done)
        assert done.out.count(text) > 20
        shown = done.out.lower()
        assert shown.count(text[:4].lower()) == shown.count(text.lower()), "nothing of it is taken for markup"
        assert text in call("list", "--content", str(folder)).out
        check_page(call, tmp_path / "page.html")


class Page(HTMLParser):
    """What a page is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}


def check_page(call: Call, path: Path) -> None:
    """Assert that the page of the last debrief runs nothing, loads nothing and hides nothing."""
    done = call("debrief", "--html", str(path), "--force")
    assert done.code == 0
    text = path.read_text(encoding="utf-8")
    assert acting(text) == set()
    page = Page()
    page.feed(text)
    assert page.tags
    assert not page.tags & {
        "script",
        "img",
        "iframe",
        "object",
        "embed",
        "link",
        "form",
        "a",
        "base",
        "video",
        "audio",
    }
    assert not {
        name
        for name in page.attributes
        if name.startswith("on") or name in ("src", "href", "srcset", "action")
    }


def test_translations(call: Call, strings: tuple[str, ...], tmp_path: Path) -> None:
    """Translations are as tame as what they translate."""
    for first in range(0, min(len(strings), 160), 8):
        folder = tmp_path / str(first)
        write_translation(folder, strings[first : first + 8])
        done = call("play", SCENARIO, "--lang", "id", "--content", str(folder), "--seed", "1", typed="k\nq\n")
        check_tame(done)
        check_tame(call("check", str(folder)))
        check_tame(call("check", "--json", str(folder)))


def test_file_names(call: Call, tmp_path: Path) -> None:
    """Names of files and folders are as tame as what is in them."""
    for number, text in enumerate(OWN):
        name = re.sub(r"[/\0]", "-", text)[:40]
        folder = tmp_path / str(number) / "personas"
        try:
            folder.mkdir(parents=True)
            (folder / f"{name}.yaml").write_text("format: 1\nid: x\n\x1b: [", encoding="utf-8")
        except OSError:  # the file system has no such name
            continue
        for form in ((), ("--json",)):
            done = call("check", *form, str(folder.parent))
            check_tame(done)


def test_a_file_name_that_is_no_text(program: Program) -> None:
    """A name in bytes that are no text is reported like any other."""
    folder = bytes(program.home / "odd" / "personas")
    Path(folder.decode()).mkdir(parents=True)
    try:
        Path((folder + b"/\xff\xfe.yaml").decode("utf-8", "surrogateescape")).write_text(
            "format: 1\n", encoding="utf-8"
        )
    except OSError:
        pytest.skip("the file system takes only names that are text")
    for form in ((), ("--json",)):
        done = program.run("check", *form, str(program.home / "odd"))
        check_tame(done)
        assert "Traceback" not in done.err


def test_a_terminal_sees_only_our_colours(program: Program) -> None:
    """Hostile content and replies write nothing to a real terminal but text and our own colours."""
    folder = program.home / "texts"
    write_texts(
        folder,
        ["[bold]x[/] <b>y</b>", "\u202eabc\u2066", "\u0645\u0631\u062d\u0628\u0627", "a" + "\u0301" * 50],
    )
    talk = program.sit_down("play", SCENARIO, "--content", str(folder), "--seed", str(SEED))
    talk.wait()
    for line in ("k", "r", "h", "1", "\u202egood morning [red]\u200b", "t"):
        talk.type(line)
    talk.finish("q")
    echoed = [row for row in talk.rows if row.startswith("\u202e")]
    shown = "\n".join(
        row for row in talk.screen.split("\n") if row.strip("\r") not in echoed and "[red]\u200b" not in row
    )
    assert set(OUR_COLOURS.findall(shown)) <= CODES
    assert acting(OUR_COLOURS.sub("", shown), "\r\n") == set()
    assert len(shown) > 1000
