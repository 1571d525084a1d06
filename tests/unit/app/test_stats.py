"""Item statistics of sessions that were kept: for trainees of known skill, what must come out comes out."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from math import sqrt
from typing import TYPE_CHECKING, Final

import msgspec
import pytest
from msgspec.structs import replace

from roleplay.app.session import LiveSession
from roleplay.app.stats import item_statistics
from roleplay.authoring.trainees import Trainee
from roleplay.domain.cues import Cues
from roleplay.domain.encounter import Card, Choice, Encounter, Ending, Goal, Line, Node
from roleplay.domain.events import Event
from roleplay.domain.session import SessionState
from roleplay.engine import start
from roleplay.errors import RoleplayError
from roleplay.scoring import alternatives
from roleplay.store import DamagedError, MemoryStore, SessionRecord, UnreachableError

if TYPE_CHECKING:
    from roleplay.app.desk import Desk
    from roleplay.app.documents import Statistics
    from roleplay.reporting.item_statistics import NodeStatistics
    from tests.conftest import SmallEncounters
    from tests.unit.app.conftest import Begin
    from tests.unit.conftest import ContentFolder

ROOMS: Final = ("first", "second", "third", "coin")
SKILLS: Final = (0.2, 0.5, 0.8)
PLAYS: Final = 900
NOW: Final = "2026-11-24T08:00:00+07:00"


@pytest.fixture(scope="module")
def chain(small: SmallEncounters) -> Encounter:
    """Return four questions in a row, each with one right choice that is worth a quarter of the total."""
    nodes = {
        name: Node(
            name,
            (Line(f"nodes.{name}.says", ("Lalu?",)),),
            choices=(
                Choice("blame", "Salah sendiri.", shows=("blame",), goto=onward),
                Choice("right", "Begini.", shows=("explain",), tells=(name,), goto=onward),
                Choice("dismiss", "Sabar saja.", shows=("dismiss",), goto=onward),
            ),
        )
        for name, onward in zip(ROOMS, (*ROOMS[1:], "done"), strict=True)
    }
    ends = {"done": Node("done", (), ending=Ending("resolved", "")), "left": small.plain.nodes["left"]}
    return small.like(
        start=ROOMS[0],
        nodes=nodes | ends,
        cards={name: Card(name, name, "UU 1", "2026-11-24", False, Cues()) for name in ROOMS},
        goals=tuple(Goal(name, "", told=name) for name in ROOMS),
    )


def of_skill(skill: float, chance: random.Random) -> Trainee:
    """Return a trainee who takes the best with this probability, and at the coin with one half as all do."""

    def choose(encounter: Encounter, state: SessionState) -> Choice:
        found = alternatives(encounter, state)
        is_found = chance.random() < (0.5 if state.node == "coin" else skill)
        wanted = found[0].response.choice if is_found else chance.choice(found[1:]).response.choice
        return next(item for item in encounter.nodes[state.node].choices if item.id == wanted)

    return choose


def play(session: LiveSession, trainee: Trainee) -> None:
    """Play a session to its end."""
    while not session.state.is_ended:
        session.choose(trainee(session.encounter, session.state))


def take(session: LiveSession, *names: str) -> LiveSession:
    """Take choices by name."""
    for name in names:
        session.choose(next(item for item in session.choices if item.id == name))
    return session


def node(found: Statistics, name: str) -> NodeStatistics:
    """Return the figures of one node."""
    return next(item for item in found.nodes if item.node == name)


def edited(encounter: Encounter, digest: str, **changes: object) -> Encounter:
    """Return an encounter as it is after its author changed something."""
    return msgspec.structs.replace(encounter, digest=digest * 64, **changes)


def with_another_choice(encounter: Encounter, digest: str) -> Encounter:
    """Return an encounter that has one choice more."""
    coin = encounter.nodes["coin"]
    coin = replace(coin, choices=(*coin.choices, Choice("another", "Eh.", goto="done")))
    return edited(encounter, digest, nodes={**encounter.nodes, "coin": coin})


def numbered(found: Statistics) -> tuple[int, int, int]:
    """Return how many plays were counted, are older, and cannot be read."""
    return found.plays, found.older, found.unreadable


def test_known_skills_come_out(
    desk: Desk, store: MemoryStore, begin_session: Begin, chain: Encounter
) -> None:
    """Difficulty is the mean skill, discrimination what the spread of skill makes of it; the coin has none.

    Taking the best at two nodes covaries by the variance v of skill, so with the three other nodes, one of
    them the coin, discrimination is 2v / √(¼ × (2 × ¼ + 2v + ¼)) = 0.26.
    """
    chance = random.Random(1)
    for place in range(PLAYS):
        play(begin_session(chain), of_skill(SKILLS[place % 3], chance))
    found = item_statistics(desk, store, "small")
    variance = 0.06
    expected = 2 * variance / sqrt(0.25 * (0.75 + 2 * variance))

    assert numbered(found) == (PLAYS, 0, 0)
    assert found.ended == PLAYS
    assert [item.node for item in found.nodes] == list(ROOMS)
    for name in ROOMS[:3]:
        item = node(found, name)
        assert item.difficulty.of == PLAYS
        assert item.difficulty.rate == pytest.approx(0.5, abs=0.05)
        assert item.discrimination.value == pytest.approx(expected, abs=0.07)
        blame, right, dismiss = item.choices
        assert (blame.is_best, right.is_best, dismiss.is_best) == (False, True, False)
        assert right.correlation == item.discrimination
        assert (blame.notes, dismiss.notes) == ((), ())
        # Those who are right here have a skill of (0.2² + 0.5² + 0.8²) / 1.5 = 0.62 on the mean.
        assert right.mean_total == pytest.approx(25 * (1 + 2 * 0.62 + 0.5), abs=3)
    assert node(found, "coin").discrimination.value == pytest.approx(0, abs=0.07)
    assert "weak" in node(found, "coin").notes


def test_what_good_trainees_take_is_flagged(
    desk: Desk, store: MemoryStore, begin_session: Begin, chain: Encounter
) -> None:
    """Where good trainees fall for one distractor and poor ones for the other, the first is flagged."""
    for place in range(40):
        take(begin_session(chain), ("dismiss", "right")[place % 2], "right", "right", "right")
        take(begin_session(chain), ("blame", "right")[place % 2], "blame", "blame", "dismiss")
    blame, right, dismiss = node(item_statistics(desk, store, "small"), "first").choices

    assert (blame.notes, right.notes, dismiss.notes) == ((), (), ("attracts-good",))


def test_only_this_scenario_and_only_turns_that_stand(
    desk: Desk, store: MemoryStore, begin_session: Begin, chain: Encounter
) -> None:
    """Sessions of other scenarios and replies that were taken back do not count."""
    take(begin_session(edited(chain, "9", scenario="other")), "blame")
    session = take(begin_session(chain), "blame")
    session.undo()
    take(session, "right")
    found = item_statistics(desk, store, "small")

    assert numbered(found) == (1, 0, 0)
    assert [item.taken.count for item in node(found, "first").choices] == [0, 1, 0]
    assert (node(found, "second").paused, node(found, "first").paused) == (1, 0)


def test_what_was_typed_is_told(
    desk: Desk, store: MemoryStore, begin_session: Begin, chain: Encounter
) -> None:
    """Typed replies, those not understood, and what was contested reach the figures."""
    session = begin_session(chain)
    session.say("Selamat pagi, Pak.")
    session.contest(session.heard_last()[0])
    session.say("zzz")
    take(session, "right")
    found = item_statistics(desk, store, "small")

    assert (node(found, "first").typed.count, node(found, "first").typed.of) == (2, 3)
    assert [item.text for item in node(found, "first").unheard] == ["zzz"]
    ((label, quote),) = ((item.label, item.quote) for item in found.contested)
    assert (label, quote) == ("greet", "Selamat pagi")


def test_only_the_newest_content_counts(
    desk: Desk, store: MemoryStore, begin_session: Begin, chain: Encounter
) -> None:
    """Plays of older content are left out and counted; joined, only what is still there is told."""
    for _play in range(3):
        take(begin_session(with_another_choice(chain, "1")), "blame")
    take(begin_session(edited(chain, "2")), "right")
    newest, joined = (item_statistics(desk, store, "small", all_versions=each) for each in (False, True))

    assert (numbered(newest), numbered(joined)) == ((1, 3, 0), (4, 0, 0))
    assert [item.taken.count for item in node(newest, "first").choices] == [0, 1, 0]
    assert [item.taken.count for item in node(joined, "first").choices] == [3, 1, 0]
    assert [item.choice for item in node(joined, "coin").choices] == ["blame", "right", "dismiss"]


def test_every_persona_and_language_has_a_newest_content(
    desk: Desk, store: MemoryStore, begin_session: Begin, chain: Encounter
) -> None:
    """Another persona or language is not older content; a changed persona makes their own plays older."""
    sari = replace(chain.persona, id="bu-sari")
    take(begin_session(edited(chain, "1", persona=sari)), "right")
    take(begin_session(edited(chain, "2", language="en")), "right")
    take(begin_session(edited(chain, "3")), "right")
    assert numbered(item_statistics(desk, store, "small")) == (3, 0, 0)

    take(begin_session(edited(chain, "4", persona=replace(chain.persona, about="Baru."))), "right")
    assert numbered(item_statistics(desk, store, "small")) == (3, 1, 0)


def test_an_edited_scenario_makes_plays_with_every_persona_older(
    desk: Desk, store: MemoryStore, begin_session: Begin, chain: Encounter
) -> None:
    """Once one persona was played with the new text, plays with others before that are older."""
    sari = replace(chain.persona, id="bu-sari")
    old = edited(chain, "1", persona=sari)
    new = {**chain.nodes, "coin": replace(chain.nodes["coin"], model="Baru.")}
    take(begin_session(old), "right")
    take(begin_session(edited(chain, "2")), "right")
    take(begin_session(edited(chain, "3", nodes=new)), "right")
    assert numbered(item_statistics(desk, store, "small")) == (1, 2, 0)

    take(begin_session(edited(chain, "4", nodes=new, persona=sari)), "right")
    assert numbered(item_statistics(desk, store, "small")) == (2, 2, 0)


def test_the_newest_is_the_last_begun_not_the_last_resumed(
    desk: Desk, store: MemoryStore, chain: Encounter
) -> None:
    """Old content does not become new when somebody goes on with a talk, whatever offset the clock had."""
    _state, events = start(chain, 5)
    moments = ("2026-11-24T08:00:00+07:00", "2026-11-24T02:00:00+00:00")  # 01:00 and 02:00 UTC
    keep(store, edited(chain, "1"), "play0", events, moments[0])
    keep(store, with_another_choice(chain, "2"), "play1", events, moments[1])
    store.append("play0", len(events), [events[-1]], NOW)
    found = item_statistics(desk, store, "small")

    assert store.sessions()[0].id == "play0"
    assert numbered(found) == (1, 1, 0)
    assert [item.choice for item in node(found, "coin").choices][3:] == ["another"]


def keep(
    store: MemoryStore, encounter: Encounter, name: str, events: Sequence[Event], started_at: str = NOW
) -> None:
    """Keep a session as it was never played."""
    record = SessionRecord(
        name,
        "small",
        encounter.persona.id,
        encounter.language,
        "practice",
        5,
        encounter.digest,
        started_at,
        started_at,
    )
    store.create(record, encounter)
    store.append(name, 0, events, started_at)


class FailingStore(MemoryStore):
    """A store in which some things cannot be read."""

    def __init__(self) -> None:
        super().__init__()
        self.broken: dict[str, Exception] = {}
        """What is raised, by session id or digest."""

    def read(self, session_id: str) -> tuple[Event, ...]:
        if session_id in self.broken:
            raise self.broken[session_id]
        return super().read(session_id)

    def encounter(self, digest: str) -> Encounter:
        if digest in self.broken:
            raise self.broken[digest]
        return super().encounter(digest)


@pytest.fixture
def store() -> FailingStore:
    """Return an empty store."""
    return FailingStore()


def damage_events(store: FailingStore, chain: Encounter, events: Sequence[Event]) -> None:
    keep(store, chain, "broken", events)
    store.broken["broken"] = DamagedError()


def damage_content(store: FailingStore, chain: Encounter, events: Sequence[Event]) -> None:
    other = edited(chain, "8")
    keep(store, other, "broken", events)
    store.broken[other.digest] = DamagedError()


def begin_never(store: FailingStore, chain: Encounter, events: Sequence[Event]) -> None:
    keep(store, chain, "broken", events[1:])


def go_nowhere(store: FailingStore, chain: Encounter, events: Sequence[Event]) -> None:
    elsewhere = [replace(item, node="nowhere") if hasattr(item, "node") else item for item in events]
    keep(store, chain, "broken", elsewhere)


def begin_at_no_time(store: FailingStore, chain: Encounter, events: Sequence[Event]) -> None:
    keep(store, chain, "broken", events, "yesterday")


@pytest.mark.parametrize(
    "harm",
    [damage_events, damage_content, begin_never, go_nowhere, begin_at_no_time],
    ids=lambda each: each.__name__,
)
def test_what_cannot_be_read_is_left_out_and_counted(
    harm: Callable[[FailingStore, Encounter, Sequence[Event]], None],
    desk: Desk,
    store: FailingStore,
    begin_session: Begin,
    chain: Encounter,
) -> None:
    """Damage of one session, of whatever kind, costs that session and no other."""
    events = take(begin_session(chain), "right").events
    harm(store, chain, events)
    found = item_statistics(desk, store, "small")

    assert numbered(found) == (1, 0, 1)
    assert node(found, "first").choices[1].taken.count == 1


def test_a_store_that_cannot_be_reached_is_told(
    desk: Desk, store: FailingStore, begin_session: Begin, chain: Encounter
) -> None:
    """A disk that fails is no damaged session."""
    session = take(begin_session(chain), "right")
    store.broken[session.record.id] = UnreachableError("the disk cannot be read")
    with pytest.raises(UnreachableError):
        item_statistics(desk, store, "small")


def test_no_plays(desk: Desk, store: MemoryStore, content: ContentFolder) -> None:
    """A scenario that nobody has played has no figures; a name that leads nowhere is refused."""
    found = item_statistics(desk, store, "thr")

    assert (numbered(found), found.nodes, found.contested) == ((0, 0, 0), (), ())
    with pytest.raises(RoleplayError, match="tiada"):
        item_statistics(desk, store, "tiada")


class Watched(list[Event]):
    """Events that tell how many sessions of them were ever held at once."""

    held = most = 0

    def __init__(self, events: Sequence[Event]) -> None:
        super().__init__(events)
        Watched.held += 1
        Watched.most = max(Watched.most, Watched.held)

    def __del__(self) -> None:
        Watched.held -= 1


def test_sessions_are_read_one_at_a_time(
    desk: Desk,
    store: FailingStore,
    begin_session: Begin,
    chain: Encounter,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """While the events of one session are read those of the one before may still be held, and no others."""
    for _play in range(5):
        take(begin_session(chain), "right")
    monkeypatch.setattr(store, "read", lambda name: Watched(MemoryStore.read(store, name)))
    assert item_statistics(desk, store, "small").plays == 5

    assert (Watched.held, Watched.most) == (0, 2)
