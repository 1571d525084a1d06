"""Reads what a request asks for, and writes answers: JSON, a status that fits, headers that protect."""

import asyncio
import math
from collections.abc import Mapping
from typing import Final, TypeVar

import msgspec
from aiohttp import web

from roleplay.app.hosting.messages import LONGEST_MESSAGE, Reason, Refusal
from roleplay.app.hosting.refused import Refused
from roleplay.i18n import _
from roleplay.server.guard import PATIENCE
from roleplay.server.service import TooOftenError

T = TypeVar("T")

STATUS: Final[Mapping[Reason, int]] = {
    "bad": 400,
    "consent": 400,
    "unknown": 403,
    "stale": 409,
    "not-now": 409,
    "paused": 409,
    "full": 409,
    "too-large": 413,
    "too-often": 429,
    "not-kept": 503,
    "busy": 503,
}
"""The status of each refusal."""

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What pages may do: run and show what comes from here, and nothing else."""

HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Server": "roleplay",
}


async def read(request: web.Request) -> bytes:
    """Return what a request brings. Raises Refused when it is too much, or does not come in time."""
    if (request.content_length or 0) > LONGEST_MESSAGE:
        raise _too_large()
    try:
        async with asyncio.timeout(PATIENCE):
            return await request.read()
    except web.HTTPRequestEntityTooLarge as error:
        raise _too_large() from error
    except TimeoutError as error:
        raise Refused("bad", _("This request did not arrive in time.")) from error


def decoded(data: bytes | str, decoder: msgspec.json.Decoder[T]) -> T:
    """Return what JSON says, every type in it checked. Raises Refused."""
    try:
        return decoder.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Refused("bad", _("This request is not understood here.")) from error


def answer(value: object) -> web.Response:
    """Return an answer as JSON."""
    return json_response(msgspec.json.encode(value))


def json_response(data: bytes | str) -> web.Response:
    """Return JSON that is made already."""
    return web.Response(
        body=data.encode() if isinstance(data, str) else data,
        content_type="application/json",
        charset="utf-8",
    )


def nothing_new() -> web.Response:
    """Return what a poll gets when nothing happened while it waited."""
    return web.Response(status=204)


def refused(refusal: Refusal, wait: float = 0) -> web.Response:
    """Return a refusal, with the seconds to wait where that helps."""
    response = answer(refusal)
    response.set_status(STATUS[refusal.reason])
    if refusal.reason == "too-large":
        response.force_close()  # the rest of it is not waited for
    if wait:
        response.headers["Retry-After"] = str(math.ceil(wait))
    return response


def too_often(error: TooOftenError) -> Refusal:
    """Return the refusal of somebody who has to wait."""
    seconds = math.ceil(error.seconds)
    return Refusal("too-often", _("Too often at once. Try again in {seconds} s.").format(seconds=seconds))


def _too_large() -> Refused:
    return Refused("too-large", _("This is too long. Say it in fewer words."))
