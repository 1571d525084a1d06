"""Writes the schemas by which editors complete and check content files."""

import json
from pathlib import Path
from typing import Final

from roleplay.authoring.writing import create_file, replace_file
from roleplay.schema.json_schema import content_schema
from roleplay.schema.parse import SCHEMA_MODELS

FOLDER: Final = "schemas"

_OURS: Final = "Written by roleplay, and written anew with each new file. Do not change it here."


def write_schemas(folder: Path) -> None:
    """Bring `schemas/` of a content folder up to date. A file there that is not ours is left alone.

    Raises RoleplayError when one cannot be written.
    """
    for kind in SCHEMA_MODELS:
        path = folder / FOLDER / f"{kind}.schema.json"
        data = schema_file(kind)
        if not path.is_file():
            create_file(path, data)
        elif _is_ours(path) and path.read_bytes() != data:
            replace_file(path, data)


def schema_file(kind: str) -> bytes:
    """Return what the schema file of a kind holds, in the active language."""
    schema = {**content_schema(kind), "$comment": _OURS}
    return (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode()


def _is_ours(path: Path) -> bool:
    return _OURS.encode() in path.read_bytes()
