"""`roleplay group host`: host a group that practises in one room, in browsers or terminals."""

from typing import Annotated

import typer

from roleplay.cli.hosting import HostRequest, host_group
from roleplay.cli.options import Content, Lang, StoreName, folders
from roleplay.errors import ExitCode, RoleplayError
from roleplay.i18n import _


def command(
    plan: Annotated[
        str | None, typer.Argument(help=_("A plan file, or a scenario for a single round."))
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            "--port",
            metavar="<number>",
            min=1,
            max=65535,
            help=_("Listen at this port; 8700 or one after it without."),
        ),
    ] = None,
    address: Annotated[
        str | None,
        typer.Option(
            "--address",
            metavar="<address>",
            help=_("Listen at this address alone, and tell people this one."),
        ),
    ] = None,
    site: Annotated[
        str, typer.Option("--site", metavar="<name>", help=_("The office, where several use one store."))
    ] = "",
    resume: Annotated[
        str | None,
        typer.Option("--resume", metavar="<code>", help=_("Go on with this group as it was left.")),
    ] = None,
    content: Content = None,
    lang: Lang = None,
    store: StoreName = None,
) -> ExitCode:
    """Host a group until Ctrl-C is pressed; it stays open and can be gone on with."""
    if (plan is None) == (resume is None):
        raise RoleplayError(
            _("Say what is to be practised: a plan file or a scenario, or --resume with a code."),
            _("For example: roleplay group host jkp-empat-bulan"),
        )
    return host_group(HostRequest(plan, port, address or "", site, resume, folders(content), store))
