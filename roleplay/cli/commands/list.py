"""`roleplay list`: list the scenarios."""

from roleplay.app.content import list_scenarios
from roleplay.app.documents import ScenarioList
from roleplay.cli.exit import tell
from roleplay.cli.options import AsJson, Content, Lang, folders
from roleplay.cli.output import print_json, print_table
from roleplay.cli.playing import desk_here
from roleplay.errors import ExitCode
from roleplay.i18n import _


def command(as_json: AsJson = False, content: Content = None, lang: Lang = None) -> ExitCode:
    """List the scenarios, easiest first."""
    scenarios = list_scenarios(desk_here(folders(content)))
    if as_json:
        print_json(ScenarioList(scenarios))
        return ExitCode.DONE
    if not scenarios:
        tell(_("No scenario was found."), _("Name a content folder with --content."))
    print_table(
        (_("scenario"), _("title"), _("level"), _("personas")),
        (
            (item.id, item.title, str(item.level), ", ".join(persona.id for persona in item.personas))
            for item in scenarios
        ),
    )
    return ExitCode.DONE
