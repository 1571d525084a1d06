"""Finds a port to listen at, and the addresses by which other computers reach this one."""

import errno
import os
import socket
import struct
import sys
from collections.abc import Iterator
from typing import Final

from roleplay.errors import RoleplayError
from roleplay.i18n import _

PORT: Final = 8700
"""Where a group is hosted unless something else is there already."""

_MOST_PORTS: Final = 20
"""Ports that are tried one after the other."""

_BACKLOG: Final = 512
"""Connections that may wait to be taken: a whole room that comes back at once."""

_EVERYWHERE: Final = ""

_TAKEN: Final = (errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", errno.EADDRINUSE))

_FAR: Final = ("192.168.255.254", "10.255.255.254", "172.31.255.254", "203.0.113.1")
"""Addresses of networks as offices have them; asking the way to one sends nothing."""


def listen(address: str, port: int | None, wished: int = PORT) -> socket.socket:
    """Return a socket that listens at an address of this computer, at all of them for an empty one.

    Without a `port`, `wished` is tried and then those after it. Raises RoleplayError when none is free.
    """
    numbers = (port,) if port is not None else range(wished, wished + _MOST_PORTS)
    for number in numbers:
        try:
            return _bound(address, number)
        except PermissionError as error:
            raise _not_allowed(number) from error
        except OSError as error:
            if isinstance(error, socket.gaierror) or error.errno not in _TAKEN:
                raise _no_address(address, error) from error
    raise _no_port(numbers[0], numbers[-1])


def local_addresses() -> tuple[str, ...]:
    """Return the addresses of this computer on its networks, the likeliest first, without its own loop."""
    found = [*_on_the_way(), *_by_name(), *_of_devices()]
    return tuple(address for address in dict.fromkeys(found) if not address.startswith("127."))


def _bound(address: str, port: int) -> socket.socket:
    if address == _EVERYWHERE and socket.has_dualstack_ipv6():
        try:
            return socket.create_server(
                ("", port), family=socket.AF_INET6, dualstack_ipv6=True, backlog=_BACKLOG
            )
        except OSError as error:
            if error.errno in _TAKEN or isinstance(error, PermissionError):
                raise
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return socket.create_server((address, port), family=family, backlog=_BACKLOG)


def _on_the_way() -> Iterator[str]:
    for far in _FAR:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            try:
                asking.connect((far, 9))
                yield str(asking.getsockname()[0])
            except OSError:
                continue


def _by_name() -> Iterator[str]:
    try:
        found = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:
        return
    for *_about, place in found:
        yield str(place[0])


def _of_devices() -> Iterator[str]:
    """Yield the address of each network device; only Linux tells them without a further library."""
    if sys.platform != "linux":
        return
    import fcntl  # noqa: PLC0415  # not there on Windows

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        for _number, name in socket.if_nameindex():
            request = struct.pack("256s", os.fsencode(name)[:15])
            try:
                told = fcntl.ioctl(asking.fileno(), 0x8915, request)  # SIOCGIFADDR
            except OSError:
                continue
            yield socket.inet_ntoa(told[20:24])


def _no_port(first: int, last: int) -> RoleplayError:
    if first == last:
        return RoleplayError(
            _("Something else listens at port {port} already.").format(port=first),
            _("Leave --port out, or name another one."),
        )
    return RoleplayError(
        _("Something else listens at every port from {first} to {last}.").format(first=first, last=last),
        _("Name another one with --port."),
    )


def _not_allowed(port: int) -> RoleplayError:
    return RoleplayError(
        _("Port {port} is kept for the system.").format(port=port),
        _("Name one from 1024 to 65535 with --port, or leave it out."),
    )


def _no_address(address: str, error: OSError) -> RoleplayError:
    return RoleplayError(
        _("This computer cannot listen at '{address}': {reason}.").format(
            address=address, reason=error.strerror or error
        ),
        _("Leave --address out, or name an address that this computer has."),
    )
