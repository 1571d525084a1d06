"""The live board of a hosted group is brought up to date by what changed, and says what a full count says."""

import random

from roleplay.app.hosting import messages
from roleplay.app.hosting.board import GONE, MOST_ROWS, GroupBoard
from roleplay.app.hosting.facilitator import Facilitator
from roleplay.app.hosting.overview import BoardUpdate
from roleplay.app.hosting.seat import Seat
from roleplay.groups.board import Patience
from tests.unit.app.hosting.conftest import Room


async def join(room: Room, name: str) -> Seat:
    """Return the seat of somebody who has joined and stays."""
    welcome = await room.host.join(messages.Join(room.code, name, "agreed"))
    seat = room.host.seat_of(welcome.token)
    seat.connections = 1
    return seat


async def choose(room: Room, seat: Seat, choice: str | None, text: str = "") -> None:
    assert seat.talk is not None
    record = seat.talk.record
    await room.host.do(seat, messages.Reply(record.id, record.version, choice, text))


def shown(board: GroupBoard, now: float = 0) -> BoardUpdate:
    return board.update(1, "192.168.1.5:8700", now, 0)


def test_the_board_follows_a_seat_through_its_talk(room: Room) -> None:
    """Lobby, playing, paused, away, back, ended; with mood, turn and customer once there is a talk."""

    async def scene() -> None:
        host = await room.open()
        lead, board = Facilitator(host), GroupBoard(host)
        seat = await join(room, "Ani")
        assert [(row.nickname, row.state, row.persona) for row in shown(board).rows] == [("Ani", "lobby", "")]
        await lead.do(messages.Begin())
        assert seat.talk is not None
        row = shown(board).rows[0]
        assert (row.state, row.turn, row.outcome) == ("playing", 0, None)
        assert row.tension == seat.talk.state.mood.tension
        await choose(room, seat, seat.talk.choices[0].id)
        assert shown(board).rows[0].turn == 1
        await lead.do(messages.Pause())
        assert shown(board).rows[0].state == "paused"
        await lead.do(messages.Continue())
        seat.connections = 0
        assert shown(board, GONE - 1).rows[0].state == "playing"
        away = shown(board, GONE + 1)
        assert (away.rows[0].state, away.rows[0].is_connected, away.connected) == ("away", False, 0)
        seat.connections = 1
        assert shown(board, GONE + 2).rows[0].state == "playing"
        while not seat.talk.state.is_ended:
            await choose(room, seat, seat.talk.choices[0].id)
        ended = shown(board, 100)
        assert (ended.rows[0].state, ended.rows[0].outcome) == ("ended", seat.talk.state.outcome)
        assert ended.view.outcomes == {seat.talk.state.outcome: 1}
        await lead.do(messages.Remove(seat.id))
        gone = shown(board, 101)
        assert (gone.rows, gone.people, gone.view.seats) == ((), 0, 0)

    room.play(scene)


def test_a_board_brought_up_to_date_is_one_made_anew(room: Room) -> None:
    """After many moves of many seats both say the same."""

    async def scene() -> None:
        host = await room.open()
        lead, board = Facilitator(host), GroupBoard(host)
        seats = [await join(room, f"Person {number}") for number in range(12)]
        await lead.do(messages.Begin())
        dice = random.Random(7)
        for _move in range(60):
            seat = dice.choice(seats)
            assert seat.talk is not None
            if seat.talk.can_undo and dice.random() < 0.2:
                await host.do(seat, messages.Undo(seat.talk.record.id, seat.talk.record.version))
            elif seat.talk.choices:
                await choose(room, seat, dice.choice(seat.talk.choices).id)
            shown(board)

        assert shown(board) == shown(GroupBoard(host))

    room.play(scene)


def test_who_is_stuck_is_told(room: Room) -> None:
    """After too long at one place while it can be played, or when nothing was understood again and again."""

    async def scene() -> None:
        host = await room.open()
        lead, board = Facilitator(host), GroupBoard(host, Patience(100, 2))
        quiet, unheard = await join(room, "Quiet"), await join(room, "Unheard")
        await lead.do(messages.Begin())
        shown(board, 0)
        assert [row.is_stuck for row in shown(board, 99).rows] == [False, False]
        for _time in range(2):
            await choose(room, unheard, None, "asdf qwer")
        update = shown(board, 99)
        assert [row.is_stuck for row in update.rows] == [False, True]
        assert [stuck.nickname for stuck in update.view.stuck] == ["Unheard"]
        assert [row.is_stuck for row in shown(board, 100).rows] == [True, True]
        await lead.do(messages.Pause())
        assert shown(board, 200).view.stuck_count == 0
        await lead.do(messages.Continue())
        assert [row.is_stuck for row in shown(board, 300).rows] == [False, True]
        assert quiet.talk is not None

    room.play(scene)


def test_of_many_those_who_need_help_have_a_row(room: Room) -> None:
    """The stuck first, then who is away, then who did something longest ago; the rest is counted."""

    async def scene() -> None:
        host = await room.open()
        board = GroupBoard(host, Patience(1000, 1))
        seats = [await join(room, f"Person {number}") for number in range(MOST_ROWS + 20)]
        await Facilitator(host).do(messages.Begin())
        shown(board)
        for seat in seats[5:]:
            seat.moved_at = 50
        stuck, away = seats[-1], seats[-2]
        await choose(room, stuck, None, "asdf qwer")
        away.connections, away.seen_at = 0, -GONE
        update = shown(board, 1)

        rows = {row.seat for row in update.rows}
        assert len(update.rows) == MOST_ROWS
        assert update.left_out == 20
        assert {stuck.id, away.id, *(seat.id for seat in seats[:5])} <= rows

    room.play(scene)
