"""Keeps what was compiled, so that a session can begin without reading any YAML.

An entry holds the digest of every source and of the names in every folder that was searched. It counts only
while all of them are the same; a stale, broken or foreign entry is as good as none.
"""

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from roleplay import __version__

_PACKAGE: Final = Path(__file__).parent.parent
COMPILING: Final = ("compiler", "content", "domain", "schema")
"""The rooms whose code decides what is compiled."""

_SEARCHED: Final = ("scenarios", "personas", "personas/types", "rubrics", "cues")

_SEAL: Final = 32
"""Bytes before an entry: its digest, so that a broken one is never taken for another."""

T = TypeVar("T")


def digest_of(path: Path) -> bytes:
    """Return the digest of a file, empty for one that is not there: when it appears, that is a change."""
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except FileNotFoundError:
        return b""


class _Entry(msgspec.Struct, frozen=True):
    edition: str
    key: tuple[str, ...]
    sources: dict[str, bytes]
    folders: bytes
    value: msgspec.Raw


class Cache:
    """Compiled values in a folder. Nothing in it is precious."""

    def __init__(
        self,
        folder: Path,
        roots: Iterable[Path],
        rooms: Iterable[str] = COMPILING,
        digest: Callable[[Path], bytes] = digest_of,
    ) -> None:
        """`rooms` hold the code that decides what the values are; `digest` tells what a file holds."""
        self._folder = folder
        self._edition = _edition(rooms)
        self._roots = tuple(str(root) for root in roots)
        self._digest = digest

    def load(self, key: tuple[str, ...], kind: type[T]) -> T | None:
        """Return what was kept under `key`, or None when there is nothing that still holds."""
        try:
            data = self._path(key).read_bytes()
            seal, packed = data[:_SEAL], data[_SEAL:]
            if hashlib.sha256(packed).digest() != seal:
                return None
            entry = msgspec.msgpack.decode(packed, type=_Entry)
            if entry.edition != self._edition or entry.key != key or entry.folders != self._names():
                return None
            for path, digest in entry.sources.items():
                if self._digest(Path(path)) != digest:
                    return None
            return msgspec.msgpack.decode(entry.value, type=kind)
        except (OSError, msgspec.DecodeError):
            return None

    def save(self, key: tuple[str, ...], value: object, sources: Iterable[Path]) -> None:
        """Keep a value made from these files; where the disk will not have it, nothing is lost but time."""
        try:
            entry = _Entry(
                self._edition,
                key,
                {str(path): self._digest(path) for path in sources},
                self._names(),
                msgspec.Raw(msgspec.msgpack.encode(value)),
            )
            path = self._path(key)
            self._folder.mkdir(parents=True, exist_ok=True)
            draft = path.with_suffix(f".{os.getpid()}")
            packed = msgspec.msgpack.encode(entry)
            draft.write_bytes(hashlib.sha256(packed).digest() + packed)
            draft.replace(path)
        except OSError:
            return

    def _path(self, key: tuple[str, ...]) -> Path:
        name = hashlib.sha256("\0".join((*self._roots, *key)).encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / f"{name[:32]}.compiled"

    def _names(self) -> bytes:
        """Return the digest of the names in every folder that is searched, so that a new file is seen."""
        listing = hashlib.sha256()
        for root in self._roots:
            for folder in _SEARCHED:
                listing.update(f"{root}/{folder}\0".encode("utf-8", "surrogatepass"))
                try:
                    names = sorted(os.listdir(f"{root}/{folder}"))
                except OSError:
                    continue
                listing.update("\0".join(names).encode("utf-8", "surrogatepass"))
        return listing.digest()


def _edition(rooms: Iterable[str]) -> str:
    """Return a mark of this program: its version, and the size and time of the code in its rooms."""
    code = hashlib.sha256(__version__.encode())
    for room in rooms:
        for name in sorted(os.listdir(_PACKAGE / room)):
            if name.endswith(".py"):
                status = os.stat(_PACKAGE / room / name)
                code.update(f"{room}/{name} {status.st_size} {status.st_mtime_ns}\0".encode())
    return code.hexdigest()
