"""The commands and what each is for: one table for `--help` and for the full command line."""

from collections.abc import Mapping
from typing import Final

from roleplay import __version__
from roleplay.i18n import N_, _

COMMANDS: Final = {
    "play": N_("Play a scenario, or choose one from a list."),
    "resume": N_("Go on with a session that was paused."),
    "join": N_("Take part in a group that somebody hosts on this network."),
    "group": N_("Practise together: one projector, threes, laptops; then the report."),
    "sessions": N_("List the sessions on this computer."),
    "debrief": N_("Show the debrief of a session again, also as a page or as data."),
    "site": N_("Let offices into a database that they share."),
    "list": N_("List the scenarios and who may bring them."),
    "show": N_("Show one scenario, persona, customer type or rubric."),
    "facts": N_("List the facts taught, with sources, and what is due for a check."),
    "hear": N_("Show what is heard in a reply, and why."),
    "new": N_("Begin a scenario, persona, customer type or rubric that works."),
    "check": N_("Check content files and say what is wrong where."),
    "fmt": N_("Bring content files into one layout."),
    "test": N_("Play the walkthroughs and say which do not come out as written."),
    "simulate": N_("Play a scenario with simulated trainees, and in every way there is."),
    "stats": N_("Show how the choices of a scenario did when it was really played."),
    "preview": N_("Try a scenario while you write it; each save shows at once."),
    "graph": N_("Draw a scenario as a map of what leads where."),
    "explain": N_("Explain a code that check has reported."),
    "translate": N_("Make, bring up to date and count the translations of content."),
    "schema": N_("Print the JSON Schema of a content file, or of what --json prints."),
    "import": N_("Make a scenario of a story of Twine or ink."),
    "export": N_("Write a scenario for another tool."),
    "xapi": N_("Write, send or check learning records of sessions (xAPI)."),
    "privacy": N_("Show, hand over and erase what is kept of people."),
}
"""Every command, in the order in which it is told."""


def help_text() -> str:
    """Return the help of the program as a whole, at most 80 columns wide."""
    rows = [f"  {name:<10} {_(text)}" for name, text in COMMANDS.items()]
    return "\n".join(
        (
            f"roleplay {__version__}",
            _("Practise serving difficult service users before you meet them."),
            "",
            _("Usage: roleplay COMMAND [OPTIONS]"),
            "",
            *rows,
            "",
            _("Begin with: roleplay play"),
            _("More on a command: roleplay COMMAND --help"),
        )
    )


def commands_text(name: str, commands: Mapping[str, str]) -> str:
    """Return the help of a command that is made of others, at most 80 columns wide."""
    return "\n".join(
        (
            _("Usage: roleplay {name} COMMAND [OPTIONS]").format(name=name),
            "",
            f"  {_(COMMANDS[name])}",
            "",
            *(f"  {part:<10} {_(text)}" for part, text in commands.items()),
            "",
            _("More on a command: roleplay {name} COMMAND --help").format(name=name),
        )
    )
