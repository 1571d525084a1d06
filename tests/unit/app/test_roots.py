"""Where content is looked for, and in which order."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import roleplay
from roleplay.app.roots import VARIABLE, builtin_root, content_roots
from roleplay.errors import RoleplayError

PACKAGE = Path(roleplay.__file__).parent


def content_folder(path: Path) -> Path:
    """Make a folder that looks like a content folder."""
    (path / "scenarios").mkdir(parents=True)
    (path / "personas").mkdir()
    return path


def roots(
    tmp_path: Path,
    *explicit: Path,
    environment: dict[str, str] | None = None,
    start: Path | None = None,
) -> list[Path]:
    """Return the roots where the user's folder is `tmp_path/user`, without what is built in."""
    found = content_roots(explicit, environment or {}, start or tmp_path, tmp_path / "user")
    assert found[-1] == builtin_root()
    return list(found[:-1])


def test_the_order_is_explicit_variable_around_user_builtin(tmp_path: Path) -> None:
    """Each of the five is there, the nearest to the user's wish first."""
    one, two, three, four, project = (
        content_folder(tmp_path / name) for name in ("1", "2", "3", "4", "project")
    )
    user = content_folder(tmp_path / "user" / "content")
    deep = project / "scenarios" / "x"
    deep.mkdir()
    environment = {VARIABLE: os.pathsep.join([str(three), "", str(four)])}
    assert roots(tmp_path, two, one, environment=environment, start=deep) == [
        two,
        one,
        three,
        four,
        project,
        user,
    ]


def test_only_what_is_built_in_where_nothing_else_is(tmp_path: Path) -> None:
    """Neither the variable nor the user's folder need be there."""
    assert roots(tmp_path, environment={VARIABLE: ""}) == []


def test_the_nearest_folder_around_wins(tmp_path: Path) -> None:
    """One with scenarios but no personas is no content folder; the start itself may be one."""
    outer = content_folder(tmp_path / "outer")
    inner = content_folder(outer / "a" / "inner")
    half = inner / "half"
    (half / "scenarios").mkdir(parents=True)
    assert roots(tmp_path, start=half) == [inner]
    assert roots(tmp_path, start=inner) == [inner]
    assert roots(tmp_path, start=outer / "a") == [outer]


def test_no_folder_is_searched_twice(tmp_path: Path) -> None:
    """However it is written, the first mention counts."""
    folder = content_folder(tmp_path / "folder")
    link = tmp_path / "link"
    link.symlink_to(folder)
    again = folder / ".." / "folder"
    assert roots(tmp_path, folder, again, link, environment={VARIABLE: str(folder)}, start=folder) == [folder]


def test_what_is_built_in_keeps_its_place_when_it_is_asked_for(tmp_path: Path) -> None:
    """Named explicitly, it goes before the rest."""
    other = content_folder(tmp_path / "other")
    found = content_roots([builtin_root(), other], {}, tmp_path, tmp_path)
    assert found == (builtin_root(), other)


def test_relative_folders_come_back_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later change of the working folder does not move them."""
    content_folder(tmp_path / "folder")
    monkeypatch.chdir(tmp_path)
    assert roots(tmp_path, Path("folder")) == [tmp_path / "folder"]


def test_an_explicit_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """The folder is named, with a hint."""
    with pytest.raises(RoleplayError, match="gone") as error:
        roots(tmp_path, tmp_path / "gone")
    assert error.value.hint


def test_a_folder_of_the_variable_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """The variable is named too: the user may have forgotten it."""
    with pytest.raises(RoleplayError, match=r"gone.*ROLEPLAY_CONTENT"):
        roots(tmp_path, environment={VARIABLE: str(tmp_path / "gone")})


def test_a_file_is_no_content_folder(tmp_path: Path) -> None:
    """Giving a scenario file in place of its folder is said at once."""
    path = tmp_path / "scenario.yaml"
    path.touch()
    with pytest.raises(RoleplayError):
        roots(tmp_path, path)


def test_in_a_checkout_what_is_built_in_is_where_authors_look() -> None:
    """The folders at the top, beside the package."""
    assert builtin_root() == PACKAGE.parent
    assert (builtin_root() / "scenarios").is_dir()
    assert (builtin_root() / "personas").is_dir()


def test_in_a_wheel_what_is_built_in_lies_within_the_package(tmp_path: Path) -> None:
    """A copy of the package with `_builtin` in it, as a wheel has, finds that."""
    installed = tmp_path / "site-packages"
    shutil.copytree(PACKAGE, installed / "roleplay", ignore=shutil.ignore_patterns("__pycache__"))
    content_folder(installed / "roleplay" / "_builtin")
    code = "from roleplay.app.roots import builtin_root; print(builtin_root())"
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    answer = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(answer.stdout.strip()) == installed / "roleplay" / "_builtin"
