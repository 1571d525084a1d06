"""The examples in the documentation are true: they are run, and must print what is written."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("README*.md"), *ROOT.glob("docs/**/*.md"))
    if "```console" in path.read_text(encoding="utf-8")
)


def _runner() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_examples", ROOT / "docs" / "run_examples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_examples() -> None:
    """The README and a tutorial for trainees and authors, in both languages, show runs."""
    expected = {"README.md", "README.id.md"} | {
        f"docs/{name}{language}.md" for name in ("trainee", "author") for language in ("", ".id")
    }

    assert expected <= set(DOCUMENTS)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_examples_print_what_is_written(name: str) -> None:
    """Every console block of a document prints, run now, what the document says."""
    runner = _runner()
    for written, printed in runner.run_examples(ROOT / name):
        assert runner.differences(written, printed) == ""
