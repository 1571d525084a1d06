"""Resolves the names by which files refer to each other, and checks each file as a whole."""

from collections.abc import Iterable
from typing import Final

from roleplay.compiler.graph import check_graph, check_nodes
from roleplay.compiler.library import Library, Loaded
from roleplay.compiler.persona import check_persona, check_type
from roleplay.compiler.report import Report
from roleplay.compiler.rubric import compile_rubric
from roleplay.compiler.scenario import ScenarioParts, compile_scenario
from roleplay.compiler.scope import Scope
from roleplay.compiler.unread import hides, unread_places
from roleplay.diagnostics import Diagnostic
from roleplay.domain.encounter import Variable
from roleplay.i18n import _
from roleplay.schema.persona import PersonaFile, TypeFile
from roleplay.schema.reading import Name
from roleplay.schema.rubric import RubricFile
from roleplay.schema.scenario import ScenarioFile

TYPE_PREFIX = "type:"
_UNREAD: Final = Variable(-1000, 1000, 0)
"""Stands for a variable whose declaration could not be read."""


def scenario_scope(library: Library, loaded: Loaded, persona: str = "", kind: str = "") -> Scope:
    """Return the names that conditions of a scenario may use."""
    return Scope(
        cards=loaded.declared("cards"),
        facts=loaded.declared("knows"),
        falsehoods=loaded.declared("wrong"),
        nodes=loaded.declared("nodes"),
        variables=dict.fromkeys(loaded.declared("vars"), _UNREAD),
        personas=library.ids("persona"),
        types=library.ids("type"),
        persona=persona,
        type=kind,
    )


def admitted(library: Library, scenario: ScenarioFile) -> tuple[str, ...]:
    """Return the ids of the personas that may bring a scenario, the default one first."""
    names: list[str] = []
    for entry in scenario.personas:
        if entry.value.startswith(TYPE_PREFIX):
            names += _personas_of(library, entry.value.removeprefix(TYPE_PREFIX))
        elif entry.value in library.ids("persona"):
            names.append(entry.value)
    return tuple(dict.fromkeys(names))


def _personas_of(library: Library, kind: str) -> Iterable[str]:
    for name in library.ids("persona"):
        if (file := _persona(library, name)) and file.type.value == kind:
            yield name


def _persona(library: Library, name: str) -> PersonaFile | None:
    loaded = library.get("persona", name, "id")
    return loaded.as_model(PersonaFile) if loaded else None


def check_file(library: Library, loaded: Loaded) -> tuple[Diagnostic, ...]:
    """Return what is wrong in a file beyond the form of its values, which `loaded.diagnostics` holds."""
    report = Report(unread_places(loaded.document, loaded.diagnostics))
    match loaded.draft:
        case ScenarioFile() as file:
            _check_scenario(library, loaded, file, report)
        case PersonaFile() as file:
            check_persona(file, library.ids("type"), report)
        case TypeFile() as file:
            check_type(file, report)
        case RubricFile() as file:
            compile_rubric(file, report)
    return tuple(report.diagnostics)


def _check_scenario(library: Library, loaded: Loaded, file: ScenarioFile, report: Report) -> None:
    report.resolve("RP203", _("rubric"), file.rubric, library.ids("rubric"))
    _check_personas(library, file, report)
    _check_pair(library, file, report)
    check_nodes(file, report)
    parts = compile_scenario(file, scenario_scope(library, loaded), str, report)
    is_whole = not any(hides(item) for item in loaded.diagnostics)
    if is_whole:
        _check_goals(file, parts, report)
    wanted = _limit_outcomes(library, file)
    endings = {
        node.ending.outcome: name for name, node in reversed(tuple(parts.nodes.items())) if node.ending
    }
    for outcome, persona in wanted.items():
        if outcome not in endings:
            message = _("{persona} can end the talk as '{outcome}', and no ending has that outcome").format(
                persona=persona, outcome=outcome
            )
            report.error("RP307", file.span, message, _("Add a node with: ending: {outcome: …, debrief: …}"))
    if is_whole and not report.has("RP201", "RP302"):
        if _every_limit_is_known(library, file) and not report.has("RP203", "RP204"):
            endings = {outcome: name for outcome, name in endings.items() if outcome in wanted}
        check_graph(file, parts.start, endings.values(), report)


def _check_personas(library: Library, file: ScenarioFile, report: Report) -> None:
    for entry in file.personas:
        if not entry.value.startswith(TYPE_PREFIX):
            report.resolve("RP203", _("persona"), entry, library.ids("persona"))
            continue
        name = Name(entry.value.removeprefix(TYPE_PREFIX), entry.span)
        if report.resolve("RP203", _("customer type"), name, library.ids("type")) and _is_unused(
            library, name.value
        ):
            message = _("there is no persona of type '{type}'").format(type=name.value)
            report.error("RP204", entry.span, message)
    if not file.personas:
        report.error("RP204", file.span, _("the scenario admits no persona"))


def _check_pair(library: Library, file: ScenarioFile, report: Report) -> None:
    """Report a parallel form that is none, or with which scores could not be compared."""
    pair = file.pair
    if pair is None or not report.resolve("RP203", _("scenario"), pair.other, library.ids("scenario")):
        return
    loaded = library.get("scenario", pair.other.value, file.language)
    other = loaded.as_model(ScenarioFile) if loaded else None
    if other is None:
        return
    name = pair.other.value
    back = other.pair
    if back is None or back.other.value != file.id.value or back.form == pair.form:
        message = _("'{name}' does not name this scenario as its other form").format(name=name)
        report.error("RP323", pair.span, message)
    elif (other.rubric.value, other.level, other.channel) != (file.rubric.value, file.level, file.channel):
        message = _("'{name}' has another rubric, level or channel").format(name=name)
        report.error("RP323", pair.span, message, _("Scores of two forms are compared: make them alike."))


def _is_unused(library: Library, kind: str) -> bool:
    """Return True when no persona is of a type. One that cannot be read may be of any."""
    files = [_persona(library, name) for name in library.ids("persona")]
    return all(file is not None and file.type.value != kind for file in files)


def names_everybody(scenario: ScenarioFile) -> bool:
    """Return whether every persona is named, so that no other file decides who may come."""
    return not any(entry.value.startswith(TYPE_PREFIX) for entry in scenario.personas)


def _every_limit_is_known(library: Library, scenario: ScenarioFile) -> bool:
    """Return False when a persona who may come, or their type, has a mistake in which a limit may be lost."""
    if names_everybody(scenario):
        people = [entry.value for entry in scenario.personas]
        kinds = [file.type.value for name in people if (file := _persona(library, name))]
    else:
        people, kinds = list(library.ids("persona")), list(library.ids("type"))
    loaded = [library.get("persona", name, "id") for name in people]
    loaded += [library.get("type", name, "id") for name in kinds]
    return not any(hides(item) for part in loaded if part for item in part.diagnostics)


def _limit_outcomes(library: Library, file: ScenarioFile) -> dict[str, str]:
    """Return each outcome by which a limit may end this talk, and a persona that has it."""
    outcomes: dict[str, str] = {}
    for name in admitted(library, file):
        persona = _persona(library, name)
        loaded = library.get("type", persona.type.value, "id") if persona else None
        kind = loaded.as_model(TypeFile) if loaded else None
        for limits in (persona.limits if persona else {}, kind.limits if kind else {}):
            for limit in limits.values():
                if limit.ends:
                    outcomes.setdefault(limit.ends, name)
    return outcomes


def _check_goals(file: ScenarioFile, parts: ScenarioParts, report: Report) -> None:
    """Report goals that no reply can meet."""
    choices = [choice for node in parts.nodes.values() for choice in node.choices]
    told = {card for choice in choices for card in choice.tells}
    told |= {name for name, card in parts.cards.items() if card.tells.any}
    asked = {fact for choice in choices for fact in choice.asks}
    asked |= {name for name, fact in parts.facts.items() if fact.asks.any or fact.volunteers}
    for goal in parts.goals:
        if (goal.told and goal.told not in told) or (goal.asked and goal.asked not in asked):
            message = _("no choice and no cue can meet the goal '{goal}'").format(goal=goal.id)
            report.error("RP311", file.goals[goal.id].span, message)
