"""One request to a host over plain HTTP. It trusts nothing that comes back: neither its size nor its pace.

No proxy is asked, whatever the environment says: a host is on the local network.
"""

import http.client
import socket
from contextlib import suppress
from threading import Timer
from typing import Final, NamedTuple

from roleplay.app.joining.place import Place
from roleplay.i18n import _

LARGEST: Final = 4_000_000
"""Bytes of an answer that are read; the content of a talk has less than a tenth."""

PATIENCE: Final = 10.0
"""Seconds for a whole answer to something that a host does at once."""


class LineDownError(Exception):
    """Nobody answers, or not as a host does."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        """Why, as a part of a sentence."""


class Answered(NamedTuple):
    """What came back, whole."""

    status: int
    body: bytes


def ask(
    place: Place, method: str, path: str, *, bearer: str = "", body: bytes | None = None, wait: float = 0
) -> Answered:
    """Return what a host answers. It may take `wait` seconds before it begins. Raises LineDownError."""
    seconds = PATIENCE + wait
    connection = http.client.HTTPConnection(place.host, place.port, timeout=min(seconds, PATIENCE))
    cut = Timer(seconds, _cut, (connection,))
    cut.daemon = True
    try:
        connection.connect()
        connection.sock.settimeout(seconds)
        cut.start()  # a host that sends a byte now and then would keep us for ever
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        connection.request(method, path, body, headers)
        with connection.getresponse() as response:
            return Answered(response.status, _read(response))
    except TimeoutError as error:
        raise LineDownError(_("nothing comes back")) from error
    except (http.client.HTTPException, ValueError, AttributeError) as error:
        # ValueError: the token that a host gave, or a code, is none that could be sent.
        # AttributeError: the connection was cut while its answer was begun.
        raise not_a_host() from error
    except OSError as error:
        raise LineDownError((error.strerror or str(error)).lower()) from error
    finally:
        cut.cancel()
        connection.close()


def not_a_host() -> LineDownError:
    """Return the error of an answer that no host gives."""
    return LineDownError(_("what answers there is no group, or its answer was cut off"))


def _read(response: http.client.HTTPResponse) -> bytes:
    body = response.read(LARGEST + 1)
    if len(body) > LARGEST or response.length:  # where it was cut off, some length is left
        raise not_a_host()
    return body


def _cut(connection: http.client.HTTPConnection) -> None:
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)
