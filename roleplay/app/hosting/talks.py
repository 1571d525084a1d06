"""What is done in one seat's session: planned, kept, and only then answered."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from roleplay.app.conversation import Conversation
from roleplay.app.hosting.journal import Journal
from roleplay.app.hosting.messages import Cards, Contest, Done, Hint, Reply, Undo
from roleplay.app.hosting.refused import Refused, not_kept
from roleplay.app.hosting.seat import Seat
from roleplay.cleaning import clean_line
from roleplay.domain.events import (
    CardOpened,
    Contested,
    Event,
    HandedBack,
    HintTaken,
    Improvised,
    Replied,
    TookOver,
    Undone,
    Unheard,
)
from roleplay.engine import effective
from roleplay.errors import StoreError
from roleplay.i18n import _
from roleplay.reporting.feedback import feedback
from roleplay.reporting.feedback_words import Told, feedback_lines
from roleplay.store import Append, NotKeptError, UnknownSessionError

LONGEST_REPLY: Final = 2000
"""Characters; more of a reply is not heard."""

Asked = Reply | Undo | Hint | Cards | Contest


class _Planned(NamedTuple):
    """What would happen, and the feedback on it; None leaves what there is."""

    events: tuple[Event, ...]
    feedback: tuple[Told, ...] | None = None


class Talks:
    """Carries out what seats ask for in their sessions."""

    def __init__(self, journal: Journal, now: Callable[[], str], moment: Callable[[], float]) -> None:
        """`moment` gives seconds that never go back."""
        self._journal = journal
        self._now = now
        self._moment = moment

    async def do(self, seat: Seat, asked: Asked) -> Done:
        """Do what is asked and return what happened, once it is kept. Raises Refused.

        What was done already, because it was asked for before and its answer was lost, is not done again.
        """
        async with seat.lock:
            talk = _talk(seat, asked.session)
            if (done := self.done_before(seat, asked)) is not None:
                return done
            if asked.version != talk.record.version:
                raise Refused("stale", _("The talk has gone on. Look at it anew."))
            planned = self._plan(seat, talk, asked)
            await self.keep(seat, talk, planned.events, planned.feedback)
            return Done(talk.record.version, planned.events)

    def done_before(self, seat: Seat, asked: Asked) -> Done | None:
        """Return the answer to what was asked for before and done; None where it was not."""
        talk = seat.talk
        if talk is None or talk.record.id != asked.session:
            return None
        if not 0 < asked.version < talk.record.version or not _was_done(talk, asked):
            return None
        return Done(talk.record.version, tuple(talk.events[asked.version :]))

    async def improvise(self, seat: Seat, text: str) -> None:
        """Say something for the customer. Raises Refused."""
        async with seat.lock:
            talk = _running(seat)
            if not seat.is_taken_over:
                raise Refused("not-now", _("Take the customer over first."))
            said = _words(text)
            await self.keep(seat, talk, (Improvised(talk.state.turn, False, said),))

    async def take_over(self, seat: Seat) -> None:
        """Let the facilitator speak for the customer. Raises Refused."""
        async with seat.lock:
            talk = _running(seat)
            if not seat.is_taken_over:
                await self.keep(seat, talk, (TookOver(talk.state.turn),))

    async def hand_back(self, seat: Seat) -> None:
        """Let the customer speak for themselves again. Raises Refused."""
        async with seat.lock:
            talk = _running(seat)
            if seat.is_taken_over:
                await self.keep(seat, talk, (HandedBack(talk.state.turn),))

    async def keep(
        self,
        seat: Seat,
        talk: Conversation,
        events: Sequence[Event],
        feedback: tuple[Told, ...] | None = None,
    ) -> None:
        """Have `events` kept, then let the seat and its talk go on by them. Raises Refused.

        The feedback that the seat sees stays for None.
        """
        if events:
            at = self._now()
            try:
                (kept,) = await self._journal.write(
                    Append(talk.record.id, talk.record.version, tuple(events), at)
                )
            except NotKeptError as error:
                raise not_kept(error) from error
            if isinstance(kept, StoreError):
                await self._catch_up(talk, at)
                seat.news.tell()
                raise Refused("stale", _("The talk has gone on. Look at it anew."))
            talk.accept(events, at)
        if feedback is not None:
            seat.feedback = feedback
        seat.moved_at = self._moment()
        seat.news.tell()

    async def _catch_up(self, talk: Conversation, at: str) -> None:
        """Go on by what another host has kept of the session."""
        try:
            fresh = await self._journal.ask(lambda store: store.read(talk.record.id))
        except UnknownSessionError as error:
            raise Refused("unknown", error.message) from error
        talk.accept(fresh[len(talk.events) :], at)

    def _plan(self, seat: Seat, talk: Conversation, asked: Asked) -> _Planned:
        """Return what would happen. Raises Refused where it may not be."""
        turn = talk.state.turn
        is_practice = talk.record.mode == "practice"
        match asked:
            case Reply() if talk.state.is_ended:
                raise Refused("not-now", _("This talk has ended."))
            case Reply():
                return self._plan_reply(seat, talk, asked)
            case Undo() if not is_practice:
                raise Refused("not-now", _("In an assessment nothing is taken back."))
            case Undo():
                if not talk.can_undo or was_improvised(talk):
                    raise Refused("not-now", _("There is nothing to take back."))
                return _Planned((Undone(turn),), ())
            case Hint(rung=rung):
                if not is_practice:
                    raise Refused("not-now", _("There are no hints in an assessment."))
                return _Planned((HintTaken(turn, min(max(rung, 1), 3)),))
            case Cards():
                return _Planned(tuple(CardOpened(turn, card) for card in talk.encounter.cards))
            case Contest(label=label, quote=quote, reason=reason):
                return _Planned(_contest(talk, Contested(turn, label, quote, reason)))

    def _plan_reply(self, seat: Seat, talk: Conversation, asked: Reply) -> _Planned:
        if asked.choice is None and seat.is_taken_over:
            return _Planned((Improvised(talk.state.turn, True, _words(asked.text)),), ())
        if seat.is_taken_over:
            raise Refused("not-now", _("The facilitator is speaking: answer in your own words."))
        if asked.choice is None:
            turn = talk.plan_reply(_words(asked.text))
        else:
            found = [choice for choice in talk.choices if choice.id == asked.choice]
            if not found:
                raise Refused("bad", _("This reply is not on offer here."))
            turn = talk.plan_choice(found[0])
        if talk.record.mode != "practice" or turn.receipt is None:
            return _Planned(turn.events, ())
        told = feedback(talk.encounter, turn.before, turn.response, turn.receipt)
        return _Planned(turn.events, feedback_lines(talk.encounter, told))


def _talk(seat: Seat, session: str) -> Conversation:
    if seat.talk is None or seat.talk.record.id != session:
        raise Refused("stale", _("This is not the talk that you are in now. Look at it anew."))
    return seat.talk


def _running(seat: Seat) -> Conversation:
    if seat.talk is None or seat.talk.state.is_ended:
        raise Refused("not-now", _("This seat is not in a talk."))
    return seat.talk


def _words(text: str) -> str:
    """Return what was typed as it is heard. Raises Refused when it is nothing."""
    said = clean_line(text)[:LONGEST_REPLY]
    if not said:
        raise Refused("bad", _("Say something."))
    return said


def _contest(talk: Conversation, contested: Contested) -> tuple[Event, ...]:
    heard = {(item.label, item.quote, item.reason) for item in talk.heard_last()}
    if (contested.label, contested.quote, contested.reason) not in heard:
        raise Refused("bad", _("Only what was heard in a reply that you typed can be contested."))
    return () if contested in effective(talk.events) else (contested,)


def was_improvised(talk: Conversation) -> bool:
    """True when the facilitator spoke after the last reply: taking that back would leave words in the air."""
    for event in reversed(effective(talk.events)):
        if isinstance(event, Improvised | TookOver):
            return True
        if isinstance(event, Replied):
            return False
    return False


def _was_done(talk: Conversation, asked: Asked) -> bool:
    """True when the session holds what is asked for at the place where it was asked."""
    event = talk.events[asked.version]
    match asked:
        case Reply(choice=choice, text=text):
            said = clean_line(text)[:LONGEST_REPLY]
            match event:
                case Replied(response=response):
                    return response.choice == choice and (choice is not None or response.text == said)
                case Unheard(text=heard) | Improvised(is_officer=True, text=heard):
                    return choice is None and heard == said
            return False
        case Undo():
            return isinstance(event, Undone)
        case Hint():
            return isinstance(event, HintTaken)
        case Cards():
            return isinstance(event, CardOpened)
        case Contest(label=label):
            return isinstance(event, Contested) and event.label == label
