"""Sends what waits in the outbox to a record store: each statement until it is there or refused."""

import json
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple
from uuid import UUID

from roleplay.app.lrs import Answer, Lrs, SilentError
from roleplay.app.record_documents import RefusedRecord
from roleplay.errors import RoleplayError
from roleplay.i18n import _
from roleplay.store import Fate, Letter, Outbox, Verdict

BATCH: Final = 50
"""Statements in one request: some 100 kB."""

TRIES: Final = 5
"""How often one request is made before all that waits is kept for later."""

FIRST_PAUSE: Final = 1.0
"""Seconds before the second try; each pause after it is twice as long."""

LONGEST_PAUSE: Final = 60.0
"""Seconds that are waited at most, also where the record store asks for more."""

_ACCEPTED: Final = (200, 204)
_THERE: Final = 409
_OF_THE_STATEMENT: Final = (400, 413, 422)
"""What is wrong with what was sent; another statement may do."""
_LATER: Final = (408, 425, 429)
"""What passes, beside all that is the store's own trouble."""


class Delivery(NamedTuple):
    """What came of sending."""

    sent: int
    there: int
    """Those that the record store had already."""
    refused: tuple[RefusedRecord, ...]
    silence: str | None
    """Why it ended before all was sent; None when it did not."""


class Postman:
    """Carries the letters for one endpoint."""

    def __init__(
        self,
        outbox: Outbox,
        lrs: Lrs,
        *,
        now: Callable[[], str],
        wait: Callable[[float, str], None],
        chance: Callable[[], int],
    ) -> None:
        """`wait` waits so many seconds, and is told why; `chance` gives whole numbers from 0."""
        self._outbox = outbox
        self._lrs = lrs
        self._now = now
        self._wait = wait
        self._chance = chance
        self._arrived = {Fate.SENT: 0, Fate.THERE: 0}
        self._refused: list[RefusedRecord] = []

    def deliver(self, *, with_refused: bool) -> Delivery:
        """Send everything that waits, and what was refused before if it is to be tried again.

        Raises RoleplayError when the endpoint or the credentials are wrong; what was sent by then is noted.
        """
        endpoint, number, silence = str(self._lrs.endpoint), 0, None
        while silence is None and (
            letters := self._outbox.waiting(endpoint, after=number, limit=BATCH, with_refused=with_refused)
        ):
            number = letters[-1].number
            try:
                self._post(letters)
            except SilentError as error:
                silence = error.reason
        return Delivery(self._arrived[Fate.SENT], self._arrived[Fate.THERE], tuple(self._refused), silence)

    def _post(self, letters: Sequence[Letter]) -> None:
        """Send several statements at once; where one of them will not do, find it and send the others."""
        answer = self._ask("POST", {}, b"[" + b",".join(letter.data for letter in letters) + b"]")
        if _is_accepted(answer, [letter.id for letter in letters]):
            self._note(letters, Fate.SENT)
        elif answer.status == _THERE:
            for letter in letters:
                self._put(letter)
        elif answer.status not in _OF_THE_STATEMENT:
            raise _wrong(answer, self._lrs)
        elif len(letters) == 1:
            self._note(letters, Fate.REFUSED, answer.words)
        else:
            half = len(letters) // 2
            self._post(letters[:half])
            self._post(letters[half:])

    def _put(self, letter: Letter) -> None:
        """Send one statement by its id."""
        answer = self._ask("PUT", {"statementId": letter.id}, letter.data)
        if _is_accepted(answer, ()):
            self._note((letter,), Fate.SENT)
        elif answer.status == _THERE:
            is_there = self._is_there(letter.id, answer)
            self._note((letter,), Fate.THERE if is_there else Fate.REFUSED, answer.words)
        elif answer.status in _OF_THE_STATEMENT:
            self._note((letter,), Fate.REFUSED, answer.words)
        else:
            raise _wrong(answer, self._lrs)

    def _is_there(self, name: str, answer: Answer) -> bool:
        """Tell whether a store that reports a conflict has a statement of this id: it says so, or we look."""
        if name in answer.body.decode(errors="replace").lower():
            return True
        return any(
            self._ask("GET", {key: name}).status == 200 for key in ("statementId", "voidedStatementId")
        )

    def _ask(self, method: str, query: dict[str, str], body: bytes | None = None) -> Answer:
        """Return an answer that tells something. Raises SilentError when none has come after some tries."""
        pause = FIRST_PAUSE
        for tries_left in reversed(range(TRIES)):
            asked_for = None
            try:
                answer = self._lrs.ask(method, query, body)
                if answer.status < 500 and answer.status not in _LATER:
                    return answer
                reason, asked_for = answer.words, answer.pause
            except SilentError as error:
                reason = error.reason
            if tries_left:
                # Many who lost one store at one moment should not come back to it at one moment.
                spread = 0.75 + self._chance() % 1000 / 2000
                self._wait(min(max(pause * spread, asked_for or 0), LONGEST_PAUSE), reason)
                pause *= 2
        raise SilentError(reason)

    def _note(self, letters: Sequence[Letter], fate: Fate, reason: str = "") -> None:
        self._outbox.note([Verdict(letter.number, fate, reason) for letter in letters], self._now())
        if fate is Fate.REFUSED:
            self._refused += [RefusedRecord(letter.id, reason) for letter in letters]
        else:
            self._arrived[fate] += len(letters)


def _is_accepted(answer: Answer, ids: Sequence[str]) -> bool:
    """Tell whether statements were taken.

    Any web page says 200; a record store also says who it is, or gives the ids back.
    """
    if answer.status not in _ACCEPTED:
        return False
    return answer.status == 204 or answer.is_from_store or _gives_back(answer.body, ids)


def _gives_back(body: bytes, ids: Sequence[str]) -> bool:
    try:
        found = json.loads(body)
        return bool(ids) and [UUID(name) for name in found] == [UUID(name) for name in ids]
    except (ValueError, TypeError, AttributeError, RecursionError):
        return False


def _wrong(answer: Answer, lrs: Lrs) -> RoleplayError:
    """Return the error for an answer that no other statement would change."""
    if answer.status == 401:
        return RoleplayError(
            _("{endpoint} does not accept the name and password.").format(endpoint=lrs.endpoint),
            _("Nothing was lost. Look at the credentials, then send again."),
        )
    if answer.status == 403:
        return RoleplayError(
            _("{endpoint} does not let these credentials write statements.").format(endpoint=lrs.endpoint),
            _("Nothing was lost. Ask whoever keeps the record store, then send again."),
        )
    return RoleplayError(
        _("{endpoint} does not answer as a record store does: {answer}").format(
            endpoint=lrs.endpoint, answer=answer.words
        ),
        _("Nothing was lost. Look at the address, then send again."),
    )
