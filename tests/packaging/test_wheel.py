"""The wheel holds everything, and works where there is no checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTENT = ("scenarios", "personas", "rubrics", "cues", "plans", "schemas", "check.yaml")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from this checkout, without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run([sys.executable, "-m", "pip", *build], check=True, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, installed from the wheel in an environment of its own."""
    folder = tmp_path_factory.mktemp("installed")
    # Without pip, which this one's pip stands in for: a Python may come without ensurepip.
    venv.create(folder, with_pip=False, symlinks=True)
    programs = folder / "bin"
    python = str(programs / "python")
    install = ["--python", python, "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", *install], check=True)
    # The dependencies are those of this environment. Its own .pth files are not read through this one, so the
    # checkout stays out of sight. Written after the installation: pip would see the checkout as installed.
    packages = f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"
    (folder / packages / "dependencies.pth").write_text(
        sysconfig.get_path("purelib") + "\n", encoding="utf-8"
    )
    return programs / "roleplay"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment of a person who has never played."""
    private = {name: str(tmp_path / "home") for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ROLEPLAY_", "PYTHON"))}
    return {**kept, **private, "ROLEPLAY_LANG": "id"}


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A folder with nothing in it."""
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


def test_the_wheel_holds_the_content(wheel: Path) -> None:
    """Every file of the content folders is in the wheel, byte for byte, and nothing else is beside them."""
    with zipfile.ZipFile(wheel) as archive:
        packed = {
            name.removeprefix("roleplay/_builtin/"): archive.read(name)
            for name in archive.namelist()
            if name.startswith("roleplay/_builtin/")
        }
    written = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for name in CONTENT
        for path in (ROOT / name, *(ROOT / name).rglob("*"))
        if path.is_file()
    }

    assert written
    assert packed == written


def test_the_wheel_holds_the_interface_in_indonesian(wheel: Path) -> None:
    """The catalogues are compiled when the wheel is built."""
    with zipfile.ZipFile(wheel) as archive:
        assert "roleplay/i18n/locales/id/LC_MESSAGES/roleplay.mo" in archive.namelist()


def test_the_wheel_holds_the_templates_of_authors(wheel: Path) -> None:
    """What `roleplay new` fills in is in the wheel, byte for byte."""
    folder = "roleplay/authoring/templates"
    with zipfile.ZipFile(wheel) as archive:
        packed = {name: archive.read(name) for name in archive.namelist() if name.startswith(f"{folder}/")}

    assert packed == {f"{folder}/{path.name}": path.read_bytes() for path in (ROOT / folder).iterdir()}
    assert packed


def test_the_wheel_holds_the_program_only(wheel: Path) -> None:
    """Tests, docs and tools stay out."""
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}

    assert {top for top in tops if not top.endswith(".dist-info")} == {"roleplay"}


def test_an_installed_program_lists_its_scenarios(
    command: Path, environment: dict[str, str], empty: Path
) -> None:
    """From an empty folder, without a checkout, every scenario is there to be played."""
    listed = subprocess.run(
        [command, "list", "--json"], cwd=empty, env=environment, check=True, capture_output=True
    ).stdout
    json.loads(listed)

    assert [
        path.parent.name
        for path in sorted((ROOT / "scenarios").glob("*/scenario.yaml"))
        if f'"{path.parent.name}"' not in listed.decode()
    ] == []


def test_an_installed_program_finds_no_fault_in_its_content(
    command: Path, environment: dict[str, str], empty: Path
) -> None:
    """What is built in passes the check that authors run."""
    check = subprocess.run(
        [command, "check"], cwd=empty, env=environment, check=False, capture_output=True, text=True
    )

    assert check.returncode == 0, check.stdout + check.stderr
    assert "RP" not in check.stdout
