"""What makes a statement valid: a table of our own, arbitrary values, the public suite where it stands."""

import copy
import json
import time
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from roleplay.reporting.xapi.validate import validate
from tests.unit.reporting.xapi_cases import (
    ACTIVITY,
    AGENT,
    ATTACHMENT,
    BAD,
    GOOD,
    KEY,
    REFERENCE,
    UUID,
    VERB,
    WITHIN,
)

SUITE: Final = Path(__file__).parents[4] / "shared" / "data" / "reliability" / "xapi" / "cases_v1_0_3.jsonl"
CASES: Final = 950


def statement(path: str, value: Any) -> dict[str, Any]:
    """Return a valid statement, but with a value put at a path."""
    made: dict[str, Any] = copy.deepcopy({"actor": AGENT, "verb": VERB, "object": ACTIVITY})
    place, *keys = made, *path.split(".")
    for key in keys[:-1]:
        place = place.setdefault(key, {})
    place[keys[-1]] = value
    return made


@pytest.mark.parametrize(("path", "value"), GOOD)
def test_what_is_allowed(path: str, value: Any) -> None:
    """A statement is valid with this in it."""
    assert validate(statement(path, value)) == ()


@pytest.mark.parametrize(("path", "value", "where"), BAD)
def test_what_is_refused(path: str, value: Any, where: str) -> None:
    """This makes a statement invalid, in this one place, for a reason that is a sentence."""
    faults = validate(statement(path, value))

    assert {fault.path for fault in faults} == {where}
    assert all(fault.reason.endswith((".", "?")) for fault in faults)


@pytest.mark.parametrize("missing", ["actor", "verb", "object"])
def test_what_is_needed(missing: str) -> None:
    """A statement without one of its three parts is refused, and so is what is no object at all."""
    made = statement("id", UUID)
    del made[missing]
    assert [fault.path for fault in validate(made)] == ["$"]
    strange: tuple[object, ...] = (None, [], [made], "x", 5, {})
    assert all(validate(nothing) for nothing in strange)


def test_voiding_names_a_statement() -> None:
    """The verb `voided` goes with a reference alone, also in a statement within a statement."""
    voided = {"id": "http://adlnet.gov/expapi/verbs/voided"}
    assert validate({"actor": AGENT, "verb": voided, "object": REFERENCE}) == ()
    assert [fault.path for fault in validate({"actor": AGENT, "verb": voided, "object": ACTIVITY})] == [
        "$.object"
    ]
    within = {**WITHIN, "verb": voided}
    assert [fault.path for fault in validate(statement("object", within))] == ["$.object.object"]


@pytest.mark.parametrize("about", [REFERENCE, {"objectType": "Agent", **AGENT}, WITHIN])
@pytest.mark.parametrize("key", ["revision", "platform"])
def test_revision_and_platform_are_of_activities(about: dict[str, Any], key: str) -> None:
    """Both are refused where the object is no activity."""
    made = {**statement("object", about), "context": {key: "1"}}
    assert [fault.path for fault in validate(made)] == [f"$.context.{key}"]


def test_every_fault_is_told() -> None:
    """Faults do not hide each other, and a wrong case is told as such."""
    made = statement("result", {"Score": {}, "success": 1, "duration": "1s"})
    made["Verb"] = made.pop("verb")
    faults = dict(validate(made))
    assert set(faults) == {"$.Verb", "$.result.Score", "$.result.success", "$.result.duration"}
    assert "'verb'" in faults["$.Verb"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
PATHS = sorted({path for path, _value in GOOD} | {path for path, _value, _where in BAD})


@given(path=st.sampled_from(PATHS), value=JSON)
def test_whatever_is_there_is_judged(path: str, value: Any) -> None:
    """Any JSON value anywhere gets a judgement, the same each time; every fault lies where the value is."""
    made = statement(path, value)
    faults = validate(made)
    assert faults == validate(json.loads(json.dumps(made)))
    parent = "$." + path.rpartition(".")[0] if "." in path else "$"
    assert all(fault.path.startswith((f"$.{path}", parent, "$.object", "$.context")) for fault in faults)


@given(JSON)
@example({"\ud800": 1})
@example({1: 2})
@example([float("inf")])
@example({"actor": {1, 2}})
def test_nothing_is_too_strange(value: object) -> None:
    """What is no statement is refused, never raised on, also where it is no JSON."""
    assert validate(value)


@given(JSON)
def test_extensions_hold_anything(value: object) -> None:
    """Whatever is held under an IRI in extensions is nobody's business."""
    for path in ("result.extensions", "context.extensions", "object.definition.extensions"):
        assert validate(statement(path, {KEY: value})) == ()


LONG = 200_000
SLOW = (
    ("verb.id", "a:" + "a" * LONG + " "),
    ("verb.id", "http://" + "[" * LONG),
    ("verb.id", "http://a" + "%2" * LONG),
    ("actor.mbox", "mailto:" + "a." * LONG + "@"),
    ("actor.mbox", "mailto:a@" + "a-" * LONG),
    ("actor.mbox", "mailto:" + '"' * LONG + "@a"),
    ("context.language", "en-" + "a-" * LONG),
    ("context.language", "a" * LONG),
    ("result.duration", "P" + "1" * LONG),
    ("result.duration", "P" + "1.1" * LONG + "D"),
    ("timestamp", "2026-11-24T08:00:00." + "1" * LONG + "x"),
    ("version", "1.0." + "1" * LONG + "-"),
    ("attachments", [{**ATTACHMENT, "contentType": "a/a" + ' ;a="a"' * LONG + ";"}]),
    ("attachments", [{**ATTACHMENT, "contentType": "a/a;a=" + '"\\' * LONG}]),
    ("object.definition", {"interactionType": "choice", "choices": [{"id": "a"}] * (LONG // 10)}),
    ("nobody", dict.fromkeys(map(str, range(LONG // 10)))),
)


@pytest.mark.parametrize("number", range(len(SLOW)))
def test_time_is_linear(number: int) -> None:
    """Texts made to hang a pattern, of some hundred thousand signs, are refused in no time."""
    began = time.process_time()
    assert validate(statement(*SLOW[number]))
    assert time.process_time() - began < 2


def test_depth_does_not_matter() -> None:
    """An extension may be nested deeper than Python can call."""
    deep: Any = None
    for _level in range(100_000):
        deep = [deep]
    assert validate(statement("result.extensions", {KEY: deep})) == ()
    assert validate(statement("result", deep))


def test_the_public_suite() -> None:
    """All statements that the public conformance suite holds for valid or invalid are judged so."""
    if not SUITE.exists():
        pytest.skip(f"the cases of the conformance suite are not at {SUITE}")
    cases = [json.loads(line) for line in SUITE.read_text(encoding="utf-8").splitlines()]
    wrong = [
        (case["name"], case["expect"])
        for case in cases
        if bool(validate(case["statement"])) != (case["expect"] == 400)
    ]

    assert len(cases) == CASES
    assert wrong == []
