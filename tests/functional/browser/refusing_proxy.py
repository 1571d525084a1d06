"""A proxy as offices have them: it passes on ordinary requests, and refuses every upgrade to a socket."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

_OWN: Final = ("connection", "transfer-encoding", "content-length", "server", "date")
"""Headers of one way alone."""


@contextmanager
def refusing_proxy(port: int) -> Iterator[tuple[str, list[str]]]:
    """Stand before a server at `port`; give the address to open, and a list of the upgrades it refused."""
    refused: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if "upgrade" in self.headers.get("Connection", "").lower():
                refused.append(self.path)
                self._send(403, {"Content-Type": "text/html"}, b"<h1>Blocked by policy</h1>")
                return
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            there = http.client.HTTPConnection("127.0.0.1", port, timeout=40)
            try:
                there.request(self.command, self.path, body, dict(self.headers))
                answer = there.getresponse()
                self._send(answer.status, dict(answer.getheaders()), answer.read())
            except OSError:
                self.close_connection = True
            finally:
                there.close()

        do_POST = do_GET  # noqa: N815  # the names that the library calls
        do_HEAD = do_GET  # noqa: N815

        def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                if name.lower() not in _OWN:
                    self.send_header(name, value)
            if status != 204:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002  # the library's name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", refused
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
