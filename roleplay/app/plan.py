"""What a facilitator means by a plan: a file, a plan of the content folders, or a scenario by itself."""

from pathlib import Path
from typing import NamedTuple

from roleplay.app.desk import Desk
from roleplay.compiler.library import Library
from roleplay.compiler.plan import compile_plan
from roleplay.compiler.report import Report
from roleplay.content.read import read
from roleplay.diagnostics import Diagnostic
from roleplay.domain.group import Plan, Round
from roleplay.errors import RoleplayError
from roleplay.i18n import _
from roleplay.schema.parse import parse
from roleplay.schema.plan import PlanFile
from roleplay.schema.reading import nearest
from roleplay.schema.scenario import ScenarioFile

_ENDINGS = (".yaml", ".yml")


class Planned(NamedTuple):
    """What was read of a plan."""

    plan: Plan | None
    """None when a mistake stands in the way."""
    diagnostics: tuple[Diagnostic, ...] = ()


def plan_of(desk: Desk, wished: str) -> Planned:
    """Return the plan of this name. Raises RoleplayError when there is none."""
    library = Library(desk.roots)
    path = Path(wished)
    if path.suffix.lower() in _ENDINGS:
        return _read(library, path)
    if (loaded := library.get("plan", wished, desk.language)) is not None:
        return _read(library, loaded.ref.path)
    found = library.get("scenario", wished, desk.language)
    if found is None:
        message = _("There is no plan and no scenario '{name}'.").format(name=wished)
        raise RoleplayError(message, nearest(wished, (*library.ids("plan"), *library.ids("scenario"))))
    scenario = found.as_model(ScenarioFile)
    title = wished if scenario is None else scenario.title
    return Planned(Plan(title, desk.language, (Round(wished),)))


def _read(library: Library, path: Path) -> Planned:
    document, problems = read(path, str(path))
    if document is None:
        return Planned(None, problems)
    parsed = parse(document, PlanFile)
    report = Report()
    plan = compile_plan(library, parsed.draft, report) if parsed.draft else None
    found = tuple(dict.fromkeys((*problems, *parsed.diagnostics, *report.diagnostics)))
    is_whole = parsed.file is not None and not any(item.is_error for item in found)
    return Planned(plan if is_whole else None, found)
