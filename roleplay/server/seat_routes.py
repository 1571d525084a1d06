"""What trainees ask for."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import msgspec
from aiohttp import web

from roleplay.app.hosting.messages import Join, Request
from roleplay.app.hosting.refused import Refused
from roleplay.app.hosting.seat import News, Seat
from roleplay.app.hosting.views import Kind, update
from roleplay.i18n import _
from roleplay.reporting.debrief import build_debrief
from roleplay.reporting.html import page
from roleplay.server.service import SERVICE, Service, TooOftenError, bearer
from roleplay.server.wire import answer, decoded, nothing_new, read
from roleplay.store.codec import ENCOUNTERS

POLL: Final = 25.0
"""Seconds that a poll waits for news: less than what proxies on the way bear."""

_SLICE: Final = 2.0
"""Seconds after which a poll looks whether anybody still waits for it."""

_DEBRIEF_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""The debrief brings its own style, and needs nothing else."""

_JOINS: Final = msgspec.json.Decoder(Join)
_REQUESTS: Final[msgspec.json.Decoder[Request]] = msgspec.json.Decoder(Request)

routes = web.RouteTableDef()


@routes.get("/api/invitation")
async def invitation(request: web.Request) -> web.Response:
    """Tell who knows the code what they are asked to."""
    service = request.app[SERVICE]
    service.check_code(request, request.query.get("code", ""))
    return answer(service.invitation)


@routes.post("/api/join")
async def join(request: web.Request) -> web.Response:
    """Give a seat."""
    service = request.app[SERVICE]
    asked = decoded(await read(request), _JOINS)
    service.check_code(request, asked.code)
    if (seconds := service.limits.join(service.moment())) > 0:
        raise TooOftenError(seconds)
    return answer(await service.host.join(asked))


@routes.post("/api/do")
async def do(request: web.Request) -> web.Response:
    """Do what a seat asks for."""
    service, seat = _seated(request)
    asked = decoded(await read(request), _REQUESTS)
    return answer(await service.host.do(seat, asked))


@routes.get("/api/update")
async def poll(request: web.Request) -> web.Response:
    """Tell a seat what it sees, once it is something new."""
    service, seat = _seated(request)
    kind: Kind = "events" if request.query.get("view") == "events" else "page"
    async with present(service, seat):
        if not await waited(request, seat.news, after(request)):
            return nothing_new()
    return answer(update(service.host, service.host.known(seat.id), kind))


@routes.get("/api/encounter/{digest}")
async def encounter(request: web.Request) -> web.Response:
    """Send the content of the seat's own talk."""
    _service, seat = _seated(request)
    talk = seat.talk
    if talk is None or talk.encounter.digest != request.match_info["digest"]:
        raise Refused("unknown", _("This is not the talk that you are in now. Look at it anew."))
    return web.Response(body=ENCOUNTERS.encode(talk.encounter), content_type="application/msgpack")


@routes.get("/api/debrief")
async def debrief(request: web.Request) -> web.Response:
    """Send the debrief of the seat's own talk as a page, once it has ended."""
    _service, seat = _seated(request)
    talk = seat.talk
    if talk is None or not (talk.state.is_ended or talk.record.mode == "practice"):
        raise Refused("not-now", _("The debrief is there when the talk has ended."))
    record = talk.record
    made = build_debrief(talk.encounter, talk.events, record.id, record.mode, record.started_at)
    return web.Response(
        text=page(made), content_type="text/html", headers={"Content-Security-Policy": _DEBRIEF_POLICY}
    )


def after(request: web.Request) -> int:
    """Return the number of the news that somebody has seen, 0 for none."""
    text = request.query.get("after", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


async def waited(request: web.Request, news: News, number: int) -> bool:
    """Wait for news after `number`, as long as somebody waits for it; return whether there are any."""
    loop = asyncio.get_running_loop()
    end = loop.time() + POLL
    while not await news.after(number, min(end - loop.time(), _SLICE)):
        if loop.time() >= end or request.transport is None or request.transport.is_closing():
            return False
    return True


@asynccontextmanager
async def present(service: Service, seat: Seat) -> AsyncIterator[None]:
    """Count a seat as connected for a while."""
    seat.connections += 1
    try:
        yield
    finally:
        seat.connections -= 1
        seat.seen_at = service.moment()


def _seated(request: web.Request) -> tuple[Service, Seat]:
    service = request.app[SERVICE]
    seat = service.seat(request, bearer(request))
    service.check_requests(seat.id)
    return service, seat
