"""Floods of guesses, connections and bytes are held off from a hosted group, and everybody else plays on."""

import asyncio
import json
import threading
import time
from pathlib import Path

import aiohttp

from tests.functional.attacks import HANDSHAKE, LONGEST_WAIT, PATIENCE, Connect, Line, bystander, post
from tests.functional.hosting import TOO_LONG, Hosted, Person, until


def test_ten_thousand_wrong_codes_get_nowhere(hosted: Hosted, connect: Connect) -> None:
    """After a burst none is looked at, the right one neither; a moment later sixty get in at once."""
    guess = "GET /api/invitation?code={:08d} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    statuses: list[bytes] = []

    def guesser(first: int) -> None:
        for start in range(first, first + 2500, 50):
            line = connect()
            last = "GET /api/invitation?code=99999999 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            line.send("".join(guess.format(number) for number in range(start, start + 49)).encode())
            line.send(last.replace("Host: x", "Host: 127.0.0.1").encode())
            statuses.extend(part[:3] for part in line.read().split(b"HTTP/1.1 ")[1:])

    with bystander(hosted):
        guessers = [threading.Thread(target=guesser, args=(number,)) for number in range(0, 10_000, 2500)]
        for each in guessers:
            each.start()
        for each in guessers:
            each.join()
        late = hosted.ask("GET", f"/api/invitation?code={hosted.code}")

    assert len(statuses) == 10_000
    assert set(statuses) == {b"403", b"429"}
    assert statuses.count(b"403") < 200
    assert (late.status, late.said["reason"]) == (429, "too-often")
    time.sleep(int(late.headers["Retry-After"]))
    start = time.monotonic()
    for number in range(60):
        hosted.join(f"Guest {number}")
    assert time.monotonic() - start < 10
    assert hosted.board()["guesses"] >= statuses.count(b"403")


def test_half_requests_are_closed(hosted: Hosted, connect: Connect) -> None:
    """150 heads that trickle in, bodies that do not come and sockets that say nothing are gone in time."""
    ani = hosted.join("Ani")
    heads = [connect() for _ in range(150)]
    bodies = [connect() for _ in range(10)]
    quiet = [connect() for _ in range(10)]
    start = time.monotonic()
    for line in heads:
        line.send(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
    for line in bodies:
        line.send(post(ani, "Content-Length: 1000") + b"{")
    for line in quiet:
        line.send(HANDSHAKE)
    open_lines = [*heads, *bodies, *quiet]
    with bystander(hosted):
        while open_lines:
            assert time.monotonic() - start < PATIENCE + 5, len(open_lines)
            for line in heads[::10]:
                line.send(b"X-A: b\r\n")
            open_lines = [line for line in open_lines if not line.is_closed()]
            time.sleep(0.3)
    assert time.monotonic() - start > PATIENCE / 2
    hosted.lead("remove", seat=ani.seat)


def test_an_address_has_so_many_connections(hosted: Hosted, connect: Connect) -> None:
    """More are closed at once, and another address still gets in."""
    lines = [connect("127.0.0.7") for _ in range(420)]
    until(lambda: sum(line.is_closed() for line in lines) == 20)
    other = connect("127.0.0.8")
    other.send(b"GET /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    assert b" 404 " in other.read()
    for line in lines:
        line.socket.close()


def test_who_never_reads_holds_up_nobody(hosted: Hosted, connect: Connect) -> None:
    """While 50 MB go to others, those who read nothing are cut off, and every other gets the newest state."""
    people = [hosted.join(f"Reader {number}") for number in range(130)]
    received = 0
    before = memory(hosted)

    async def scene() -> None:
        nonlocal received
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
            ends = [asyncio.create_task(read_to_end(session, person)) for person in people]
            async with session.ws_connect(hosted.url + "/live") as lead:
                await lead.send_json({"type": "lead", "secret": hosted.secret})
                slowest = 0.0
                for number in range(70):
                    start = time.monotonic()
                    words = f"{number} " + "word " * 99
                    await lead.send_json({"id": number, "ask": {"type": "say", "text": words}})
                    await answer_of(lead, number)
                    slowest = max(slowest, time.monotonic() - start)
                    await asyncio.sleep(0.09)
                assert slowest < LONGEST_WAIT
                await lead.send_json({"id": 99, "ask": {"type": "say", "text": "the end"}})
            async with asyncio.timeout(TOO_LONG):
                received = sum(await asyncio.gather(*ends))

    async def read_to_end(session: aiohttp.ClientSession, person: Person) -> int:
        size = 0
        async with session.ws_connect(hosted.url + "/live") as line:
            await line.send_json({"type": "hello", "token": person.token, "view": "page"})
            while True:
                text = await line.receive_str()
                size += len(text)
                if json.loads(text)["messages"][-1:] == ["the end"]:
                    return size

    deaf = [deaf_line(connect, person) for person in people[:5]]
    with bystander(hosted):
        asyncio.run(scene())
    assert received > 50_000_000
    until(lambda: all(line.is_cut() for line in deaf))
    assert memory(hosted) - before < 60


def deaf_line(connect: Connect, person: Person) -> Line:
    """Open a socket that is never read from."""
    line = connect(room=4096)
    line.send(HANDSHAKE)
    hello = json.dumps({"type": "hello", "token": person.token}).encode()
    line.send(bytes((0x81, 0x80 | len(hello))) + b"\0\0\0\0" + hello)
    return line


async def answer_of(line: aiohttp.ClientWebSocketResponse, number: int) -> None:
    async with asyncio.timeout(TOO_LONG):
        while (told := await line.receive_json())["type"] != "answer" or told["id"] != number:
            pass
    assert told["answer"]["type"] == "done"


def memory(hosted: Hosted) -> float:
    """Return the memory of the host now, in MB."""
    status = Path(f"/proc/{hosted.process.pid}/status").read_text(encoding="utf-8")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) / 1024
