"""Learning records of the sessions on this computer: made, put into the outbox, and sent."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
from msgspec.structs import replace

from roleplay.app.desk import Desk
from roleplay.app.lrs import Lrs
from roleplay.app.panel_scores import panel_score
from roleplay.app.record_documents import SendReport
from roleplay.app.sending import Postman
from roleplay.errors import RoleplayError, StoreError
from roleplay.i18n import _
from roleplay.reporting.xapi.formats import is_iri, is_mailto
from roleplay.reporting.xapi.names import HOME, Places
from roleplay.reporting.xapi.statements import Learner, Played, session_statements
from roleplay.store import DamagedError, Outbox, SessionRecord, Store, UnreachableError

CREDENTIALS: Final = "ROLEPLAY_LRS_CREDENTIALS"
"""The environment variable that holds the name and the password for a record store."""

HOME_VARIABLE: Final = "ROLEPLAY_XAPI_HOME"
"""The environment variable that holds the IRI under which an organisation names its activities."""

OUTBOX: Final = "outbox.db"
"""The name of the outbox, beside the sessions."""

_LONGEST: Final = 10_000
"""Characters of a file with credentials that are read."""


class Wanted(NamedTuple):
    """Which sessions are meant, and how they are told."""

    session: str | None
    """One of them; None for all that have ended."""
    with_unfinished: bool
    places: Places
    learner: Learner


class Told(NamedTuple):
    """A session and its statements, each with its id."""

    record: SessionRecord
    statements: tuple[tuple[str, bytes], ...]


class Queued(NamedTuple):
    """What is new in the outbox."""

    sessions: int
    statements: int
    unreadable: int
    """Sessions that were left out because they cannot be read."""


def places_at(home: str | None) -> Places:
    """Return the places under a home, the program's own for None. Raises RoleplayError for what is no IRI."""
    if home is not None and not is_iri(home):
        raise RoleplayError(
            _("'{text}' is no address to name things by.").format(text=home),
            _("Take one that belongs to your office, such as https://example.go.id/roleplay/"),
        )
    return Places(home or HOME)


def learner_named(name: str | None, address: str | None) -> Learner:
    """Return who played. Raises RoleplayError for an address that is none."""
    if address is not None and not is_mailto(f"mailto:{address}"):
        raise RoleplayError(
            _("'{text}' is not an e-mail address.").format(text=address), _("Write it as name@example.org")
        )
    return Learner(name=name, address=address)


def tell_sessions(
    store: Store, wanted: Wanted, *, is_told: Callable[[SessionRecord], bool] = lambda _record: False
) -> Iterator[Told | SessionRecord]:
    """Yield the sessions that are wanted with their statements, the first played first.

    Those that `is_told` knows are passed over; of one that cannot be read the record alone is yielded. Raises
    StoreError when the one that is named cannot be read, or the store as a whole.
    """
    if wanted.session is not None:
        yield _told(store, store.record(wanted.session), wanted)
        return
    for record in reversed(store.sessions()):
        if (record.outcome is None and not wanted.with_unfinished) or is_told(record):
            continue
        try:
            yield _told(store, record, wanted)
        except StoreError as error:
            if isinstance(error, UnreachableError) and not isinstance(error, DamagedError):
                raise
            yield record


def _told(store: Store, record: SessionRecord, wanted: Wanted) -> Told:
    played = Played(
        id=record.id,
        mode=record.mode,
        started_at=record.started_at,
        encounter=store.encounter(record.encounter),
        events=store.read(record.id)[: record.version],
        times=store.times(record.id),
    )
    learner = wanted.learner
    if record.group_id is not None and record.seat is not None:
        learner = replace(learner, seat=f"{record.group_id}/{record.seat}")
    human = panel_score(store, record, played.encounter, tuple(played.events))
    try:
        made = session_statements(played, wanted.places, learner, human)
    except (KeyError, ValueError) as error:  # whole values that are not of this encounter
        raise StoreError(_("Session {id} cannot be read.").format(id=record.id)) from error
    return Told(record, tuple((statement.id, msgspec.json.encode(statement)) for statement in made))


def credentials_of(file: Path | None, environment: Mapping[str, str]) -> str:
    """Return the name and password, `name:password`, from a file or else from the environment.

    Raises RoleplayError where there are none.
    """
    source, text = CREDENTIALS, environment.get(CREDENTIALS)
    if file is not None:
        source = str(file)
        try:
            with file.open(encoding="utf-8-sig") as opened:
                text = opened.read(_LONGEST)
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else _("it is not text in UTF-8")
            message = _("{path} cannot be read: {reason}.").format(path=file, reason=reason)
            raise RoleplayError(message, _("Name another file.")) from error
    if text is None:
        raise RoleplayError(
            _("The record store wants a name and a password, and none are given."),
            _("Write name:password into a file that only you can read, and name it with --credentials."),
        )
    text = text.strip()
    if ":" not in text or not text.isprintable():
        raise RoleplayError(
            _("{source} does not hold a name and a password.").format(source=source),
            _("It holds one line: name:password"),
        )
    return text


def is_open_to_others(file: Path) -> bool:
    """Tell whether other people on this computer may read a file."""
    return os.name == "posix" and bool(file.stat().st_mode & 0o077)


def queue_sessions(desk: Desk, store: Store, outbox: Outbox, endpoint: str, wanted: Wanted) -> Queued:
    """Put what is wanted into the outbox, without what was put there before for this endpoint."""
    sessions = statements = unreadable = 0
    for told in tell_sessions(
        store, wanted, is_told=lambda record: outbox.is_told(endpoint, record.id, record.version)
    ):
        if isinstance(told, Told):
            record = told.record
            new = outbox.put(endpoint, record.id, record.version, told.statements, desk.now())
            sessions, statements = sessions + bool(new), statements + new
        else:
            unreadable += 1
    return Queued(sessions, statements, unreadable)


def send_waiting(
    desk: Desk,
    outbox: Outbox,
    lrs: Lrs,
    queued: Queued,
    *,
    wait: Callable[[float, str], None],
    with_refused: bool,
) -> SendReport:
    """Send all that waits for a record store, and return what came of it and of what was queued before.

    `wait` waits so many seconds, and is told why. Raises RoleplayError when nothing can be sent so.
    """
    postman = Postman(outbox, lrs, now=desk.now, wait=wait, chance=desk.chance)
    done = postman.deliver(with_refused=with_refused)
    endpoint = str(lrs.endpoint)
    return SendReport(
        endpoint=endpoint,
        sessions=queued.sessions,
        new=queued.statements,
        unreadable=queued.unreadable,
        sent=done.sent,
        there=done.there,
        refused=done.refused,
        waiting=outbox.count_waiting(endpoint),
        silence=done.silence,
    )
