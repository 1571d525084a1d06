"""`roleplay site`: let offices into a database that they share."""

import os
import secrets
import sys
from enum import StrEnum
from typing import Annotated, Final

import typer

from roleplay.app.documents import SiteList, SiteLogin
from roleplay.app.sites import add_site, change_password, list_sites, remove_site
from roleplay.cleaning import clean_line
from roleplay.cli.exit import tell
from roleplay.cli.options import AsJson, Lang, StoreName
from roleplay.cli.output import print_json, print_table
from roleplay.cli.playing import desk_here
from roleplay.errors import ExitCode, RoleplayError
from roleplay.i18n import _

PASSWORD: Final = "ROLEPLAY_SITE_PASSWORD"
"""The environment variable that gives the password, which is then not shown."""

_SIGNS: Final = "23456789abcdefghjkmnpqrstuvwxyz"
"""Nothing in it is mistaken for something else when it is copied by hand."""


class Action(StrEnum):
    """What to do."""

    ADD = "add"
    COORDINATOR = "coordinator"
    PASSWORD = "password"
    REMOVE = "remove"
    LIST = "list"


def command(
    action: Annotated[
        Action,
        typer.Argument(
            metavar="add|coordinator|password|remove|list",
            help=_(
                "add: let an office in. coordinator: let somebody look at all of them. "
                "password: give another one. remove: let in no more; what was played stays. list: show them."
            ),
        ),
    ],
    name: Annotated[
        str | None, typer.Argument(metavar="[name]", help=_("The office, or the coordinator."))
    ] = None,
    login: Annotated[
        str | None,
        typer.Option(
            "--login", help=_("Its login, also one that is there already; made of the name without it.")
        ),
    ] = None,
    store: StoreName = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> ExitCode:
    """See to the offices of a shared store, as its owner."""
    desk = desk_here(store=store)
    if action is Action.LIST:
        _show_list(list_sites(desk), as_json=as_json)
        return ExitCode.DONE
    if name is None:
        raise RoleplayError(
            _("Which office? Its name is missing."),
            _("As in: roleplay site {action} 'Disnaker Sleman'").format(action=action.value),
        )
    if action is Action.REMOVE:
        gone = remove_site(desk, name)
        tell(_("{login} comes in no more. What was played stays.").format(login=gone))
        return ExitCode.DONE
    given = os.environ.get(PASSWORD)
    password = given or _new_password()
    if action is Action.PASSWORD:
        done = change_password(desk, name, password)
    else:
        done = add_site(desk, name, login, password, is_coordinator=action is Action.COORDINATOR)
    if as_json:
        print_json(done)
    else:
        _show_login(done, is_password_known=given is not None)
    return ExitCode.DONE


def _new_password() -> str:
    """Return 99 bits of chance in four groups, to be copied or typed."""
    return "-".join("".join(secrets.choice(_SIGNS) for _sign in range(5)) for _group in range(4))


def _show_list(found: SiteList, *, as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    if not found.sites:
        tell(_("No office has been let in yet. Begin with: roleplay site add NAME"))
        return
    print_table(
        (_("office"), _("login"), _("sessions"), _("groups")),
        (
            (
                _("all, to look at") if site.name is None else site.name or _("without an office"),
                site.login or _("none any more"),
                str(site.sessions),
                str(site.groups),
            )
            for site in found.sites
        ),
    )


def _show_login(found: SiteLogin, *, is_password_known: bool) -> None:
    lines = [(_("login"), found.login), (_("address"), found.address)]
    if found.password is not None and not is_password_known:
        lines.append((_("password"), found.password))
        lines.append((_("line for .pgpass"), str(found.pgpass)))
    for label, value in lines:
        sys.stdout.write(f"{label}: {clean_line(value)}\n")
    if found.password is not None and not is_password_known:
        tell(_("The password is shown only this once."))
    if not found.host:
        tell(_("Put the name of your server in place of SERVER; you reached it on this computer."))
    tell(_("On each of its computers: the address goes into ROLEPLAY_STORE, the line into the file .pgpass."))
