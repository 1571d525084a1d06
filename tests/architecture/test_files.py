"""House rules that no linter checks: sizes, docstrings, the one exit, and what must not stand in a file."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

MAX_LINES = 400

EXIT = "roleplay/cli/exit.py"
BROAD = re.compile(r"except\s*(?:\(?\s*(?:Exception|BaseException)\b.*)?:")

FOREIGN = {
    # Written so that the patterns do not find themselves.
    "a registry host": re.compile(r"py[p]i\.org|python[h]osted|npm[j]s|deb\.[d]ebian"),
    "a path of one machine": re.compile(r"(?<![\w.~])/(?:work|tmp|root|home)/\w|[A-Z]:\\Users\\"),
}


def read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def written_tests(module: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(read(module))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test"):
            yield node


def test_no_module_is_long(root: Path, modules: tuple[Path, ...]) -> None:
    """A module has at most 400 lines."""
    sizes = {str(path.relative_to(root)): len(read(path).splitlines()) for path in modules}

    assert {name: lines for name, lines in sizes.items() if lines > MAX_LINES} == {}


def test_every_module_says_what_it_holds(root: Path, modules: tuple[Path, ...]) -> None:
    """Every module has a docstring."""
    assert [
        str(path.relative_to(root)) for path in modules if not ast.get_docstring(ast.parse(read(path)))
    ] == []


def test_every_test_says_what_must_hold(root: Path, modules: tuple[Path, ...]) -> None:
    """Every test has a docstring."""
    assert [
        f"{path.relative_to(root)}:{test.lineno} {test.name}"
        for path in modules
        if path.is_relative_to(root / "tests")
        for test in written_tests(path)
        if not ast.get_docstring(test)
    ] == []


def test_only_the_exit_catches_everything(root: Path, modules: tuple[Path, ...]) -> None:
    """A bug shows: `except Exception` stands in one place."""
    assert [
        f"{path.relative_to(root)}:{number}"
        for path in modules
        if path.is_relative_to(root / "roleplay") and path != root / EXIT
        for number, line in enumerate(read(path).splitlines(), 1)
        if BROAD.fullmatch(line.partition("#")[0].strip())
    ] == []


@pytest.mark.parametrize("what", FOREIGN)
def test_the_project_names_no_place_of_its_making(root: Path, files: tuple[Path, ...], what: str) -> None:
    """No file names the machine or the service that it was made with."""
    assert [
        f"{path.relative_to(root)}:{number}: {line.strip()[:80]}"
        for path in files
        for number, line in enumerate(read(path).splitlines(), 1)
        if FOREIGN[what].search(line)
    ] == []


@pytest.mark.parametrize("line", ["except Exception:", "except (Exception, OSError) as error:", "except:"])
def test_a_broad_except_is_seen(line: str) -> None:
    """The pattern finds every way of catching everything."""
    assert BROAD.fullmatch(line)


@pytest.mark.parametrize("line", ["except OSError:", "except RoleplayError as error:", "exceptional: bool"])
def test_a_narrow_except_is_not_seen(line: str) -> None:
    """The pattern leaves alone what catches a fault by its name."""
    assert not BROAD.fullmatch(line)
