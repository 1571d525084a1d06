"""The ways of a room: which there are, where a turn was decided, and what became of them."""

from roleplay.domain.events import Replied, Said
from roleplay.domain.group import Branched, Returned, Seated
from roleplay.engine import history
from roleplay.groups.room import ROOM
from roleplay.groups.ways import (
    Way,
    before_turn,
    current,
    future,
    is_crossroads,
    owner,
    reply_in,
    ways,
    words_before,
)
from tests.conftest import Player, SmallEncounters

EVENTS = (
    Seated("s1", 0, "alone"),
    Seated(ROOM, 0, "first"),
    Branched("second", "first", 2),
    Branched("third", "second", 4),
    Returned("first"),
)


def talk(small: SmallEncounters) -> Player:
    """Return a talk of three replies, with one that was not understood and one that was taken back."""
    player = Player(small.plain)
    player.choose("on")
    player.reply(text="zzz")
    player.choose("back")
    player.choose("stay")
    player.undo()
    player.choose("finish")
    return player


def test_ways_and_where_the_room_is() -> None:
    """The session of the room and those that left it are its ways; the last one taken is where it is."""
    assert ways(EVENTS) == (
        Way(1, "first", None, 0),
        Way(2, "second", "first", 2),
        Way(3, "third", "second", 4),
    )
    assert [current(EVENTS[:count]) for count in range(1, 6)] == [
        None,
        "first",
        "second",
        "third",
        "first",
    ]


def test_a_turn_belongs_to_the_way_in_which_it_was_decided() -> None:
    """What came before a way was left, and the turn at which it was left, was decided in the way before."""
    known = ways(EVENTS)

    assert [owner(known, "third", turn) for turn in range(1, 6)] == [
        "first",
        "first",
        "second",
        "second",
        "third",
    ]
    assert [is_crossroads(known, "second", turn) for turn in (1, 2, 3)] == [False, True, False]
    assert not is_crossroads(known, "first", 0), "the first way left nothing"


def test_what_stood_before_a_turn(small: SmallEncounters) -> None:
    """Up to a turn everything is as it was, without what was said in vain or taken back."""
    player = talk(small)

    for turn in (1, 2, 3):
        before = before_turn(player.events, turn)
        assert [event.turn for event in before if isinstance(event, Replied)] == list(range(1, turn))
        states = history(small.plain, before)
        assert states[-1].mood == player.states[turn - 1].mood
        assert states[-1].unheard == 0
    words = [word.text for word in words_before(player.events, 2) if isinstance(word, Said)]
    assert words == ["Lalu?"], "not what was answered to words that nobody understood"
    last = reply_in(player.events, 3)
    assert last is not None
    assert last.response.choice == "finish"
    assert reply_in(player.events, 4) is None


def test_a_future(small: SmallEncounters) -> None:
    """What became of a talk from a turn on: words, moods, end and figures."""
    player = talk(small)
    whole, rest = future(small.plain, player.events, 1), future(small.plain, player.events, 3)

    assert (whole.turns, whole.outcome, len(whole.moods)) == (3, "resolved", 4)
    assert (rest.reply, rest.moods) == ("Selesai.", whole.moods[2:])
    assert future(small.plain, player.events[:3], 1).outcome is None
    unplayed = future(small.plain, before_turn(player.events, 2), 2)
    assert (unplayed.reply, len(unplayed.moods)) == ("", 1)
