"""Stands before the web server: connections that ask for nothing are closed, and an address has so many.

The web server waits as long as somebody takes to send the head of a request, which costs them nothing.
"""

import asyncio
import socket
from collections import Counter
from collections.abc import Callable
from typing import Final

from roleplay.server.limits import network_of

PATIENCE: Final = 10.0
"""Seconds for the head of the first request, and for each body and the first frame of a socket."""

MOST_OF_ONE_ADDRESS: Final = 400
"""Connections: sixty people behind one address, with three pages open each, all just reloaded."""

MOST_CONNECTIONS: Final = 6000
"""Connections of all; each takes a file of the system's."""

_BUFFER: Final = 131_072
"""Bytes that the system holds for a connection whose other end does not read; else it holds megabytes."""


class Guard:
    """Counts connections, and knows those from which nothing whole has come yet."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()
        self._all = 0
        self._waiting: dict[asyncio.BaseTransport, asyncio.TimerHandle] = {}

    def admit(self, transport: asyncio.Transport) -> str | None:
        """Return the network that a new connection counts for, or None when it may not stay."""
        network = network_of(address_of(transport))
        if self._open[network] >= MOST_OF_ONE_ADDRESS or self._all >= MOST_CONNECTIONS:
            return None
        self._open[network] += 1
        self._all += 1
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)
        loop = asyncio.get_running_loop()
        self._waiting[transport] = loop.call_later(PATIENCE, transport.abort)
        return network

    def heard(self, transport: asyncio.BaseTransport | None) -> None:
        """Note that the head of a request has come."""
        if transport is not None and (timer := self._waiting.pop(transport, None)):
            timer.cancel()

    def gone(self, transport: asyncio.Transport, network: str) -> None:
        """Note that a connection is no more."""
        self.heard(transport)
        self._all -= 1
        self._open[network] -= 1
        if not self._open[network]:
            del self._open[network]


class GuardedProtocol(asyncio.Protocol):
    """Hands a connection on to the protocol of the web server, if it may stay."""

    def __init__(self, guard: Guard, make: Callable[[], asyncio.Protocol]) -> None:
        self._guard = guard
        self._make = make
        self._inner: asyncio.Protocol | None = None
        self._transport: asyncio.Transport | None = None
        self._network = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        network = self._guard.admit(transport)
        if network is None:
            transport.abort()
            return
        self._network = network
        self._transport = transport
        self._inner = self._make()
        self._inner.connection_made(transport)

    def data_received(self, data: bytes) -> None:
        if self._inner is not None:
            self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        return None if self._inner is None else self._inner.eof_received()

    def pause_writing(self) -> None:
        if self._inner is not None:
            self._inner.pause_writing()

    def resume_writing(self) -> None:
        if self._inner is not None:
            self._inner.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._inner is not None and self._transport is not None:
            self._guard.gone(self._transport, self._network)
            self._inner.connection_lost(exc)


def address_of(transport: asyncio.BaseTransport | None) -> str:
    """Return the address of whoever is at the other end."""
    peer = None if transport is None else transport.get_extra_info("peername")
    return str(peer[0]) if peer else ""
