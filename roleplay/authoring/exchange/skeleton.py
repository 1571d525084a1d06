"""Writes a planned scenario as YAML, with comments on what to add and what is not carried."""

import json
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from roleplay.authoring.exchange.names import slug
from roleplay.authoring.exchange.plan import NOTHING, Plan, PlannedChoice, PlannedNode
from roleplay.authoring.exchange.story import Note, Remark
from roleplay.authoring.exchange.terms import Term, written
from roleplay.cleaning import clean_line
from roleplay.content.faults import excerpt
from roleplay.i18n import _

_WIDEST: Final = 100
"""Characters of a comment on one line."""


class Frame(Struct, frozen=True):
    """What a scenario needs that no story tells."""

    id: str
    language: str
    rubric: str
    persona: str
    source: str
    """The name of the file that the story came from."""


def skeleton(plan: Plan, frame: Frame) -> str:
    """Return the text of `scenario.yaml`."""
    return "\n".join((*_head(plan, frame), *_variables(plan), *_nodes(plan))) + "\n"


def shown(note: Note) -> str:
    """Return a note as one line for authors, at most some 300 characters."""
    if isinstance(note, Remark):
        return excerpt(note.text, 600)
    return _("not carried: {what} ({reason})").format(what=excerpt(note.what), reason=_(note.reason))


def _head(plan: Plan, frame: Frame) -> Iterator[str]:
    title = quoted(plan.title or frame.id)
    made = _("Made from {source}. Words and ways are carried; what makes it a training you have to add:")
    for advice in (
        made.format(source=frame.source),
        _("1. title, summary, service, place, channel, level and brief: what the trainee reads."),
        _("2. cards: facts on the desk; knows: what the customer can tell; wrong: what must not be said."),
        _("3. For each choice: shows (techniques and traps), tells, asks and wrong."),
        _("4. goals: the facts to be told and asked for; without them only manner is scored."),
        _("5. For each ending: the right outcome, and a debrief."),
        _("6. Every text that is only “…”, and every comment “not carried”."),
        _("All keys are told in docs/reference/formats.md; then run: roleplay check"),
        *(shown(note) for note in plan.notes),
    ):
        yield from _comment(advice)
    yield "format: 1"
    yield f"id: {frame.id}"
    yield f"language: {frame.language}"
    yield f"title: {title}"
    yield _hinted(f"summary: {title}", _("fill in: who comes with what, in one sentence"))
    yield _hinted("service: imported", _("fill in: a short word for the service"))
    yield _hinted(f"place: {quoted(NOTHING)}", _("fill in: where the talk takes place"))
    yield _hinted("channel: counter", "counter, phone, chat")
    yield _hinted("level: 2", _("1 easy to 5 hard"))
    yield f"rubric: {frame.rubric}"
    yield f"personas: [{frame.persona}]"
    yield f"start: {plan.start}"
    yield _hinted(f"brief: {title}", _("fill in: what the trainee knows before the talk"))
    yield from _EXAMPLES


_EXAMPLES: Final = """
# cards:
#   window: {text: "…", source: "…", checked: 2026-01-31, tells: ["…"]}
# goals:
#   told-window: {told: window, text: "…"}

""".split("\n")[:-1]


def _hinted(line: str, hint: str) -> str:
    return f"{line}  # {hint}"


def _variables(plan: Plan) -> Iterator[str]:
    if plan.variables:
        yield _hinted("vars:", _("look at the ranges: the story tells none"))
        for name, variable in plan.variables.items():
            yield f"  {name}: {{low: {variable.low}, high: {variable.high}, start: {variable.start}}}"
        yield ""
    if plan.words:
        yield _hinted("vary:", _("words in braces; give each what may stand there"))
        for word in plan.words:
            yield f"  {quoted(word)}: [{quoted(word)}]"
        yield ""


def _nodes(plan: Plan) -> Iterator[str]:
    yield "nodes:"
    for node in plan.nodes.values():
        yield from _node(plan, node)
        yield ""
    for node in plan.parked.values():
        yield from (f"# {line}" if not line.startswith("#") else line for line in _node(plan, node))
        yield ""


def _node(plan: Plan, node: PlannedNode) -> Iterator[str]:
    yield f"  {quoted_key(node.id)}:"
    if node.title and slug(node.title) != node.id:
        yield from _comment(node.title, "    ")
    yield from (line for note in node.notes for line in _comment(shown(note), "    "))
    if node.stage:
        yield f"    stage: {node.stage}"
    yield from _says(plan, node)
    if node.choices:
        yield "    choices:"
        for choice in node.choices:
            yield from _choice(plan, choice)
    if node.goto:
        yield f"    goto: {node.goto}"
    if node.outcome:
        yield from _ending(node)


def _says(plan: Plan, node: PlannedNode) -> Iterator[str]:
    if len(node.says) == 1:
        yield f"    says: {quoted(node.says[0].text)}"
        return
    yield "    says:"
    for when, text in node.says:
        if when is None:
            yield f"      - {quoted(text)}"
        else:
            yield f"      - when: {_when(plan, when)}"
            yield f"        text: {quoted(text)}"


def _choice(plan: Plan, choice: PlannedChoice) -> Iterator[str]:
    yield f"      {quoted_key(choice.id)}:"
    yield from (line for note in choice.notes for line in _comment(shown(note), "        "))
    if choice.when is not None:
        yield f"        when: {_when(plan, choice.when)}"
    yield f"        text: {quoted(choice.text)}"
    yield f"        {'' if choice.shows else '# '}shows: [{', '.join(choice.shows)}]"
    if choice.effects:
        effects = (
            f"{plan.names[item.name]}: {item.amount if item.is_absolute else quoted(f'{item.amount:+}')}"
            for item in choice.effects
        )
        yield f"        set: {{{', '.join(effects)}}}"
    if choice.once:
        yield "        once: true"
    if choice.goto:
        yield f"        goto: {choice.goto}"


def _ending(node: PlannedNode) -> Iterator[str]:
    yield "    ending:"
    outcome = f"      outcome: {node.outcome}"
    yield outcome if node.is_outcome_known else _hinted(outcome, _("fill in: how does it end here?"))
    yield _hinted(f"      debrief: {quoted(NOTHING)}", _("fill in: what the trainee should take along"))


def _when(plan: Plan, term: Term) -> str:
    switches = {name for name, mapped in plan.names.items() if plan.variables[mapped][:2] == (0, 1)}
    return written(term, plan.names, plan.ids, switches)


def _comment(text: str, indent: str = "") -> Iterator[str]:
    """Yield a text as comments, no wider than can be read."""
    line = ""
    for word in clean_line(text).split(" "):
        if line and len(line) + len(word) >= _WIDEST - len(indent):
            yield f"{indent}# {line}"
            line = " "
        line += f" {word}" if line.strip() else line + word
    yield f"{indent}# {line}"


def quoted(text: str) -> str:
    """Return a text in double quotes, as YAML reads it back."""
    return json.dumps(clean_line(text), ensure_ascii=False)


_RESERVED: Final = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))


def quoted_key(name: str) -> str:
    """Return a name as a key, in quotes where another reader of YAML would see a number or a truth."""
    is_plain = name[:1].isalpha() and name not in _RESERVED
    return name if is_plain else quoted(name)
