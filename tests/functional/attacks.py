"""Connections on which anything can be sent to a host, and somebody who plays on meanwhile."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.functional.hosting import TOO_LONG, Hosted, Person

PATIENCE = 10.0
"""Seconds that the server gives a request to begin and to come."""

HANDSHAKE = (
    b"GET /live HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n"
)
PONG = b"\x8a\x80\0\0\0\0"

LONGEST_WAIT = 2.0
"""Seconds that a turn of somebody else may take on a busy machine meanwhile."""


@contextmanager
def bystander(hosted: Hosted) -> Iterator[None]:
    """Somebody takes a reply back and gives it again all the time; each must be answered soon."""
    person = hosted.join("Bystander")
    person.take("greet")
    is_over = threading.Event()
    waits: list[float] = []

    def play() -> None:
        while not is_over.wait(0.6):
            start = time.monotonic()
            talk = person.view()["talk"]
            undo = {"type": "undo", "session": talk["session"], "version": talk["version"]}
            assert person.do(undo).status == 200
            assert person.take("greet").status == 200
            waits.append((time.monotonic() - start) / 4)

    playing = threading.Thread(target=play)
    playing.start()
    try:
        yield
    finally:
        time.sleep(1)
        is_over.set()
        playing.join(TOO_LONG)
    assert not playing.is_alive()
    assert waits
    assert max(waits) < LONGEST_WAIT
    hosted.lead("remove", seat=person.seat)


class Line:
    """A connection on which anything can be sent."""

    def __init__(self, hosted: Hosted, source: str = "127.0.0.1", room: int = 0) -> None:
        """`room` bytes are taken from the other side before it has to wait, where it is not 0."""
        self.socket = socket.socket()
        self.socket.settimeout(TOO_LONG)
        if room:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        self.socket.bind((source, 0))
        self.socket.connect(("127.0.0.1", hosted.port))

    def send(self, data: bytes) -> None:
        """Send bytes, whether or not anybody takes them any more."""
        try:
            self.socket.sendall(data)
        except OSError:
            return

    def read(self) -> bytes:
        """Return all that comes until the other side closes."""
        found = b""
        try:
            while data := self.socket.recv(65536):
                found += data
        except ConnectionResetError:
            pass
        return found

    def is_closed(self) -> bool:
        """Tell whether the other side has closed, without waiting."""
        self.socket.setblocking(False)
        try:
            while self.socket.recv(65536):
                pass
        except BlockingIOError:
            return False
        except ConnectionResetError:
            return True
        return True

    def is_cut(self) -> bool:
        """Tell whether the other side takes nothing any more, without reading what it has sent."""
        try:
            self.socket.send(PONG)
        except OSError:
            return True
        return False


Connect = Callable[..., Line]


def post(person: Person, header: str) -> bytes:
    """Return the head of a request of somebody who has a seat."""
    head = ("POST /api/do HTTP/1.1", "Host: 127.0.0.1", f"Authorization: Bearer {person.token}", header)
    return "".join(f"{line}\r\n" for line in (*head, "")).encode()
