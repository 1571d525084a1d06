"""Gathers everything that is kept about somebody, to be handed to them."""

from collections.abc import Iterable, Sequence

from roleplay import __version__
from roleplay.app.erasing import of_seat, seat_in
from roleplay.app.kept_documents import PersonalData, SessionKept
from roleplay.app.privacy import erase_from
from roleplay.domain.group import GroupEvent, Messaged, Opened
from roleplay.groups.consent import consent
from roleplay.groups.redaction import seats
from roleplay.i18n import interface_languages, speaking
from roleplay.reporting.debrief import build_debrief
from roleplay.reporting.personal_page import SeatKept, Talk, personal_page
from roleplay.store import GroupRecord, SessionRecord, Store


def data_of_sessions(store: Store, names: Iterable[str], at: str) -> PersonalData:
    """Return everything about these sessions. Raises StoreError for one that is not there."""
    records = {record.id: record for record in map(store.record, names)}
    return _data(store, (), records.values(), at)


def data_of_seat(store: Store, name: str, seat: str, at: str) -> PersonalData:
    """Return everything about one person in a group.

    Raises StoreError when there is no such group, RoleplayError when nobody took the seat.
    """
    group = store.group(name)
    kept = _seat(store, group, store.read_group(group.id), seat)
    return _data(store, (kept,), of_seat(store, group.id, seat).sessions, at)


def all_data(store: Store, at: str) -> PersonalData:
    """Return everything about everybody."""
    kept = []
    for group in store.groups():
        events = store.read_group(group.id)
        kept += [_seat(store, group, events, seat) for seat in seats(events)]
    return _data(store, kept, store.sessions(), at)


def as_page(store: Store, data: PersonalData) -> str:
    """Return it as a page to read, in the language in use."""
    talks = [
        Talk(
            session.record.id,
            store.encounter(session.record.encounter).title,
            session.record.started_at,
            session.debrief,
            session.events,
        )
        for session in data.sessions
    ]
    return personal_page(data.seats, talks, data.exported_at)


def _data(store: Store, kept: Iterable[SeatKept], records: Iterable[SessionRecord], at: str) -> PersonalData:
    return PersonalData(at, __version__, tuple(kept), tuple(_session(store, record) for record in records))


def _session(store: Store, record: SessionRecord) -> SessionKept:
    encounter, events = store.encounter(record.encounter), store.read(record.id)
    debrief = build_debrief(encounter, events, record.id, record.mode, record.started_at)
    is_open = record.mode == "assess" and record.outcome is None
    return SessionKept(record, None if is_open else debrief, events)


def _seat(store: Store, group: GroupRecord, events: Sequence[GroupEvent], seat: str) -> SeatKept:
    about = seat_in(events, seat)
    return SeatKept(
        group=group.id,
        title=group.title,
        site=group.site,
        started_at=group.started_at,
        erase_from=erase_from(store, group).isoformat(timespec="seconds"),
        agreed_to=_agreed_to(events, group.site, about.consent),
        messages_to_all=tuple(
            event.text for event in events if isinstance(event, Messaged) and not event.seat
        ),
        about=about,
    )


def _agreed_to(events: Iterable[GroupEvent], site: str, digest: str) -> tuple[str, ...]:
    """Return the text of this digest, in the language in which it was read."""
    for plan in (event.plan for event in events if isinstance(event, Opened)):
        for language in interface_languages():
            for is_shared in (False, True):
                with speaking(language):
                    told = consent(plan, site, is_shared=is_shared)
                if told.digest == digest:
                    return (told.title, *told.paragraphs)
    return ()
