"""The pages of a group."""

from typing import Final

from aiohttp import web

from roleplay.server.pages import Page
from roleplay.server.service import SERVICE

_PAGES: Final = {"/": "join.html", "/lead": "lead.html", "/board": "board.html"}

routes = web.RouteTableDef()


@routes.get("/")
@routes.get("/lead")
@routes.get("/board")
async def page(request: web.Request) -> web.Response:
    """Send a page. Who may use it is asked when it asks for something."""
    return _send(request.app[SERVICE].pages.get(_PAGES[request.path]))


@routes.get("/static/{name}")
async def static(request: web.Request) -> web.Response:
    """Send what a page is made of."""
    return _send(request.app[SERVICE].pages.get(request.match_info["name"]))


def _send(found: Page | None) -> web.Response:
    if found is None:
        raise web.HTTPNotFound
    return web.Response(body=found.data, content_type=found.kind, charset="utf-8")
