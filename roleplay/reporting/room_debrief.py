"""The debrief of a room: what it can learn from its own choices, as one value."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from msgspec import Struct

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event, MoodMoved, Replied, Said
from roleplay.domain.group import GroupEvent, Opened
from roleplay.domain.mood import Mood, Receipt
from roleplay.domain.response import Response
from roleplay.domain.session import SessionState
from roleplay.domain.vocabulary import LABELS, TECHNIQUES
from roleplay.engine import effective, history, offered_choices, respond, step
from roleplay.groups.room import (
    Camp,
    Offer,
    Team,
    actions,
    camps,
    disagreement,
    doubt,
    is_abstention,
    is_disclosed,
    smallest_first,
    teams,
    votes,
)
from roleplay.groups.ways import Future, Way, future, owner, reply_in, ways, words_before
from roleplay.reporting.debrief import Debrief, build_debrief

MOST_SPLITS: Final = 3
"""Turns that are looked at again: more than a room can talk over in half an hour there are not."""

Heard = Mapping[tuple[str, int, str], Response]
"""What is heard in own words, by session, turn and seat."""


class CampDebrief(Struct, frozen=True):
    """A reply, who was for it and why, and what it does there."""

    number: int
    text: str
    teams: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]
    """Team and reason, of those who gave one."""
    is_played: bool
    mood: Mood | None
    """After it, on the same seed; None where nothing was understood in own words."""


class SplitDebrief(Struct, frozen=True):
    """A turn, and how the room decided on it."""

    way: int
    turn: int
    said: str
    """What the customer had said last."""
    percent: int
    """How many pairs of teams of a hundred did not agree."""
    before: Mood
    camps: tuple[CampDebrief, ...]
    """The smallest first."""
    abstained: tuple[str, ...]
    doubt: str
    """What was doubted where all agreed."""


class TechniqueDebrief(Struct, frozen=True):
    """What a technique or trap did, over all replies that were played."""

    label: str
    times: int
    tension: int
    """The sum of its changes; negative is calmer."""
    trust: int
    clarity: int
    quote: str


class WayDebrief(Struct, frozen=True):
    """One way that the talk went."""

    number: int
    parent: int | None
    """The number of the way that it left."""
    turn: int
    """The turn that was played anew, 0 for the first way."""
    debrief: Debrief


class Parting(Struct, frozen=True):
    """Two ways from the turn on at which they parted."""

    turn: int
    left: int
    """The number of the way that was there first."""
    right: int
    futures: tuple[Future, Future]


class RoomDebrief(Struct, frozen=True):
    """A whole debrief."""

    code: str
    started_at: str
    again_on: str
    """When the room should practise again, as YYYY-MM-DD."""
    teams: tuple[str, ...]
    decided: int
    """Turns that the room decided on."""
    ways: tuple[WayDebrief, ...]
    partings: tuple[Parting, ...]
    splits: tuple[SplitDebrief, ...]
    """Where the room was furthest apart, the furthest first."""
    techniques: tuple[TechniqueDebrief, ...]
    unshown: tuple[str, ...]
    """Techniques that the scenario has room for, and that no team decided on."""
    actions: tuple[tuple[str, str], ...]
    """Team and what it will do differently, of those who said it."""


class _Room(NamedTuple):
    """Everything that a debrief is made of."""

    events: Sequence[GroupEvent]
    encounter: Encounter
    sessions: Mapping[str, Sequence[Event]]
    heard: Heard


def build_room_debrief(
    code: str,
    started_at: str,
    events: Sequence[GroupEvent],
    encounter: Encounter,
    sessions: Mapping[str, Sequence[Event]],
    heard: Heard,
) -> RoomDebrief:
    """Return the debrief of a room, over or not. `sessions` are its sessions, by id."""
    room = _Room(events, encounter, sessions, heard)
    known = ways(events)
    decided = _decided(room)
    plan = next(event.plan for event in events if isinstance(event, Opened))
    names = {team.seat: team.name for team in teams(events)}
    return RoomDebrief(
        code=code,
        started_at=started_at,
        again_on=(date.fromisoformat(started_at[:10]) + timedelta(days=plan.refresher_days)).isoformat(),
        teams=tuple(names.values()),
        decided=len(decided),
        ways=_ways(room, known, started_at),
        partings=tuple(parting(encounter, sessions, known, way) for way in known if way.parent),
        splits=_splits(room, decided),
        techniques=_techniques(room, known),
        unshown=_unshown(room, decided),
        actions=tuple((names[seat], text) for seat, text in actions(events).items() if text),
    )


def parting(
    encounter: Encounter, sessions: Mapping[str, Sequence[Event]], known: Sequence[Way], way: Way
) -> Parting:
    """Return a way that is not the first beside the one that it left."""
    left = next(other for other in known if other.session == way.parent)
    pair = tuple(future(encounter, sessions[item.session], way.turn) for item in (left, way))
    return Parting(way.turn, left.number, way.number, (pair[0], pair[1]))


def _ways(room: _Room, known: Sequence[Way], started_at: str) -> tuple[WayDebrief, ...]:
    numbers = {way.session: way.number for way in known}
    return tuple(
        WayDebrief(
            way.number,
            numbers[way.parent] if way.parent else None,
            way.turn,
            build_debrief(room.encounter, room.sessions[way.session], way.session, "practice", started_at),
        )
        for way in known
    )


class _Decided(NamedTuple):
    """A turn that the room decided on, in the way where it did."""

    way: Way
    turn: int
    state: SessionState
    camps: tuple[Camp, ...]


def _decided(room: _Room) -> tuple[_Decided, ...]:
    """Return the turns that the room decided on and saw how, each once."""
    known, seats = ways(room.events), teams(room.events)
    found: list[_Decided] = []
    for way in known:
        states = history(room.encounter, room.sessions[way.session])
        for turn, state in enumerate(states, 1):
            is_here = owner(known, way.session, turn) == way.session
            if is_here and is_disclosed(room.events, way.session, turn):
                found.append(_Decided(way, turn, state, _camps(room, way, turn, state, seats)))
    return tuple(found)


def _camps(room: _Room, way: Way, turn: int, state: SessionState, seats: Sequence[Team]) -> tuple[Camp, ...]:
    offers = [
        Offer(choice.id, respond(room.encounter, state, choice).text)
        for choice in offered_choices(room.encounter, state)
    ]
    return camps(offers, votes(room.events, way.session, turn), seats)


def _splits(room: _Room, decided: Iterable[_Decided]) -> tuple[SplitDebrief, ...]:
    ranked = sorted(decided, key=lambda item: -disagreement(item.camps))
    return tuple(_split(room, item) for item in ranked[:MOST_SPLITS] if disagreement(item.camps))


def _split(room: _Room, item: _Decided) -> SplitDebrief:
    names = {team.seat: team.name for team in teams(room.events)}
    events = room.sessions[item.way.session]
    standing = votes(room.events, item.way.session, item.turn)
    return SplitDebrief(
        way=item.way.number,
        turn=item.turn,
        said=" ".join(word.text for word in words_before(events, item.turn) if isinstance(word, Said)),
        percent=disagreement(item.camps),
        before=item.state.mood,
        camps=tuple(_camp(room, item, camp, names) for camp in smallest_first(item.camps)),
        abstained=tuple(names[seat] for seat, vote in standing.items() if is_abstention(vote)),
        doubt=doubt(room.events, item.way.session, item.turn) or "",
    )


def _camp(room: _Room, item: _Decided, camp: Camp, names: Mapping[str, str]) -> CampDebrief:
    reply = reply_in(room.sessions[item.way.session], item.turn)
    is_played = reply is not None and (reply.response.choice, reply.response.text) == (camp.choice, camp.text)
    response = _response(room, item, camp)
    after = None
    if not (response.choice is None and response.is_empty):
        after, _events = step(room.encounter, item.state, response)
    return CampDebrief(
        number=camp.number,
        text=camp.text,
        teams=tuple(names[vote.team] for vote in camp.votes),
        reasons=tuple((names[vote.team], vote.reason) for vote in camp.votes if vote.reason),
        is_played=is_played,
        mood=after.mood if after else None,
    )


def _response(room: _Room, item: _Decided, camp: Camp) -> Response:
    """Return what a camp's reply stands for."""
    for choice in offered_choices(room.encounter, item.state):
        if choice.id == camp.choice:
            return respond(room.encounter, item.state, choice)
    return room.heard[item.way.session, item.turn, camp.votes[0].team]


def _played(room: _Room, known: Iterable[Way]) -> Iterator[tuple[Response, Receipt]]:
    """Yield each reply that was played and what it did; what two ways have in common once."""
    for way in known:
        reply: Response | None = None
        for event in effective(room.sessions[way.session]):
            if isinstance(event, Replied):
                reply = event.response if event.turn >= way.turn else None
            elif isinstance(event, MoodMoved) and reply is not None:
                yield reply, event.receipt


def _techniques(room: _Room, known: Iterable[Way]) -> tuple[TechniqueDebrief, ...]:
    """Return what each technique and trap did that was played, techniques first."""
    found: dict[str, TechniqueDebrief] = {}
    for reply, receipt in _played(room, known):
        for label in reply.shows:
            before = found.get(label, TechniqueDebrief(label, 0, 0, 0, 0, reply.quote(label)))
            found[label] = TechniqueDebrief(
                label,
                before.times + 1,
                before.tension + _amount(receipt, label, "tension"),
                before.trust + _amount(receipt, label, "trust"),
                before.clarity + _amount(receipt, label, "clarity"),
                before.quote,
            )
    return tuple(found[label] for label in LABELS if label in found)


def _amount(receipt: Receipt, label: str, axis: str) -> int:
    return sum(line.amount for line in receipt.lines if (line.cause, line.axis) == (label, axis))


def _unshown(room: _Room, decided: Iterable[_Decided]) -> tuple[str, ...]:
    """Return the techniques that the scenario's choices have and the room did not."""
    offered = {
        label for node in room.encounter.nodes.values() for choice in node.choices for label in choice.shows
    }
    shown: set[str] = set()
    for item in decided:
        for camp in item.camps:
            if camp.votes:
                shown.update(_response(room, item, camp).shows)
    for response, _receipt in _played(room, ways(room.events)):
        shown.update(response.shows)
    return tuple(label for label in TECHNIQUES if label in offered - shown)
