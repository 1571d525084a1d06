"""What comes over a line is believed only when it is whole, and of a size that a host sends."""

import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from roleplay.app.joining.line import LARGEST, Answered, LineDownError, ask, not_a_host
from roleplay.app.joining.place import Place

Serve = Callable[[bytes], Place]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Answers one question with certain bytes, then closes."""
    ends: list[socket.socket] = []

    def start(answer: bytes) -> Place:
        listening = socket.create_server(("127.0.0.1", 0))
        ends.append(listening)

        def run() -> None:
            near, _address = listening.accept()
            with near:
                near.recv(65_536)
                near.sendall(answer)

        threading.Thread(target=run, daemon=True).start()
        return Place("127.0.0.1", listening.getsockname()[1])

    yield start
    for end in ends:
        end.close()


def test_a_whole_answer_comes_back(serve: Serve) -> None:
    """Status and body, up to the largest."""
    place = serve(b"HTTP/1.1 409 Conflict\r\nContent-Length: 2\r\n\r\n{}")
    assert ask(place, "GET", "/") == Answered(409, b"{}")
    largest = b"HTTP/1.1 200 OK\r\n\r\n" + b" " * LARGEST
    assert len(ask(serve(largest), "GET", "/").body) == LARGEST


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}",
        b"HTTP/1.1 200 OK\r\n\r\n" + b" " * (LARGEST + 1),
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000 + b"\r\n\r\n{}",
        b"220 mail.example ESMTP\r\n",
        b"",
    ],
)
def test_what_is_cut_off_or_too_large_is_no_answer(serve: Serve, answer: bytes) -> None:
    """It may read well as far as it goes; it is not used."""
    with pytest.raises(LineDownError) as caught:
        ask(serve(answer), "GET", "/")
    assert caught.value.reason in (not_a_host().reason, "connection reset by peer")
