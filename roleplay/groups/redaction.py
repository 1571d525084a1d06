"""Takes out of a group what one person said, and leaves what the figures of the others rest on.

What stays says nothing in anybody's words: that a seat was taken, played and rated, and the levels it gave.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from roleplay.domain.group import (
    ActionChosen,
    Branched,
    Committed,
    GroupEvent,
    Joined,
    Messaged,
    Rated,
    Seated,
)

_LEAST_LETTERS: Final = 3
"""A shorter nickname stands in too many words by chance to be looked for."""


def seats(events: Iterable[GroupEvent]) -> dict[str, str]:
    """Return the seats that were ever taken, each with its nickname, empty once it is erased."""
    return {event.seat: event.nickname for event in events if isinstance(event, Joined)}


def names_of(events: Iterable[GroupEvent], seat: str) -> frozenset[str]:
    """Return what a seat can be called where a team is named."""
    nicknames = (event.nickname for event in events if isinstance(event, Joined) and event.seat == seat)
    return frozenset({seat, *nicknames} - {""})


def all_sessions(events: Iterable[GroupEvent]) -> tuple[str, ...]:
    """Return every session that was played in the group."""
    played = (event.session for event in events if isinstance(event, Seated | Branched))
    return tuple(dict.fromkeys(played))


def own_sessions(events: Sequence[GroupEvent], seat: str) -> tuple[str, ...]:
    """Return the sessions that this seat alone played, and the other ways those were played."""
    shared = shared_sessions(events, seat)
    found: dict[str, None] = {}
    for event in events:
        match event:
            case Seated(session=session) if event.seat == seat and session not in shared:
                found[session] = None
            case Branched(session=session) if event.parent in found:
                found[session] = None
    return tuple(found)


def shared_sessions(events: Iterable[GroupEvent], seat: str) -> frozenset[str]:
    """Return the sessions that this seat played together with others, whose words they are too."""
    players: dict[str, set[str]] = {}
    for event in events:
        if isinstance(event, Seated):
            players.setdefault(event.session, set()).add(event.seat)
    return frozenset(name for name, found in players.items() if seat in found and len(found) > 1)


def without_words(
    events: Sequence[GroupEvent], seat: str | None, sessions: Collection[str]
) -> tuple[GroupEvent, ...]:
    """Return the events as they stand once the words of a seat are erased, and those about `sessions`.

    There are as many as before. `seat` is None where only sessions are erased. The reasons of ratings and
    decisions in an erased session go too, as they quote it; levels and choices stay.
    """
    names = frozenset() if seat is None else names_of(events, seat)
    return tuple(_blank(event, seat, names, sessions) for event in events)


def named_by_others(events: Iterable[GroupEvent], nickname: str) -> int:
    """Return in how many texts of a group a nickname stands, as a word of its own."""
    if len(nickname) < _LEAST_LETTERS:
        return 0
    name = re.compile(rf"(?<!\w){re.escape(nickname)}(?!\w)", re.IGNORECASE)
    return sum(bool(name.search(text)) for event in events for text in _texts(event))


def _blank(
    event: GroupEvent, seat: str | None, names: frozenset[str], sessions: Collection[str]
) -> GroupEvent:
    match event:
        case Joined() if event.seat == seat:
            return replace(event, nickname="", token="")
        case Messaged() if event.seat == seat:
            return replace(event, text="")
        case ActionChosen() if event.seat == seat:
            return replace(event, text="")
        case Rated() if event.rater == seat or event.session in sessions:
            return replace(event, reason="")
        case Committed() if event.team in names:
            return replace(event, team=seat, text="", reason="")
        case Committed() if event.session in sessions:
            return replace(event, text="", reason="")
    return event


def _texts(event: GroupEvent) -> tuple[str, ...]:
    match event:
        case Messaged() | ActionChosen():
            return (event.text,)
        case Rated():
            return (event.reason,)
        case Committed():
            return (event.team, event.text, event.reason)
    return ()
