"""What a group leaves behind, read from the store: its talks, ratings, scores and gain, as one record."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event
from roleplay.domain.group import Committed, GroupEvent, Rated
from roleplay.errors import RoleplayError
from roleplay.groups.gain import GainReport, Measurement, gain_report
from roleplay.groups.panel_scores import TwoScores, machine_ratings, two_scores
from roleplay.groups.rating import MACHINE, Rating
from roleplay.groups.record import RoomRecord
from roleplay.groups.state import GroupState, read_group
from roleplay.groups.talks import Talk, read_talk
from roleplay.i18n import _
from roleplay.reporting.pack import Action, Occasion, Pack, build_pack
from roleplay.scoring import score
from roleplay.store import SessionRecord, Store


class GroupReport(Struct, frozen=True):
    """One group."""

    language: str
    record: RoomRecord
    pack: Pack


class _Played(Struct, frozen=True):
    """One session of the group."""

    record: SessionRecord
    encounter: Encounter
    events: tuple[Event, ...]


def report_group(store: Store, code: str) -> GroupReport:
    """Return everything that a group leaves behind, finished talks or not.

    Raises StoreError for an unknown group, RoleplayError when nothing was played, or when it is a room of
    teams, whose debrief is another.
    """
    group = store.group(code)
    events = store.read_group(group.id)
    _refuse_teams(group.id, events)
    state = read_group(events)
    played = list(_played(store, group.id))
    if not played:
        raise RoleplayError(
            _("Nothing was played in the group {id} yet.").format(id=group.id),
            _("Begin a round, then look again."),
        )
    names = _names(state)
    talks = tuple(_talk(item, names) for item in played)
    ratings = _ratings(state, played)
    record = RoomRecord(
        talks=talks, ratings=ratings, scores=tuple(_scores(played, ratings)), gain=_gain(state, talks)
    )
    held = datetime.fromisoformat(group.started_at)
    again = held + timedelta(days=state.plan.refresher_days)
    occasion = Occasion(state.plan.title, held.date().isoformat(), again.date().isoformat())
    actions = [Action(names[seat.id], seat.action) for seat in state.seats.values()]
    pack = build_pack(occasion, (item.encounter for item in played), record, actions)
    return GroupReport(state.plan.language, record, pack)


def _refuse_teams(code: str, events: Iterable[GroupEvent]) -> None:
    if any(isinstance(event, Committed) for event in events):
        raise RoleplayError(
            _("{id} is a room of teams; it has a debrief of its own.").format(id=code),
            _("See it: roleplay group room --resume {id} -o debrief.html").format(id=code),
        )


def _played(store: Store, code: str) -> Iterator[_Played]:
    """Yield the sessions of a group in the order in which they began, those of one content sharing it."""
    encounters: dict[str, Encounter] = {}
    for record in sorted(store.sessions(group_id=code), key=lambda item: (item.started_at, item.id)):
        if record.encounter not in encounters:
            encounters[record.encounter] = store.encounter(record.encounter)
        yield _Played(record, encounters[record.encounter], store.read(record.id))


def _names(state: GroupState) -> Mapping[str, str]:
    """Return what each seat is called; one whose name was erased is called by its id."""
    return {seat.id: seat.nickname or seat.id for seat in state.seats.values()}


def _talk(item: _Played, names: Mapping[str, str]) -> Talk:
    seat = item.record.seat or item.record.id
    return read_talk(
        item.encounter, item.events, item.record.id, names.get(seat, seat), item.record.started_at
    )


def _ratings(state: GroupState, played: Sequence[_Played]) -> tuple[Rating, ...]:
    """Return all ratings, the machine's of each talk that people rated among them."""
    given = list(ratings_of(state))
    rated = {item.session for item in given}
    for item in played:
        if item.record.id in rated:
            given += machine_ratings(item.record.id, score(item.encounter, item.events))
    return tuple(given)


def ratings_of(state: GroupState) -> tuple[Rating, ...]:
    """Return what people gave, each under what they are called."""
    names = _names(state)
    return tuple(_rating(event, names) for event in state.ratings if event.rater != MACHINE)


def _rating(event: Rated, names: Mapping[str, str]) -> Rating:
    rater = names.get(event.rater, event.rater.removeprefix("facilitator:"))
    return Rating(rater, event.session, event.criterion, event.level, event.reason)


def _scores(played: Iterable[_Played], ratings: Sequence[Rating]) -> Iterator[TwoScores]:
    rated = {item.session for item in ratings}
    for item in played:
        if item.record.id in rated:
            card = score(item.encounter, item.events)
            yield two_scores(item.encounter.rubric, item.record.id, card, ratings)


def _gain(state: GroupState, talks: Sequence[Talk]) -> GainReport | None:
    """Return the gain between rounds of two forms, None where the plan measures none."""
    forms = {number: planned.form for number, planned in enumerate(state.plan.rounds) if planned.form}
    if len(set(forms.values())) < 2:
        return None
    by_session = {talk.session: talk for talk in talks}
    first = min(forms)
    measured = []
    for seat in state.seats.values():
        for number, session in seat.sessions.items():
            talk = by_session.get(session)
            if talk is not None and number in forms and talk.outcome is not None:
                measured.append(
                    Measurement(
                        talk.person, forms[number], number > first, talk.total, talk.manner, talk.substance
                    )
                )
    return gain_report(measured)
