"""A record store (LRS) on this computer for tests: a real server that behaves or misbehaves as it is told."""

import json
import ssl
import threading
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from roleplay.reporting.xapi.validate import validate

FLOOD: Final = 10_000_000
KEY: Final = "Basic YWxhZGRpbjpvcGVuIHNlc2FtZQ=="
CREDENTIALS: Final = "aladdin:open sesame"


class RecordStore:
    """What the server holds, and how it answers the next requests."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        """With a `context` it speaks https."""
        self.kept: dict[str, Any] = {}
        self.taken: Counter[str] = Counter()
        """How often each statement came in a request that was carried out."""
        self.requests: list[tuple[str, str, int]] = []
        """Method, path and number of statements of each request."""
        self.script: list[str] = []
        """What to do with the next requests; after it they are answered as the specification says."""
        self.refuses: set[str] = set()
        """Ids of statements that are answered with 400."""
        self.is_strict = False
        """True to answer 409 to every statement that is there already, also to one that is the same."""
        self.names_conflicts = True
        self.on_request: Callable[[], None] = lambda: None
        """Called when a request was carried out and before it is answered."""
        self.on_arrival: Callable[[], None] = lambda: None
        """Called before a request is carried out."""
        self.is_over = threading.Event()
        self._scheme = "http" if context is None else "https"
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.store = self
        self._server.context = context
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def endpoint(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._server.server_address[1]}/xapi"

    def close(self) -> None:
        self.is_over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def carry_out(self, method: str, query: dict[str, list[str]], body: bytes) -> tuple[int, bytes]:
        """Return the status and the body of an answer."""
        if method == "GET":
            return (200 if query.get("statementId", [""])[0] in self.kept else 404), b"{}"
        found = json.loads(body)
        statements = found if isinstance(found, list) else [found]
        ids = [statement["id"] for statement in statements]
        if (method == "PUT") != isinstance(found, dict) or (method == "PUT" and query["statementId"] != ids):
            return 400, b"PUT takes one statement, POST a list"
        for statement in statements:
            if statement["id"] in self.refuses or validate(statement) or len(set(ids)) < len(ids):
                return 400, f"no \x1b[2J good: {statement['id']}".encode()
        for statement in statements:
            there = self.kept.get(statement["id"])
            if there is not None and (self.is_strict or there != statement):
                return 409, f"conflict {statement['id'] if self.names_conflicts else ''}".encode()
        self.taken.update(ids)
        self.kept.update(zip(ids, statements, strict=True))
        return (204, b"") if method == "PUT" else (200, json.dumps(ids).encode())


class _Server(ThreadingHTTPServer):
    """A server whose clients may go away at any time."""

    daemon_threads = False
    context: ssl.SSLContext | None = None
    store: RecordStore

    def get_request(self) -> tuple[Any, Any]:
        connection, address = super().get_request()
        if self.context is not None:
            connection = self.context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        return connection, address

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


class _Handler(BaseHTTPRequestHandler):
    """One request."""

    server: "_Server"

    def do_POST(self) -> None:
        self._answer()

    do_PUT = do_GET = do_POST  # noqa: N815  # the names that http.server looks for

    def log_message(self, *_arguments: Any) -> None:
        pass

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        place = urlsplit(self.path)
        count = len(json.loads(body)) if body.startswith(b"[") else 1
        self.server.store.requests.append((self.command, self.path, count))
        self.server.store.on_arrival()
        act = self.server.store.script.pop(0) if self.server.store.script else "behave"
        if self.headers["Authorization"] != KEY or self.headers["X-Experience-API-Version"] != "1.0.3":
            act = "401"
        if act.isdigit():
            self._send(int(act), b"no", is_store=act != "404")
            return
        if act == "cut before":
            return
        status, answer = self.server.store.carry_out(self.command, parse_qs(place.query), body)
        self.server.store.on_request()
        getattr(self, "_" + act.replace(" ", "_"))(status, answer)

    def _behave(self, status: int, answer: bytes) -> None:
        self._send(status, answer)

    def _nameless(self, status: int, answer: bytes) -> None:
        self._send(status, answer, is_store=False)

    def _cut_after(self, _status: int, _answer: bytes) -> None:
        pass

    def _cut_within(self, status: int, answer: bytes) -> None:
        self._head(status, len(answer) + 1000)
        self.wfile.write(answer)

    def _hang(self, _status: int, _answer: bytes) -> None:
        self.server.store.is_over.wait(3)

    def _drip(self, status: int, answer: bytes) -> None:
        self._head(status, 1000)
        while not self.server.store.is_over.wait(0.1):
            self.wfile.write(b" ")
            self.wfile.flush()

    def _flood(self, status: int, _answer: bytes) -> None:
        self._send(status, b"x" * FLOOD)

    def _garbage(self, _status: int, _answer: bytes) -> None:
        self.wfile.write(b"\x00\xff not HTTP at all\r\n\r\n")

    def _page(self, _status: int, _answer: bytes) -> None:
        self._send(200, b"<html>Welcome to our network</html>", is_store=False)

    def _send(self, status: int, answer: bytes, *, is_store: bool = True) -> None:
        self._head(status, len(answer), is_store=is_store)
        self.wfile.write(answer)

    def _head(self, status: int, length: int, *, is_store: bool = True) -> None:
        self.send_response(status)
        if is_store:
            self.send_header("X-Experience-API-Version", "1.0.3")
        if status == 429:
            self.send_header("Retry-After", "7")
        if status == 301:
            self.send_header("Location", "http://127.0.0.1:9/")
        self.send_header("Content-Length", str(length))
        self.end_headers()
