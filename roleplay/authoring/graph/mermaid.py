"""Writes a chart as a Mermaid flowchart, for version 10 and later."""

from collections.abc import Iterable, Iterator
from typing import Final

from roleplay.authoring.graph.palette import FILLS, INKS
from roleplay.cleaning import clean_line
from roleplay.domain.chart import Arrow, Captions, Chart

MOST_ARROWS: Final = 500
MOST_CHARACTERS: Final = 50_000
"""What Mermaid draws where nobody has raised its limits."""

_PLAIN: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ,?!")
"""What may stand in a label as it is; of ASCII everything else is written as a numbered entity."""

_BRACKETS: Final = str.maketrans("{}<>", "()()")

_DASHES: Final = {"typed": "6 4", "passing": "2 3"}


def write_mermaid(chart: Chart, captions: Captions) -> str:
    """Return the flowchart. No id and no text of an author is syntax in it: nodes are numbered."""
    return "\n".join(_lines(chart, captions)) + "\n"


def _lines(chart: Chart, captions: Captions) -> Iterator[str]:
    yield "flowchart LR"
    for note in (captions.title, *captions.notes):
        yield f"%% {_comment(note)}"
    names = {node.id: f"n{place}" for place, node in enumerate(chart.nodes)}
    for node, lines in zip(chart.nodes, captions.nodes, strict=True):
        label = "<br/>".join(quoted(line) for line in lines)
        yield f'  {names[node.id]}(["{label}"])' if node.outcome else f'  {names[node.id]}["{label}"]'
    for arrow, label in zip(chart.arrows, captions.arrows, strict=True):
        yield f'  {names[arrow.source]} -->|"{quoted(label)}"| {names[arrow.target]}'
    yield from _limits(names.values(), captions)
    yield from _dashes(chart.arrows, sum(len(limits) for limits in captions.limits))
    yield from _colours(chart, names)


def _limits(names: Iterable[str], captions: Captions) -> Iterator[str]:
    if any(captions.limits):
        yield f'  limits{{{{"{quoted(captions.limit)}"}}}}'
    for name, limits in zip(names, captions.limits, strict=True):
        for limit in limits:
            yield f'  limits -->|"{quoted(limit)}"| {name}'


def _dashes(arrows: Iterable[Arrow], limits: int) -> Iterator[str]:
    kinds = [*(arrow.kind for arrow in arrows), *("passing" for _ in range(limits))]
    for kind, dash in _DASHES.items():
        numbers = [str(number) for number, found in enumerate(kinds) if found == kind]
        if numbers:
            yield f"  linkStyle {','.join(numbers)} stroke-dasharray:{dash}"


def _colours(chart: Chart, names: dict[str, str]) -> Iterator[str]:
    groups: dict[str, list[str]] = {}
    for node in chart.nodes:
        step = chart.step(node.id)
        if chart.is_missed(node.id):
            groups.setdefault("missed", []).append(names[node.id])
        elif step is not None:
            groups.setdefault(f"shade{step}", []).append(names[node.id])
    styles = {f"shade{step}": f"fill:{FILLS[step]},color:{INKS[step]}" for step in range(len(FILLS))}
    styles["missed"] = "fill:#ffffff,color:#102030,stroke-dasharray:4 4"
    for group, members in sorted(groups.items()):
        yield f"  classDef {group} {styles[group]}"
        yield f"  class {','.join(members)} {group}"


def quoted(text: str) -> str:
    """Return a text as it may stand between double quotes in Mermaid, where nothing may not stand."""
    written = (
        sign if sign in _PLAIN or not sign.isascii() else f"#{ord(sign)};" for sign in clean_line(text)
    )
    return "".join(written) or " "


def _comment(text: str) -> str:
    """Return a text for a comment; braces would be taken for settings, and a page around it for tags."""
    return clean_line(text).translate(_BRACKETS)
