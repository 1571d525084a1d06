"""The web application of one hosted group."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from aiohttp import web

from roleplay.app.hosting.messages import LONGEST_MESSAGE, Refusal
from roleplay.app.hosting.refused import Refused
from roleplay.i18n import _
from roleplay.server import lead_routes, live, page_routes, seat_routes
from roleplay.server.guard import Guard
from roleplay.server.origins import Origins
from roleplay.server.service import SERVICE, Service, TooOftenError
from roleplay.server.wire import HEADERS, answer, refused, too_often

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_FOREIGN: Final = 421
"""Misdirected: asked for by a name that is not ours, or by a page of somebody else."""


def build_application(service: Service, guard: Guard, origins: Origins) -> web.Application:
    """Return the application that serves a group."""

    @web.middleware
    async def protect(request: web.Request, handler: Handler) -> web.StreamResponse:
        guard.heard(request.transport)
        if not origins.is_ours(request):
            response: web.StreamResponse = _foreign()
        else:
            response = await _answered(request, handler)
        if not response.prepared:
            for name, value in HEADERS.items():
                response.headers.setdefault(name, value)
        return response

    application = web.Application(middlewares=[protect], client_max_size=LONGEST_MESSAGE)
    application[SERVICE] = service
    for routes in (page_routes.routes, seat_routes.routes, lead_routes.routes, live.routes):
        application.add_routes(routes)
    return application


async def _answered(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except Refused as error:
        return refused(error.refusal)
    except TooOftenError as error:
        return refused(too_often(error), error.seconds)
    except web.HTTPException as error:
        return _http_refusal(error.status, error.headers)


def _http_refusal(status: int, headers: Mapping[str, str]) -> web.Response:
    """Return what the web server refuses itself: no such page, the wrong method, a handshake that is none."""
    response = answer(
        Refusal("bad", _("There is nothing here. Open the address that the facilitator shows."))
    )
    response.set_status(status)
    if allowed := headers.get("Allow"):
        response.headers["Allow"] = allowed
    return response


def _foreign() -> web.Response:
    response = answer(Refusal("unknown", _("Open the address that the facilitator shows.")))
    response.set_status(_FOREIGN)
    return response
