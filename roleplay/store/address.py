"""Where a store on a server is, told without the password to it."""

import re
from pathlib import Path
from typing import Final

from msgspec import Struct

from roleplay.cleaning import clean_line
from roleplay.errors import RoleplayError
from roleplay.i18n import _

_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)
_LOGIN: Final = re.compile(r"(//[^:@]*):.*@", re.DOTALL)
"""A password goes to the last @, as it does for a person who did not write it as an address should be."""
_OPTION: Final = re.compile(r"(password=)[^&]*", re.IGNORECASE)


class Address(Struct, frozen=True):
    """The address of a PostgreSQL database. As text it shows no password."""

    text: str
    """As `postgresql://LOGIN:PASSWORD@SERVER:PORT/DATABASE`, most of which may be missing."""

    @property
    def has_password(self) -> bool:
        """True when a password stands in it."""
        return bool(_LOGIN.search(self.text) or _OPTION.search(self.text))

    def __str__(self) -> str:
        return clean_line(_OPTION.sub(r"\1***", _LOGIN.sub(r"\1:***@", self.text)))

    def __repr__(self) -> str:
        return f"Address({str(self)!r})"


def place_of(text: str) -> Path | Address:
    """Return the store that a person named: the address of a server, or else a file.

    Raises RoleplayError for an address of something else.
    """
    scheme = _SCHEME.match(text)
    if scheme is None:
        return Path(text)
    if scheme[1].lower() in ("postgresql", "postgres"):
        return Address(f"postgresql://{text[scheme.end() :]}")
    raise RoleplayError(
        _("There is no store of the kind '{name}'.").format(name=clean_line(scheme[1])[:40]),
        _("Name a file, or a database as postgresql://LOGIN@SERVER/DATABASE."),
    )
