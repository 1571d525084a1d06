"""The choices of a node held against each other: what counts alike, and wrong ones that teach nothing."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from roleplay.compiler.report import Report
from roleplay.content.tree import ListNode, MapNode, Node, TextNode
from roleplay.domain.vocabulary import TRAPS
from roleplay.i18n import _
from roleplay.schema.scenario import ChoiceFile, NodeFile, ScenarioFile

_FAULTS: Final = frozenset(TRAPS)


class _Worth(NamedTuple):
    """All that a choice does, its words aside."""

    faults: frozenset[str]
    """Traps, and wrong facts as `wrong.ID`."""
    merits: frozenset[str]
    """Techniques, and what is told and asked for as `tells.ID` and `asks.ID`."""
    way: tuple[object, ...]
    """Where it leads, and what it does to variables."""
    when: object
    """Its condition, None without one."""


def check_distractors(file: ScenarioFile, report: Report) -> None:
    """Report nodes at which nothing is decided, and wrong choices that nobody learns anything from."""
    for name, node in file.nodes.items():
        if len(node.choices) > 1 and len({_worth(choice) for choice in node.choices.values()}) == 1:
            message = _("at node '{node}' every choice counts alike").format(node=name)
            hint = _("Let them differ in what they show, tell or lead to.")
            report.warning("RP333", node.span, message, hint)
        else:
            _check_taught(node, report)
        _check_tempting(node, report)


def _check_taught(node: NodeFile, report: Report) -> None:
    """Report wrong choices whose whole lesson another wrong choice teaches."""
    for name, other in _taught_elsewhere(node):
        message = _("'{choice}' teaches nothing that '{other}' does not: the same fault, and nothing better")
        hint = _("Give it a fault of its own, or a note that says what is different in it, or take it out.")
        report.warning("RP335", node.choices[name].span, message.format(choice=name, other=other), hint)


def _taught_elsewhere(node: NodeFile) -> Iterator[tuple[str, str]]:
    """Yield the choices that could go, each with one that teaches the same; of equals the first stays."""
    choices = tuple(node.choices.items())
    for place, (name, choice) in enumerate(choices):
        for rank, (other, better) in enumerate(choices):
            is_first = rank < place or not _teaches_all(choice, better)
            if rank != place and is_first and _teaches_all(better, choice):
                yield name, other
                break


def _teaches_all(better: ChoiceFile, choice: ChoiceFile) -> bool:
    """Return True when a wrong choice does nothing but what the `better` one does, and no better.

    Both have the same faults and lead to the same, `better` has every merit that `choice` has, and is there
    whenever that is: who finds it used up has learned from it already. A note is a lesson of its own.
    """
    one, other = _worth(choice), _worth(better)
    return (
        bool(one.faults)
        and one.faults == other.faults
        and one.merits <= other.merits
        and one.way == other.way
        and _is_wider(other.when, one.when)
        and choice.note in ("", better.note)
    )


def _is_wider(when: object, other: object) -> bool:
    """Return True when one condition holds wherever the `other` does, as far as the keys tell."""
    if when is None or when == other:
        return True
    return isinstance(when, frozenset) and isinstance(other, frozenset) and when <= other


def _worth(choice: ChoiceFile) -> _Worth:
    named = {
        f"{kind}.{name.value}"
        for kind, names in (("tells", choice.tells), ("asks", choice.asks))
        for name in names
    }
    effects = frozenset((name, effect.amount, effect.is_absolute) for name, effect in choice.effects.items())
    return _Worth(
        faults=frozenset(
            {*_FAULTS.intersection(choice.shows), *(f"wrong.{name.value}" for name in choice.wrong)}
        ),
        merits=frozenset({*(set(choice.shows) - _FAULTS), *named}),
        way=(choice.goto.value if choice.goto else None, effects),
        when=_sense(choice.when.node) if choice.when else None,
    )


def _sense(node: Node) -> object:
    """Return what was written, wherever it stands and in whatever order its keys are."""
    match node:
        case TextNode():
            return node.value
        case ListNode():
            return tuple(_sense(item) for item in node.items)
        case MapNode():
            return frozenset((key.value, _sense(child)) for key, child in node.entries)


def _check_tempting(node: NodeFile, report: Report) -> None:
    """Report replies so bad that nobody would take them for right."""
    for name, choice in node.choices.items():
        shows = set(choice.shows)
        if "rude" in shows and len(shows) > 1 and shows <= _FAULTS:
            message = _("'{choice}' is rude and worse, with nothing good in it: nobody would pick it")
            hint = _("A wrong reply should sound right to a busy officer.")
            report.warning("RP705", choice.span, message.format(choice=name), hint)
