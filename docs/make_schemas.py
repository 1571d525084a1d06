"""Writes `schemas/`, by which editors complete and check the content that comes with the program.

usage: make_schemas.py
"""

from pathlib import Path

from roleplay.authoring.schemas import write_schemas
from roleplay.i18n import activate

if __name__ == "__main__":
    activate("id")
    write_schemas(Path(__file__).parents[1])
