"""Mends what a talk cannot have and other tools can: dead ways, circles, and places that nothing leads to."""

from collections.abc import Iterable, Mapping, Sequence

from roleplay.authoring.exchange.names import Names
from roleplay.authoring.exchange.plan import NOTHING, Line, Plan, PlannedChoice, PlannedNode
from roleplay.authoring.exchange.story import ALWAYS_OFFERED, CIRCLE, NO_END, PARKED, VISIT, Lost, Note
from roleplay.authoring.exchange.terms import Term, Visited, leaves

Ways = Mapping[str, Sequence[str]]


def mend(plan: Plan, limit_outcomes: Iterable[str], names: Names) -> None:
    """Mend a plan. `names` gives out the names of further nodes."""
    _break_circles(plan)
    _park(plan, limit_outcomes)
    _forget_visits(plan)
    ways = {name: node.targets() for name, node in plan.nodes.items()}
    groups = _groups(ways)
    _lead_out(plan, ways, groups, names)
    _offer_always(plan, ways, groups)


def _break_circles(plan: Plan) -> None:
    """Let the officer speak in every circle of nodes that only lead on."""
    done: set[str] = set()
    for start in plan.nodes.values():
        node, way = start, dict[str, None]()
        while node.goto and node.id not in done and node.id not in way:
            way[node.id] = None
            node = plan.nodes[node.goto]
        if node.id in way:
            node.lose(node.goto, CIRCLE)
            node.choices.append(PlannedChoice("go-on", NOTHING, node.goto))
            node.goto = ""
        done.update(way)


def _park(plan: Plan, limit_outcomes: Iterable[str]) -> None:
    """Take out the nodes that nothing leads to."""
    waiting = [plan.start]
    for outcome in limit_outcomes:
        waiting += [name for name, node in plan.nodes.items() if node.outcome == outcome][:1]
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += plan.nodes[name].targets()
    for name in [name for name in plan.nodes if name not in reached]:
        node = plan.parked[name] = plan.nodes.pop(name)
        node.lose(node.title, PARKED)


def _forget_visits(plan: Plan) -> None:
    """Give up conditions on visits to nodes that were taken out; what is said on them is never said."""
    for node in plan.nodes.values():
        for line in [line for line in node.says if not _is_whole(plan, line.when)]:
            node.lose(line.text, VISIT)
            node.says.remove(line)
        for choice in node.choices:
            if not _is_whole(plan, choice.when):
                choice.notes.append(Lost(choice.text, VISIT, node.line))
                choice.when = None


def _is_whole(plan: Plan, when: Term | None) -> bool:
    return all(plan.ids[leaf.passage] in plan.nodes for leaf in leaves(when) if isinstance(leaf, Visited))


def _lead_out(plan: Plan, ways: Ways, groups: Sequence[Sequence[str]], names: Names) -> None:
    """Give every group of nodes that leads nowhere else, and does not end, a choice that ends the talk."""
    ending = ""
    for group in groups:
        within = set(group)
        nodes = [plan.nodes[name] for name in group]
        if any(node.outcome for node in nodes) or any(not within.issuperset(ways[name]) for name in group):
            continue
        if not ending:
            ending = names.unique("ending")
            plan.nodes[ending] = PlannedNode(ending, "", [Line(None, NOTHING)], outcome="unresolved")
        speaking = next(node for node in nodes if node.choices)
        note: Note = Lost(speaking.title, NO_END, speaking.line)
        taken = Names(choice.id for choice in speaking.choices)
        speaking.choices.append(PlannedChoice(taken.unique("end"), NOTHING, ending, notes=[note]))


def _offer_always(plan: Plan, ways: Ways, groups: Sequence[Sequence[str]]) -> None:
    """See that a node never runs out of choices; let `once` stand only where the talk can come again."""
    again = {name for group in groups if len(group) > 1 for name in group}
    again |= {name for name, targets in ways.items() if name in targets}
    for node in (*plan.nodes.values(), *plan.parked.values()):
        for choice in node.choices:
            choice.once = choice.once and node.id in again
        leading = [choice for choice in node.choices if choice.goto]
        if leading and not any(choice.when is None and not choice.once for choice in leading):
            last = leading[-1]
            last.notes.append(Lost(last.text, ALWAYS_OFFERED, node.line))
            last.when, last.once = None, False


def _groups(ways: Ways) -> list[list[str]]:
    """Return the nodes in groups within which each leads to each other (Tarjan's way, without recursion)."""
    numbers: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: dict[str, None] = {}
    groups: list[list[str]] = []
    for start in ways:
        walk = [(start, iter(ways[start]))] if start not in numbers else []
        while walk:
            name, targets = walk[-1]
            if name not in numbers:
                numbers[name] = lowest[name] = len(numbers)
                stack[name] = None
            for target in targets:
                if target not in numbers:
                    walk.append((target, iter(ways[target])))
                    break
                if target in stack:
                    lowest[name] = min(lowest[name], numbers[target])
            else:
                walk.pop()
                if walk:
                    lowest[walk[-1][0]] = min(lowest[walk[-1][0]], lowest[name])
                if lowest[name] == numbers[name]:
                    groups.append(_taken_from(stack, name))
    return groups


def _taken_from(stack: dict[str, None], name: str) -> list[str]:
    group: list[str] = []
    while not group or group[-1] != name:
        group.append(stack.popitem()[0])
    return group[::-1]
