"""Offers what there is to play: what is unfinished first, then the scenarios."""

from collections.abc import Sequence

from msgspec import Struct

from roleplay.app.summary import ScenarioSummary
from roleplay.i18n import _
from roleplay.store import SessionRecord
from roleplay.terminal.prompt import Prompt
from roleplay.terminal.screen import Screen


class Picked(Struct, frozen=True):
    """What the trainee wants: a session to resume, or a scenario to begin."""

    session: str | None = None
    scenario: str | None = None
    persona: str | None = None


def pick(
    screen: Screen, prompt: Prompt, unfinished: Sequence[SessionRecord], scenarios: Sequence[ScenarioSummary]
) -> Picked | None:
    """Return what was picked by number or id, or None when nothing was."""
    options = [Picked(session=record.id) for record in unfinished]
    options += [Picked(scenario=scenario.id) for scenario in scenarios]
    _show(screen, unfinished, scenarios)
    names = {option.session or option.scenario: option for option in options}
    picked = _ask(screen, prompt, options, names)
    if picked is None or picked.scenario is None:
        return picked
    scenario = next(item for item in scenarios if item.id == picked.scenario)
    return _pick_persona(screen, prompt, scenario)


def _show(screen: Screen, unfinished: Sequence[SessionRecord], scenarios: Sequence[ScenarioSummary]) -> None:
    number = 0
    titles = {scenario.id: scenario.title for scenario in scenarios}
    if unfinished:
        screen.line(_("Unfinished"), "bold")
    for number, record in enumerate(unfinished, 1):
        title = titles.get(record.scenario, record.scenario)
        played = record.updated_at[:16].replace("T", " ")
        screen.line(f"{number:>2}  {title} · {record.persona} · {played} · {record.id}", hang=4)
    shown_level = 0
    for place, scenario in enumerate(scenarios, number + 1):
        if scenario.level != shown_level:
            shown_level = scenario.level
            screen.line(_("Scenarios, level {level}").format(level=shown_level), "bold")
        screen.line(f"{place:>2}  {scenario.title} · {scenario.id}", hang=4)
    screen.line(_("Type a number, or q to leave."), "quiet")


def _ask(
    screen: Screen, prompt: Prompt, options: Sequence[Picked], names: dict[str | None, Picked]
) -> Picked | None:
    while True:
        screen.flush()
        typed = prompt.ask()
        if typed is None or typed.text.lower() == "q":
            return None
        if typed.text in names:
            return names[typed.text]
        if typed.text.isdecimal() and len(typed.text) < 4 and 1 <= int(typed.text) <= len(options):
            return options[int(typed.text) - 1]
        screen.line(_("Choose a number from 1 to {count}, or q to leave.").format(count=len(options)))


def _pick_persona(screen: Screen, prompt: Prompt, scenario: ScenarioSummary) -> Picked | None:
    """Ask who shall come; an empty line takes the first."""
    screen.line(scenario.title, "bold")
    screen.line(scenario.summary)
    screen.line(_("Who comes to your desk?"), "bold")
    for number, persona in enumerate(scenario.personas, 1):
        screen.line(f"{number}  {persona.name} · {persona.type}", hang=3)
    screen.line(_("Enter takes the first."), "quiet")
    options = [Picked(scenario=scenario.id, persona=persona.id) for persona in scenario.personas]
    names: dict[str | None, Picked] = {option.persona: option for option in options}
    if options:
        names[""] = options[0]
    return _ask(screen, prompt, options, names)
