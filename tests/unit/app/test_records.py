"""Which sessions are told, in which order, and what of those that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from roleplay.app.records import Told, Wanted, learner_named, places_at, tell_sessions
from roleplay.domain.events import Event, Replied
from roleplay.domain.response import Response
from roleplay.errors import RoleplayError, StoreError
from roleplay.store import DamagedError, MemoryStore, SessionRecord, UnreachableError

if TYPE_CHECKING:
    from roleplay.domain.encounter import Encounter
    from tests.conftest import SmallEncounters
    from tests.unit.app.conftest import Begin

WANTED = Wanted(None, False, places_at(None), learner_named(None, None))


class BrokenStore(MemoryStore):
    """A store in which something went wrong."""

    broken: str = ""
    error: StoreError = DamagedError()

    def read(self, session_id: str) -> tuple[Event, ...]:
        if session_id == self.broken:
            raise self.error
        return super().read(session_id)


def play(begin_session: Begin, encounter: Encounter, store: MemoryStore, *choices: str) -> SessionRecord:
    session = begin_session(encounter, store)
    for name in choices:
        session.choose(next(choice for choice in session.choices if choice.id == name))
    return session.record


def ids(store: MemoryStore, wanted: Wanted = WANTED, *, told: tuple[str, ...] = ()) -> list[tuple[str, bool]]:
    """Return the sessions that are told, each with whether it could be read."""
    found = tell_sessions(store, wanted, is_told=lambda record: record.id in told)
    return [(item.record.id, True) if isinstance(item, Told) else (item.id, False) for item in found]


def test_the_first_played_comes_first(begin_session: Begin, small: SmallEncounters) -> None:
    """Ended sessions are told in the order of play, the others only if asked for, and none that is known."""
    store = MemoryStore()
    one, two, three = (
        play(begin_session, small.plain, store, *choices).id
        for choices in (("finish",), ("on",), ("stay", "finish"))
    )
    assert ids(store) == [(one, True), (three, True)]
    assert ids(store, WANTED._replace(with_unfinished=True)) == [(one, True), (two, True), (three, True)]
    assert ids(store, told=(one,)) == [(three, True)]
    assert ids(store, WANTED._replace(session=two.upper()), told=(two,)) == [(two, True)]


def test_one_that_cannot_be_read_does_not_hold_up_the_others(
    begin_session: Begin, small: SmallEncounters
) -> None:
    """A damaged session is passed by and counted; named, it is an error, and so is a store that is gone."""
    store = BrokenStore()
    one, two = (play(begin_session, small.plain, store, "finish").id for _play in range(2))
    store.broken = one
    assert ids(store) == [(one, False), (two, True)]
    with pytest.raises(DamagedError):
        ids(store, WANTED._replace(session=one))
    store.error = UnreachableError("gone")
    with pytest.raises(UnreachableError):
        ids(store)


def test_events_of_another_talk_are_told_as_such(begin_session: Begin, small: SmallEncounters) -> None:
    """Values that are whole and belong to no such talk are no bug of ours."""
    store = MemoryStore()
    one = play(begin_session, small.plain, store)
    store.append(one.id, one.version, [Replied(1, "nowhere", Response("", "on"))], one.updated_at)
    empty = replace(one, id="zzzz", version=0)
    store.create(empty, small.plain)
    for name in (one.id, "zzzz"):
        with pytest.raises(StoreError, match=name):
            ids(store, WANTED._replace(session=name))
    assert ids(store, WANTED._replace(with_unfinished=True)) == [(one.id, False)]


@pytest.mark.parametrize("home", ["", "example.go.id", "https://", "a b"])
def test_a_home_is_an_iri(home: str) -> None:
    """What cannot be the beginning of an id is refused."""
    with pytest.raises(RoleplayError) as caught:
        places_at(home)
    assert caught.value.hint
