"""Reads what a facilitator types while the teams of a room decide: quick to type, hard to get wrong.

`1 1 3 2` is a reply for each team in order, `2=3` the reply of one, `2: words` its own words, `2+ words` its
reason, `x2` takes back. A `-` in the place of a number is an abstention.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from roleplay.errors import RoleplayError
from roleplay.i18n import _, ngettext

ABSTAINS: Final = 0
"""Stands for a number where a team does not decide."""


class Mark(NamedTuple):
    """A team takes a reply."""

    team: int
    """1 for the first."""
    number: int
    """Of the reply as shown, or `ABSTAINS`."""


class Words(NamedTuple):
    """A team says something of its own."""

    team: int
    text: str


class Reason(NamedTuple):
    """A team says why."""

    team: int
    text: str


class Recall(NamedTuple):
    """What a team decided is taken back."""

    team: int | None
    """None: of the team that decided last."""


Entry = tuple[Mark, ...] | Words | Reason | Recall

_WORDS: Final = re.compile(r"(\d{1,2})\s*:\s*(\S.*)")
_REASON: Final = re.compile(r"(\d{1,2})\s*\+\s*(\S.*)")
_RECALL: Final = re.compile(r"x\s*(\d{0,2})", re.IGNORECASE)
_PAIRS: Final = re.compile(r"(?:\d{1,2}\s*=\s*(?:\d{1,2}|-)[\s,;]*)+")
_PAIR: Final = re.compile(r"(\d{1,2})\s*=\s*(\d{1,2}|-)")
_RUN: Final = re.compile(r"[\d-]{2,24}")
_ROW: Final = re.compile(r"(?:\d{1,24}|-)(?:[\s,;]+(?:\d{1,24}|-))*")


def read_entry(line: str, teams: int, still_open: Sequence[int], replies: int) -> Entry | None:
    """Return what a line means, None when it is nothing of this kind.

    `still_open` are the teams that have not decided, from 1, in order. Raises RoleplayError for a team or a
    reply that there is not, and for a row that does not say whose numbers it has.
    """
    if found := _RECALL.fullmatch(line):
        return Recall(_team(found[1], teams) if found[1] else None)
    if found := _WORDS.fullmatch(line):
        return Words(_team(found[1], teams), found[2])
    if found := _REASON.fullmatch(line):
        return Reason(_team(found[1], teams), found[2])
    if _PAIRS.fullmatch(line):
        pairs = _PAIR.findall(line)
        return tuple(Mark(_team(team, teams), _number(number, replies)) for team, number in pairs)
    lengths = (teams, len(still_open))
    if _RUN.fullmatch(line) and len(line) in lengths:
        return _row(list(line), teams, still_open, replies)
    if _ROW.fullmatch(line):
        return _row(re.split(r"[\s,;]+", line), teams, still_open, replies)
    return None


def _row(signs: list[str], teams: int, still_open: Sequence[int], replies: int) -> tuple[Mark, ...]:
    """Return a row of numbers as those of all teams, or else of all that are open."""
    if len(signs) in (teams, len(still_open)):
        whose = range(1, teams + 1) if len(signs) == teams else still_open
        return tuple(Mark(team, _number(sign, replies)) for team, sign in zip(whose, signs, strict=True))
    count = len(signs)
    given = ngettext("That is {count} number", "That are {count} numbers", count).format(count=count)
    if still_open:
        wanted = ngettext(
            "{count} team has not decided", "{count} teams have not decided", len(still_open)
        ).format(count=len(still_open))
    else:
        wanted = _("all {count} teams have decided").format(count=teams)
    raise RoleplayError(
        _("{given}, and {wanted}.").format(given=given, wanted=wanted),
        _("Type a number for each of them, or one team at a time: 2=3 is reply 3 for team 2."),
    )


def _team(written: str, teams: int) -> int:
    if 1 <= (team := int(written)) <= teams:
        return team
    raise RoleplayError(
        _("There is no team {number}.").format(number=team),
        _("They have the numbers 1 to {count}.").format(count=teams),
    )


def _number(written: str, replies: int) -> int:
    if written == "-":
        return ABSTAINS
    if 1 <= (number := int(written)) <= replies:
        return number
    raise RoleplayError(
        _("There is no reply {number}.").format(number=number),
        _("They have the numbers 1 to {count}; - is for a team that abstains.").format(count=replies),
    )
