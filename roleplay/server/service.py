"""What every request needs: the group, what is shown of it, and how often somebody may ask."""

import hmac
from collections.abc import Callable, Mapping
from typing import Final

from aiohttp import web

from roleplay.app.hosting.facilitator import Facilitator
from roleplay.app.hosting.host import Host
from roleplay.app.hosting.messages import Invitation
from roleplay.app.hosting.refused import Refused
from roleplay.app.hosting.seat import Seat
from roleplay.app.joining.place import typed_code
from roleplay.i18n import _
from roleplay.server.board_feed import BoardFeed
from roleplay.server.guard import address_of
from roleplay.server.limits import Limits
from roleplay.server.pages import Page

_BEARER: Final = "Bearer "


class TooOftenError(Exception):
    """Somebody has to wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds


class Service:
    """One hosted group as the web server sees it."""

    def __init__(
        self,
        host: Host,
        invitation: Invitation,
        pages: Mapping[str, Page],
        feed: BoardFeed,
        limits: Limits,
        moment: Callable[[], float],
    ) -> None:
        """`moment` gives seconds that never go back."""
        self.host = host
        self.invitation = invitation
        self.pages = pages
        self.facilitator = Facilitator(host)
        self.feed = feed
        self.limits = limits
        self.moment = moment

    def check_code(self, request: web.Request, code: str) -> None:
        """Let who knows the code pass. Raises Refused and TooOftenError."""
        address, now = address_of(request.transport), self.moment()
        # The right code has to wait too: otherwise waiting would tell a wrong one from it.
        if (seconds := self.limits.wait_for_code(address, now)) > 0:
            raise TooOftenError(seconds)
        if not hmac.compare_digest(typed_code(code).encode(), self.host.record.id.encode()):
            self.limits.note_wrong_code(address, now)
            raise Refused("unknown", _("This is not the code of the group. Look at the board again."))

    def seat(self, request: web.Request, token: str) -> Seat:
        """Return the seat of a token. Raises Refused and TooOftenError."""
        self._check_pace(request)
        try:
            seat = self.host.seat_of(token)
        except Refused:
            self.limits.note_wrong_token(address_of(request.transport), self.moment())
            raise
        seat.seen_at = self.moment()
        return seat

    def check_secret(self, request: web.Request, secret: str) -> None:
        """Let the facilitator pass. Raises Refused and TooOftenError."""
        self._check_pace(request)
        if not self.host.is_facilitator(secret):
            self.limits.note_wrong_token(address_of(request.transport), self.moment())
            raise Refused("unknown", _("This is not the facilitator's link of this group. Open the new one."))

    def check_requests(self, who: str) -> None:
        """Count one request of a seat or of a facilitator. Raises TooOftenError."""
        if (seconds := self.limits.request(who, self.moment())) > 0:
            raise TooOftenError(seconds)

    def _check_pace(self, request: web.Request) -> None:
        if (seconds := self.limits.wait_for_token(address_of(request.transport), self.moment())) > 0:
            raise TooOftenError(seconds)


SERVICE: Final = web.AppKey("service", Service)


def bearer(request: web.Request) -> str:
    """Return what the request proves who it is from with, empty for nothing."""
    value = request.headers.get("Authorization", "")
    return value.removeprefix(_BEARER) if value.startswith(_BEARER) else ""


def leader(address: str) -> str:
    """Return what the requests of a facilitator there are counted under; no seat has such a name."""
    return f"leader at {address}"
