"""Speaks to a record store (LRS) over HTTP: one question, one answer, within limits of time and size."""

import base64
import http.client
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import Final, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from roleplay.cleaning import clean_line
from roleplay.errors import RoleplayError
from roleplay.i18n import _
from roleplay.reporting.xapi.formats import is_iri

SECONDS: Final = 30.0
"""How long one answer may take as a whole, and the connection before it likewise."""

MOST_BYTES: Final = 65_536
"""How much of an answer is read; ids of a batch and any reason fit in."""

_VERSION_HEADER: Final = "X-Experience-API-Version"
_VERSION: Final = "1.0.3"
_NEAR: Final = frozenset(("localhost", "127.0.0.1", "::1"))
"""Where a password may go without encryption: it does not leave the computer."""


class Endpoint(NamedTuple):
    """Where a record store is."""

    is_safe: bool
    """True for https."""
    host: str
    port: int | None
    path: str
    """Without a slash at the end."""

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port is None else f":{self.port}"
        return f"{'https' if self.is_safe else 'http'}://{host}{port}{self.path}"


class Answer(NamedTuple):
    """What a record store answered."""

    status: int
    body: bytes
    """The beginning, at most `MOST_BYTES`."""
    is_from_store: bool
    """True when it says which version of xAPI it speaks, as every record store does."""
    pause: int | None
    """Seconds that it asks us to wait."""

    @property
    def words(self) -> str:
        """The status and the beginning of the body, on one line."""
        return f"{self.status} {clean_line(self.body[:1000].decode(errors='replace'))[:200]}".strip()


class SilentError(Exception):
    """There was no answer, or not all of it. What was asked may have been done all the same."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def endpoint_of(text: str) -> Endpoint:
    """Return the endpoint that a person typed, with or without `/statements`.

    Raises RoleplayError for what is none, for one that holds a password, and for one that would send a
    password in the clear.
    """
    parts = urlsplit(text) if is_iri(text) else None
    if parts is None or parts.scheme not in ("http", "https") or parts.query or parts.fragment:
        raise RoleplayError(
            _("'{text}' is not the address of a record store.").format(text=clean_line(text)[:80]),
            _("It looks like this: https://lrs.example.org/xapi"),
        )
    if "@" in parts.netloc:
        raise RoleplayError(
            _("A name and password do not belong into the address: others on this computer could read them."),
            _("Put them into a file and name it with --credentials."),
        )
    try:
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise RoleplayError(
            _("'{text}' is not the address of a record store.").format(text=clean_line(text)[:80]),
            _("It looks like this: https://lrs.example.org/xapi"),
        ) from error
    if parts.scheme == "http" and host not in _NEAR:
        raise RoleplayError(
            _("http:// would send the password so that everybody on the way can read it."),
            _("Use the https:// address of the record store."),
        )
    path = quote(parts.path.rstrip("/").removesuffix("/statements"), safe="/%:@!$&'()*+,;=~")
    return Endpoint(parts.scheme == "https", host, port, path)


class Lrs:
    """A record store, and who we are to it."""

    def __init__(self, endpoint: Endpoint, credentials: str, seconds: float = SECONDS) -> None:
        """`credentials` are a name and a password with a colon between."""
        self.endpoint = endpoint
        self._seconds = seconds
        self._headers = {
            "Authorization": "Basic " + base64.b64encode(credentials.encode()).decode(),
            _VERSION_HEADER: _VERSION,
            "Content-Type": "application/json; charset=utf-8",
            "Accept": "application/json",
            "Connection": "close",
        }

    def ask(self, method: str, query: dict[str, str], body: bytes | None = None) -> Answer:
        """Put one question to the statements of the store. Follows no redirections.

        Raises SilentError when there is no whole answer in time, RoleplayError when the store cannot show
        that it is the one that the address names.
        """
        path = f"{self.endpoint.path}/statements" + (f"?{urlencode(query)}" if query else "")
        connection = self._connection()
        try:
            connection.connect()
            with _watched(connection.sock, self._seconds):
                connection.request(method, path, body, self._headers)
                with connection.getresponse() as response:
                    return _read(response)
        except ssl.SSLCertVerificationError as error:
            raise RoleplayError(
                _("{endpoint} cannot show that it is the real one: {reason}.").format(
                    endpoint=self.endpoint, reason=error.verify_message
                ),
                _("Nothing was sent. If your office has a certificate of its own, name it in SSL_CERT_FILE."),
            ) from error
        except (OSError, http.client.HTTPException) as error:
            raise SilentError(_in_words(error)) from error
        finally:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        if self.endpoint.is_safe:
            return http.client.HTTPSConnection(
                self.endpoint.host,
                self.endpoint.port,
                timeout=self._seconds,
                context=ssl.create_default_context(),
            )
        return http.client.HTTPConnection(self.endpoint.host, self.endpoint.port, timeout=self._seconds)


def _read(response: http.client.HTTPResponse) -> Answer:
    body = response.read(MOST_BYTES)
    if len(body) < MOST_BYTES and response.length:
        raise SilentError(_("the answer was cut off"))
    pause = response.headers.get("Retry-After", "")
    return Answer(
        status=response.status,
        body=body,
        is_from_store=_VERSION_HEADER in response.headers,
        pause=int(pause) if pause.isascii() and pause.isdecimal() and len(pause) < 9 else None,
    )


@contextmanager
def _watched(sock: socket.socket, seconds: float) -> Iterator[None]:
    """End a connection after a time, however slowly something still drips in: a timeout is of one packet."""
    watch = Timer(seconds, _cut, (sock,))
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _cut(sock: socket.socket) -> None:
    try:
        # Of the socket itself: that of an encrypted one would change it under the hands of who reads from it.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
    except OSError:  # it has ended by itself
        pass


def _in_words(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return _("no answer in time")
    if isinstance(error, socket.gaierror):
        return _("the address is not found; there may be no network")
    if isinstance(error, ConnectionRefusedError):
        return _("nobody answers there")
    if isinstance(error, http.client.HTTPException | ConnectionError):
        return _("the connection was cut off")
    strerror = error.strerror if isinstance(error, OSError) else None
    return strerror or type(error).__name__
