"""`roleplay group lead`: lead a hosted group from a terminal."""

from typing import Annotated

import typer

from roleplay.cli.leading import lead_group
from roleplay.cli.options import Lang
from roleplay.errors import ExitCode
from roleplay.i18n import _


def command(
    address: Annotated[
        str, typer.Argument(help=_("Where the group is: 192.168.1.5:8700, or the facilitator's link."))
    ],
    lang: Lang = None,
) -> ExitCode:
    """Lead a group until one leaves it or closes it."""
    return lead_group(address)
