"""From a scenario file to the nodes, facts and goals of an encounter, with every name resolved."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from roleplay.compiler.conditions import KEYS, NEVER, NOW, compile_condition, optional
from roleplay.compiler.persona import Fill, compile_lines
from roleplay.compiler.report import Report
from roleplay.compiler.scope import Scope
from roleplay.domain.condition import ANY
from roleplay.domain.cues import Cues
from roleplay.domain.encounter import (
    Card,
    Choice,
    Effect,
    Ending,
    Fact,
    Falsehood,
    Goal,
    Hearing,
    Node,
    Variable,
)
from roleplay.i18n import _
from roleplay.schema.parts import CuesFile
from roleplay.schema.reading import Name
from roleplay.schema.scenario import (
    CardFile,
    ChoiceFile,
    FactFile,
    FalsehoodFile,
    GoalFile,
    NodeFile,
    ScenarioFile,
    VariableFile,
)

RETURN: Final = "return"
"""The `goto` that ends a sub-dialogue."""

Declared = VariableFile | NodeFile | CardFile | FactFile | FalsehoodFile


class ScenarioParts(Struct, frozen=True):
    """What a scenario brings to an encounter."""

    start: str
    nodes: Mapping[str, Node]
    cards: Mapping[str, Card]
    facts: Mapping[str, Fact]
    falsehoods: Mapping[str, Falsehood]
    goals: tuple[Goal, ...]
    variables: Mapping[str, Variable]


def compile_scenario(file: ScenarioFile, scope: Scope, fill: Fill, report: Report) -> ScenarioParts:
    """Return the parts; `scope` holds the names declared in the file and who brings the matter."""
    variables = {name: _variable(written, report) for name, written in file.vars.items()}
    scope = replace(scope, variables={**scope.variables, **variables})
    _check_names(file, report)
    start = file.start.value if file.start else next(iter(file.nodes), "")
    if file.start:
        report.resolve("RP201", _("node"), file.start, scope.nodes)
    return ScenarioParts(
        start=start,
        nodes={name: _node(name, written, scope, fill, report) for name, written in file.nodes.items()},
        cards={
            name: Card(
                name, fill(item.text), fill(item.source), item.checked, item.volatile, cues_of(item.tells)
            )
            for name, item in file.cards.items()
        },
        facts={
            name: Fact(
                name,
                fill(item.says),
                cues_of(item.asks),
                compile_condition(item.volunteers, scope, report) if item.volunteers else None,
            )
            for name, item in file.knows.items()
        },
        falsehoods=_falsehoods(file, scope, fill, report),
        goals=tuple(_goal(name, item, scope, fill, report) for name, item in file.goals.items()),
        variables=variables,
    )


def _check_names(file: ScenarioFile, report: Report) -> None:
    """Report names that mean something else where they would be used."""
    declared: tuple[tuple[Mapping[str, Declared], tuple[str, ...]], ...] = (
        (file.vars, (*KEYS, *NOW, "persona", "type")),
        (file.nodes, (RETURN, ANY)),
        (file.cards, (ANY,)),
        (file.knows, (ANY,)),
        (file.wrong, (ANY,)),
    )
    for entries, taken in declared:
        for name in entries.keys() & taken:
            message = _("'{name}' already means something else here").format(name=name)
            report.error("RP105", entries[name].span, message, _("Choose another name."))


def cues_of(file: CuesFile | None) -> Cues:
    """Return the cues of an author, none where there are none."""
    return Cues(file.any, file.unless) if file else Cues()


def _variable(file: VariableFile, report: Report) -> Variable:
    if not file.low <= file.start <= file.high:
        message = _("the start of a variable must lie from its low to its high")
        report.error("RP104", file.span, message)
    return Variable(file.low, file.high, file.start)


def _falsehoods(file: ScenarioFile, scope: Scope, fill: Fill, report: Report) -> dict[str, Falsehood]:
    falsehoods: dict[str, Falsehood] = {}
    for name, item in file.wrong.items():
        if item.card:
            report.resolve("RP202", _("card"), item.card, scope.cards)
        card = item.card.value if item.card else None
        falsehoods[name] = Falsehood(name, cues_of(item.says), fill(item.note), card)
    return falsehoods


def _goal(name: str, file: GoalFile, scope: Scope, fill: Fill, report: Report) -> Goal:
    if sum(part is not None for part in (file.told, file.asked, file.done)) != 1:
        report.error("RP314", file.span, _("a goal needs exactly one of 'told', 'asked' and 'done'"))
    if file.told:
        report.resolve("RP202", _("card"), file.told, scope.cards)
    if file.asked:
        report.resolve("RP202", _("fact"), file.asked, scope.facts)
    return Goal(
        name,
        fill(file.text),
        file.told.value if file.told else None,
        file.asked.value if file.asked else None,
        compile_condition(file.done, scope, report) if file.done else None,
    )


def _node(name: str, file: NodeFile, scope: Scope, fill: Fill, report: Report) -> Node:
    for name_of_node in (file.goto, file.call):
        _check_goto(name_of_node, scope, report)
    for item in file.hears:
        _check_goto(item.goto, scope, report)
    ending = file.ending
    return Node(
        id=name,
        says=compile_lines(file.says, scope, report, fill),
        again=compile_lines(file.again, scope, report, fill),
        choices=_choices(file, scope, fill, report),
        hears=tuple(
            Hearing(optional(compile_condition(item.when, scope, report, is_heard=True)), item.goto.value)
            for item in file.hears
        ),
        model=fill(file.model),
        stage=file.stage,
        goto=file.goto.value if file.goto else None,
        call=file.call.value if file.call else None,
        ending=Ending(ending.outcome, fill(ending.debrief)) if ending and ending.outcome else None,
    )


def _check_goto(goto: Name | None, scope: Scope, report: Report) -> None:
    if goto is not None and goto.value != RETURN:
        report.resolve("RP201", _("node"), goto, scope.nodes)


def _choices(file: NodeFile, scope: Scope, fill: Fill, report: Report) -> tuple[Choice, ...]:
    """Return the choices, without those that can never be offered in this encounter."""
    choices: list[Choice] = []
    for name, item in file.choices.items():
        when = compile_condition(item.when, scope, report)
        _check_choice(item, scope, report)
        effects = _effects(item, scope, report)
        if when != NEVER:
            choices.append(
                Choice(
                    id=name,
                    text=fill(item.text),
                    shows=tuple(dict.fromkeys(item.shows)),
                    tells=tuple(card.value for card in item.tells),
                    asks=tuple(fact.value for fact in item.asks),
                    wrong=tuple(falsehood.value for falsehood in item.wrong),
                    when=optional(when),
                    goto=item.goto.value if item.goto else None,
                    is_once=item.once or item.goto is None,
                    effects=effects,
                    note=fill(item.note),
                )
            )
    return tuple(choices)


def _check_choice(file: ChoiceFile, scope: Scope, report: Report) -> None:
    _check_goto(file.goto, scope, report)
    for what, names, known in (
        (_("card"), file.tells, scope.cards),
        (_("fact"), file.asks, scope.facts),
        (_("wrong fact"), file.wrong, scope.falsehoods),
    ):
        for name in names:
            report.resolve("RP202", what, name, known)


def _effects(file: ChoiceFile, scope: Scope, report: Report) -> tuple[Effect, ...]:
    effects: list[Effect] = []
    for name, value in file.effects.items():
        if report.resolve("RP202", _("variable"), Name(name, value.span), scope.variables):
            variable = scope.variables[name]
            effects.append(Effect(name, value.amount, value.is_absolute, variable.low, variable.high))
    return tuple(effects)
