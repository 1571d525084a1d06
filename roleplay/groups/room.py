"""How a room decides together: what each team committed to, which camps there are, and how far apart.

Everything is read from the events of the group.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from roleplay.domain.group import (
    ActionChosen,
    Committed,
    Disclosed,
    Doubted,
    GroupEvent,
    Joined,
    Recalled,
    Waived,
)

FEWEST_TEAMS: Final = 2
MOST_TEAMS: Final = 12

ROOM: Final = "room"
"""The seat of the sessions that a whole room plays."""


class Team(NamedTuple):
    """Some of the people in a room, who decide together."""

    seat: str
    name: str


class Offer(NamedTuple):
    """One of the replies that are offered."""

    choice: str
    text: str


class Camp(NamedTuple):
    """A reply and the teams that committed to it."""

    number: int
    """As it is shown: the replies on offer from 1, then what teams said in their own words, by team."""
    choice: str | None
    """None for own words."""
    text: str
    votes: tuple[Committed, ...]
    """By team; empty when nobody took it."""

    @property
    def size(self) -> int:
        """How many teams there are in it."""
        return len(self.votes)


def teams(events: Iterable[GroupEvent]) -> tuple[Team, ...]:
    """Return the teams in the order in which they took their seats."""
    return tuple(Team(event.seat, event.nickname) for event in events if isinstance(event, Joined))


def votes(events: Iterable[GroupEvent], session: str, turn: int) -> dict[str, Committed]:
    """Return what stands of a turn by seat, what was committed to first in front."""
    standing: dict[str, Committed] = {}
    for event in events:
        if not isinstance(event, Committed | Recalled) or (event.session, event.turn) != (session, turn):
            continue
        standing.pop(event.team, None)
        if isinstance(event, Committed):
            standing[event.team] = event
    return standing


def unasked(events: Sequence[GroupEvent], session: str, turn: int) -> frozenset[str]:
    """Return the seats that decided on a turn and were not asked yet why."""
    waived = {
        event.team
        for event in events
        if isinstance(event, Waived) and (event.session, event.turn) == (session, turn)
    }
    return frozenset(
        seat
        for seat, vote in votes(events, session, turn).items()
        if not vote.reason and not is_abstention(vote) and seat not in waived
    )


def is_abstention(vote: Committed) -> bool:
    """Return True when a team did not want to decide."""
    return vote.choice is None and not vote.text


def is_disclosed(events: Iterable[GroupEvent], session: str, turn: int) -> bool:
    """Return True when the room has seen how its teams decided."""
    return any(
        isinstance(event, Disclosed) and (event.session, event.turn) == (session, turn) for event in events
    )


def doubt(events: Iterable[GroupEvent], session: str, turn: int) -> str | None:
    """Return what was doubted although all had decided alike, None when nobody was asked yet."""
    for event in events:
        if isinstance(event, Doubted) and (event.session, event.turn) == (session, turn):
            return event.text
    return None


def actions(events: Iterable[GroupEvent]) -> dict[str, str]:
    """Return by seat what each team will do differently."""
    return {event.seat: event.text for event in events if isinstance(event, ActionChosen)}


def camps(
    offers: Sequence[Offer], decided: Mapping[str, Committed], room: Sequence[Team]
) -> tuple[Camp, ...]:
    """Return a camp for each reply on offer, also where nobody took it, and for each reply in own words."""
    by_team = [decided[team.seat] for team in room if team.seat in decided]
    offered = [
        Camp(number, offer.choice, offer.text, tuple(vote for vote in by_team if vote.choice == offer.choice))
        for number, offer in enumerate(offers, 1)
    ]
    own = [vote for vote in by_team if vote.choice is None and vote.text]
    return (
        *offered,
        *(Camp(number, None, vote.text, (vote,)) for number, vote in enumerate(own, len(offers) + 1)),
    )


def smallest_first(found: Iterable[Camp]) -> tuple[Camp, ...]:
    """Return the camps that somebody is in, the fewest first: who is alone speaks before the many."""
    return tuple(sorted((camp for camp in found if camp.votes), key=lambda camp: camp.size))


def largest(found: Iterable[Camp]) -> tuple[Camp, ...]:
    """Return the camp that most are in; more than one where they are equals, none where all abstained."""
    taken = [camp for camp in found if camp.votes]
    most = max((camp.size for camp in taken), default=0)
    return tuple(camp for camp in taken if camp.size == most)


def disagreement(found: Iterable[Camp]) -> int:
    """Return how many pairs of teams of a hundred are not of one camp: 0 when all agree, 100 when none do.

    It grows with the number of camps and with how even they are. Who abstained does not count.
    """
    sizes = [camp.size for camp in found if camp.votes]
    total = sum(sizes)
    pairs = total * (total - 1)
    alike = sum(size * (size - 1) for size in sizes)
    return round(100 * (pairs - alike) / pairs) if pairs else 0
