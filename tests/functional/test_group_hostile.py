"""What a hostile client sends to a hosted group is held off, and everybody else plays on unharmed.

One host takes all of it, test after test; whoever plays meanwhile must never be kept waiting.
"""

import asyncio
import json
import time
from html.parser import HTMLParser
from typing import Any

import aiohttp
import pytest

from tests.functional.attacks import Connect, bystander, post
from tests.functional.hosting import TOO_LONG, Hosted, Person, until
from tests.functional.program import acting, hostile_strings


def test_foreign_seats_and_secrets_are_refused(hosted: Hosted) -> None:
    """Neither nothing, nor what is not known, nor another's, nor a seat's where a facilitator's is asked."""
    ani = hosted.join("Ani")
    begin = {"type": "begin"}
    for bearer in ("", "x", hosted.secret[:-1], ani.token, "é" * 20, "x" * 4000):
        encoded = bearer.encode().decode("latin-1")
        assert hosted.ask("POST", "/api/command", begin, encoded).status == 403
        assert hosted.ask("GET", "/api/board?after=0", bearer=encoded).status == 403
        assert hosted.ask("GET", f"/api/talk/{ani.seat}?after=0", bearer=encoded).status == 403
    for bearer in ("", "x", hosted.secret, ani.token[:-1], ani.seat):
        assert hosted.ask("POST", "/api/do", {"type": "act", "text": "x"}, bearer).status == 403
        assert hosted.ask("GET", "/api/update?after=0", bearer=bearer).status == 403
        assert hosted.ask("GET", "/api/debrief", bearer=bearer).status == 403

    async def scene() -> None:
        for first in ({"type": "hello", "token": hosted.secret}, {"type": "lead", "secret": ani.token}):
            frames = await frames_after(hosted, json.dumps(first))
            assert [frame["answer"]["reason"] for frame in frames] == ["unknown"]

    asyncio.run(scene())


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b"null",
        b"[" * 2000,
        b'{"a":' * 2000,
        b'{"type":"reply","session":{"$ne":1},"version":1}',
        b'{"type":"reply","session":"x","version":"1"}',
        b'{"type":"reply","session":"x","version":1e400}',
        b'{"type":"shutdown"}',
        b'{"type":"rate","session":"x","marks":[[1]]}',
        b"\xff\xfe",
        b"\x00" * 100,
    ],
)
def test_what_is_no_request_is_refused(hosted: Hosted, data: bytes) -> None:
    """Broken, deep or of the wrong types: over HTTP an error in words, on a socket the end of the socket."""
    ani = hosted.join("Ani")
    with bystander(hosted):
        for path, bearer in (("/api/do", ani.token), ("/api/command", hosted.secret), ("/api/join", "")):
            answer = hosted.ask("POST", path, bearer=bearer, data=data)
            assert (answer.status, answer.said["reason"]) == (400, "bad")

        async def scene() -> None:
            text = data.decode("latin-1")
            hello = json.dumps({"type": "hello", "token": ani.token})
            for frames in (await frames_after(hosted, text), await frames_after(hosted, hello, text)):
                assert frames[-1]["answer"]["reason"] == "bad"

        asyncio.run(scene())
    hosted.lead("remove", seat=ani.seat)


def test_what_is_too_long_is_not_read(hosted: Hosted, connect: Connect) -> None:
    """A body or a frame of 10 MB, one in pieces, and one that says it is longer than it is."""
    ani = hosted.join("Ani")
    with bystander(hosted):
        answer = hosted.ask("POST", "/api/do", bearer=ani.token, data=b'"' + b"x" * 20_000 + b'"')
        assert (answer.status, answer.said["reason"]) == (413, "too-large")
        line = connect()
        line.send(post(ani, "Content-Length: 10000000") + b"x" * 10_000_000)
        assert b" 413 " in line.read()
        chunked = connect()
        chunked.send(post(ani, "Transfer-Encoding: chunked") + b"2000\r\n" + b"x" * 0x2000 + b"\r\n")
        for _part in range(1200):
            chunked.send(b"2000\r\n" + b"x" * 0x2000 + b"\r\n")
        assert b" 413 " in chunked.read()
        for header in (b"X: " + b"x" * 100_000, b"".join(b"X%d: y\r\n" % number for number in range(5000))):
            long_head = connect()
            long_head.send(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + header + b"\r\n\r\n")
            assert b" 400 " in long_head.read()

        async def scene() -> None:
            hello = json.dumps({"type": "hello", "token": ani.token})
            await frames_after(hosted, hello, "x" * 16_385, code=1009)
            await frames_after(hosted, hello, "x" * 10_000_000)
            async with aiohttp.ClientSession() as session:
                socket_ = await session.ws_connect(hosted.url + "/live")
                await socket_.send_str(hello)
                await socket_.receive()
                for number in range(13):
                    opcode = aiohttp.WSMsgType.TEXT if not number else aiohttp.WSMsgType.CONTINUATION
                    await send_part(socket_, b"x" * 4000, opcode.value)
                async with asyncio.timeout(5):
                    while (message := await socket_.receive()).type is aiohttp.WSMsgType.TEXT:
                        pass
                assert (message.type, socket_.close_code) == (aiohttp.WSMsgType.CLOSE, 1009)

        asyncio.run(scene())
    hosted.lead("remove", seat=ani.seat)


def test_a_log_that_is_played_again_changes_nothing(hosted: Hosted) -> None:
    """Whoever sends recorded requests once more, in any order, adds nothing to any talk."""
    ani = hosted.join("Ani")
    log = []
    for choice in ("calm", "pay", "tell"):
        log.append(ani.reply(choice))
        assert ani.do(log[-1]).status == 200
    before = ani.view("events")["talk"]
    for asked in (*log, *reversed(log), *log):
        assert ani.do(asked).status in (200, 409)
        time.sleep(0.05)
    invented = log[1] | {"version": 1}
    assert ani.do(invented).said["reason"] == "stale"

    assert ani.view("events")["talk"] == before
    hosted.lead("remove", seat=ani.seat)


@pytest.mark.parametrize("headers", [
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:1"},
    {"Host": "evil.example"},
    {"Host": "127.0.0.1.evil.example:8700"},
    {"Host": "["},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
])  # fmt: skip
def test_a_foreign_page_is_refused(hosted: Hosted, headers: dict[str, str]) -> None:
    """Neither a page of somebody else's nor a name that was made to lead here can ask for anything."""
    ani = hosted.join("Ani")
    for answer in (
        hosted.ask("GET", "/api/update?after=0", bearer=ani.token, headers=headers),
        hosted.ask("POST", "/api/command", {"type": "begin"}, hosted.secret, headers=headers),
        hosted.ask("GET", "/live", headers={"Upgrade": "websocket", "Connection": "Upgrade", **headers}),
    ):
        assert (answer.status, answer.said["reason"]) == (421, "unknown")
    assert "Access-Control-Allow-Origin" not in answer.headers
    hosted.lead("remove", seat=ani.seat)


def test_our_own_pages_are_let_in(hosted: Hosted) -> None:
    """By an address, by localhost, and from a page that was loaded from there."""
    ani = hosted.join("Ani")
    for host in (f"127.0.0.1:{hosted.port}", f"localhost:{hosted.port}", f"[::1]:{hosted.port}", "192.0.2.1"):
        headers = {"Host": host, "Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"}
        answer = hosted.ask("GET", "/api/update?after=0", bearer=ani.token, headers=headers)
        assert answer.status == 200
    hosted.lead("remove", seat=ani.seat)


@pytest.mark.parametrize("path", [
    "/static/../../pyproject.toml",
    "/static/..%2f..%2f..%2fetc%2fpasswd",
    "/static/%2e%2e/running.py",
    "/static//etc/passwd",
    "/static/..%5c..%5cwindows",
    "/static/%00",
    "/static/.",
    "/static/",
    "/../../../etc/passwd",
    "/api/encounter/../../etc/passwd",
    "/api/encounter/" + "a" * 64,
    "/api/talk/../board",
    "http://evil.example/static/x",
])  # fmt: skip
def test_no_path_leads_out(hosted: Hosted, path: str) -> None:
    """Only what pages are made of is sent."""
    answer = hosted.ask("GET", path, bearer=hosted.secret)

    assert answer.status in (400, 403, 404, 421)
    assert answer.headers["Content-Type"].startswith(("application/json", "text/plain"))
    assert b"root:" not in answer.body
    assert b"import" not in answer.body


def test_pages_may_do_little(hosted: Hosted) -> None:
    """Every answer carries the headers that keep a browser from running or showing anything foreign."""
    for path in ("/", "/api/board", "/nothing", f"/api/invitation?code={hosted.code}"):
        answer = hosted.ask("GET", path)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in answer.headers


class Found(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _value in attrs}


def test_what_people_type_acts_nowhere(hosted: Hosted) -> None:
    """Names and replies come back as text without a character that acts, and make no element of a page."""
    joined: list[Person] = []
    for what, text in hostile_strings():
        if not text.strip() or what == "nothing":
            continue
        person = hosted.join(f"{text} x")
        joined.append(person)
        assert not acting(person.nickname, ""), what
        assert 0 < len(person.nickname) <= 24
        time.sleep(0.06)
    hosted.lead("say", text="<script>alert(1)</script>\x1b[2J")
    ani = joined[0]
    for _what, text in list(hostile_strings())[-20:]:
        if text.strip():
            answer = ani.do(ani.reply(text=text))
            assert answer.status in (200, 400)
            time.sleep(0.3)
    view = ani.view()
    assert view["messages"][-1] == "<script>alert(1)</script>[2J"
    until(lambda: hosted.board()["people"] >= len(joined))
    for text in (json.dumps(view, ensure_ascii=False), json.dumps(hosted.board(), ensure_ascii=False)):
        assert not acting(text)
    page = hosted.ask("GET", "/api/debrief", bearer=ani.token)
    found = Found(page.body)
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert not found.elements & {"script", "img", "iframe", "a", "link", "object", "form"}
    assert not {name for name in found.attributes if name.startswith("on")}
    assert not acting(page.body.decode())
    terminal = "".join(hosted.lines)
    assert not acting(terminal)


def test_a_seat_asks_only_so_often(hosted: Hosted) -> None:
    """Who asks without end is told to wait; others are not."""
    ani, budi = hosted.join("Ani"), hosted.join("Budi")
    act = {"type": "act", "text": "x"}
    statuses = [ani.do(act).status for _ in range(70)]

    assert 429 in statuses
    assert budi.do(act).status == 200
    answer = next(answer for answer in iter(lambda: ani.do(act), None) if answer.status == 429)
    assert int(answer.headers["Retry-After"]) >= 1


async def frames_after(hosted: Hosted, *texts: str, code: int | None = None) -> list[Any]:
    """Send frames on a new socket and return what comes until it is closed, with this code."""
    frames = []
    async with aiohttp.ClientSession() as session, asyncio.timeout(TOO_LONG):
        line = await session.ws_connect(hosted.url + "/live")
        for text in texts:
            try:
                await line.send_str(text)
            except ConnectionError:
                break  # it closes before it has read all
        while (message := await line.receive()).type is aiohttp.WSMsgType.TEXT:
            frames.append(json.loads(message.data))
        assert message.type is not aiohttp.WSMsgType.BINARY
        assert code in (None, line.close_code)
        await line.close()
    return frames


async def send_part(line: aiohttp.ClientWebSocketResponse, data: bytes, opcode: int) -> None:
    """Send one part of a message that goes on."""
    writer: Any = line._writer
    head = bytes((opcode, 0x80 | 126)) + len(data).to_bytes(2) + b"\0\0\0\0"
    writer.transport.write(head + data)
    await asyncio.sleep(0)
