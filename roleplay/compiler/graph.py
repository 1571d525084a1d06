"""Checks the shape of a scenario: every place can be reached, and leads to an ending."""

from collections.abc import Iterable, Mapping

from roleplay.compiler.report import Report
from roleplay.compiler.scenario import RETURN
from roleplay.i18n import _
from roleplay.schema.parts import LinesFile
from roleplay.schema.scenario import NodeFile, ScenarioFile


def check_nodes(file: ScenarioFile, report: Report) -> None:
    """Report nodes that go nowhere, or that say and lead on in an order that cannot work."""
    for name, node in file.nodes.items():
        _check_way_on(name, node, report)
        _check_lines(node.says, report)
        _check_lines(node.again, report)
        _check_hears(node, report)


def _check_way_on(name: str, node: NodeFile, report: Report) -> None:
    if node.ending and node.ending.outcome is None:
        message = _("the ending '{node}' has no outcome").format(node=name)
        report.error("RP303", node.ending.span, message, _("Add for example: outcome: resolved"))
    ways = [node.ending is not None, bool(node.choices), node.goto is not None]
    if not any(ways):
        message = _("node '{node}' goes nowhere").format(node=name)
        report.error("RP302", node.span, message, _("Give it choices, a goto, or an ending."))
    elif sum(ways) > 1:
        message = _("node '{node}' goes on in more than one way").format(node=name)
        report.error("RP309", node.span, message, _("Keep one of: choices, goto, ending."))
    if node.call and node.goto is None:
        message = _("node '{node}' calls a sub-dialogue but has no goto to come back to").format(node=name)
        report.error("RP302", node.span, message)


def _check_lines(lines: LinesFile | None, report: Report) -> None:
    if lines is None or not lines.lines:
        return
    for line in lines.lines[:-1]:
        if line.when is None:
            report.warning(
                "RP305", line.span, _("this line always holds, so the ones after it are never said")
            )
            return
    if lines.lines[-1].when is not None:
        message = _("the last line has a condition, so the customer could fall silent")
        report.error("RP306", lines.lines[-1].span, message, _("End with a line without 'when'."))


def _check_hears(node: NodeFile, report: Report) -> None:
    for item in node.hears[:-1]:
        if item.when is None:
            report.warning("RP305", item.span, _("this always holds, so what follows it is never reached"))
            return


def check_graph(file: ScenarioFile, start: str, limit_endings: Iterable[str], report: Report) -> None:
    """Report dead nodes, talks that never end, and circles that never wait for the officer.

    `limit_endings` are nodes reached by the limits of personas. Call it only when every name is resolved:
    a node that is lost through another mistake is not reported again.
    """
    ways = {name: tuple(_ways(node)) for name, node in file.nodes.items()}
    reached = _reached((start, *limit_endings), ways)
    for name, node in file.nodes.items():
        if name not in reached:
            message = _("nothing leads to node '{node}'").format(node=name)
            report.error("RP301", node.span, message, _("Lead a goto to it, or take it out."))
    _check_ends(file, ways, reached, report)
    _check_returns(file, start, ways, report)
    _check_circles(file.nodes, report)


def _ways(node: NodeFile) -> Iterable[str]:
    targets = [node.goto, node.call, *(item.goto for item in node.hears)]
    targets += [choice.goto for choice in node.choices.values()]
    return dict.fromkeys(target.value for target in targets if target and target.value != RETURN)


def _reached(starts: Iterable[str], ways: Mapping[str, tuple[str, ...]]) -> set[str]:
    reached: set[str] = set()
    waiting = list(starts)
    while waiting:
        name = waiting.pop()
        if name not in reached and name in ways:
            reached.add(name)
            waiting.extend(ways[name])
    return reached


def _check_ends(
    file: ScenarioFile, ways: Mapping[str, tuple[str, ...]], reached: set[str], report: Report
) -> None:
    """Report nodes from which no ending can be had, a sub-dialogue counting by its return."""
    backwards: dict[str, list[str]] = {name: [] for name in ways}
    for name, targets in ways.items():
        for target in targets:
            backwards[target].append(name)
    done = [name for name, node in file.nodes.items() if node.ending or _returns(node)]
    ends = _reached(done, {name: tuple(origins) for name, origins in backwards.items()})
    for name, node in file.nodes.items():
        if name in reached and name not in ends:
            message = _("no ending can be reached from node '{node}'").format(node=name)
            report.error("RP304", node.span, message)


def _returns(node: NodeFile) -> bool:
    gotos = [
        node.goto,
        *(item.goto for item in node.hears),
        *(choice.goto for choice in node.choices.values()),
    ]
    return any(goto is not None and goto.value == RETURN for goto in gotos)


def _check_returns(
    file: ScenarioFile, start: str, ways: Mapping[str, tuple[str, ...]], report: Report
) -> None:
    """Report a return where no sub-dialogue has been called."""
    outside = {
        name: (node.goto.value,) if node.call and node.goto else ways[name]
        for name, node in file.nodes.items()
    }
    reached = _reached((start,), outside)
    for name, node in file.nodes.items():
        if name in reached and _returns(node):
            message = _("node '{node}' returns, but the talk gets there without a call").format(node=name)
            report.error("RP322", node.span, message, _("Lead its goto to a node."))


def _check_circles(nodes: Mapping[str, NodeFile], report: Report) -> None:
    """Report circles of nodes in which the officer never gets to speak."""
    passing = {name: node for name, node in nodes.items() if not node.choices and not node.ending}
    ways = {name: tuple(_ways_without_waiting(node, passing)) for name, node in passing.items()}
    reported: set[str] = set()
    for name, node in passing.items():
        if name not in reported and (circle := _way_back(name, ways)):
            reported.update(circle)
            message = _("the talk circles through '{nodes}' and never waits for the officer")
            report.error("RP310", node.span, message.format(nodes=" → ".join((*circle, name))))


def _ways_without_waiting(node: NodeFile, passing: Mapping[str, NodeFile]) -> Iterable[str]:
    if node.call:
        yield node.call.value
    if node.goto and (node.call is None or _returns_at_once(node.call.value, passing, set())):
        yield node.goto.value


def _returns_at_once(name: str, passing: Mapping[str, NodeFile], seen: set[str]) -> bool:
    """Return True when a sub-dialogue is over before the officer gets to speak."""
    while name in passing and name not in seen:
        seen.add(name)
        node = passing[name]
        if node.call and not _returns_at_once(node.call.value, passing, seen):
            return False
        name = node.goto.value if node.goto else ""
    return name == RETURN


def _way_back(start: str, ways: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the nodes on a way from `start` that leads to it again, or nothing."""
    waiting: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while waiting:
        way = waiting.pop()
        for target in ways.get(way[-1], ()):
            if target == start:
                return way
            if target not in seen:
                seen.add(target)
                waiting.append((*way, target))
    return ()
