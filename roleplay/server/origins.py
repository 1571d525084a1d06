"""Whether a request comes from a page of this server, asked for by an address of this computer.

A page of somewhere else can make a browser send requests here, and a name of somewhere else can be made to
lead here. Both are seen in the headers of the browser.
"""

import socket
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

_LOCAL_ENDINGS: Final = ("", ".local", ".lan", ".home.arpa")
"""What a local network adds to the name of a computer."""


class Origins:
    """The names by which this server is known."""

    def __init__(self, address: str) -> None:
        """`address` is what people were told to open."""
        own = socket.gethostname().lower().partition(".")[0]
        self._names = {"localhost", address.lower(), socket.gethostname().lower()}
        self._names |= {own + ending for ending in _LOCAL_ENDINGS}

    def is_ours(self, request: web.Request) -> bool:
        """Tell whether a request is from our pages or from a program, and by a name of ours."""
        host = request.headers.get("Host", "").lower()
        if not self._is_known(host):
            return False
        if request.headers.get("Sec-Fetch-Site", "") in ("cross-site", "same-site"):
            return request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate"
        origin = request.headers.get("Origin")
        return origin is None or _netloc(origin) == host

    def _is_known(self, host: str) -> bool:
        """Tell whether `host`, perhaps with a port, is an address or a name of ours."""
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        if name in self._names:
            return True
        try:
            ip_address(name.partition("%")[0])
        except ValueError:
            return False
        return True


def _netloc(origin: str) -> str:
    parts = urlsplit(origin.lower())
    return parts.netloc if parts.scheme in ("http", "https") else ""
