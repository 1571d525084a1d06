"""Notices when files have been saved, by looking at them now and then.

Nothing of the system's own notices is used: they differ from system to system and do not reach across a
network, where many an author's files are.
"""

import hashlib
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from roleplay.content.source import load

PAUSE: Final = 0.3
"""Seconds between two looks."""

REST: Final = 0.05
"""Seconds for which files must stay as they are before they count as saved: editors write in steps."""

PATIENCE: Final = 1.0
"""Seconds for which a file may be empty or gone before that counts: some editors clear it, then write it."""

_COARSE: Final = 2_000_000_000
"""Nanoseconds within which a file system may give two saves the same time."""


class _Sign(NamedTuple):
    """What a file or folder looks like from outside, and what it holds."""

    times: tuple[int, int, int]
    """When it was changed, its size, and which file it is: while these stay, it is not read again."""
    digest: bytes
    """Of its bytes, or of the names in it; empty when it holds none or is not there."""


class Watch:
    """Some files and folders, and what they looked like when their content was last taken up."""

    def __init__(self) -> None:
        self._known: dict[Path, _Sign] = {}
        self._seen: dict[Path, _Sign] | None = None
        self._moved_at = 0.0

    @property
    def pause(self) -> float:
        """Seconds until the next look: few while something is being written."""
        return PAUSE if self._seen is None else REST

    def follow(self, paths: Iterable[Path], since: int) -> None:
        """Watch these files and folders alone from now on.

        What was changed after `since`, in nanoseconds since 1970, may have been read before or after that:
        it counts as saved at the next look.
        """
        signs = {path: self._known.get(path) or _sign(path, None) for path in paths}
        for path in signs.keys() - self._known.keys():
            if signs[path].times[0] >= since:
                signs[path] = _Sign((0, 0, 0), b"?")
        self._known = signs
        self._seen = None

    def look(self) -> frozenset[Path]:
        """Return what was saved since the last time once it is at rest, nothing while it is being written."""
        now = {path: _sign(path, (self._seen or self._known)[path]) for path in self._known}
        changed = frozenset(path for path, sign in now.items() if sign.digest != self._known[path].digest)
        if not changed:
            self._known, self._seen = now, None
            return changed
        if self._seen is None or _holds(now) != _holds(self._seen):
            self._moved_at = time.monotonic()
            self._seen = now
            return frozenset()
        is_clear = any(not now[path].digest for path in changed)
        if is_clear and time.monotonic() - self._moved_at < PATIENCE:
            return frozenset()
        self._known, self._seen = now, None
        return changed

    def settle(self) -> frozenset[Path]:
        """Return what was saved since the last time, after waiting for it to be at rest."""
        while not (changed := self.look()) and self._seen is not None:
            time.sleep(REST)
        return changed


def _holds(signs: Mapping[Path, _Sign]) -> list[bytes]:
    return [sign.digest for sign in signs.values()]


def _sign(path: Path, before: _Sign | None) -> _Sign:
    """Return what a path looks like now; what looks as `before` is read again only where times are coarse."""
    try:
        status = path.stat()
        times = (status.st_mtime_ns, status.st_size, status.st_ino)
        if before is not None and before.times == times and time.time_ns() - times[0] > _COARSE:
            return before
        return _Sign(times, _names(path) if path.is_dir() else _content(path))
    except OSError:
        return _Sign((0, 0, 0), b"")


def _names(folder: Path) -> bytes:
    """Return the digest of the names in a folder, but for the swap files and backups that editors make."""
    names = sorted(path.name for path in folder.iterdir() if path.name[0] != "." and path.name[-1] != "~")
    return _digest("\0".join(names).encode("utf-8", "surrogatepass"))


def _content(path: Path) -> bytes:
    data = load(path, path.name)
    return _digest(data) if isinstance(data, bytes) else b""


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest() if data else b""
