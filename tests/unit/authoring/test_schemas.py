"""The schemas that editors read are written beside the content."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roleplay.authoring import schemas
from roleplay.authoring.schemas import write_schemas
from roleplay.schema.parse import SCHEMA_MODELS as KINDS


@pytest.fixture
def schema(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """The schema of every kind, to be changed by a test."""
    made: dict[str, object] = {"type": "object"}
    monkeypatch.setattr(schemas, "content_schema", lambda kind: {"title": kind, **made})
    return made


def written(folder: Path, kind: str) -> dict[str, object]:
    loaded: dict[str, object] = json.loads((folder / "schemas" / f"{kind}.schema.json").read_bytes())
    return loaded


def test_there_is_one_for_each_kind(schema: dict[str, object], tmp_path: Path) -> None:
    """Each kind of file has its schema, and nothing else is there."""
    write_schemas(tmp_path)

    assert len(list((tmp_path / "schemas").iterdir())) == len(KINDS)
    assert {kind: written(tmp_path, kind)["title"] for kind in KINDS} == {kind: kind for kind in KINDS}


def test_ours_are_brought_up_to_date(schema: dict[str, object], tmp_path: Path) -> None:
    """A schema of an earlier version is written anew; one that is right is not touched."""
    write_schemas(tmp_path)
    path = tmp_path / "schemas" / "cues.schema.json"
    before = path.stat().st_ino
    write_schemas(tmp_path)
    assert path.stat().st_ino == before
    schema["type"] = "array"
    write_schemas(tmp_path)

    assert written(tmp_path, "cues")["type"] == "array"


def test_what_is_not_ours_is_left(schema: dict[str, object], tmp_path: Path) -> None:
    """A schema that somebody else put there stays."""
    path = tmp_path / "schemas" / "cues.schema.json"
    path.parent.mkdir()
    path.write_bytes(b'{"mine": true}')
    write_schemas(tmp_path)

    assert path.read_bytes() == b'{"mine": true}'
    assert written(tmp_path, "scenario")["title"] == "scenario"
