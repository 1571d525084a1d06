"""The schemas by which editors complete and check content say what the program reads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from roleplay.authoring.schemas import schema_file
from roleplay.i18n import activate, active_language
from roleplay.schema.json_schema import content_schema
from roleplay.schema.meanings import MEANINGS
from roleplay.schema.parse import SCHEMA_MODELS
from tests.unit.conftest import TEXTS

ROOT = Path(__file__).parents[3]
FILES = {
    "scenario": "scenarios/*/scenario.yaml",
    "persona": "personas/*.yaml",
    "type": "personas/types/*.yaml",
    "rubric": "rubrics/*.yaml",
    "walkthrough": "scenarios/*/walkthroughs/*.yaml",
    "cues": "cues/*.yaml",
    "check": "check.yaml",
    "plan": "plans/*.yaml",
}


class EditorLoader(yaml.SafeLoader):
    """Reads YAML as editors do: by the rules of version 1.2, in which `no` is a text and so is a day."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", "true|false", "tf"),
    ("int", "[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
):
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{pattern})\\Z"), list(first)
    )


def seen_by_an_editor(text: str) -> Any:
    """Return a file as the server that checks it sees it: every name of a mapping is a text."""

    def with_texts(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): with_texts(child) for key, child in value.items()}
        return [with_texts(child) for child in value] if isinstance(value, list) else value

    return with_texts(yaml.load(text, EditorLoader))


def faults(kind: str, text: str) -> list[str]:
    """Return where a file is not as its schema wants it."""
    validator = jsonschema.Draft7Validator(content_schema(kind))
    return [
        f"{error.json_path}: {error.message[:80]}" for error in validator.iter_errors(seen_by_an_editor(text))
    ]


@pytest.mark.parametrize("kind", SCHEMA_MODELS)
def test_schema_takes_every_shipped_file(kind: str) -> None:
    """What the program reads without fault an editor underlines nowhere."""
    paths = list(ROOT.glob(FILES[kind]))
    sample = paths if kind in ("scenario", "type", "rubric", "check", "plan") else paths[::8]
    assert sample
    assert {
        path.name: found for path in sample if (found := faults(kind, path.read_text(encoding="utf-8")))
    } == {}


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("scenario", "title: THR", "titel: THR"),
        ("scenario", "level: 1", "level: 9"),
        ("scenario", "shows: [explain]", "shows: [explian]"),
        ("scenario", "outcome: resolved", "outcome: solved"),
        ("scenario", "goto: done", "goto: Done!"),
        ("persona", "tension: 60", "tension: 600"),
        ("type", "patience: 0", "patients: {}"),
        ("rubric", "weight: 1", "weight: 0"),
        ("walkthrough", "outcome: resolved", "outcom: resolved"),
        ("cues", "opens: ", "open: "),
        ("plan", "mode: assess", "mode: exam"),
    ],
)
def test_schema_refuses_what_the_program_refuses(kind: str, right: str, wrong: str) -> None:
    """A misspelt key or an impossible value is underlined, and only because of that."""
    assert faults(kind, TEXTS[kind]) == []
    assert right in TEXTS[kind]
    assert faults(kind, TEXTS[kind].replace(right, wrong)) != []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("becomes: note", "becomes: notice"),
        ("code: RP336", "code: rp336"),
        ("reason: Meant.", "because: Meant."),
        ("path: scenarios/thr/scenario.yaml", "path: []"),
    ],
)
def test_schema_refuses_settings_that_the_check_refuses(right: str, wrong: str) -> None:
    """The settings of a check are completed and underlined as content is."""
    settings = (
        "format: 1\nseverity: [{code: RP506, becomes: note, reason: Meant.}]\nignore: [{code: RP336,"
        " path: scenarios/thr/scenario.yaml, reason: Meant., says: limits}]\n"
    )
    assert right in settings
    assert faults("check", settings) == []
    assert faults("check", settings.replace(right, wrong)) != []


@pytest.mark.parametrize("kind", SCHEMA_MODELS)
def test_every_key_is_explained(kind: str) -> None:
    """An editor can say of each key what it is for, and no explanation is of a key that there is not."""
    schema = content_schema(kind)
    records = [schema, *(item for name, item in schema["definitions"].items() if name.endswith("File"))]
    for record in records:
        assert all(item["description"] for item in record["properties"].values())
    assert set(MEANINGS[SCHEMA_MODELS[kind].__name__]) == set(schema["properties"])


@pytest.mark.parametrize("kind", SCHEMA_MODELS)
def test_shipped_schema_is_of_today(kind: str) -> None:
    """`schemas/` holds what `docs/make_schemas.py` writes."""
    before = active_language()
    activate("id")
    try:
        assert (ROOT / "schemas" / f"{kind}.schema.json").read_bytes() == schema_file(kind)
    finally:
        activate(before)


@pytest.mark.parametrize("kind", SCHEMA_MODELS)
def test_every_shipped_file_names_its_schema(kind: str) -> None:
    """The first line of every content file leads an editor to its schema."""
    for path in ROOT.glob(FILES[kind]):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        _words, _sign, target = first.partition("# yaml-language-server: $schema=")
        assert (path.parent / target).resolve() == ROOT / "schemas" / f"{kind}.schema.json", path
