"""A talk at a host is played as one that is kept here: what the host answers is what counts."""

import random
from pathlib import Path
from typing import cast

import pytest

from roleplay.app.hosting import messages
from roleplay.app.hosting.facilitator import Facilitator
from roleplay.app.hosting.host import Host
from roleplay.app.hosting.messages import Done, Request
from roleplay.app.hosting.refused import Refused
from roleplay.app.hosting.views import update
from roleplay.app.joining.client import SeatLine, pauses
from roleplay.app.joining.courier import Courier
from roleplay.app.joining.line import LineDownError
from roleplay.app.joining.remote import RemoteSession
from roleplay.app.joining.seats import Claim, KeptSeat
from roleplay.domain.events import Replied
from roleplay.domain.response import NOTHING
from tests.unit.app.hosting.conftest import Room


class FakeLine:
    """Answers as it was told to; anything but a Done is raised."""

    def __init__(self, *answers: Done | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[Request] = []

    def do(self, asked: Request) -> Done:
        self.asked.append(asked)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def courier_of(line: FakeLine, folder: Path, told: list[str | None]) -> Courier:
    kept = KeptSeat("h", 1, "code", "", "en", "s1", "Ani", "token")
    claim = Claim(folder / "code-s1.seat", kept, "run")
    return Courier(cast("SeatLine", line), claim, random.random, told.append)


def test_pauses_grow_and_differ() -> None:
    """Each pause is longer, up to some seconds, and not the same for everybody."""
    early, late = pauses(0.0), pauses(1.0)
    waits = [(next(early), next(late)) for _round in range(10)]
    assert all(low < high for low, high in waits)
    assert [low for low, _high in waits] == sorted(low for low, _high in waits)
    assert waits[-1][1] < 30


def test_a_request_is_sent_until_it_is_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same request each time; the trouble is told once, and that it is over."""
    monkeypatch.setattr("roleplay.app.joining.courier.time.sleep", lambda _seconds: None)
    told: list[str | None] = []
    busy = Refused("busy", "later")
    line = FakeLine(LineDownError("gone"), busy, LineDownError("gone"), Done(7))
    courier = courier_of(line, tmp_path, told)
    assert courier.send(messages.Act("x")) == Done(7)
    assert line.asked == [messages.Act("x")] * 4
    assert told == ["gone", None]
    assert courier.claim.pending is None


def test_what_was_not_answered_stays_in_the_outbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who does not want to wait leaves, and it is there for the next run; a refusal clears it."""

    def leave(_seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("roleplay.app.joining.courier.time.sleep", leave)
    courier = courier_of(FakeLine(LineDownError("gone"), Refused("stale", "no")), tmp_path, [])
    with pytest.raises(KeyboardInterrupt):
        courier.send(messages.Act("x"))
    assert courier.claim.pending == messages.Act("x")
    with pytest.raises(Refused):
        courier.send(messages.Act("x"))
    assert courier.claim.pending is None


def test_a_talk_is_played_from_afar(room: Room, tmp_path: Path) -> None:
    """Choices, feedback and mood are those of the host's own talk; news without an answer is taken up."""

    async def scene() -> None:
        host: Host = await room.open()
        welcome = await host.join(messages.Join(room.code, "Ani", "agreed"))
        seat = host.seat_of(welcome.token)
        lead = Facilitator(host)
        await lead.do(messages.Begin())
        assert seat.talk is not None
        talk = update(host, seat, "events").talk
        assert talk is not None
        line = FakeLine()
        remote = RemoteSession(talk, seat.talk.encounter, courier_of(line, tmp_path, []))
        assert remote.choices == seat.talk.choices
        assert remote.record.mode == seat.talk.record.mode
        choice = remote.choices[0]
        asked = messages.Reply(talk.session, talk.version, choice.id)
        line.answers.append(await host.do(seat, asked))
        turn = remote.choose(choice)
        assert line.asked == [asked]
        assert turn.after == seat.talk.state
        assert turn.response.choice == choice.id
        await lead.do(messages.TakeOver(seat.id))
        fresh = update(host, seat, "events").talk
        assert fresh is not None
        assert len(remote.take_up(fresh)) == 1
        assert remote.is_taken_over
        assert remote.take_up(talk) == ()
        assert remote.events == seat.talk.events

    room.play(scene)


def test_a_talk_that_cannot_be_one_is_the_fault_of_the_host(room: Room, tmp_path: Path) -> None:
    """Events of a hostile host end in one error, not in any that the engine may raise."""

    async def scene() -> None:
        host = await room.open()
        welcome = await host.join(messages.Join(room.code, "Ani", "agreed"))
        seat = host.seat_of(welcome.token)
        await Facilitator(host).do(messages.Begin())
        talk = update(host, seat, "events").talk
        assert talk is not None
        assert seat.talk is not None
        courier = courier_of(FakeLine(), tmp_path, [])
        for events in ((), talk.events[1:], (*talk.events, Replied(1, "nowhere", NOTHING))):
            broken = messages.Talk(talk.session, 1, talk.encounter, False, False, None, events)
            with pytest.raises(LineDownError):
                RemoteSession(broken, seat.talk.encounter, courier)

    room.play(scene)
