"""Findings reach editors and code hosts in the forms that these read."""

from __future__ import annotations

from pathlib import Path

import pytest

from roleplay.authoring.annotations import github, place_in, sarif
from roleplay.diagnostics import Diagnostic, Severity, Span
from roleplay.diagnostics.definition import codes

ITEM = Diagnostic(
    Span("scenarios/a/scenario.yaml", 3, 5), "RP201", Severity.ERROR, "no node 'x'", "Did you mean 'y'?"
)


def here(name: str) -> str:
    return name


def test_sarif_names_the_rule_and_the_place() -> None:
    """A result has its rule, how bad it is, what to do and where; each rule stands once."""
    (run,) = sarif((ITEM, ITEM._replace(code="RP302", severity=Severity.WARNING), ITEM), here, "en")["runs"]

    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["RP201", "RP302"]
    assert [(item["ruleId"], item["ruleIndex"], item["level"]) for item in run["results"]] == [
        ("RP201", 0, "error"), ("RP302", 1, "warning"), ("RP201", 0, "error"),
    ]  # fmt: skip
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "scenarios/a/scenario.yaml"
    assert place["region"] == {"startLine": 3, "startColumn": 5}
    assert run["results"][0]["message"]["text"] == "no node 'x'\nDid you mean 'y'?"


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_rule_can_be_told(language: str) -> None:
    """Every code has a title and an explanation in the log, in the language asked for."""
    items = tuple(ITEM._replace(code=code) for code in codes())
    (run,) = sarif(items, here, language)["runs"]

    assert all(rule["shortDescription"]["text"] for rule in run["tool"]["driver"]["rules"])
    assert len(run["tool"]["driver"]["rules"]) == len(codes())


def test_workflow_commands_cannot_be_forged() -> None:
    """Line ends, colons and commas of an author's words end no command and begin none."""
    hostile = ITEM._replace(span=Span("a,b:c\n::error::x.yaml"), message="100%\n::error file=x::y", hint="")
    (line,) = github((hostile,), here)

    assert line == (
        "::error file=a%2Cb%3Ac%0A%3A%3Aerror%3A%3Ax.yaml,line=1,col=1,title=RP201"
        "::100%25%0A::error file=x::y"
    )


def test_a_note_is_no_warning() -> None:
    """A note is a notice on GitHub, which knows no notes, and a note in SARIF."""
    note = ITEM._replace(severity=Severity.NOTE)
    (line,) = github((note,), here)
    (run,) = sarif((note,), here, "en")["runs"]

    assert line.startswith("::notice file=")
    assert run["results"][0]["level"] == "note"


def test_place_is_told_from_where_one_stands(tmp_path: Path) -> None:
    """A path leads from the folder of the caller to the first content folder that has the file."""
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    (tmp_path / "two" / "a.yaml").touch()
    place = place_in((tmp_path / "one", tmp_path / "two"), tmp_path)

    assert Path(place("a.yaml")) == Path("two/a.yaml")
    assert place("gone.yaml") == "gone.yaml"
