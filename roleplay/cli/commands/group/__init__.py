"""`roleplay group`: practise together. A subcommand is a module beside this one, with its own `command`."""

from typing import Final

from roleplay.cli.options import Lang
from roleplay.i18n import N_

SUBCOMMANDS: Final = {
    "room": N_("Play with a whole room at one projector, without a network."),
    "host": N_("Host a group that practises in one room."),
    "report": N_("Write what a group leaves behind: debrief pack, tables."),
    "list": N_("List the groups that are kept."),
}
"""Every subcommand, in the order in which it is told."""


def command(lang: Lang = None) -> None:
    """Read what stands before the subcommand."""
