"""The seats that were taken from this computer, so that who comes back has the same one."""

import os
import re
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from roleplay.app.hosting.messages import Request
from roleplay.app.joining.place import Place
from roleplay.app.private_file import write_private

_NAME: Final = re.compile(r"[0-9a-z]{1,16}")

_LARGEST: Final = 65_536
"""Bytes of a file that we wrote."""


class KeptSeat(Struct, frozen=True):
    """A seat and what proves that it is ours."""

    host: str
    port: int
    code: str
    title: str
    language: str
    seat: str
    nickname: str
    token: str

    @property
    def place(self) -> Place:
        """Where its group is hosted."""
        return Place(self.host, self.port)


class Claim:
    """A seat while it is used by this run of the program, until another run takes it."""

    def __init__(self, path: Path, kept: KeptSeat, name: str) -> None:
        self.kept = kept
        self._holder = path.with_suffix(".holder")
        self._outbox = path.with_suffix(".outbox")
        self._name = name.encode()
        write_private(self._holder, self._name)

    @property
    def is_ours(self) -> bool:
        """False once another run has taken the seat."""
        return _read(self._holder) in (self._name, b"")

    @property
    def pending(self) -> Request | None:
        """What was asked for last, while it is not known whether the host has it."""
        try:
            found: Request = msgspec.json.decode(_read(self._outbox), type=Request)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return None
        return found

    def put(self, asked: Request) -> None:
        """Keep what is asked for until it is answered."""
        if self.is_ours:
            write_private(self._outbox, msgspec.json.encode(asked))

    def clear(self) -> None:
        """Forget what was asked for."""
        if self.is_ours:
            self._outbox.unlink(missing_ok=True)


class SeatFolder:
    """Where they are kept: one file a seat, the one used last first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, place: Place | None, code: str) -> KeptSeat | None:
        """Return the seat used last at a place, in a group, or at all; None when there is none."""
        found = []
        for path in self._folder.glob("*.seat"):
            try:
                kept = msgspec.json.decode(_read(path), type=KeptSeat)
            except (msgspec.MsgspecError, UnicodeDecodeError):
                continue
            is_meant = kept.code == code if code else place in (None, kept.place)
            if is_meant and path == self._path(kept):
                found.append((_used_at(path), kept))
        return max(found, key=lambda item: item[0])[1] if found else None

    def keep(self, kept: KeptSeat) -> str:
        """Keep a seat; return why that cannot be, or nothing."""
        return write_private(self._path(kept), msgspec.json.encode(kept))

    def claim(self, kept: KeptSeat, name: str) -> Claim:
        """Use a seat from here. `name` is a name that no other run has."""
        return Claim(self._path(kept), kept, name)

    def _path(self, kept: KeptSeat) -> Path:
        return self._folder / f"{kept.code}-{kept.seat}.seat"


def can_be_kept(code: str, seat: str) -> bool:
    """Tell whether a code and a seat may be part of the name of a file."""
    return bool(_NAME.fullmatch(code) and _NAME.fullmatch(seat))


def _used_at(path: Path) -> int:
    for each in (path.with_suffix(".holder"), path):
        try:
            return each.stat().st_mtime_ns
        except OSError:
            continue
    return 0


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except OSError:
        return b""


def run_name() -> str:
    """Return a name for this run of the program that no other one has."""
    return os.urandom(8).hex()
