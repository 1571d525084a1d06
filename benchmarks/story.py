"""Stories of any size, the same in every run: as content folders for roleplay, as ink, and as plain data."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

DAYS = ("Senin", "Rabu")
"""The words of which the seed draws one."""

_SCENARIO = """\
format: 1
id: {id}
language: id
title: Cerita {id}
summary: Cerita yang dibuat untuk mengukur.
service: ukur
place: Loket
level: 1
rubric: plain
personas: [warga]
brief: Layani warga.
bands: {{expert: 0..100}}
vars:
  favour: {{low: 0, high: 9, start: 4}}
  effort: {{low: 0, high: 9, start: 4}}
vary:
  day: [{days}]
nodes:
"""
_ENDING = """\
  leave:
    says: Permisi.
    ending: {outcome: walked-out, debrief: Selesai.}
"""
_RUBRIC = """\
format: 1
id: plain
language: id
title: Polos
about: Untuk mengukur.
manner: 50
criteria:
  warmth:
    title: Hangat
    weight: 1
    levels: {5: {shown: empathize}, 1: otherwise}
    anchors: {5: Ada., 1: Tidak ada.}
    source: cerita ini
"""
_TYPE = """\
format: 1
id: plain
language: id
name: Biasa
about: Untuk mengukur.
guide: Layani.
temper: {own: 1.5, explain: 0.75}
lines: {again: Bagaimana?, unheard: Maaf?}
limits: {leave: {when: {patience: 0, shown: rude}, says: Permisi., ends: walked-out}}
"""
_PERSONA = """\
format: 1
id: warga
type: plain
language: id
name: Bu Warga
about: Untuk mengukur.
looks: berdiri di loket
address: Ibu
call: Bu
officer: Mas
needs: Dilayani.
mood: {tension: 60, trust: 30, clarity: 40, patience: 9}
temper: {own: 0.75, next_step: 1.25}
"""


class Option(NamedTuple):
    """A choice: when every bound holds, it changes one variable and leads on."""

    text: str
    shows: str
    bounds: tuple[tuple[str, str, int], ...]
    """Variable, `<` or `>`, number."""
    variable: str
    amount: str
    """`+1`, `-1` or the number that the variable becomes."""
    goto: int


def options(node: int, nodes: int) -> Iterator[Option]:
    """Yield the three choices of a node. Variables never leave 1 to 8, so that no engine has to hold them."""
    bound, amount = (("<", 8), "+1") if node % 2 else ((">", 1), "-1")
    yield Option(f"Saya bantu {node}", "own", (("favour", *bound),), "favour", amount, (node * 7 + 3) % nodes)
    both = (("effort", *bound), ("favour", ">", 2))
    yield Option(f"Begini {node}", "explain", both, "effort", amount, (node * 3 + 11) % nodes)
    yield Option(f"Lalu {node}", "next_step", (), "favour", str(node % 8 + 1), (node + 1) % nodes)


def line(node: int, day: str = "{day}") -> str:
    """Return what is said at a node."""
    return f"Loket {node}, hari {day}. Ada lagi?"


def choose(number: int, count: int) -> tuple[int, int]:
    """Return the next number of the generator that all players share, and one of `count` places."""
    number = number * 1103515245 + 12345 & 0x7FFFFFFF
    return number, (number >> 8) % count


def scenario(name: str, nodes: int) -> str:
    """Return a scenario of that many nodes, and one ending more."""
    parts = [_SCENARIO.format(id=name, days=", ".join(DAYS))]
    for node in range(nodes):
        parts.append(f'  n{node}:\n    says: "{line(node)}"\n    choices:\n')
        for key, option in zip("abc", options(node, nodes), strict=True):
            bounds = ", ".join(f'{variable}: "{sign} {number}"' for variable, sign, number in option.bounds)
            when = f"when: {{{bounds}}}, " if bounds else ""
            parts.append(
                f"      {key}: {{text: {option.text}, shows: [{option.shows}], {when}"
                f'set: {{{option.variable}: "{option.amount}"}}, goto: n{option.goto}}}\n'
            )
    parts.append("    hears: [{goto: leave}]\n" + _ENDING)
    return "".join(parts)


def ink(nodes: int, day: str) -> str:
    """Return the same story as ink source."""
    parts = [f'VAR favour = 4\nVAR effort = 4\nVAR day = "{day}"\n-> n0\n']
    for node in range(nodes):
        parts.append(f"=== n{node}\n{line(node)}\n")
        for option in options(node, nodes):
            when = " && ".join(f"{variable} {sign} {number}" for variable, sign, number in option.bounds)
            change = option.amount if option.amount.isdigit() else f"{option.variable} {option.amount[0]} 1"
            condition = f"{{{when}}} " if when else ""
            parts.append(f"+ {condition}[{option.text}]\n")
            parts.append(f"  ~ {option.variable} = {change}\n  -> n{option.goto}\n")
    return "".join(parts)


def as_json(nodes: int, day: str) -> str:
    """Return the same story as a list of nodes, each its line and its options."""
    return json.dumps([[line(node, day), tuple(options(node, nodes))] for node in range(nodes)])


def write_library(folder: Path, names: Iterable[str], nodes: int) -> None:
    """Write a content folder with scenarios of these names and that many nodes."""
    files = {
        "rubrics/plain.yaml": _RUBRIC,
        "personas/warga.yaml": _PERSONA,
        "personas/types/plain.yaml": _TYPE,
        **{f"scenarios/{name}/scenario.yaml": scenario(name, nodes) for name in names},
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
