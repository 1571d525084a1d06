"""Whatever an author breaks in a file, the first thing that is told is where it was broken."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from roleplay.compiler.library import Library
from roleplay.compiler.link import check_file
from roleplay.content.find import ContentRef
from roleplay.content.read import read_bytes

ROOT = Path(__file__).parents[3]
SCENARIO = ROOT / "scenarios" / "beli-kopi" / "scenario.yaml"
EACH = 25
"""Mutations of each kind: 200 of the eight."""

Damage = Callable[[str, random.Random], str | None]
"""Breaks one line, or returns None for a line that it cannot break."""

_KEY = re.compile(r"^( *)(?:- )?([a-z_]{4,}):(?= |$)")
_IN_BRACES = re.compile(r"([{ ,])(text|shows|tells|asks|goto|wrong|when)(: )")


def misspelt_key(line: str, chance: random.Random) -> str | None:
    """Turn two letters of a fixed key round."""
    found = re.match(r"^( *)(text|shows|tells|asks|goto|says|choices|hears|stage|ending|debrief)(:.*)", line)
    if found is None:
        return None
    word = found[2]
    place = chance.randrange(len(word) - 1)
    turned = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return found[1] + turned + found[3] if turned != word else None


def broken_goto(line: str, chance: random.Random) -> str | None:
    """Lead a goto to where nothing is."""
    found = re.search(r"goto: ([a-z][a-z0-9-]+)", line)
    return line.replace(found[0], f"{found[0]}zz", 1) if found else None


def misspelt_word(line: str, chance: random.Random) -> str | None:
    """Misspell a technique or trap."""
    found = re.search(r"shows: \[([a-z_]+)", line)
    return line.replace(found[0], f"{found[0]}q", 1) if found else None


def lost_indent(line: str, chance: random.Random) -> str | None:
    """Take one blank from the indentation."""
    return line[1:] if line.startswith("      ") and _KEY.match(line) else None


def open_quote(line: str, chance: random.Random) -> str | None:
    """Forget the closing quote."""
    return line[:-1] if re.match(r'^ *[a-z]+: "[^"]*"$', line) else None


def lost_colon(line: str, chance: random.Random) -> str | None:
    """Forget the colon after a key."""
    return line.replace(":", "", 1) if _KEY.match(line) and '"' in line else None


def tab(line: str, chance: random.Random) -> str | None:
    """Begin a line with a tab."""
    return "\t" + line.lstrip() if line.startswith("    ") and _KEY.match(line) else None


def open_bracket(line: str, chance: random.Random) -> str | None:
    """Forget a closing bracket."""
    return line[:-1] if re.match(r"^ *(shows|tells|asks|wrong): \[[a-z_, -]+\]$", line) else None


KINDS: tuple[Damage, ...] = (
    misspelt_key, broken_goto, misspelt_word, lost_indent, open_quote, lost_colon, tab, open_bracket,
)  # fmt: skip


def first_line_told(text: str) -> int | None:
    """Return the line of the first mistake that is told of a scenario with this text."""
    document, problems = read_bytes(text.encode(), "scenarios/beli-kopi/scenario.yaml")
    library = Library([ROOT])
    ref = ContentRef("scenario", "beli-kopi", SCENARIO, "scenarios/beli-kopi/scenario.yaml")
    library._documents[SCENARIO] = document, problems
    loaded = library.load(ref, "id")
    found = [*loaded.diagnostics, *(check_file(library, loaded) if loaded.document else ())]
    lines = sorted(item.span.line for item in found if item.is_error)
    return lines[0] if lines else None


@pytest.mark.parametrize("damage", KINDS, ids=lambda damage: damage.__name__)
def test_first_mistake_told_is_where_the_file_was_broken(damage: Damage) -> None:
    """For each of 25 places, the first error points at the broken line or the one beside it."""
    chance = random.Random(damage.__name__)
    lines = SCENARIO.read_text(encoding="utf-8").split("\n")
    places = [place for place, line in enumerate(lines) if damage(line, random.Random(1))]
    missed = {}
    for place in chance.choices(places, k=EACH):
        changed = damage(lines[place], chance)
        if changed is None:
            continue
        told = first_line_told("\n".join((*lines[:place], changed, *lines[place + 1 :])))
        if told is None or abs(told - place - 1) > 1:
            missed[place + 1] = (changed, told)

    assert missed == {}


def test_undamaged_file_is_right() -> None:
    """The file that is broken above has no mistake of its own."""
    assert first_line_told(SCENARIO.read_text(encoding="utf-8")) is None
