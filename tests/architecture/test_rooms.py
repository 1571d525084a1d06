"""The rooms of the house, and who may know whom; the contracts stand in pyproject.toml."""

import subprocess
import sys
from pathlib import Path


def test_the_import_contracts_are_kept(root: Path) -> None:
    """No import breaks a contract, and every module has a room."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    check = subprocess.run(command, cwd=root, check=False, capture_output=True, text=True)

    assert check.returncode == 0, check.stdout + check.stderr
