"""The socket of a trainee, a facilitator or a projector: answers to what they ask, and news unasked.

News is always the newest state and never a queue: while a socket is slow, what was not sent yet is passed
over. Nobody but the socket's own task ever waits for it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, Protocol

import msgspec
from aiohttp import WSCloseCode, WSMsgType, web

from roleplay.app.hosting.frames import Answer, Hello, Lead, LeadAsks, SeatAsks
from roleplay.app.hosting.messages import LONGEST_MESSAGE, Done, Refusal
from roleplay.app.hosting.refused import Refused
from roleplay.app.hosting.seat import News, Seat
from roleplay.app.hosting.views import Kind, update
from roleplay.i18n import _
from roleplay.server.guard import PATIENCE, address_of
from roleplay.server.seat_routes import present
from roleplay.server.service import SERVICE, Service, TooOftenError, leader
from roleplay.server.wire import decoded, too_often

HEARTBEAT: Final = 20.0
"""Seconds between two signs of life; who gives none for half as long is gone."""

SLOWEST: Final = 5.0
"""Seconds in which what is sent must be taken; who takes longer is cut off and comes back by themselves."""

_BUFFER: Final = 32_768
"""Bytes on the way to one socket before it counts as slow."""

REFUSED: Final = 4403
"""The socket is closed with this when it is not known who is there; trying again does not help."""

TOO_OFTEN: Final = 4429

_LONG: Final = 3600.0

_FIRSTS: Final[msgspec.json.Decoder[Hello | Lead]] = msgspec.json.Decoder(Hello | Lead)
_SEAT_ASKS: Final = msgspec.json.Decoder(SeatAsks)
_LEAD_ASKS: Final = msgspec.json.Decoder(LeadAsks)

routes = web.RouteTableDef()


class _Line:
    """A socket to which things are sent from two sides."""

    def __init__(self, socket: web.WebSocketResponse, transport: asyncio.Transport | None) -> None:
        self.is_refusing = False
        """True once somebody is told no, and the socket is closed."""
        self._socket = socket
        self._transport = transport

    async def send(self, data: bytes | str) -> None:
        """Send a text; cut off who does not take it in time."""
        try:
            async with asyncio.timeout(SLOWEST):
                await self._socket.send_str(data if isinstance(data, str) else data.decode())
        except TimeoutError as error:
            self.cut()
            raise ConnectionResetError from error

    async def answer(self, number: int, told: Done | Refusal) -> None:
        """Send what came of a frame."""
        await self.send(msgspec.json.encode(Answer(number, told)))

    async def refuse(self, refusal: Refusal, code: int) -> None:
        """Say no, and close."""
        self.is_refusing = True
        await self.answer(0, refusal)
        await self._socket.close(code=code)

    def cut(self) -> None:
        """End the connection at once."""
        if self._transport is not None:
            self._transport.abort()


@routes.get("/live")
async def live(request: web.Request) -> web.WebSocketResponse:
    """Serve a socket until it is closed."""
    socket = web.WebSocketResponse(
        heartbeat=HEARTBEAT, max_msg_size=LONGEST_MESSAGE, compress=False, writer_limit=_BUFFER
    )
    await socket.prepare(request)
    line = _Line(socket, request.transport)
    try:
        await _serve(request, socket, line)
    except Refused as error:
        await line.refuse(error.refusal, REFUSED if error.reason == "unknown" else WSCloseCode.INVALID_TEXT)
    except TooOftenError as error:
        await line.refuse(too_often(error), TOO_OFTEN)
    except _ClosingError:
        pass
    except ConnectionResetError:
        line.cut()
    return socket


class _ClosingError(Exception):
    """The socket is closed in order."""


class _Party(Protocol):
    """Who is at the other end."""

    who: str
    """Whose requests are counted together."""
    news: News

    def newest(self) -> tuple[int, bytes | str]:
        """Return the number of the news and what is sent of it. Raises Refused for who is known no more."""

    def asked(self, data: str) -> tuple[int, Callable[[], Awaitable[Done]]]:
        """Return the id of a frame and what does what it asks for. Raises Refused."""


class _Trainee(_Party):
    def __init__(self, service: Service, seat: Seat, kind: Kind) -> None:
        self.who = seat.id
        self.news = seat.news
        self._service = service
        self._seat = seat
        self._kind: Kind = kind

    def newest(self) -> tuple[int, bytes | str]:
        host = self._service.host
        told = update(host, host.known(self._seat.id), self._kind)
        return told.number, msgspec.json.encode(told)

    def asked(self, data: str) -> tuple[int, Callable[[], Awaitable[Done]]]:
        frame = decoded(data, _SEAT_ASKS)
        self._seat.seen_at = self._service.moment()
        host = self._service.host
        return frame.id, lambda: host.do(host.known(self._seat.id), frame.ask)


class _Leader(_Party):
    def __init__(self, service: Service, address: str) -> None:
        self.who = leader(address)
        self.news = service.feed.news
        self._service = service

    def newest(self) -> tuple[int, bytes | str]:
        return self.news.number, self._service.feed.text

    def asked(self, data: str) -> tuple[int, Callable[[], Awaitable[Done]]]:
        frame = decoded(data, _LEAD_ASKS)
        return frame.id, lambda: self._service.facilitator.do(frame.ask)


async def _serve(request: web.Request, socket: web.WebSocketResponse, line: _Line) -> None:
    service = request.app[SERVICE]
    try:
        async with asyncio.timeout(PATIENCE):
            first = decoded(await _text(socket), _FIRSTS)
    except TimeoutError:
        line.cut()
        return
    match first:
        case Hello(token=token, view=kind):
            seat = service.seat(request, token)
            async with present(service, seat):
                await _talk(service, socket, line, _Trainee(service, seat, kind))
        case Lead(secret=secret):
            service.check_secret(request, secret)
            await _talk(service, socket, line, _Leader(service, address_of(request.transport)))


async def _talk(service: Service, socket: web.WebSocketResponse, line: _Line, party: _Party) -> None:
    """Answer what is asked, one thing after the other, and tell news, until the socket is closed."""
    pushing = asyncio.create_task(_push(line, party))
    try:
        while True:
            number, do = party.asked(await _text(socket))
            await line.answer(number, await _outcome(service, party.who, do))
    except _ClosingError:
        if line.is_refusing:  # what is said last must still get out
            await asyncio.wait([pushing], timeout=PATIENCE)
    finally:
        pushing.cancel()
        await asyncio.gather(pushing, return_exceptions=True)


async def _push(line: _Line, party: _Party) -> None:
    number = 0
    try:
        while True:
            if await party.news.after(number, _LONG):
                number, told = party.newest()
                await line.send(told)
    except Refused as error:
        await line.refuse(error.refusal, REFUSED)
    except ConnectionResetError:
        line.cut()


async def _outcome(service: Service, who: str, do: Callable[[], Awaitable[Done]]) -> Done | Refusal:
    try:
        service.check_requests(who)
        return await do()
    except Refused as error:
        return error.refusal
    except TooOftenError as error:
        return too_often(error)


async def _text(socket: web.WebSocketResponse) -> str:
    """Return the next text.

    Raises _ClosingError when either side closes the socket, ConnectionResetError when it broke, and Refused
    for bytes.
    """
    message = await socket.receive()
    if message.type is WSMsgType.TEXT:
        return str(message.data)
    if message.type is WSMsgType.BINARY:
        raise Refused("bad", _("This request is not understood here."))
    if message.type is WSMsgType.ERROR:
        raise ConnectionResetError
    raise _ClosingError
