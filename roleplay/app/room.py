"""A room that practises together: whatever happens in it is kept before anybody sees what comes of it."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from roleplay.app.session import LiveSession, found, new_id, resume
from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event, Said
from roleplay.domain.group import (
    ActionChosen,
    Branched,
    Closed,
    Committed,
    Disclosed,
    Doubted,
    GroupEvent,
    Joined,
    Opened,
    Plan,
    Recalled,
    Returned,
    Round,
    RoundBegun,
    Seated,
    Waived,
)
from roleplay.domain.response import Response
from roleplay.domain.turn import Turn
from roleplay.engine import history, offered_choices, respond, start
from roleplay.errors import RoleplayError
from roleplay.groups import room as rules
from roleplay.groups import ways as courses
from roleplay.groups.room import Camp, Offer, Team
from roleplay.groups.ways import Way
from roleplay.i18n import _
from roleplay.reporting.room_debrief import Parting, RoomDebrief, build_room_debrief, parting
from roleplay.store import GroupRecord, MemoryStore, NotKeptError, SessionRecord, Store, TakenError

if TYPE_CHECKING:
    from roleplay.hearing import Ear

Stage = Literal["vote", "play", "ended", "closed"]
"""What the room is about to do: decide, play what it decided on, look back; or nothing any more."""


class World(NamedTuple):
    """Clock, chance and ears."""

    now: Callable[[], str]
    chance: Callable[[], int]
    ears: Callable[[str], Callable[[], "Ear"]]
    """What makes the ear of a language when it is first needed."""


class Spot(NamedTuple):
    """A turn that the room decided on and played."""

    turn: int
    session: str
    """Where it was decided."""
    camps: tuple[Camp, ...]
    played: str
    """What was said."""


class LiveRoom:
    """A room that is practising."""

    def __init__(
        self, store: Store, record: GroupRecord, events: Sequence[GroupEvent], language: str, world: World
    ) -> None:
        self.record = record
        self.language = language
        self.events = list(events)
        self._loss: str | None = None
        self._store = store
        self._world = world
        self._ear = world.ears(language)
        self._pending: list[GroupEvent] = []
        """What happened and is not on the disk, because the disk failed."""
        self._is_there = record.version > 0
        self._sessions: dict[str, LiveSession] = {}

    def begin_group(self, plan: Plan, names: Sequence[str], consent: str) -> None:
        """Begin the group with its teams. Raises TakenError when its id is there already."""
        digest = hashlib.sha256(consent.encode()).hexdigest()
        joined = (Joined(str(number), name, "", digest) for number, name in enumerate(names, 1))
        self._keep(Opened(plan), *joined, RoundBegun(0))

    def begin_talk(self, encounter: Encounter, seed: int) -> None:
        """Begin what the room plays."""
        _state, events = start(encounter, seed)
        session = self._begin_session(encounter, seed, events)
        self._keep(Seated(rules.ROOM, 0, session.record.id))

    @property
    def session(self) -> LiveSession:
        """The session that the room is in."""
        return self.session_of(courses.current(self.events) or "")

    @property
    def encounter(self) -> Encounter:
        """What the room plays."""
        return self.session.encounter

    @property
    def teams(self) -> tuple[Team, ...]:
        """The teams, in the order of their numbers."""
        return rules.teams(self.events)

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways that the talk went."""
        return courses.ways(self.events)

    @property
    def way(self) -> Way:
        """The way that the room is on."""
        return next(way for way in self.ways if way.session == self.session.record.id)

    @property
    def turn(self) -> int:
        """The turn that is to be decided or played, 1 for the first."""
        return self.session.state.turn + 1

    @property
    def is_crossroads(self) -> bool:
        """True when the room has come back to a turn, to play it another way."""
        return courses.is_crossroads(self.ways, self.session.record.id, self.turn)

    @property
    def stage(self) -> Stage:
        """What the room is about to do."""
        if any(isinstance(event, Closed) for event in self.events):
            return "closed"
        if self.session.state.is_ended:
            return "ended"
        is_decided = rules.is_disclosed(self.events, self.session.record.id, self.turn)
        return "play" if is_decided or self.is_crossroads else "vote"

    @property
    def offers(self) -> tuple[Offer, ...]:
        """The replies on offer, in the order shown."""
        return self._offers(self.turn)

    @property
    def votes(self) -> dict[str, Committed]:
        """What the teams decided for the turn, by seat, the last decision last."""
        return rules.votes(self.events, self._owner(self.turn), self.turn)

    @property
    def open_teams(self) -> tuple[Team, ...]:
        """The teams that have not decided yet."""
        decided = self.votes
        return tuple(team for team in self.teams if team.seat not in decided)

    @property
    def unasked_teams(self) -> tuple[Team, ...]:
        """The teams that have decided and were not asked yet why."""
        seats = rules.unasked(self.events, self.session.record.id, self.turn)
        return tuple(team for team in self.teams if team.seat in seats)

    @property
    def camps(self) -> tuple[Camp, ...]:
        """The camps of the turn."""
        return self._camps(self.turn)

    @property
    def doubt(self) -> str | None:
        """What was doubted in this turn, None when nobody was asked."""
        return rules.doubt(self.events, self.session.record.id, self.turn)

    @property
    def spots(self) -> tuple[Spot, ...]:
        """The turns that were played on this way, each with how the room had decided."""
        replies = [courses.reply_in(self.session.events, turn) for turn in range(1, self.turn)]
        return tuple(
            Spot(turn, self._owner(turn), self._camps(turn), reply.response.text if reply else "")
            for turn, reply in enumerate(replies, 1)
        )

    @property
    def loss(self) -> str | None:
        """Why not everything is kept, once that is so."""
        return self._loss or self.session.loss

    def commit(self, decisions: Sequence[tuple[Team, Camp | None]]) -> None:
        """Remember, all at once, which reply on offer each team took; None: it abstains.

        A reason that it gave stays.
        """
        self._keep(
            *(
                self._committed(team, *((camp.choice, camp.text) if camp else (None, "")))
                for team, camp in decisions
            )
        )

    def commit_words(self, team: Team, text: str) -> None:
        """Remember that a team decided to say something of its own."""
        self._keep(self._committed(team, None, text))

    def give_reason(self, team: Team, reason: str) -> None:
        """Remember why a team decided as it did. It must have decided."""
        vote = self.votes[team.seat]
        self._keep(Committed(vote.session, vote.turn, team.seat, vote.choice, vote.text, reason))

    def waive_reasons(self, teams: Sequence[Team]) -> None:
        """Remember that these teams were asked for their reason and gave none."""
        self._keep(*(Waived(self.session.record.id, self.turn, team.seat) for team in teams))

    def recall(self, team: Team) -> None:
        """Take back what a team decided."""
        self._keep(Recalled(self.session.record.id, self.turn, team.seat))

    def disclose(self) -> None:
        """Let the room see how it decided; from now on that stays."""
        self._keep(Disclosed(self.session.record.id, self.turn))

    def note_doubt(self, text: str) -> None:
        """Remember what was doubted although all decided alike; empty for nothing."""
        self._keep(Doubted(self.session.record.id, self.turn, text))

    def play(self, camp: Camp) -> Turn:
        """Say what a camp decided on, and return what came of it."""
        session = self.session
        for choice in session.choices:
            if choice.id == camp.choice:
                return session.choose(choice)
        return session.say(camp.text)

    def played_there(self) -> str:
        """Return what was said in this turn on the way that was left, or nothing."""
        parent = self.way.parent
        reply = courses.reply_in(self.session_of(parent).events, self.turn) if parent else None
        return reply.response.text if reply else ""

    def go_back(self, spot: Spot) -> None:
        """Begin another way at a turn: everything before it is as it was."""
        parent = self.session_of(spot.session)
        session = self._begin_session(
            self.encounter, parent.record.seed, courses.before_turn(parent.events, spot.turn)
        )
        self._keep(Branched(session.record.id, spot.session, spot.turn))

    def go_on_with(self, way: Way) -> None:
        """Return to a way that was left."""
        self._keep(Returned(way.session))

    def choose_action(self, team: Team, text: str) -> None:
        """Remember what a team will do differently."""
        self._keep(ActionChosen(team.seat, text))

    def close(self) -> None:
        """End the group. It can be looked at afterwards."""
        self._keep(Closed())

    def is_heard(self, text: str) -> bool:
        """Return True when something is understood in words that a team would say now."""
        return not self._hear(self.session, self.turn, text).is_empty

    def debrief(self) -> RoomDebrief:
        """Return the debrief of the room as it stands."""
        return build_room_debrief(
            self.record.id, self.record.started_at, self.events, self.encounter, self._played(), self._heard()
        )

    def parting(self) -> Parting | None:
        """Return the way that the room is on, or else the last one that left it, beside the one it left."""
        known, here = self.ways, self.way
        candidates = [here, *(way for way in reversed(known) if way.parent == here.session)]
        for way in candidates:
            if way.parent is not None:
                return parting(self.encounter, self._played(), known, way)
        return None

    def session_of(self, session_id: str) -> LiveSession:
        """Return a session of this room."""
        if session_id not in self._sessions:
            self._sessions[session_id] = resume(self._store, session_id, now=self._world.now, ear=self._ear)
        return self._sessions[session_id]

    def keep(self) -> bool:
        """Try once more to write down what the disk would not take; return True when all is kept."""
        if self._pending:
            self._keep()
        lost = [session for session in self._sessions.values() if not session.keep()]
        return not lost and not self._pending and not isinstance(self._store, MemoryStore)

    def _committed(self, team: Team, choice: str | None, text: str) -> Committed:
        before = self.votes.get(team.seat)
        reason = before.reason if before else ""
        return Committed(self.session.record.id, self.turn, team.seat, choice, text, reason)

    def _offers(self, turn: int) -> tuple[Offer, ...]:
        state = history(self.encounter, self.session.events)[turn - 1]
        choices = offered_choices(self.encounter, state)
        return tuple(Offer(choice.id, respond(self.encounter, state, choice).text) for choice in choices)

    def _camps(self, turn: int) -> tuple[Camp, ...]:
        decided = rules.votes(self.events, self._owner(turn), turn)
        return rules.camps(self._offers(turn), decided, self.teams)

    def _owner(self, turn: int) -> str:
        return courses.owner(self.ways, self.session.record.id, turn)

    def _played(self) -> Mapping[str, Sequence[Event]]:
        return {way.session: self.session_of(way.session).events for way in self.ways}

    def _heard(self) -> Mapping[tuple[str, int, str], Response]:
        """Return what is heard in the own words that stand, by session, turn and seat."""
        found: dict[tuple[str, int, str], Response] = {}
        for event in self.events:
            if isinstance(event, Committed) and event.choice is None and event.text:
                session = self.session_of(event.session)
                key = (event.session, event.turn, event.team)
                found[key] = self._hear(session, event.turn, event.text)
        return found

    def _hear(self, session: LiveSession, turn: int, text: str) -> Response:
        state = history(session.encounter, session.events)[turn - 1]
        said = [word.text for word in courses.words_before(session.events, turn) if isinstance(word, Said)]
        return self._ear().hear(
            text, encounter=session.encounter, node=state.node, citizen=" ".join(said), turn=turn
        )

    def _begin_session(self, encounter: Encounter, seed: int, events: Sequence[Event]) -> LiveSession:
        at = self._world.now()
        record = SessionRecord(
            id=new_id(self._world.chance),
            scenario=encounter.scenario,
            persona=encounter.persona.id,
            language=encounter.language,
            mode="practice",
            seed=seed,
            encounter=encounter.digest,
            started_at=at,
            updated_at=at,
            group_id=self.record.id,
            seat=rules.ROOM,
        )
        try:
            session = found(self._store, record, encounter, events, self._world.now, self._ear)
        except TakenError:
            return self._begin_session(encounter, seed, events)
        self._sessions[record.id] = session
        return session

    def _keep(self, *events: GroupEvent) -> None:
        """Write events down. Where the disk fails, go on in memory and try again with the next."""
        at = self._world.now()
        pending = [*self._pending, *events]
        try:
            if not self._is_there:
                self._store.create_group(self.record)
                self._is_there = True
            self._store.append_to_group(self.record.id, self.record.version, pending, at)
            self.record = self.record.after(pending, at)
            pending, self._loss = [], None
        except NotKeptError as error:
            self._loss = error.reason
        self._pending = pending
        self.events += events


def open_room(
    store: Store, encounter: Encounter, seed: int, names: Sequence[str], consent: str, world: World
) -> LiveRoom:
    """Begin a room with these teams, who agreed to `consent`, and its talk."""
    at = world.now()
    plan = Plan(encounter.title, encounter.language, (Round(encounter.scenario, (encounter.persona.id,)),))
    record = GroupRecord(new_id(world.chance), plan.title, "", at, at, plan.keep_days)
    room = LiveRoom(store, record, (), plan.language, world)
    try:
        room.begin_group(plan, names, consent)
    except TakenError:
        return open_room(store, encounter, seed, names, consent, world)
    room.begin_talk(encounter, seed)
    return room


def resume_room(store: Store, code: str, world: World) -> LiveRoom:
    """Return a room as it was left. Raises StoreError for a code that is not there."""
    record = store.group(code)
    events = store.read_group(record.id)
    plans = [event.plan for event in events if isinstance(event, Opened)]
    if not plans or courses.current(events) is None:
        raise RoleplayError(
            _("Group {id} is no room that plays together.").format(id=record.id),
            _("Begin one with: roleplay group room"),
        )
    return LiveRoom(store, record, events, plans[0].language, world)
