"""What a facilitator asks for, and what a projector shows."""

from typing import Final

import msgspec
from aiohttp import web

from roleplay.app.hosting.messages import Command
from roleplay.app.hosting.views import update
from roleplay.server.guard import address_of
from roleplay.server.picture import modules
from roleplay.server.seat_routes import after, waited
from roleplay.server.service import SERVICE, Service, bearer, leader
from roleplay.server.wire import answer, decoded, json_response, nothing_new, read

_COMMANDS: Final[msgspec.json.Decoder[Command]] = msgspec.json.Decoder(Command)

routes = web.RouteTableDef()


@routes.post("/api/command")
async def command(request: web.Request) -> web.Response:
    """Do what the facilitator asks for."""
    service = _led(request)
    asked = decoded(await read(request), _COMMANDS)
    return answer(await service.facilitator.do(asked))


@routes.get("/api/board")
async def board(request: web.Request) -> web.Response:
    """Tell the facilitator how the group stands, once it is something new."""
    feed = _led(request).feed
    if not await waited(request, feed.news, after(request)):
        return nothing_new()
    return json_response(feed.text)


@routes.get("/api/talk/{seat}")
async def talk(request: web.Request) -> web.Response:
    """Tell the facilitator what one seat sees, once it is something new."""
    service = _led(request)
    seat = service.host.known(request.match_info["seat"])
    if not await waited(request, seat.news, after(request)):
        return nothing_new()
    return answer(update(service.host, service.host.known(seat.id), "page"))


@routes.get("/api/picture")
async def picture(request: web.Request) -> web.Response:
    """Send the picture for cameras: a row of `0` and `1` (dark) for each line."""
    service = _led(request)
    place = f"http://{service.feed.address}/?code={service.host.record.id}"
    return answer({"place": place, "rows": modules(place)})


def _led(request: web.Request) -> Service:
    service = request.app[SERVICE]
    service.check_secret(request, bearer(request))
    service.check_requests(leader(address_of(request.transport)))
    return service
