"""A room while it plays: everything is kept before it is seen, and goes on exactly where it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pytest

from roleplay.app.room import LiveRoom, World, open_room, resume_room
from roleplay.app.room_teams import NAME_LENGTH, name_teams
from roleplay.domain.events import Said
from roleplay.domain.group import Committed, GroupEvent, Joined, Opened, Plan, Round
from roleplay.errors import RoleplayError
from roleplay.groups.room import ROOM, Camp
from roleplay.hearing import Ear
from roleplay.store import GroupRecord, MemoryStore, NotKeptError, UnknownGroupError

if TYPE_CHECKING:
    from tests.conftest import SmallEncounters

NOW = "2026-11-24T08:00:00+07:00"
NAMES = ("Meja 1", "Meja 2", "Meja 3")


def world(ear: Ear, draws: Iterator[int] | None = None) -> World:
    chances = draws or iter(range(1_000, 9_999))
    return World(lambda: NOW, lambda: next(chances), lambda _language: lambda: ear)


@pytest.fixture
def room(store: MemoryStore, small: SmallEncounters, ear: Ear) -> LiveRoom:
    """Return a room of three teams that has decided nothing."""
    return open_room(store, small.plain, 5, NAMES, "agreed", world(ear))


def camp(room: LiveRoom, choice: str) -> Camp:
    return next(item for item in room.camps if item.choice == choice)


def decide(room: LiveRoom, *choices: str) -> None:
    """Let the teams take these choices, and the room see it."""
    room.commit([(team, camp(room, choice)) for team, choice in zip(room.teams, choices, strict=True)])
    room.disclose()


def play(room: LiveRoom, choice: str) -> None:
    decide(room, choice, choice, choice)
    room.play(camp(room, choice))


def again(room: LiveRoom, store: MemoryStore, ear: Ear) -> LiveRoom:
    """Return the room as another start of the program finds it."""
    return resume_room(store, room.record.id, world(ear, iter(range(20_000, 30_000))))


def test_a_room_begins_with_its_teams(room: LiveRoom, store: MemoryStore) -> None:
    """The group holds the plan and the teams with what they agreed to; the talk belongs to it."""
    events = store.read_group(room.record.id)
    joined = [event for event in events if isinstance(event, Joined)]

    assert [event.nickname for event in joined] == list(NAMES)
    assert len({event.consent for event in joined}) == 1
    assert [team.name for team in room.teams] == list(NAMES)
    assert room.stage == "vote"
    (record,) = store.sessions(group_id=room.record.id)
    assert (record.id, record.seat, record.mode) == (room.session.record.id, ROOM, "practice")


def test_everything_is_kept_at_once_and_goes_on_there(room: LiveRoom, store: MemoryStore, ear: Ear) -> None:
    """After each step another start of the program stands at the very same place."""

    def check() -> None:
        other = again(room, store, ear)
        assert tuple(other.events) == store.read_group(room.record.id) == tuple(room.events)
        assert (other.stage, other.turn, other.votes, other.camps) == (
            room.stage,
            room.turn,
            room.votes,
            room.camps,
        )
        assert other.session.state == room.session.state
        assert (other.doubt, other.ways, other.open_teams) == (room.doubt, room.ways, room.open_teams)

    first, second, third = room.teams
    check()
    room.commit([(first, camp(room, "on")), (second, None)])
    assert [team.name for team in room.open_teams] == ["Meja 3"]
    check()
    room.commit_words(third, "Selamat pagi.")
    room.give_reason(third, "sopan")
    check()
    room.recall(first)
    check()
    room.commit([(first, camp(room, "on"))])
    room.disclose()
    check()
    room.play(camp(room, "on"))
    assert (room.stage, room.turn, room.votes) == ("vote", 2, {})
    check()
    decide(room, "finish", "finish", "finish")
    room.note_doubt("")
    check()
    room.go_back(room.spots[0])
    check()
    room.play(camp(room, "finish"))
    check()
    room.go_on_with(room.ways[0])
    check()
    room.choose_action(first, "Menyapa dulu.")
    room.close()
    assert room.stage == "closed"
    check()


def test_stages(room: LiveRoom) -> None:
    """A room votes, plays what it decided, looks back when the talk is over, and is closed in the end."""
    stages = [room.stage]
    decide(room, "on", "finish", "on")
    stages.append(room.stage)
    room.play(camp(room, "on"))
    stages.append(room.stage)
    play(room, "finish")
    stages.append(room.stage)
    room.go_back(room.spots[0])
    stages.append(room.stage)
    room.close()

    assert [*stages, room.stage] == ["vote", "play", "vote", "ended", "play", "closed"]


def test_a_reason_stays_with_a_corrected_decision(room: LiveRoom) -> None:
    """Who mends a slip of the finger does not lose what the team said."""
    team = room.teams[1]
    room.commit([(team, camp(room, "on"))])
    room.give_reason(team, "sopan")
    room.commit([(team, camp(room, "finish"))])

    assert (room.votes["2"].choice, room.votes["2"].reason) == ("finish", "sopan")


def test_own_words_are_heard_like_any_others(room: LiveRoom) -> None:
    """What a team says in its own words plays as free text; what is not understood costs no turn."""
    room.commit([(team, camp(room, "on")) for team in room.teams])
    room.commit_words(room.teams[0], "Selamat pagi, Pak.")
    room.commit_words(room.teams[1], "zzz")
    room.disclose()
    assert [room.is_heard(text) for text in ("Selamat pagi, Pak.", "zzz")] == [True, False]
    own = [item for item in room.camps if item.choice is None]
    assert [item.number for item in own] == [4, 5]
    lost = room.play(own[1])
    assert (lost.receipt, room.turn, room.stage) == (None, 1, "play")
    heard = room.play(own[0])
    assert heard.response.shows == ("greet",)
    assert room.turn == 2


def words(room: LiveRoom) -> list[str]:
    return [event.text for event in room.session.last_words() if isinstance(event, Said)]


def test_another_way_begins_where_the_first_was(room: LiveRoom, store: MemoryStore) -> None:
    """Going back leaves the first way as it is, and stands where it stood: same seed, words and choices."""
    first = room.session
    before, choices = words(room), [offer.choice for offer in room.offers]
    play(room, "on")
    play(room, "back")
    room.go_back(room.spots[0])

    assert (words(room), [offer.choice for offer in room.offers]) == (before, choices)
    assert room.session.record.seed == first.record.seed
    assert room.session.record.group_id == room.record.id
    assert room.played_there() == "Baik."
    assert {vote.choice for vote in room.votes.values()} == {"on"}, "how the room decided is still there"
    room.play(camp(room, "finish"))
    parting = room.parting()
    assert parting is not None
    assert (parting.turn, parting.left, parting.right) == (1, 1, 2)
    assert [item.reply for item in parting.futures] == ["Baik.", "Selesai."]
    assert [item.outcome for item in parting.futures] == [None, "resolved"]
    assert store.read(first.record.id) == tuple(first.events)
    room.go_on_with(room.ways[0])
    assert room.turn == 3


def test_a_way_may_leave_a_way(room: LiveRoom) -> None:
    """A turn that was decided in a way that left the first is gone back to there."""
    play(room, "on")
    room.go_back(room.spots[0])
    room.play(camp(room, "stay"))
    play(room, "on")
    room.go_back(room.spots[1])

    assert [(way.number, way.turn) for way in room.ways] == [(1, 0), (2, 1), (3, 2)]
    assert room.ways[2].parent == room.ways[1].session
    assert [spot.played for spot in room.spots] == ["Hm."]
    room.go_back(room.spots[0])
    assert room.ways[3].parent == room.ways[0].session, "turn 1 was decided in the first way"


def test_the_code_is_drawn_again_when_it_is_taken(
    store: MemoryStore, small: SmallEncounters, ear: Ear
) -> None:
    """A new room never takes the place of one that is there."""
    draws = iter((1, 1, 5, 5, 1, 1, 5, 5, 6, 6, 7, 7, 8, 8))
    rooms = [open_room(store, small.plain, 1, NAMES, "", world(ear, draws)) for _ in range(2)]

    assert rooms[0].record.id != rooms[1].record.id
    assert rooms[0].session.record.id != rooms[1].session.record.id


class FailingStore(MemoryStore):
    """A store whose disk is full for a while."""

    is_full = False

    def append_to_group(
        self, group_id: str, expected_version: int, events: Sequence[GroupEvent], at: str
    ) -> int:
        if self.is_full:
            raise NotKeptError("the disk is full")
        return super().append_to_group(group_id, expected_version, events, at)

    def create_group(self, record: GroupRecord) -> None:
        if self.is_full:
            raise NotKeptError("the disk is full")
        super().create_group(record)


@pytest.mark.parametrize("is_full_at_first", [True, False])
def test_a_full_disk_loses_nothing_that_it_takes_later(
    small: SmallEncounters, ear: Ear, is_full_at_first: bool
) -> None:
    """The room goes on in memory and says so; as soon as the disk takes something, it takes all of it."""
    store = FailingStore()
    store.is_full = is_full_at_first
    room = open_room(store, small.plain, 5, NAMES, "", world(ear))
    store.is_full = True
    decide(room, "on", "on", "finish")
    losses = [room.loss]
    assert not room.keep()
    store.is_full = False
    room.note_doubt("x")
    assert [*losses, room.loss] == ["the disk is full", None]
    assert store.read_group(room.record.id) == tuple(room.events)
    assert again(room, store, ear).stage == "play"


def test_what_is_no_room_is_not_resumed(store: MemoryStore, ear: Ear) -> None:
    """A code that is not there, and a group that plays in another way, are told."""
    with pytest.raises(UnknownGroupError):
        resume_room(store, "abcd1234", world(ear))
    store.create_group(GroupRecord("abcd1234", "Bimtek", "", NOW, NOW, 90))
    store.append_to_group("abcd1234", 0, [Opened(Plan("Bimtek", "id", (Round("thr"),)))], NOW)
    with pytest.raises(RoleplayError, match="no room"):
        resume_room(store, "abcd1234", world(ear))


def test_a_line_of_votes_is_one_write(room: LiveRoom, store: MemoryStore) -> None:
    """Votes that are typed in one line are kept all or none."""
    version = room.record.version
    room.commit([(team, camp(room, "on")) for team in room.teams])

    assert store.group(room.record.id).version == version + 3
    assert all(isinstance(event, Committed) for event in room.events[-3:])


@pytest.mark.parametrize(
    ("given", "count", "names"),
    [
        ((), 3, ("Team 1", "Team 2", "Team 3")),
        (("Melati", "Mawar"), None, ("Melati", "Mawar")),
        (("Melati",), 3, ("Melati", "Team 2", "Team 3")),
        (("A", "A", " A "), None, ("A", "A (2)", "A (3)")),
        (("\x1b[2J\u202eA\n B", ""), None, ("[2JA B", "Team 2")),
        (("x" * 500, "B"), None, ("x" * (NAME_LENGTH - 1) + "…", "B")),
    ],
)
def test_names_of_teams(given: tuple[str, ...], count: int | None, names: tuple[str, ...]) -> None:
    """Names are cleaned, cut and made different; who has none is called by number."""
    assert name_teams(given, count) == names


@pytest.mark.parametrize(
    ("given", "count"), [((), 1), ((), 13), (("A",), None), (("A", "B", "C"), 2), ((), -1)]
)
def test_too_few_and_too_many_teams(given: tuple[str, ...], count: int | None) -> None:
    """A room has 2 to 12 teams, and not more names than teams."""
    with pytest.raises(RoleplayError, match="teams"):
        name_teams(given, count)
