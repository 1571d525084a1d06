"""Names the teams of a room."""

from collections.abc import Sequence
from typing import Final

from roleplay.cleaning import clean_line
from roleplay.errors import RoleplayError
from roleplay.groups.room import FEWEST_TEAMS, MOST_TEAMS
from roleplay.i18n import _

NAME_LENGTH: Final = 24
"""Characters of the name of a team: two names and a bar stand on a line of 80 columns."""


def name_teams(given: Sequence[str], count: int | None) -> tuple[str, ...]:
    """Return the names of the teams: those given, cleaned, cut and made different, and the others by number.

    `count` is how many teams there are, None for those that are given. Raises RoleplayError where there are
    too few, too many, or more names than teams.
    """
    total = len(given) if count is None else count
    if not FEWEST_TEAMS <= total <= MOST_TEAMS:
        raise RoleplayError(
            _("A room has {low} to {high} teams, not {count}.").format(
                low=FEWEST_TEAMS, high=MOST_TEAMS, count=total
            ),
            _("Join people into fewer teams, or play in more than one room."),
        )
    if len(given) > total:
        raise RoleplayError(
            _("There are {names} names for {count} teams.").format(names=len(given), count=total),
            _("Leave out the number, or some of the names."),
        )
    names: list[str] = []
    for number in range(1, total + 1):
        name = _cut(clean_line(given[number - 1])) if number <= len(given) else ""
        name = name or _("Team {number}").format(number=number)
        names.append(f"{name} ({number})" if name in names else name)
    return tuple(names)


def _cut(name: str) -> str:
    return name if len(name) <= NAME_LENGTH else name[: NAME_LENGTH - 1].rstrip() + "…"
