"""What `--json` prints is what `roleplay schema` promises."""

import json
import shutil
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from roleplay.app.documents import DOCUMENTS
from tests.functional.program import CONTENT, RIGHT_NUMBERS, SCENARIO, Program

DEBRIEF_KEYS = frozenset(
    "scenario persona seed mode outcome score quadrant criteria goals receipts turns".split()
)


def check_document(program: Program, name: str, *documents: Any) -> None:
    """Assert that documents are as their schema says, and that the schema does not allow just anything."""
    schema = json.loads(program.run("schema", name).out)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for document in documents:
        assert list(validator.iter_errors(document)) == []
        assert set(document) == _all_names(program, schema, document), (
            "nothing is printed that is not promised"
        )
    assert not validator.is_valid({})
    assert not validator.is_valid([])


def test_show_by_kind(program: Program) -> None:
    """A kind before the id says what is meant, and nothing of another kind is found."""
    shown = json.loads(program.run("show", f"scenario:{SCENARIO}", "--json").out)
    assert (shown["kind"], shown["id"]) == ("scenario", SCENARIO)
    refused = program.run("show", f"type:{SCENARIO}", "--json")
    assert (refused.code, refused.out) == (2, "")


def _all_names(program: Program, schema: dict[str, Any], document: dict[str, Any]) -> set[str]:
    """Return the names that the schema gives the parts of a document."""
    found: set[str] = set()
    for definition in schema["$defs"].values():
        names = definition.get("properties", {})
        kind = names.get("kind", {}).get("enum", [None])[0]
        if kind == document.get("kind") and set(definition.get("required", ())) <= set(document) <= set(
            names
        ):
            found |= set(names)
    return found & set(document)


def test_every_schema_is_printed(program: Program) -> None:
    """There is a schema for every document, and it names itself."""
    for name in DOCUMENTS:
        schema = json.loads(program.run("schema", name).out)
        Draft202012Validator.check_schema(schema)
        assert schema["title"] == name


def test_list(program: Program) -> None:
    """`list --json` names scenarios and who may bring them."""
    document = program.document("list")
    check_document(program, "list", document)
    (found,) = (item for item in document["scenarios"] if item["id"] == SCENARIO)
    assert [person["id"] for person in found["personas"]] == ["ms-test", "mr-test"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [(SCENARIO, "scenario"), ("ms-test", "persona"), ("plain", "type"), ("plain-service", "rubric")],
)
def test_show(program: Program, name: str, kind: str) -> None:
    """`show --json` shows each kind of thing, says of which kind it is, and gives no plot away."""
    document = program.document("show", name)
    check_document(program, "show", document)
    assert (document["kind"], document["id"]) == (kind, name)
    assert "goto" not in json.dumps(document)


def test_sessions_and_debrief(program: Program) -> None:
    """Sessions and debriefs, of talks that ended and of talks that did not, are as promised."""
    check_document(program, "sessions", program.document("sessions"))
    for typed in (["q"], [RIGHT_NUMBERS[0], "h", "u", "k", RIGHT_NUMBERS[0], "q"], list(RIGHT_NUMBERS)):
        program.play(*typed)
    check_document(
        program, "sessions", program.document("sessions"), program.document("sessions", "--unfinished")
    )
    records = program.sessions()
    assert [bool(record["outcome"]) for record in records] == [True, False, False]
    debriefs = [program.document("debrief", record["id"]) for record in records]
    check_document(program, "debrief", *debriefs)
    for debrief, record in zip(debriefs, records, strict=True):
        assert set(debrief) >= DEBRIEF_KEYS
        assert {name: debrief[name] for name in ("scenario", "seed", "mode", "outcome")} == {
            name: record[name] for name in ("scenario", "seed", "mode", "outcome")
        }
        assert len(debrief["receipts"]) == len(debrief["turns"])
    assert [len(debrief["turns"]) for debrief in debriefs] == [3, 1, 0]


def test_every_receipt_adds_up(program: Program) -> None:
    """The lines of each receipt in a debrief sum to the change of the mood."""
    program.play("1", *RIGHT_NUMBERS, "1", "1")
    debrief = program.document("debrief")
    assert debrief["receipts"]
    for receipt in debrief["receipts"]:
        for axis in ("tension", "trust", "clarity"):
            amounts = sum(line["amount"] for line in receipt["lines"] if line["axis"] == axis)
            assert amounts == receipt["after"][axis] - receipt["before"][axis]


def test_check(program: Program) -> None:
    """`check --json` reports what is wrong where, and nothing where nothing is."""
    clean = program.run("check", str(CONTENT), "--json")
    assert clean.code == 0
    content = program.home / "content"
    shutil.copytree(CONTENT, content)
    scenario = content / "scenarios" / SCENARIO / "scenario.yaml"
    scenario.write_text(
        scenario.read_text(encoding="utf-8").replace("goto: matter", "goto: mattre"), encoding="utf-8"
    )
    faulty = program.run("check", str(content), "--json")
    assert faulty.code == 1
    documents = [json.loads(done.out) for done in (clean, faulty)]
    check_document(program, "check", *documents)
    assert documents[0]["findings"] == []
    first = documents[1]["findings"][0]
    assert first["path"].endswith("scenario.yaml")
    assert "mattre" in first["message"]
    assert documents[1]["errors"] > 0


def test_facts(program: Program) -> None:
    """`facts --json` lists the cards of scenarios with source and review; `--due` only what has run out."""
    document = program.document("facts")
    check_document(program, "facts", document)
    assert any(SCENARIO in fact["scenarios"] for fact in document["facts"])
    assert all(fact["checked"] < fact["review_by"] for fact in document["facts"])
    due = program.document("facts", "--due")["facts"]
    assert all(fact in document["facts"] for fact in due)


def test_simulate(program: Program) -> None:
    """`simulate --json` tells what each trainee came to, and the exit code whether that was expected."""
    done = program.run("simulate", SCENARIO, "--seeds", "2", "--json")
    document = json.loads(done.out)
    check_document(program, "simulate", document)
    assert document["personas"] == ["ms-test", "mr-test"]
    assert done.code == int(not all(item["is_inside"] for item in document["trainees"]))
    assert all(sum(item["outcomes"].values()) == 4 for item in document["trainees"])
    one = json.loads(program.run("simulate", SCENARIO, "--persona", "mr-test", "--json").out)
    assert one["personas"] == ["mr-test"]


def test_stats(program: Program) -> None:
    """`stats --json` is as promised with plays and without, and names neither sessions nor seeds."""
    documents = [program.document("stats", SCENARIO)]
    program.play("blah blah", "Good morning.", "b1", *RIGHT_NUMBERS)
    program.play("q")
    documents.append(program.document("stats", SCENARIO))
    check_document(program, "stats", *documents)
    assert [document["plays"] for document in documents] == [0, 2]
    arrival = documents[1]["nodes"][0]
    assert (arrival["node"], arrival["plays"], arrival["paused"]) == ("arrival", 2, 1)
    assert arrival["unheard"] == [{"text": "blah blah", "times": 1}]
    assert [item["label"] for item in documents[1]["contested"]] == ["greet"]
    for record in program.sessions():
        assert record["id"] not in json.dumps(documents)


@pytest.mark.parametrize("colour", [(), ("--colour", "reach"), ("--colour", "plays")])
def test_graph(program: Program, colour: tuple[str, ...]) -> None:
    """`graph --json` has every node and way, and the numbers that colour them where they were asked for."""
    done = program.run("graph", SCENARIO, *colour, "--json")
    document = json.loads(done.out)
    check_document(program, "graph", document)
    names = {node["id"] for node in document["nodes"]}
    assert {way["source"] for way in document["ways"]} | {way["target"] for way in document["ways"]} <= names
    assert document["personas"] == ["ms-test", "mr-test"]
    assert (document["tint"] is None) == (colour == ())
    if "reach" in colour:
        assert set(document["tint"]["nodes"]) == names


def test_hear(program: Program) -> None:
    """`hear --json` shows each label with the words that earned it."""
    heard = [program.document("hear", text) for text in ("Good morning. When did you lose it?", "", "blah")]
    check_document(program, "hear", *heard)
    response = heard[0]["response"]
    assert {"greet", "ask_specific"} <= set(response["shows"])
    for item in response["evidence"]:
        assert item["quote"] in response["text"]


def test_hear_lines(program: Program) -> None:
    """`hear --jsonl` answers each line with a line under the same reference."""
    replies = program.home / "replies.jsonl"
    lines = [
        {"ref": "1", "reply": "Good morning."},
        {"ref": "b", "reply": "", "lang": "en", "citizen": "I am angry!"},
    ]
    replies.write_text("\n".join((json.dumps(lines[0]), "", json.dumps(lines[1]))), encoding="utf-8")
    done = program.run("hear", "--jsonl", str(replies))
    assert (done.code, done.err) == (0, "")
    heard = [json.loads(line) for line in done.out.splitlines()]
    check_document(program, "hear-line", *heard)
    assert [item["ref"] for item in heard] == ["1", "b"]
    assert "greet" in heard[0]["labels"]


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[]",
        '{"ref": 1, "reply": "x"}',
        '{"ref": "1"}',
        "[" * 5000,
        '{"ref": "1", "reply": "x", "lang": "fr"}',
    ],
)
def test_a_line_that_is_no_reply(program: Program, line: str) -> None:
    """A line that cannot be used is named by its number, after the answers to those before it."""
    replies = program.home / "replies.jsonl"
    replies.write_text(
        json.dumps({"ref": "1", "reply": "Good morning."}) + "\n" + line + "\n", encoding="utf-8"
    )
    done = program.run("hear", "--jsonl", str(replies))
    assert done.code == 2
    assert f"{replies}:2" in done.err
    assert "Traceback" not in done.err
    assert len(done.out.splitlines()) == 1
