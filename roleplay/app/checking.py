"""Checks content, and remembers what was found in scenarios that have not changed."""

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from roleplay.app.cache import COMPILING, Cache, digest_of
from roleplay.app.desk import Desk
from roleplay.authoring.check import Checked, check

_CHECKING: Final = (*COMPILING, "authoring", "diagnostics", "engine", "hearing", "i18n", "scoring")
"""The rooms whose code decides what is found."""


def check_content(desk: Desk, within: Sequence[Path] = ()) -> Checked:
    """Return what is wrong in the content of the desk, or in its files at or below `within`."""
    return check(desk.roots, within, _memory(desk))


def _memory(desk: Desk) -> Cache:
    """Return a cache for one check, in which what many scenarios share is read once."""
    return Cache(desk.cache_folder, desk.roots, _CHECKING, functools.cache(digest_of))
