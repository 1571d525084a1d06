"""A line between a terminal and a host that can be made worse than any real one."""

import socket
import threading
from contextlib import suppress
from typing import Final, Literal

How = Literal["whole", "refused", "cut", "lost", "garbage", "endless", "slow"]

_PIECE: Final = 65_536


class BadLine:
    """Hands connections on to a port of this computer: whole, or badly what has `only` in its first line."""

    def __init__(self, port: int) -> None:
        self.how: How = "whole"
        self.only = b""
        """What the first line of a request must hold for anything to happen to it."""
        self.spoilt = 0
        """How many were handed on badly."""
        self._to = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        threading.Thread(target=self._run, daemon=True).start()

    def close(self) -> None:
        """Hand nothing on any more."""
        self._listening.close()

    def _run(self) -> None:
        while True:
            try:
                near, _address = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(near,), daemon=True).start()

    def _serve(self, near: socket.socket) -> None:
        with near, suppress(OSError):
            asked = near.recv(_PIECE)
            how: How = self.how if self.only in asked.split(b"\r\n")[0] else "whole"
            if how != "whole":
                self.spoilt += 1
            match how:
                case "refused":
                    return
                case "garbage":
                    near.sendall(b"\x1b]0;owned\x07 this is no HTTP at all\r\n\r\n")
                    return
                case "endless":
                    near.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
                    for _piece in range(200):
                        near.sendall(b" " * _PIECE)
                    return
            try:
                self._pass_on(near, asked, how)
            finally:
                near.shutdown(socket.SHUT_RDWR)  # closing alone would wait for the thread that reads it

    def _pass_on(self, near: socket.socket, asked: bytes, how: How) -> None:
        with socket.create_connection(("127.0.0.1", self._to)) as far:
            far.sendall(asked)
            threading.Thread(target=_copy, args=(near, far), daemon=True).start()
            answer = far.recv(_PIECE)
            match how:
                case "lost":
                    return
                case "cut":
                    near.sendall(answer[: len(answer) * 2 // 3])
                    return
                case "slow":
                    for place in range(0, len(answer), 200):
                        near.sendall(answer[place : place + 200])
                        threading.Event().wait(0.05)
                case _:
                    near.sendall(answer)
            while piece := far.recv(_PIECE):
                near.sendall(piece)


def _copy(source: socket.socket, into: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(_PIECE):
            into.sendall(piece)
