"""The pages of facts are what the scenarios teach today."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_pages_are_up_to_date(language: str) -> None:
    """`python docs/make_facts.py` would change nothing."""
    code = f"import make_facts; print(make_facts.page({language!r}), end='')"
    made = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT / "docs",
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env={"PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)},
    ).stdout
    name = {"en": "facts.md", "id": "facts.id.md"}[language]

    assert made == (ROOT / "docs" / name).read_text(encoding="utf-8")
