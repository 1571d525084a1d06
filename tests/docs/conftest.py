"""The scripts of the documentation, as modules."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from roleplay.i18n import activate, active_language

ROOT = Path(__file__).parents[2]


@pytest.fixture
def script(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """Return the script of `docs/` that a test names as its parameter; the language in use stays."""
    monkeypatch.setattr(sys, "path", [str(ROOT / "docs"), *sys.path])
    spoken = active_language()
    yield importlib.import_module(request.param)
    activate(spoken)
