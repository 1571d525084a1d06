"""A group while it is hosted: who may do what, and when. Knows no sockets."""

import asyncio
import hashlib
import hmac
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from roleplay.app.conversation import Conversation
from roleplay.app.hosting import messages
from roleplay.app.hosting.journal import Journal
from roleplay.app.hosting.log import GroupLog
from roleplay.app.hosting.messages import Done, Join, Request, Welcome
from roleplay.app.hosting.panel import PanelOutcome, panel_outcome
from roleplay.app.hosting.refused import Refused
from roleplay.app.hosting.seat import News, Seat
from roleplay.app.hosting.talks import Talks
from roleplay.app.session import begun, new_id
from roleplay.cleaning import clean_line
from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event
from roleplay.domain.group import (
    ActionChosen,
    GroupEvent,
    Joined,
    Rated,
    Seated,
)
from roleplay.groups.state import LONGEST_NICKNAME, GroupState
from roleplay.i18n import _
from roleplay.store import Append, Begin, GroupRecord, SessionRecord, Store, Write

if TYPE_CHECKING:
    from roleplay.hearing import Ear

MOST_SEATS: Final = 2000
"""Seats of one group: what one process was seen to hold."""

MOST_TOLD: Final = 100
"""People up to whom everybody in the lobby is told of each who joins; of more it would be thousands."""

LONGEST_WORDS: Final = 500
"""Characters of a message, a reason or an action."""


class Surroundings(Struct, frozen=True):
    """What a host needs from the world."""

    now: Callable[[], str]
    """The time as it is kept."""
    moment: Callable[[], float]
    """Seconds that never go back."""
    chance: Callable[[], int]
    token: Callable[[], str]
    """A new secret of 128 bits or more."""
    encounter: Callable[[str, str | None], Encounter]
    """The content of a scenario with a persona, or with its own for None."""
    ear: Callable[[], "Ear"]


def digest_of(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Host:
    """One group. Every method that changes something returns once it is kept, and raises Refused."""

    def __init__(
        self,
        journal: Journal,
        record: GroupRecord,
        events: Sequence[GroupEvent],
        around: Surroundings,
        consent: str,
    ) -> None:
        """`consent` is the digest of what people agree to when they join."""
        self.log = GroupLog(journal, record, events, around.now)
        self.seats: dict[str, Seat] = {}
        self._first = around.chance() + 1
        self.news = News(self._first)
        """Of the group; what happens in a seat is told by that seat.

        Numbers begin anywhere, so that who comes back after a crash is not taken for one who has seen it all.
        """
        self.consent = consent
        self.journal = journal
        self._around = around
        self.talks = Talks(journal, around.now, around.moment)
        self.turn = asyncio.Lock()
        """Held while something is done that depends on where the group stands."""
        self._joining: dict[str, str] = {}
        """Nicknames of seats that are being written."""
        self._outcome: tuple[tuple[str, int], PanelOutcome] | None = None
        """Of the rating that was looked at last."""
        self._seating: set[str] = set()
        """Seats whose session is being written."""

    @property
    def state(self) -> GroupState:
        """Where the group stands."""
        return self.log.state

    @property
    def record(self) -> GroupRecord:
        """What the list of groups tells of it."""
        return self.log.record

    async def resume(self) -> None:
        """Take up the talks that the store holds, as they were left."""
        kept = await self.journal.ask(lambda store: _talks_in(store, self.record.id))
        for name in self.state.seats:
            seat = self.known(name)
            if (session := self._session_of(name)) in kept:
                seat.talk = Conversation(*kept[session], self._around.ear)

    # --- seats --------------------------------------------------------------------------------------------

    async def join(self, asked: Join) -> Welcome:
        """Give a seat to whoever knows the code and agrees."""
        if self.state.phase == "closed":
            raise Refused("not-now", _("This group is over."))
        if asked.consent != self.consent:
            raise Refused("consent", _("Read what is kept, then agree to it."))
        if len(self.state.seats) >= MOST_SEATS:
            raise Refused("full", _("There is no seat left in this group."))
        token = self._around.token()
        name = self._new_seat_id()
        nickname = self._free_nickname(asked.nickname)
        self._joining[name] = nickname
        try:
            await self.log.keep(Joined(name, nickname, digest_of(token), asked.consent))
        finally:
            del self._joining[name]
        if self.state.phase == "playing":
            await self.seat([self.known(name)])
        if self.state.phase == "lobby" and len(self.state.seats) <= MOST_TOLD:
            self.tell_everybody()
        else:
            self.news.tell()
        return Welcome(name, nickname, token)

    def seat_of(self, token: str) -> Seat:
        """Return the seat of whoever shows `token`. Raises Refused."""
        found = self.state.by_token(digest_of(token))
        if found is None:
            raise Refused("unknown", _("This seat is not known here. Join again."))
        return self.known(found)

    async def do(self, seat: Seat, asked: Request) -> Done:
        """Do what a seat asks for."""
        match asked:
            case messages.Rate():
                return await self.rate(seat.id, asked.session, asked.marks)
            case messages.Act(text=text):
                await self.log.keep(ActionChosen(seat.id, self.words(text)))
                seat.news.tell()
                self.news.tell()
                return Done()
            case messages.Reply() | messages.Undo() if self.talks.done_before(seat, asked) is None:
                self._check_may_speak()
        return await self.talks.do(seat, asked)

    def _check_may_speak(self) -> None:
        """Raise Refused while nobody can reply."""
        if self.state.is_paused:
            raise Refused("paused", _("The facilitator has paused the group."))
        if self.state.phase != "playing":
            raise Refused("not-now", _("This round is over."))

    def is_facilitator(self, secret: str) -> bool:
        """Tell whether this is the facilitator's secret."""
        return bool(self.state.secret) and hmac.compare_digest(digest_of(secret), self.state.secret)

    async def rate(self, rater: str, session: str, marks: Sequence[messages.Mark]) -> Done:
        if self.state.panel != session:
            raise Refused("not-now", _("This talk is not being rated now."))
        known = {item.id for item in self.talk_of(session).encounter.rubric.criteria}
        given = []
        for mark in marks:
            if mark.criterion not in known or not (mark.level is None or 1 <= mark.level <= 5):
                raise Refused("bad", _("A level is a number from 1 to 5 for a criterion of the rubric."))
            reason = clean_line(mark.reason)[:LONGEST_WORDS]
            given.append(Rated(session, rater, mark.criterion, mark.level, reason))
        await self.log.keep(*given)
        if rater in self.seats:
            self.seats[rater].news.tell()
        self.news.tell()
        return Done()

    # --- talks --------------------------------------------------------------------------------------------

    def panel_outcome(self, talk: Conversation) -> PanelOutcome:
        """Return what came of the rating of a talk; worked out once for everybody who looks at it."""
        key = (talk.record.id, len(self.state.ratings))
        if self._outcome is None or self._outcome[0] != key:
            self._outcome = (key, panel_outcome(talk, self.state.ratings))
        return self._outcome[1]

    def find_talk(self, session: str) -> Conversation | None:
        """Return a talk of the round that is or was played last, or None."""
        for seat in self.seats.values():
            if seat.talk is not None and seat.talk.record.id == session:
                return seat.talk
        return None

    def talk_of(self, session: str) -> Conversation:
        """Return such a talk. Raises Refused."""
        if (talk := self.find_talk(session)) is not None:
            return talk
        raise Refused("unknown", _("This talk is not held here."))

    async def seat(self, seats: Iterable[Seat]) -> None:
        """Begin the session of this round for seats that have none; all are kept together."""
        number = self.state.round
        at = self._around.now()
        fresh = [
            seat for seat in seats if self.state.current(seat.id) is None and seat.id not in self._seating
        ]
        talks: dict[str, Conversation] = {}
        writes: list[Write] = []
        for seat in fresh:
            record, encounter, events = self._new_session(seat.id, number, at)
            writes += [Begin(record, encounter), Append(record.id, 0, events, at)]
            talks[seat.id] = Conversation(record.after(events, at), encounter, events, self._around.ear)
        self._seating |= talks.keys()
        try:
            if talks:
                seated = (Seated(name, number, talk.record.id) for name, talk in talks.items())
                await self.log.keep(*seated, before=writes)
        finally:
            self._seating -= talks.keys()
        for seat in fresh:
            seat.talk, seat.feedback, seat.moved_at = talks[seat.id], (), self._around.moment()
            seat.news.tell()

    def _new_session(
        self, seat: str, number: int, at: str
    ) -> tuple[SessionRecord, Encounter, tuple[Event, ...]]:
        """Return a session of a round: everybody's customer comes with the same seed."""
        planned = self.state.plan.rounds[number]
        encounter = self._around.encounter(planned.scenario, self.state.persona(seat))
        seed = int(digest_of(f"{self.record.id}/{number}")[:12], 16) % 1_000_000_000
        record, events = begun(encounter, planned.mode, seed, at, self._around.chance)
        record = replace(record, group_id=self.record.id, seat=seat, site=self.record.site)
        return record, encounter, events

    def _session_of(self, seat: str) -> str | None:
        """Return the session that a seat played last."""
        sessions = self.state.seats[seat].sessions
        return sessions[max(sessions)] if sessions else None

    # --- small things -------------------------------------------------------------------------------------

    def known(self, name: str) -> Seat:
        """Return a seat of the group. Raises Refused."""
        if name not in self.state.seats:
            raise Refused("unknown", _("There is no such seat."))
        if name not in self.seats:
            self.seats[name] = Seat(name, self._first, self._around.moment())
        return self.seats[name]

    def _new_seat_id(self) -> str:
        while True:
            name = new_id(self._around.chance)[:6]
            if name not in self.state.seats and name not in self._joining:
                return name

    def _free_nickname(self, wished: str) -> str:
        """Return what was wished, cleaned, or with a number where somebody else is called so."""
        name = clean_line(wished)[:LONGEST_NICKNAME].strip()
        if not name:
            raise Refused("bad", _("Choose a nickname."))
        taken = {
            *(seat.nickname.casefold() for seat in self.state.seats.values()),
            *(nickname.casefold() for nickname in self._joining.values()),
        }
        free, number = name, 1
        while free.casefold() in taken:
            number += 1
            free = f"{name[: LONGEST_NICKNAME - 5]} {number}"
        return free

    def words(self, text: str) -> str:
        words = clean_line(text)[:LONGEST_WORDS]
        if not words:
            raise Refused("bad", _("Write something."))
        return words

    def tell_everybody(self) -> None:
        self.news.tell()
        for seat in self.seats.values():
            seat.news.tell()


def _talks_in(store: Store, group_id: str) -> dict[str, tuple[SessionRecord, Encounter, tuple[Event, ...]]]:
    """Return the sessions of a group by id; those of one content share it."""
    records = store.sessions(group_id=group_id)
    encounters = {digest: store.encounter(digest) for digest in {record.encounter for record in records}}
    return {record.id: (record, encounters[record.encounter], store.read(record.id)) for record in records}
