"""Hosts a group in a process of its own, as a facilitator would, and joins it over real sockets."""

import http.client
import json
import re
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from tests.functional.program import Done, Program

TOO_LONG = 20.0
"""Seconds after which something that was waited for does not happen."""

CHOICES = ("greet", "tell", "close")
"""The good choices of the scenario, the last of which ends the talk."""


class Answer(NamedTuple):
    """What a server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def said(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


class Hosted:
    """A host process."""

    def __init__(self, program: Program, *arguments: str) -> None:
        self.process = program.start("group", "host", *arguments, PYTHONUNBUFFERED="1")
        self.lines: list[str] = []
        self.errors: list[str] = []
        self._readers = [
            threading.Thread(target=self._drain, args=(stream, into))
            for stream, into in ((self.process.stdout, self.lines), (self.process.stderr, self.errors))
        ]
        for reader in self._readers:
            reader.start()
        until(lambda: any("/board#" in line for line in self.lines) or self.process.poll() is not None)
        assert self.process.poll() is None, self.errors
        told = "".join(self.lines)
        links = re.search(r"http://(\S+):(\d+)/lead#(\S+)", told)
        code = re.search(r"\b([0-9A-Z]{4}-[0-9A-Z]{4})\b", told)
        assert links is not None
        assert code is not None
        self.place, self.port, self.secret = links[1], int(links[2]), links[3]
        self.code = code[1]

    @property
    def url(self) -> str:
        """Where this computer reaches it."""
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self,
        method: str,
        path: str,
        asked: object = None,
        bearer: str = "",
        *,
        data: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Return what is answered on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TOO_LONG)
        sent = dict(headers or {})
        if bearer:
            sent["Authorization"] = f"Bearer {bearer}"
        body = data if asked is None else json.dumps(asked).encode()
        try:
            connection.request(method, path, body, sent)
            response = connection.getresponse()
            return Answer(response.status, dict(response.getheaders()), response.read())
        finally:
            connection.close()

    def lead(self, kind: str, **about: object) -> Answer:
        """Give a command of the facilitator."""
        return self.ask("POST", "/api/command", {"type": kind, **about}, self.secret)

    def board(self) -> dict[str, Any]:
        """Return the board as it is now."""
        found: dict[str, Any] = self.ask("GET", "/api/board?after=0", bearer=self.secret).said
        return found

    def join(self, nickname: str) -> "Person":
        """Read the invitation, agree, and take a seat."""
        invitation = self.ask("GET", f"/api/invitation?code={self.code}").said
        welcome = self.ask("POST", "/api/join", self.asking(nickname, invitation["digest"]))
        assert welcome.status == 200, welcome
        return Person(self, welcome.said)

    def asking(self, nickname: str, consent: str) -> dict[str, str]:
        """Return the request for a seat."""
        return {"type": "join", "code": self.code, "nickname": nickname, "consent": consent}

    def kill(self) -> None:
        """End the process as a power cut would."""
        self.process.kill()
        self._end()

    def stop(self) -> Done:
        """Ask the process to end, and return what it came to."""
        if self.process.poll() is None:
            self.process.terminate()
        self._end()
        return Done(self.process.returncode, "".join(self.lines), "".join(self.errors))

    def _end(self) -> None:
        self.process.wait(TOO_LONG)
        for reader in self._readers:
            reader.join(TOO_LONG)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()

    def _drain(self, stream: Any, into: list[str]) -> None:
        while line := stream.readline():
            into.append(line.decode())


class Person:
    """Somebody who has joined."""

    def __init__(self, hosted: Hosted, welcome: dict[str, str]) -> None:
        self.hosted = hosted
        self.seat = welcome["seat"]
        self.nickname = welcome["nickname"]
        self.token = welcome["token"]

    def view(self, kind: str = "page") -> dict[str, Any]:
        """Return what they see now."""
        answer = self.hosted.ask("GET", f"/api/update?after=0&view={kind}", bearer=self.token)
        assert answer.status == 200, answer
        found: dict[str, Any] = answer.said
        return found

    def reply(self, choice: str | None = None, text: str = "") -> dict[str, object]:
        """Return the request for a reply at the place where the talk is now."""
        talk = self.view()["talk"]
        return {
            "type": "reply",
            "session": talk["session"],
            "version": talk["version"],
            "choice": choice,
            "text": text,
        }

    def do(self, asked: object) -> Answer:
        """Ask for something."""
        return self.hosted.ask("POST", "/api/do", asked, self.token)

    def take(self, choice: str) -> Answer:
        """Take a choice."""
        return self.do(self.reply(choice))

    def spoken(self) -> list[str]:
        """Return what was said in the talk."""
        return [line["text"] for line in self.view()["talk"]["page"]["spoken"]]


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + TOO_LONG
    while not holds():
        assert time.monotonic() < end, "it does not happen"
        time.sleep(0.02)
