"""Makes a kit for role-play in threes. Importing this loads the compiler."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from string import ascii_uppercase
from typing import Final

from roleplay.app.compiling import scenario_file
from roleplay.app.content import load_encounter
from roleplay.app.desk import Desk
from roleplay.authoring.trainees import play_out
from roleplay.compiler.library import Library
from roleplay.compiler.link import admitted
from roleplay.domain.encounter import Encounter
from roleplay.domain.triad import Kit, Play, Round
from roleplay.errors import RoleplayError
from roleplay.groups.acting import part_of
from roleplay.groups.people import numbered_people, read_people
from roleplay.groups.rotation import FEWEST, MOST, form_groups, meetings
from roleplay.i18n import _, ngettext

_TABLES: Final = (".csv", ".tsv")
_MOST_BYTES: Final = 200_000
"""Of a list of names: two hundred people take a tenth of it."""

_MOST_FAULTS: Final = 10
"""Faults of a list that are told at once."""


def people_of(wish: str) -> tuple[str, ...]:
    """Return who takes part: `wish` is how many they are, or a file with their names.

    Raises RoleplayError for a file that cannot be read or has mistakes, and for too few or too many.
    """
    if wish.isascii() and wish.isdecimal() and len(wish) < 10:
        return numbered_people(_checked_count(int(wish)))
    path = Path(wish)
    roster = read_people(_text(path), is_table=path.suffix.lower() in _TABLES)
    if roster.faults:
        more = len(roster.faults) - _MOST_FAULTS
        told = list(roster.faults[:_MOST_FAULTS])
        if more > 0:
            told.append(ngettext("{count} more", "{count} more", more).format(count=more))
        raise RoleplayError(
            "\n".join((_("{path} cannot be used as it is.").format(path=path), *told)),
            _("Write one name a line, and tell people of one name apart, as in: Siti (Bekasi)."),
        )
    _checked_count(len(roster.names))
    return roster.names


def _checked_count(count: int) -> int:
    if count < FEWEST:
        message = ngettext("There is {count} person.", "There are {count} people.", count).format(count=count)
        raise RoleplayError(message, _("It takes two to talk, and three to learn from it."))
    if count > MOST:
        message = _("There are {count} people, and {most} at most go into one room.")
        raise RoleplayError(message.format(count=count, most=MOST), _("Make two lists, and a kit of each."))
    return count


def _text(path: Path) -> str:
    """Return what stands in a list of names."""
    hint = _("Write it in an editor, or save the table as “CSV UTF-8”; or give a number, as in --people 24.")
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        if len(data) <= _MOST_BYTES:
            return data.decode("utf-8-sig")
        reason = _("it is too long for a list of names")
    except OSError as error:
        reason = error.strerror or type(error).__name__
    except UnicodeDecodeError:
        reason = _("it is no text in UTF-8")
    raise RoleplayError(_("{path} cannot be read: {reason}.").format(path=path, reason=reason), hint)


def make_kit(
    desk: Desk,
    scenarios: Sequence[str],
    people: Sequence[str],
    groupings: int,
    seed: int,
    persona: str | None = None,
) -> Kit:
    """Return the kit for some people, who are divided anew `groupings` times.

    Rounds take turns with the scenarios and with those who may bring them. Raises RoleplayError for an
    unknown scenario or persona, ContentError when they have mistakes.
    """
    formed = form_groups(people, groupings, seed)
    numbers = [(grouping, number) for grouping in formed for number in range(grouping.rounds)]
    casts = [_cast(desk, scenario, persona) for scenario in dict.fromkeys(scenarios)]
    plays: dict[str, Play] = {}
    rounds: list[Round] = []
    for encounter, (grouping, number) in zip(_turns(casts), numbers, strict=False):
        if encounter.digest not in plays:
            plays[encounter.digest] = _play(ascii_uppercase[len(plays)], encounter, seed)
        rounds.append(Round(plays[encounter.digest], grouping, number))
    return Kit(tuple(people), formed, tuple(rounds), meetings(formed))


def _turns(casts: Sequence[Sequence[Encounter]]) -> Iterator[Encounter]:
    """Yield without end what is played next: the scenarios in turn, each with whoever came least so far."""
    came: Counter[str] = Counter()
    for cast in cycle(casts):
        encounter = min(cast, key=lambda one: (came[one.digest], came[one.persona.id]))
        came.update((encounter.digest, encounter.persona.id))
        yield encounter


def _play(sign: str, encounter: Encounter, seed: int) -> Play:
    good, bad = (play_out(encounter, trainee, seed).events for trainee in ("expert", "defensive"))
    return Play(sign, encounter, part_of(encounter, good, bad, seed))


def _cast(desk: Desk, scenario: str, persona: str | None) -> list[Encounter]:
    """Return a scenario with everybody who may bring it, or one; a type comes again once all have come."""
    library = Library(desk.roots)
    file = scenario_file(library, scenario, desk.language)
    people = (persona,) if persona else admitted(library, file)
    seen: Counter[str] = Counter()
    ranked: list[tuple[int, Encounter]] = []
    for name in people:
        encounter = load_encounter(desk, scenario, name)
        ranked.append((seen[encounter.persona.type], encounter))
        seen[encounter.persona.type] += 1
    return [encounter for _rank, encounter in sorted(ranked, key=lambda item: item[0])]
