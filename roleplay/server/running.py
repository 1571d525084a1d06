"""Runs the server of a group on a thread of its own, so that the terminal stays free for the facilitator."""

import asyncio
import gc
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import asynccontextmanager
from typing import Any, Final, NamedTuple

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from roleplay.app.hosting.board import GroupBoard
from roleplay.app.hosting.host import Host
from roleplay.app.hosting.messages import Invitation
from roleplay.server.application import build_application
from roleplay.server.board_feed import BoardFeed
from roleplay.server.guard import Guard, GuardedProtocol
from roleplay.server.limits import Limits
from roleplay.server.origins import Origins
from roleplay.server.pages import load_pages
from roleplay.server.service import Service

_FAREWELL: Final = 1.0
"""Seconds in which what is being answered may end when the server is stopped."""

_IDLE: Final = 75.0
"""Seconds that a connection on which nothing is asked stays open."""


class Opening(NamedTuple):
    """A group that is to be served."""

    open: Callable[[], Awaitable[tuple[Host, Invitation]]]
    """Called on the thread of the server, as is `close`."""
    close: Callable[[], Awaitable[None]]
    """Lets go of the store, also when the group could not be opened."""


class Running:
    """A server that runs until it is stopped."""

    def __init__(
        self, listening: socket.socket, address: str, opening: Opening, moment: Callable[[], float]
    ) -> None:
        """`address` is what people are told to open; `moment` gives seconds that never go back."""
        self._listening = listening
        self._address = address
        self._opening = opening
        self._moment = moment
        self._opened: Future[Host] = Future()
        self._ended: Future[None] = Future()
        self._thread = ThreadPoolExecutor(1, "server")
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = asyncio.Event()

    def start(self) -> Host:
        """Open the group and return it once people can join. Raises what opening raises."""
        self._ended = self._thread.submit(lambda: asyncio.run(self._serve()))
        beginning: list[Future[Any]] = [self._opened, self._ended]
        wait(beginning, return_when=FIRST_COMPLETED)
        if self._opened.done():
            return self._opened.result()
        self._ended.result()
        raise RuntimeError("the server has ended before it began")

    def stop(self) -> None:
        """Close every connection, keep what is being kept, and end. Raises what broke the server."""
        if self._loop is not None and not self._ended.done():
            self._loop.call_soon_threadsafe(self._stopping.set)
        self._ended.result()

    @property
    def is_alive(self) -> bool:
        """True while the server runs."""
        return not self._ended.done()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        try:
            host, invitation = await self._opening.open()
            gc.freeze()  # content and ear stay: without this the collector walks them anew, 80 ms each time
            limits = Limits()
            feed = BoardFeed(
                GroupBoard(host), host.news.number, self._address, lambda: limits.guesses, self._moment
            )
            service = Service(host, invitation, load_pages(), feed, limits, self._moment)
            async with _served(service, self._listening, self._address), _task(feed.run()):
                self._opened.set_result(host)
                await self._stopping.wait()
        finally:
            self._listening.close()
            await self._opening.close()


@asynccontextmanager
async def _served(service: Service, listening: socket.socket, address: str) -> AsyncIterator[None]:
    guard = Guard()
    application = build_application(service, guard, Origins(address))
    runner = web.AppRunner(
        application,
        access_log=None,
        logger=_logger(),
        keepalive_timeout=_IDLE,
        lingering_time=1.0,
        auto_decompress=False,
        shutdown_timeout=_FAREWELL,
    )
    await runner.setup()
    make = runner.server
    assert make is not None
    server = await asyncio.get_running_loop().create_server(
        lambda: GuardedProtocol(guard, make), sock=listening
    )
    try:
        yield
    finally:
        server.close()
        await runner.cleanup()


class _Mistakes(logging.Filter):
    """Lets through what is a mistake of ours, and not what a client did: that may hold a secret."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        return not isinstance(error, HttpProcessingError | web.RequestPayloadError | ConnectionError)


def _logger() -> logging.Logger:
    logger = logging.getLogger("roleplay.server")
    logger.addFilter(_Mistakes())
    return logger


@asynccontextmanager
async def _task(work: Awaitable[None]) -> AsyncIterator[None]:
    task = asyncio.ensure_future(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
