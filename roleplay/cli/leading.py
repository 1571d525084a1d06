"""Leads a hosted group from a terminal."""

import os
import sys
from getpass import getpass
from typing import Final

from roleplay.app.hosting.refused import Refused
from roleplay.app.joining.client import LeadLine
from roleplay.app.joining.line import LineDownError
from roleplay.app.joining.place import Place, read_link
from roleplay.errors import ExitCode, RoleplayError
from roleplay.i18n import _
from roleplay.terminal.leading import Leader
from roleplay.terminal.screen import screen_for

SECRET: Final = "ROLEPLAY_GROUP_SECRET"  # it is the name of a variable
"""The environment variable that holds the facilitator's secret, for scripts."""


def lead_group(address: str) -> ExitCode:
    """Lead a group. Its secret is what follows `#` in the facilitator's link. Raises RoleplayError."""
    link = read_link(address)
    secret = link.secret or os.environ.get(SECRET, "") or _asked_secret()
    lead(link.place, secret)
    return ExitCode.DONE


def lead(place: Place, secret: str) -> None:
    """Lead the group at a place until the facilitator leaves. Raises RoleplayError."""
    leader = Leader(LeadLine(place, secret), screen_for(sys.stdout, os.environ), sys.stdin, sys.stdout)
    try:
        leader.run()
    except Refused as error:
        raise RoleplayError(error.message) from error
    except LineDownError as error:
        raise RoleplayError(
            _("The group at {address} cannot be reached: {reason}.").format(
                address=place.address, reason=error.reason
            ),
            _("Compare the address with the board, and see that this computer is in the same network."),
        ) from error


def _asked_secret() -> str:
    """Return the secret as it is typed, without showing it."""
    if not sys.stdin.isatty():
        raise RoleplayError(
            _("The facilitator's secret is missing."),
            _("Give the whole link that the host shows, or put its part after # into ${name}.").format(
                name=SECRET
            ),
        )
    try:
        typed = getpass(_("The facilitator's secret, or the whole link (it is not shown): "))
    except EOFError:
        typed = ""
    return typed.rpartition("#")[2].strip()
