"""What holds in every session of every encounter, whatever anybody says in it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event, MoodMoved, Replied, Undone
from roleplay.domain.mood import ReceiptLine
from roleplay.domain.response import Response
from roleplay.domain.vocabulary import AXES
from roleplay.engine import available_choices, effective, history, offered_choices, replay, step

if TYPE_CHECKING:
    from tests.conftest import MakePlayer, Player

Moves = Callable[[Encounter], st.SearchStrategy[list[Callable[["Player"], object]]]]

often = settings(max_examples=25, deadline=None)
SEEDS = st.integers(0, 999_999_999)


def any_session(
    data: st.DataObject, anything: st.SearchStrategy[Encounter], moves: Moves, player: MakePlayer
) -> Player:
    """Return a session in which anything has happened."""
    encounter = data.draw(anything)
    session = player(encounter, data.draw(SEEDS))
    for move in data.draw(moves(encounter)):
        move(session)
    return session


@often
@given(data=st.data())
def test_replay_leads_to_the_same_state(
    data: st.DataObject, anything: st.SearchStrategy[Encounter], moves: Moves, player: MakePlayer
) -> None:
    """The events alone lead back to every state of the session, undone turns left out."""
    session = any_session(data, anything, moves, player)

    assert replay(session.encounter, session.events) == session.state
    assert history(session.encounter, session.events) == session.states
    assert history(session.encounter, effective(session.events)) == session.states


@often
@given(data=st.data())
def test_effective_events_hold_the_replies_that_stand(
    data: st.DataObject, anything: st.SearchStrategy[Encounter], moves: Moves, player: MakePlayer
) -> None:
    """Without undone turns there is one reply for each turn, numbered from 1."""
    session = any_session(data, anything, moves, player)
    standing = effective(session.events)

    assert [event.turn for event in standing if isinstance(event, Replied)] == list(
        range(1, session.state.turn + 1)
    )
    assert not any(isinstance(event, Undone) for event in standing)


@often
@given(data=st.data())
def test_receipts_add_up(
    data: st.DataObject, anything: st.SearchStrategy[Encounter], moves: Moves, player: MakePlayer
) -> None:
    """On every axis the amounts add up to what changed, and moods stay within their scales."""
    session = any_session(data, anything, moves, player)

    for receipt in [event.receipt for event in session.events if isinstance(event, MoodMoved)]:
        for axis in AXES:
            before, after = getattr(receipt.before, axis), getattr(receipt.after, axis)
            assert receipt.change(axis) == after - before
            assert 0 <= after <= (99 if axis == "patience" else 100)


@often
@given(data=st.data())
def test_every_receipt_line_is_its_base_times_its_factors(
    data: st.DataObject, anything: st.SearchStrategy[Encounter], moves: Moves, player: MakePlayer
) -> None:
    """A line's amount is its base times every factor, rounded half away from zero."""
    session = any_session(data, anything, moves, player)

    for event in session.events:
        if isinstance(event, MoodMoved):
            for line in event.receipt.lines:
                assert line.amount == worked_out(line), line


def worked_out(line: ReceiptLine) -> int:
    """Return what a line must amount to, in exact arithmetic."""
    exact = Fraction(line.base)
    for factor in line.factors:
        exact *= Fraction(factor.percent, 100)
    size = int(abs(exact) + Fraction(1, 2))
    return size if exact >= 0 else -size


@often
@given(data=st.data())
def test_undo_then_redo_changes_nothing(
    data: st.DataObject, anything: st.SearchStrategy[Encounter], moves: Moves, player: MakePlayer
) -> None:
    """A reply that is taken back and given again has the same outcome and the same events."""
    session = any_session(data, anything, moves, player)
    replies = [event for event in effective(session.events) if isinstance(event, Replied)]
    if not replies:
        return
    before, after = session.states[-2], session.state
    session.undo()
    again, events = step(session.encounter, before, replies[-1].response)

    assert session.state == before
    assert again == msgspec.structs.replace(after, unheard=again.unheard, said=again.said)
    assert replies[-1] in events


@often
@given(data=st.data())
def test_same_seed_and_replies_give_the_same_bytes(
    data: st.DataObject, anything: st.SearchStrategy[Encounter], moves: Moves, player: MakePlayer
) -> None:
    """Two sessions on the same seed with the same moves are the same to the byte."""
    encounter, seed = data.draw(anything), data.draw(SEEDS)
    plan = data.draw(moves(encounter))
    kept: list[bytes] = []
    for _time in range(2):
        session = player(encounter, seed)
        for move in plan:
            move(session)
        kept.append(msgspec.msgpack.encode([session.events, session.states]))

    assert kept[0] == kept[1]


@often
@given(data=st.data())
def test_nothing_that_was_is_changed(
    data: st.DataObject, anything: st.SearchStrategy[Encounter], moves: Moves, player: MakePlayer
) -> None:
    """The encounter and every earlier state stay as they were."""
    encounter = data.draw(anything)
    written = msgspec.msgpack.encode(encounter)
    session = player(encounter, data.draw(SEEDS))
    seen = [(session.state, msgspec.msgpack.encode(session.state))]
    for move in data.draw(moves(encounter)):
        move(session)
        seen.append((session.state, msgspec.msgpack.encode(session.state)))

    assert msgspec.msgpack.encode(encounter) == written
    assert [state for state, bytes_ in seen if msgspec.msgpack.encode(state) != bytes_] == []


@often
@given(data=st.data())
def test_a_session_goes_on_until_it_ends(
    data: st.DataObject, anything: st.SearchStrategy[Encounter], moves: Moves, player: MakePlayer
) -> None:
    """While a session goes on there is a choice; once it has ended, nothing moves it or is offered."""
    session = any_session(data, anything, moves, player)
    offered = offered_choices(session.encounter, session.state)

    assert bool(offered) is not session.state.is_ended
    assert set(offered) == set(available_choices(session.encounter, session.state))
    if session.state.is_ended:
        assert step(session.encounter, session.state, Response("Halo?", shows=("greet",))) == (
            session.state,
            (),
        )


@often
@given(data=st.data())
def test_events_survive_being_kept(
    data: st.DataObject, anything: st.SearchStrategy[Encounter], moves: Moves, player: MakePlayer
) -> None:
    """Events, states and encounter are the same after being written and read."""
    session = any_session(data, anything, moves, player)
    as_read = msgspec.msgpack.decode(msgspec.msgpack.encode(session.events), type=list[Event])
    as_json = msgspec.json.decode(msgspec.json.encode(session.events), type=list[Event])

    assert as_read == session.events
    assert as_json == session.events
    assert replay(session.encounter, as_read) == session.state
