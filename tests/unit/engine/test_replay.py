"""What a session becomes when it is read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roleplay.domain.events import Event
from roleplay.domain.response import Response
from roleplay.engine import history, step
from roleplay.engine.talk import Talk
from roleplay.scoring import score, turning_point

if TYPE_CHECKING:
    from roleplay.domain.encounter import Limit
    from tests.conftest import MakePlayer, SmallEncounters


def test_session_stays_as_it_was_played(
    small: SmallEncounters, player: MakePlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rules that change later change no state, score or ending of a session that has been played."""
    session = player(small.plain)
    while not session.state.is_ended:
        session.reply("rude")
    scored = score(session.encounter, session.events)

    def never(talk: Talk) -> Limit | None:
        return None

    monkeypatch.setattr(Talk, "reached_limit", never)
    monkeypatch.setattr("roleplay.engine.moving._TRAPS", frozenset())

    before = session.states[-2]
    changed, _events = step(session.encounter, before, Response("Heh.", shows=("rude",)))
    assert not changed.is_ended, "the rules did change"
    assert history(session.encounter, session.events) == session.states
    assert score(session.encounter, session.events) == scored
    point = turning_point(session.encounter, session.events)
    assert point is None or point.actual.after in session.states


def test_events_without_a_beginning_are_refused(small: SmallEncounters) -> None:
    """Events that do not begin a session lead to no state."""
    events: tuple[Event, ...] = ()

    with pytest.raises(ValueError, match="do not begin"):
        history(small.plain, events)
