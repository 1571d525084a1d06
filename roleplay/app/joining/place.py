"""Where a group is hosted, as a person types it or a camera reads it."""

import re
from ipaddress import IPv6Address
from typing import Final, NamedTuple
from urllib.parse import parse_qs, urlsplit

from roleplay.cleaning import clean_line
from roleplay.errors import RoleplayError
from roleplay.i18n import _

PORT: Final = 8700
"""Where a group is hosted unless another one is told."""

_HOST: Final = re.compile(r"[0-9A-Za-z._-]{1,253}|[0-9A-Fa-f:.]{2,45}(%[0-9A-Za-z._-]{1,32})?")


class Place(NamedTuple):
    """A host on the network."""

    host: str
    port: int

    @property
    def address(self) -> str:
        """The address as it is typed."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


class Link(NamedTuple):
    """Everything that an address may hold."""

    place: Place
    code: str
    """The code of the group; empty where it is not part of the address."""
    secret: str
    """The facilitator's secret, likewise."""


def read_link(text: str) -> Link:
    """Return what an address says: `192.168.1.5`, with a port, or a whole link. Raises RoleplayError."""
    typed = clean_line(text)
    try:
        parts = urlsplit(typed if "://" in typed else f"//{_bracketed(typed)}", scheme="http")
        host, port = parts.hostname or "", parts.port or PORT
        code = parse_qs(parts.query, max_num_fields=5).get("code", [""])[0]
    except ValueError as error:
        raise _not_an_address(typed) from error
    if parts.scheme != "http" or not _HOST.fullmatch(host):
        raise _not_an_address(typed)
    return Link(Place(host, port), code, parts.fragment)


def typed_code(text: str) -> str:
    """Return a code as it is kept: small letters without spaces and hyphens, I and L for 1, O for 0."""
    return re.sub(r"[\s-]", "", text).lower().translate(str.maketrans("oil", "011"))[:40]


def _bracketed(text: str) -> str:
    """Return an address of IPv6 that was typed alone as it stands in a link."""
    try:
        IPv6Address(text)
    except ValueError:
        return text
    return f"[{text}]"


def _not_an_address(text: str) -> RoleplayError:
    return RoleplayError(
        _("'{text}' is not the address of a group.").format(text=text[:60]),
        _("Type it as the board shows it, for example 192.168.1.5:8700."),
    )
