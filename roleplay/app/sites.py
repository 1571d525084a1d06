"""The offices that share a store, and how each comes to it."""

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from roleplay.app.desk import Desk
from roleplay.app.documents import SiteEntry, SiteList, SiteLogin
from roleplay.cleaning import clean_line
from roleplay.errors import RoleplayError
from roleplay.i18n import _
from roleplay.store import Address, open_sites

if TYPE_CHECKING:
    from roleplay.store.postgres_sites import Server

_LONGEST: Final = 60
"""Signs in the name of an office."""

_LONGEST_LOGIN: Final = 63
"""Bytes that PostgreSQL keeps of a name."""

_PREFIX: Final = "roleplay_"

_HERE: Final = ("", "localhost", "127.0.0.1", "::1")

_NAMELESS: Final = "SERVER"
"""Stands where the owner has to put the name of the server."""


def list_sites(desk: Desk) -> SiteList:
    """Return the offices and coordinators of the store. Raises RoleplayError where it has none to have."""
    with open_sites(_address(desk)) as sites:
        return SiteList(
            tuple(
                SiteEntry(site.name, site.name is None, site.login, site.sessions, site.groups)
                for site in sites.list()
            )
        )


def add_site(desk: Desk, name: str, login: str | None, password: str, *, is_coordinator: bool) -> SiteLogin:
    """Let an office in, or somebody who looks at all of them, with a new login or one that is there."""
    name = _checked(name)
    wanted = login_for(name) if login is None else _checked_login(login)
    with open_sites(_address(desk)) as sites:
        office = None if is_coordinator else name
        is_made = sites.add(office, wanted, password, may_exist=login is not None)
        return _way_in(sites.server, wanted, password if is_made else None)


def change_password(desk: Desk, name: str, password: str) -> SiteLogin:
    """Give an office another password."""
    with open_sites(_address(desk)) as sites:
        login = sites.change_password(clean_line(name), password)
        return _way_in(sites.server, login, password)


def remove_site(desk: Desk, name: str) -> str:
    """Let an office in no more, and return the login that it had."""
    with open_sites(_address(desk)) as sites:
        return sites.remove(clean_line(name))


def login_for(name: str) -> str:
    """Return the login that an office is given: small letters, digits and `_`.

    Raises RoleplayError for a name of which nothing is left.
    """
    letters = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in name.lower())
    if not letters.split():
        raise RoleplayError(
            _("No login can be made of the name '{name}'.").format(name=name), _("Name one with --login.")
        )
    return (_PREFIX + "_".join(letters.split()))[:_LONGEST_LOGIN]


def _way_in(server: "Server", login: str, password: str | None) -> SiteLogin:
    """Return how a login comes to the server; a place on this machine only is left out."""
    host = "" if server.host in _HERE or server.host.startswith(("/", "@")) else server.host
    place = f"{f'[{host}]' if ':' in host else host or _NAMELESS}:{server.port}"
    fields = (host or _NAMELESS, str(server.port), server.database, login, password or "")
    return SiteLogin(
        login=login,
        host=host,
        address=f"postgresql://{quote(login, safe='')}@{place}/{quote(server.database, safe='')}",
        password=password,
        pgpass=password and ":".join(re.sub(r"([:\\])", r"\\\1", field) for field in fields),
    )


def _checked_login(login: str) -> str:
    cleaned = clean_line(login)
    if not cleaned or len(cleaned.encode()) > _LONGEST_LOGIN:
        raise RoleplayError(
            _("'{name}' is no login.").format(name=cleaned[:_LONGEST]), _("A login has 1 to 63 letters.")
        )
    return cleaned


def _checked(name: str) -> str:
    cleaned = clean_line(name)
    if not cleaned or len(cleaned) > _LONGEST:
        raise RoleplayError(
            _("'{name}' is no name for an office.").format(name=cleaned[:_LONGEST]),
            _("Give it 1 to {most} signs.").format(most=_LONGEST),
        )
    return cleaned


def _address(desk: Desk) -> Address:
    if isinstance(desk.store, Address):
        return desk.store
    raise RoleplayError(
        _("Offices share a database, and none is named."),
        _("Name it: --store postgresql://LOGIN@SERVER/DATABASE, or in ROLEPLAY_STORE."),
    )
