"""`roleplay group`: what a facilitator does with a group. Each of its commands is a file beside this one."""

from typing import Final

from roleplay.i18n import N_

COMMANDS: Final = {
    "room": N_("Play with a whole room at one projector, without a network."),
    "triad": N_("Make a kit to print for role-play in threes."),
    "host": N_("Host a group that practises in one room."),
    "lead": N_("Lead a hosted group from a terminal: live board, messages, panel."),
    "report": N_("Write what a group leaves behind: debrief pack, tables."),
    "list": N_("List the groups that are kept."),
}
"""Every command of `group`, in the order in which it is told."""
