"""A group that practises together: what is planned for it, and what happened in it, in order.

A group is read from its events as a session is from its own. What each person said is in their session.
"""

from typing import Literal

from msgspec import Struct


class Round(Struct, frozen=True):
    """One scenario that everybody in the group plays on their own."""

    scenario: str
    personas: tuple[str, ...] = ()
    """Given to the seats in turn; the scenario's own first one where there are none."""
    mode: Literal["practice", "assess"] = "practice"
    form: str = ""
    """`A` or `B` where the group's gain between two equated forms is to be told; else empty."""


class Plan(Struct, frozen=True):
    """What a facilitator means to do with a group."""

    title: str
    language: str
    rounds: tuple[Round, ...]
    """One at least."""
    keep_days: int = 90
    """After how many days everything said in the group may be erased."""
    refresher_days: int = 21
    """After how many days the group should practise again; three weeks did better than two months."""


class Opened(Struct, frozen=True, gc=False, tag="opened"):
    """The facilitator opened the group."""

    plan: Plan


class Locked(Struct, frozen=True, gc=False, tag="locked"):
    """From now on the facilitator is who knows this secret."""

    secret: str
    """The SHA-256 of the secret, in hexadecimal."""


class Joined(Struct, frozen=True, gc=False, tag="joined"):
    """Somebody took a seat."""

    seat: str
    nickname: str
    token: str
    """The SHA-256, in hexadecimal, of what proves at a return that this is the same person."""
    consent: str
    """The digest of what they were told is kept and who sees it, and agreed to."""


class Removed(Struct, frozen=True, gc=False, tag="removed"):
    """The facilitator took a seat out of the group. What was played on it stays."""

    seat: str


class RoundBegun(Struct, frozen=True, gc=False, tag="round-begun"):
    """Everybody may play this round."""

    number: int
    """0 for the first of the plan."""


class Seated(Struct, frozen=True, gc=False, tag="seated"):
    """A seat began its session of a round."""

    seat: str
    number: int
    """The round, as in `RoundBegun`."""
    session: str


class Paused(Struct, frozen=True, gc=False, tag="paused"):
    """Nobody can reply until the group is continued."""


class Continued(Struct, frozen=True, gc=False, tag="continued"):
    """Everybody can reply again."""


class Messaged(Struct, frozen=True, gc=False, tag="messaged"):
    """The facilitator said something to everybody, or to one seat."""

    text: str
    seat: str = ""
    """Empty: to everybody."""


class RoundEnded(Struct, frozen=True, gc=False, tag="round-ended"):
    """Nobody plays on; what was played stays and can be looked at."""

    number: int


class PanelOpened(Struct, frozen=True, gc=False, tag="panel-opened"):
    """The transcript of a session is shown to all, to be rated by each without seeing the others."""

    session: str


class PanelClosed(Struct, frozen=True, gc=False, tag="panel-closed"):
    """Rating ended and the ratings were shown."""

    session: str


class Rated(Struct, frozen=True, gc=False, tag="rated"):
    """Somebody rated one criterion of a session. A later rating by the same person counts instead."""

    session: str
    rater: str
    """A seat, or `facilitator` with a name after a colon."""
    criterion: str
    level: int | None
    """1 to 5, or None when there was no occasion."""
    reason: str


class ActionChosen(Struct, frozen=True, gc=False, tag="action-chosen"):
    """Somebody wrote down what they will do differently. A later one counts instead."""

    seat: str
    text: str


class Committed(Struct, frozen=True, gc=False, tag="committed"):
    """A team of a room decided on a reply before it saw what the others decided. A later one counts instead.

    With neither choice nor text the team abstained.
    """

    session: str
    turn: int
    """The turn it would be, 1 for the first."""
    team: str
    """Its seat."""
    choice: str | None
    """The id of the choice, or None when they said it in their own words."""
    text: str
    reason: str


class Recalled(Struct, frozen=True, gc=False, tag="recalled"):
    """What a team had decided was taken back; it has not decided yet."""

    session: str
    turn: int
    team: str


class Waived(Struct, frozen=True, gc=False, tag="waived"):
    """A team was asked why it decided as it did, and gave no reason."""

    session: str
    turn: int
    team: str


class Disclosed(Struct, frozen=True, gc=False, tag="disclosed"):
    """The room saw how all teams had decided. From here on only reasons are added."""

    session: str
    turn: int


class Doubted(Struct, frozen=True, gc=False, tag="doubted"):
    """All teams had decided alike, and this is what somebody doubted; empty when nobody did."""

    session: str
    turn: int
    text: str


class Branched(Struct, frozen=True, gc=False, tag="branched"):
    """The room went back to a split and played it another way."""

    session: str
    """The session that goes the other way."""
    parent: str
    turn: int
    """The turn that was decided anew."""


class Returned(Struct, frozen=True, gc=False, tag="returned"):
    """The room went on with a session that it had left for another way."""

    session: str


class Closed(Struct, frozen=True, gc=False, tag="closed"):
    """The group is over. It can be looked at, and not joined any more."""


GroupEvent = (
    Opened
    | Locked
    | Joined
    | Removed
    | RoundBegun
    | Seated
    | Paused
    | Continued
    | Messaged
    | RoundEnded
    | PanelOpened
    | PanelClosed
    | Rated
    | ActionChosen
    | Committed
    | Recalled
    | Waived
    | Disclosed
    | Doubted
    | Branched
    | Returned
    | Closed
)
