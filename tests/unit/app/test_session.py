"""A session while it is played: what was done is kept before anybody sees what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from roleplay.app.session import LiveSession, begin, resume
from roleplay.domain.encounter import Choice, Encounter
from roleplay.domain.events import CardOpened, Contested, Event, HintTaken, Said, Undone
from roleplay.engine import replay
from roleplay.hearing import Ear
from roleplay.store import MemoryStore, NotKeptError, SessionRecord, UnknownSessionError

if TYPE_CHECKING:
    from tests.conftest import SmallEncounters
    from tests.unit.app.conftest import Begin

NOW = "2026-11-24T08:00:00+07:00"


def choice(session: LiveSession, name: str) -> Choice:
    """Return a choice that is offered."""
    return next(item for item in session.choices if item.id == name)


def kept(store: MemoryStore, session: LiveSession) -> list[Event]:
    """Return what the store holds of a session."""
    return list(store.read(session.record.id))


def test_everything_done_is_kept_at_once(
    store: MemoryStore, begin_session: Begin, small: SmallEncounters
) -> None:
    """After each thing that is done the store holds all events, and they lead to where the session stands."""
    session = begin_session(small.plain)
    session.choose(choice(session, "on"))
    assert kept(store, session) == session.events
    session.say("Selamat pagi, Pak.")
    session.say("zzz")
    session.note_hint(2)
    assert [card.id for card in session.open_cards()] == list(small.plain.cards)
    assert session.undo()
    assert kept(store, session) == session.events
    assert session.record == store.record(session.record.id)
    assert replay(small.plain, kept(store, session)) == session.state
    cards = [CardOpened] * len(small.plain.cards)
    assert [type(event) for event in session.events[-2 - len(cards) :]] == [HintTaken, *cards, Undone]


def test_resumed_session_goes_on_where_it_was(
    store: MemoryStore, begin_session: Begin, small: SmallEncounters, ear: Ear
) -> None:
    """A session that is taken up again stands where it was left, with the same words and choices."""
    session = begin_session(small.plain)
    session.choose(choice(session, "on"))
    again = resume(store, session.record.id, now=lambda: NOW, ear=lambda: ear)

    assert (again.state, again.record, again.choices) == (session.state, session.record, session.choices)
    assert again.last_words() == session.last_words()
    assert again.undo()
    assert again.state.turn == 0


def test_unknown_session_is_not_resumed(store: MemoryStore, ear: Ear) -> None:
    """A session that was never kept is the user's situation, in words."""
    with pytest.raises(UnknownSessionError):
        resume(store, "abcd1234", now=lambda: NOW, ear=lambda: ear)


def test_nothing_to_undo(begin_session: Begin, small: SmallEncounters) -> None:
    """Before the first reply there is nothing to take back, and nothing is written."""
    session = begin_session(small.plain)
    before = list(session.events)

    assert not session.undo()
    assert session.events == before


def test_undo_of_the_end_goes_on(store: MemoryStore, begin_session: Begin, small: SmallEncounters) -> None:
    """The reply that ended a session can be taken back, and then the session has no outcome."""
    session = begin_session(small.plain)
    session.choose(choice(session, "finish"))
    assert store.record(session.record.id).outcome == "resolved"
    session.undo()

    assert store.record(session.record.id).outcome is None
    assert "finish" in {item.id for item in session.choices}


def test_turn_tells_what_came_of_a_reply(begin_session: Begin, small: SmallEncounters) -> None:
    """A turn holds the states around it and the receipt, which words nobody understood do not have."""
    session = begin_session(small.plain)
    start = session.state
    turn, lost = session.choose(choice(session, "on")), session.say("zzz")

    assert (turn.before, turn.after) == (start, lost.before)
    assert turn.receipt is not None
    assert (turn.receipt.before, turn.receipt.after) == (turn.before.mood, turn.after.mood)
    assert lost.receipt is None
    assert (lost.after, lost.after.unheard) == (session.state, 1)


def test_choice_quotes_the_words_that_are_heard(begin_session: Begin, small: SmallEncounters) -> None:
    """A choice quotes words for what its author says it shows, and for nothing else that is heard in it."""
    sorry = Choice("sorry", "Selamat pagi, mohon maaf ya.", shows=("apologize",), goto="talk")
    session = begin_session(small.with_node(choices=(sorry,)))
    turn = session.choose(sorry)

    assert turn.response.shows == ("apologize",)
    assert [(item.label, item.quote) for item in turn.response.evidence] == [("apologize", "mohon maaf")]
    assert turn.response.quote("apologize") in turn.response.text


def test_free_reply_is_heard(begin_session: Begin, small: SmallEncounters) -> None:
    """Free text shows what the ear hears in it, with the words."""
    turn = begin_session(small.plain).say("Selamat pagi, Pak.")

    assert turn.response.shows == ("greet",)
    assert turn.response.choice is None


def test_last_words_are_those_since_the_officer_spoke(begin_session: Begin, small: SmallEncounters) -> None:
    """What the customer said last is what followed the last reply that stands."""
    session = begin_session(small.plain)

    def words() -> list[str]:
        return [event.text for event in session.last_words() if isinstance(event, Said)]

    assert words() == ["Halo."]
    session.choose(choice(session, "on"))
    assert words() == ["Lalu?"]
    session.say("zzz")
    assert words() == ["Apa?"]
    session.undo()
    assert words() == ["Halo."]


def test_ids_that_are_taken_are_drawn_again(store: MemoryStore, small: SmallEncounters, ear: Ear) -> None:
    """A new session never takes the place of one that is there."""
    draws = iter((1, 1, 1, 1, 2, 2))

    def make() -> LiveSession:
        return begin(
            store, small.plain, "assess", 1, now=lambda: NOW, chance=lambda: next(draws), ear=lambda: ear
        )

    first, second = make(), make()

    assert first.record.id != second.record.id
    assert len(store.sessions()) == 2


class FullDisk(MemoryStore):
    """A store whose disk fills up."""

    is_full = False

    def create(self, record: SessionRecord, encounter: Encounter) -> None:
        if self.is_full:
            raise NotKeptError("no space left")
        super().create(record, encounter)

    def append(self, session_id: str, expected_version: int, events: Sequence[Event], at: str) -> int:
        if self.is_full:
            raise NotKeptError("no space left")
        return super().append(session_id, expected_version, events, at)


def test_session_goes_on_when_the_disk_is_full(begin_session: Begin, small: SmallEncounters) -> None:
    """Where the disk fails in mid-session, play goes on, the loss is told, and no event is missing."""
    disk = FullDisk()
    session = begin_session(small.plain, disk)
    told = [session.loss]
    disk.is_full = True
    for name in ("on", "finish"):
        session.choose(choice(session, name))
        told.append(session.loss)

    assert told == [None, "no space left", "no space left"]
    assert session.state.outcome == "resolved"
    assert list(session.store.read(session.record.id)) == session.events


def test_session_begins_on_a_full_disk(begin_session: Begin, small: SmallEncounters) -> None:
    """A session that cannot be kept from the start can be played all the same."""
    disk = FullDisk()
    disk.is_full = True
    session = begin_session(small.plain, disk)
    session.choose(choice(session, "finish"))

    assert session.loss == "no space left"
    assert session.state.outcome == "resolved"


def test_record_says_how_the_session_began(begin_session: Begin, small: SmallEncounters) -> None:
    """The record names scenario, persona, language, seed and the digest of the content."""
    encounter = replace(small.plain, language="en")
    record = begin_session(encounter).record

    assert (record.scenario, record.persona, record.language) == ("small", "pak-darto", "en")
    assert (record.seed, record.encounter, record.mode, record.started_at) == (
        5,
        encounter.digest,
        "practice",
        NOW,
    )


def test_what_was_heard_can_be_contested(begin_session: Begin, small: SmallEncounters) -> None:
    """The trainee's word is kept beside what was heard; the state and the score stay as they are."""
    session = begin_session(small.plain)
    assert session.heard_last() == ()
    session.say("Selamat pagi, Pak.")
    before = session.state
    (greeting,) = session.heard_last()
    session.contest(greeting)

    assert session.state == before
    assert session.events[-1] == Contested(1, "greet", "Selamat pagi", greeting.reason)
    session.contest(greeting)
    assert sum(isinstance(event, Contested) for event in session.events) == 1, "kept once"


def test_a_choice_cannot_be_contested(begin_session: Begin, small: SmallEncounters) -> None:
    """What a choice shows is its author's word, not the ear's."""
    greeting = Choice("greet", "Selamat pagi.", shows=("greet",), goto="talk")
    session = begin_session(small.with_node(choices=(greeting,)))
    assert session.choose(greeting).response.evidence
    assert session.heard_last() == ()
