"""`roleplay join`: take part in a hosted group at this terminal."""

from typing import Annotated

import typer

from roleplay.cli.joining import JoinRequest, join_group
from roleplay.cli.options import Lang
from roleplay.errors import ExitCode
from roleplay.i18n import _


def command(
    address: Annotated[
        str | None, typer.Argument(help=_("Where the group is, as its board shows it: 192.168.1.5:8700."))
    ] = None,
    code: Annotated[str | None, typer.Argument(help=_("The code that the board shows."))] = None,
    is_new: Annotated[
        bool, typer.Option("--new", help=_("Take a new seat, not the one taken from this computer before."))
    ] = False,
    lang: Lang = None,
) -> ExitCode:
    """Join a group, or come back to one's seat."""
    return join_group(JoinRequest(address, code, is_new))
