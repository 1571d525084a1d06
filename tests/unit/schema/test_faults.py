"""What an author is told of a file whose values are not of the form they must have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roleplay.compiler.encounter import compile_encounter
from roleplay.compiler.library import Library

if TYPE_CHECKING:
    from tests.unit.conftest import ContentFolder


@pytest.mark.parametrize(
    ("file", "fragment", "words", "code", "hint"),
    [
        ("scenario", "titel: THR\n", "titel", "RP101", "Did you mean 'title'?"),
        ("scenario", "wrong: {a: {nota: x, note: y}}\n", "nota", "RP101", "Did you mean 'note'?"),
        ("persona", "temper: {empathise: 2}\n", "empathise", "RP101", "Did you mean 'empathize'?"),
        ("persona", "lines: {agian: Ya?}\n", "agian", "RP101", "Did you mean 'again'?"),
        ("persona", "lines: {greet: [{tekst: Ya., text: Ya.}]}\n", "tekst", "RP101", "Did you mean 'text'?"),
        (
            "rubric",
            "gates: {a: {title: A, when: {wrong: any}, cap: 2}}\n",
            "cap:",
            "RP101",
            "Did you mean 'caps'?",
        ),
        ("walkthrough", "expect: {outcome: solved}\n", "solved", "RP104", "Did you mean 'resolved'?"),
        ("walkthrough", "expect: {shown: [empathise]}\n", "empathise", "RP104", "Did you mean 'empathize'?"),
        ("scenario", "rubric: servise\n", "servise", "RP203", "Did you mean 'service'?"),
        ("scenario", "personas: [pak-dart]\n", "pak-dart", "RP203", "Did you mean 'pak-darto'?"),
        (
            "scenario",
            "goals: {a: {told: deadlin, text: x}}\n",
            "deadlin",
            "RP202",
            "Did you mean 'deadline'?",
        ),
        ("scenario", "start: arival\n", "arival", "RP201", "Did you mean 'arrival'?"),
        ("scenario", 'brief: "Halo {oficer}"\n', '"Halo', "RP108", "Did you mean 'officer'?"),
    ],
)
def test_misspelt_word_is_met_with_the_nearest(
    file: str, fragment: str, words: str, code: str, hint: str, content: ContentFolder
) -> None:
    """A misspelt word is reported exactly where it stands, with the word that was probably meant."""
    path = content.put(file, fragment)
    found = [item for item in content.check() if item.code == code]
    assert [(item.span.path, item.span.line, item.span.column) for item in found] == [
        (path, *content.place(file, words))
    ]
    assert found[0].hint == hint


def test_known_words_are_listed_when_none_is_near(content: ContentFolder) -> None:
    """Where no word is near, the hint lists those that are known."""
    content.put("scenario", "rubric: zzz\n")
    (found,) = content.check()
    assert found.hint == "Known here: service"


def test_all_faults_of_a_file_are_reported_at_once(content: ContentFolder) -> None:
    """Faults of form, of names and of shape in one file are found together, in order, each once."""
    content.put(
        "scenario",
        """\
level: 9
vars:
  letters: {low: 0, high: 3}
nodes:
  arrival:
    says: [{when: {leters: 1}, text: "THR saya?"}, "Ya, {oficer}?"]
    choices:
      explain: {text: "Batasnya.", shows: [explian], tells: [dedline], goto: done}
      write: {text: "Saya catat.", set: {leters: +1}, goto: don}
  done: {says: "Terima kasih.", ending: {outcome: solved, debrief: Selesai.}}
  stuck: {says: "Lalu?"}
  left: {says: "Saya pulang.", ending: {outcome: walked-out, debrief: Warga pergi.}}
""",
    )
    found = content.check()
    assert [(item.code, item.span.line, item.span.column) for item in found if item.is_error] == [
        ("RP104", *content.place("scenario", "9\nvars")),
        ("RP101", *content.place("scenario", "leters: 1")),
        ("RP108", *content.place("scenario", '"Ya, {oficer}')),
        ("RP104", *content.place("scenario", "explian")),
        ("RP202", *content.place("scenario", "dedline")),
        ("RP202", *content.place("scenario", "+1}")),
        ("RP201", *content.place("scenario", "don}\n")),
        ("RP104", *content.place("scenario", "solved")),
        ("RP302", *content.place("scenario", '{says: "Lalu?"')),
    ]
    compiled = compile_encounter(Library([content.root]), "thr", "pak-darto", "id")
    assert sorted(compiled.diagnostics) == sorted(set(compiled.diagnostics))


@pytest.mark.parametrize("found", ["2", "10", "99999999999999999999"])
def test_newer_format_is_refused(found: str, content: ContentFolder) -> None:
    """A file of a newer format is refused with one message, whatever else stands in it."""
    content.put("scenario", f"format: {found}\nlevel: {{new: shape}}\n")
    (fault,) = (item for item in content.check() if item.span.path.endswith("scenario.yaml"))
    assert (fault.code, fault.span[1:]) == ("RP107", content.place("scenario", f"{found}\n"))


@pytest.mark.parametrize(
    "name",
    ["../thr", "..", "thr/x", "/etc/passwd", "C:x", "Thr", "tĥr", ".thr", "-thr", "a" * 65, "thr ", "thr\\x"],
)
def test_name_that_could_leave_its_folder_is_refused(name: str, content: ContentFolder) -> None:
    """Names are made of small letters, digits, - and _ alone, wherever they stand."""
    fragments = (
        f'rubric: "{name}"\n',
        f'personas: ["{name}"]\n',
        f'vary: {{"{name}": [a]}}\n',
        f'id: "{name}"\n',
    )
    for fragment in (text.replace("\\", "\\\\") for text in fragments):
        content.put("scenario", fragment)
        assert "RP105" in [item.code for item in content.check()], fragment


def test_message_is_short_however_long_the_value(content: ContentFolder) -> None:
    """A message quotes a value on one line and cut, so that a report stays a report."""
    long = "sangat " * 5000
    content.put("scenario", f"level: {long}\nnodes: {{a: {{says: x, when: {{{'y' * 5000}: 1}}}}}}\n")
    for item in content.check():
        assert len(item.message) <= 240
        assert "\n" not in item.message
