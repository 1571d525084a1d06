"""What a seat and a facilitator ask a host for, in types: every answer is checked before it is believed."""

import re
from collections.abc import Iterator
from typing import Final, TypeVar
from urllib.parse import quote

import msgspec

from roleplay.app.hosting.messages import (
    Command,
    Done,
    Invitation,
    Join,
    Reason,
    Refusal,
    Request,
    Update,
    Welcome,
)
from roleplay.app.hosting.overview import BoardUpdate
from roleplay.app.hosting.refused import Refused
from roleplay.app.joining.line import Answered, ask, not_a_host
from roleplay.app.joining.place import Place
from roleplay.cleaning import clean_line
from roleplay.domain.encounter import Encounter
from roleplay.store.codec import ENCOUNTERS
from roleplay.store.errors import DamagedError

T = TypeVar("T")

POLL: Final = 25.0
"""Seconds that a host lets a question for news wait."""

BUSY: Final[frozenset[Reason]] = frozenset({"busy", "not-kept", "too-often"})
"""What a host refuses now and does later."""

_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 15.0

_LONGEST_WORDS: Final = 500

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")

_OK: Final = 200
_NOTHING_NEW: Final = 204


class SeatLine:
    """What a person asks for; with their token once they have one."""

    def __init__(self, place: Place, token: str = "") -> None:
        self.place = place
        self._token = token

    def invitation(self, code: str) -> Invitation:
        """Return what one reads before joining. Raises Refused and LineDownError, as all of these."""
        return _decoded(ask(self.place, "GET", f"/api/invitation?code={quote(code)}"), Invitation)

    def join(self, asked: Join) -> Welcome:
        """Take a seat."""
        return _decoded(ask(self.place, "POST", "/api/join", body=msgspec.json.encode(asked)), Welcome)

    def do(self, asked: Request) -> Done:
        """Have something done; it is kept when this returns."""
        body = msgspec.json.encode(asked)
        return _decoded(ask(self.place, "POST", "/api/do", bearer=self._token, body=body), Done)

    def update(self, number: int) -> Update | None:
        """Wait for what comes after `number` and return it; None when nothing came."""
        path = f"/api/update?after={number}&view=events"
        return _news(ask(self.place, "GET", path, bearer=self._token, wait=POLL), Update)

    def encounter(self, digest: str) -> Encounter:
        """Return the content of one's talk."""
        if not _DIGEST.fullmatch(digest):
            raise not_a_host()
        answered = ask(self.place, "GET", f"/api/encounter/{digest}", bearer=self._token)
        _check(answered)
        return read_encounter(answered.body, digest)


class LeadLine:
    """What a facilitator asks for."""

    def __init__(self, place: Place, secret: str) -> None:
        self.place = place
        self._secret = secret

    def do(self, asked: Command) -> Done:
        """Have something done; it is kept when this returns."""
        body = msgspec.json.encode(asked)
        return _decoded(ask(self.place, "POST", "/api/command", bearer=self._secret, body=body), Done)

    def board(self, number: int) -> BoardUpdate | None:
        """Wait for the board that comes after `number` and return it; None when nothing came."""
        path = f"/api/board?after={number}"
        return _news(ask(self.place, "GET", path, bearer=self._secret, wait=POLL), BoardUpdate)

    def talk(self, seat: str, number: int) -> Update | None:
        """Wait for what one seat sees after `number` and return it; None when nothing came."""
        path = f"/api/talk/{quote(seat, safe='')}?after={number}"
        return _news(ask(self.place, "GET", path, bearer=self._secret, wait=POLL), Update)


def read_encounter(data: bytes, digest: str) -> Encounter:
    """Return content that was sent or cached. Raises LineDownError for what is not that content."""
    try:
        encounter = ENCOUNTERS.decode(ENCOUNTERS.format, data)
    except DamagedError as error:
        raise not_a_host() from error
    if encounter.digest != digest:
        raise not_a_host()
    return encounter


def pauses(chance: float) -> Iterator[float]:
    """Yield the seconds to wait before each further try: longer and longer, not the same for everybody.

    `chance` is from 0 to 1.
    """
    pause = _FIRST_PAUSE
    while True:
        yield pause * (0.5 + chance)
        pause = min(pause * 2, _LONGEST_PAUSE)


def _news(answered: Answered, kind: type[T]) -> T | None:
    return None if answered.status == _NOTHING_NEW else _decoded(answered, kind)


def _decoded(answered: Answered, kind: type[T]) -> T:
    _check(answered)
    return _from_json(answered.body, kind)


def _check(answered: Answered) -> None:
    if answered.status != _OK:
        refusal = _from_json(answered.body, Refusal)
        raise Refused(refusal.reason, clean_line(refusal.message)[:_LONGEST_WORDS])


def _from_json(body: bytes, kind: type[T]) -> T:
    try:
        found: T = msgspec.json.decode(body, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise not_a_host() from error
    return found
