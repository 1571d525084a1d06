"""Writes content folders in which every text that people see is a string of somebody's choice."""

import json
import shutil
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

import polib
import yaml

from tests.functional.program import CONTENT, SCENARIO


def write_cards(folder: Path, strings: Sequence[str]) -> dict[int, int]:
    """Write the content with one more card for each string; return the number of the string on each line."""
    shutil.copytree(CONTENT, folder)
    path = folder / "scenarios" / SCENARIO / "scenario.yaml"
    head, tail = path.read_text(encoding="utf-8").split("knows:\n", 1)
    lines: dict[int, int] = {}
    for number, text in enumerate(strings):
        entry = f"  c{number}: {{text: {quoted(text)}, source: a, checked: 2026-11-24, tells: [c{number}]}}\n"
        lines[len(head.splitlines()) + 1] = number
        head += entry
    path.write_text(f"{head}\nknows:\n{tail}", encoding="utf-8")
    return lines


def quoted(text: str) -> str:
    """Return a text as YAML on one line, everything unusual in it escaped."""
    dumped: str = yaml.safe_dump(text, default_style='"', allow_unicode=False, width=10**9)
    return dumped.strip()


def write_texts(folder: Path, strings: Sequence[str]) -> None:
    """Write the content with the strings, in turn, in place of every text in it."""
    shutil.copytree(CONTENT, folder)
    texts = cycle(strings)
    for path in folder.rglob("*.yaml"):
        if path.parent.name != "cues":
            data = yaml.safe_load(path.read_text(encoding="utf-8"))
            put_texts(data, texts)
            path.write_text(yaml.safe_dump(data, allow_unicode=False, sort_keys=False), encoding="utf-8")


SEEN = frozenset(
    "title summary place brief text says again note debrief name about looks needs guide source model "
    "address call officer empathize unheard".split()
)
"""The keys under which stands what people see."""


def put_texts(data: Any, texts: Any) -> None:
    """Put texts, one after the other, wherever people see one."""
    for key, value in data.items() if isinstance(data, dict) else ():
        if isinstance(value, str) and key in SEEN:
            data[key] = next(texts)
        elif key == "anchors":
            data[key] = {level: next(texts) for level in value}
        elif key == "colour":
            data[key] = [next(texts) for _ in value]
        elif key not in ("wrong", "limits"):
            put_texts(value, texts)


def write_translation(folder: Path, strings: Sequence[str]) -> None:
    """Write the content with a translation into Indonesian that consists of the strings."""
    shutil.copytree(CONTENT, folder)
    scenario = folder / "scenarios" / SCENARIO / "scenario.yaml"
    data = yaml.safe_load(scenario.read_text(encoding="utf-8"))
    catalogue = polib.POFile()
    catalogue.metadata = {"Language": "id", "Content-Type": "text/plain; charset=UTF-8"}
    texts = cycle(strings)
    entries = {
        "title": data["title"],
        "brief": data["brief"],
        "place": data["place"],
        "cards.fee.text": data["cards"]["fee"]["text"],
        "nodes.arrival.says": data["nodes"]["arrival"]["says"],
        "nodes.arrival.choices.greet.text": data["nodes"]["arrival"]["choices"]["greet"]["text"],
        "nodes.matter.says": data["nodes"]["matter"]["says"],
        "nodes.done.ending.debrief": data["nodes"]["done"]["ending"]["debrief"],
    }
    for context, source in entries.items():
        catalogue.append(polib.POEntry(msgctxt=context, msgid=source, msgstr=next(texts)))
    catalogue.save(str(scenario.with_name("id.po")))


def write_replies(path: Path, strings: Sequence[str]) -> None:
    """Write a file for `hear --jsonl`, with each string as reference, reply and what was said before."""
    rows = (json.dumps({"ref": text, "reply": text, "lang": "en", "citizen": text}) for text in strings)
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
