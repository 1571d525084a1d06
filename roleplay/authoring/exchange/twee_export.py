"""Writes a scenario as Twee 3: a passage for each node, a link for each choice, and the rest as comments."""

import json
import re
import uuid
from collections.abc import Iterable, Iterator
from typing import Final

from roleplay.authoring.exchange.twee import GOTO_TAG, OUTCOME_TAG, STAGE_TAG
from roleplay.cleaning import clean_line
from roleplay.content.tree import ListNode, MapNode, Node
from roleplay.schema.parts import ConditionFile, LinesFile
from roleplay.schema.reading import Name
from roleplay.schema.scenario import ChoiceFile, NodeFile, ScenarioFile

_SPACING: Final = 150
"""From one passage to the next on the map of Twine; a passage is 100 wide."""

_MARKS: Final = re.compile(
    r"//|''|\*\*|__|~~|\^\^|->|<-|/\*|/%|[<>&$|\[\]\\]|\((?=[A-Za-z][\w-]*:)|^(?:::|[!*#>])"
)
"""What a story format, or Twine itself, would take for more than words."""


def to_twee(file: ScenarioFile) -> str:
    """Return the scenario as a Twee file. It can be imported again to the same nodes, choices and jumps."""
    start = file.start.value if file.start else next(iter(file.nodes))
    data = {"ifid": ifid(file.id.value), "start": start}
    parts = [
        f":: StoryTitle\n{_safe(file.title)}",
        f":: StoryData\n{json.dumps(data, indent=2)}",
        *(
            "\n".join(_passage(name, node, place))
            for (name, node), place in zip(file.nodes.items(), _places(file, start), strict=True)
        ),
    ]
    return "\n\n".join(parts) + "\n"


def ifid(scenario: str) -> str:
    """Return the identifier of a scenario among interactive stories: the same at every export."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"roleplay:scenario:{scenario}")).upper()


def _places(file: ScenarioFile, start: str) -> Iterator[str]:
    """Yield where each node stands on the map: a row for each step from the first."""
    rows = {start: 0}
    waiting = [start]
    for name in waiting:
        for target in _targets(file.nodes[name]):
            if target in file.nodes and target not in rows:
                rows[target] = rows[name] + 1
                waiting.append(target)
    filled: dict[int, int] = {}
    last = max(rows.values()) + 1
    for name in file.nodes:
        row = rows.get(name, last)
        filled[row] = filled.get(row, 0) + 1
        yield f"{filled[row] * _SPACING},{(row + 1) * _SPACING}"


def _targets(node: NodeFile) -> Iterator[str]:
    gotos = [node.goto, node.call, *(choice.goto for choice in node.choices.values())]
    yield from (goto.value for goto in (*gotos, *(item.goto for item in node.hears)) if goto)


def _passage(name: str, node: NodeFile, place: str) -> Iterator[str]:
    tags = [STAGE_TAG + node.stage] if node.stage else []
    tags += [OUTCOME_TAG + node.ending.outcome] if node.ending and node.ending.outcome else []
    tags += [GOTO_TAG] if node.goto else []
    tagged = f" [{' '.join(tags)}]" if tags else ""
    yield f":: {name}{tagged} {_layout(place)}"
    yield _safe(node.says.lines[-1].texts[0])
    yield from _further_lines("says", node.says, skipped=node.says.lines[-1].texts[0])
    yield from _further_lines("again", node.again)
    if node.model:
        yield _comment("model", node.model)
    for item in node.hears:
        condition = _condition(item.when) if item.when else "{}"
        yield _comment("hears", f"{condition} goto {item.goto.value}")
    if node.ending:
        yield _comment("debrief", node.ending.debrief)
    if node.call:
        yield _comment("call", node.call.value)
    if node.goto:
        yield f"[[{node.goto.value}]]"
    for key, choice in node.choices.items():
        yield from _link(name, key, choice)


def _layout(place: str) -> str:
    return json.dumps({"position": place, "size": "100,100"}, separators=(",", ":"))


def _link(node: str, name: str, choice: ChoiceFile) -> Iterator[str]:
    target = choice.goto.value if choice.goto else node
    yield f"[[{_safe(choice.text)}->{target}]]"
    ours = [f"id: {name}"]
    ours += [f"shows: {', '.join(choice.shows)}"] if choice.shows else []
    ours += ["once"] if choice.once and choice.goto else []
    ours += ["stays"] if choice.goto is None else []
    yield f"<!-- {'; '.join(ours)} -->"
    for key, names in (("tells", choice.tells), ("asks", choice.asks), ("wrong", choice.wrong)):
        if names:
            yield _comment(key, _listed(names))
    if choice.when:
        yield _comment("when", _condition(choice.when))
    if choice.effects:
        effects = (
            f"{key}: {effect.amount if effect.is_absolute else f'{effect.amount:+}'}"
            for key, effect in choice.effects.items()
        )
        yield _comment("set", f"{{{', '.join(effects)}}}")
    if choice.note:
        yield _comment("note", choice.note)


def _further_lines(key: str, lines: LinesFile | None, skipped: str = "") -> Iterator[str]:
    """Yield what the customer may also say, and when."""
    for line in lines.lines if lines else ():
        when = f" when {_condition(line.when)}" if line.when else ""
        for text in line.texts:
            if when or text != skipped:
                yield _comment(f"{key}{when}", text)


def _listed(names: Iterable[Name]) -> str:
    return f"[{', '.join(name.value for name in names)}]"


def _condition(file: ConditionFile) -> str:
    return _flow(file.node)


def _flow(node: Node) -> str:
    """Return a tree as YAML on one line."""
    if isinstance(node, MapNode):
        return f"{{{', '.join(f'{key.value}: {_flow(child)}' for key, child in node.entries)}}}"
    if isinstance(node, ListNode):
        return f"[{', '.join(_flow(item) for item in node.items)}]"
    is_plain = re.fullmatch(r"[\w-]+", node.value)
    return node.value if is_plain else json.dumps(node.value, ensure_ascii=False)


def _comment(key: str, text: str) -> str:
    return f"<!-- {key}: {clean_line(text).replace('-->', '—>')} -->"


def _safe(text: str) -> str:
    """Return a text in which nothing acts in Twine or a story format."""
    line = clean_line(text)
    return _MARKS.sub(lambda mark: "".join(f"&#{ord(sign)};" for sign in mark[0]), line)
