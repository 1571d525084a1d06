"""Simulated trainees, a facilitator and a board watcher, for a hosted group: see `group.py`."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import aiohttp
import msgspec
from msgspec import Struct

LOST = 0.02
"""Share of replies whose answer is lost on the way and which are sent again."""

RECONNECT = 0.03
"""Share of replies after which a trainee comes back on a new connection."""

TYPING = 0.4
"""Share of replies that are typed and not chosen."""

POLLING = 0.3
"""Share of trainees who use the long poll instead of the socket."""

ON_ONE_ADDRESS = 150
"""Trainees for each address of the loop: the server bounds the connections of one address."""


class Choice(Struct):
    """A reply on offer."""

    id: str


class Page(Struct):
    """What a trainee reads of their talk."""

    choices: tuple[Choice, ...]


class Talk(Struct):
    """A talk as far as a trainee looks at it."""

    session: str
    version: int
    is_ended: bool
    page: Page


class Happened(Struct):
    """What happened in a talk."""

    type: str


class Outcome(Struct):
    """What came of a request."""

    type: str
    version: int = 0
    events: tuple[Happened, ...] = ()
    message: str = ""


class Told(Struct):
    """What a server says, as far as anybody looks at it: little is read, for sixty read on one core."""

    type: str
    number: int = 0
    phase: str = ""
    talk: Talk | None = None
    id: int = 0
    answer: Outcome | None = None
    digest: str = ""
    seat: str = ""
    token: str = ""

    @property
    def is_open(self) -> bool:
        """True when a reply can be given."""
        return self.phase == "playing" and self.talk is not None and not self.talk.is_ended


class Invited(Struct):
    """What is read before joining."""

    digest: str


class Row(Struct):
    """A seat on the board."""

    seat: str
    turn: int


class Seen(Struct):
    """What the board shows, as far as anybody looks at it."""

    rows: tuple[Row, ...]


class Place(NamedTuple):
    """Where a group is hosted."""

    url: str
    code: str
    secret: str


class Acknowledged(NamedTuple):
    """A reply that the server said it has kept."""

    session: str
    version: int
    choice: str | None
    text: str


class Crowd:
    """What all trainees of a run share."""

    def __init__(self, place: Place, typed: Sequence[str], think: tuple[float, float]) -> None:
        """`typed` are the replies that they type; they `think` from so many seconds to so many."""
        self.place = place
        self.typed = typed
        self.think = think
        self.dice = random.Random(1)
        self.turns: list[float] = []
        """After how many seconds each answer came."""
        self.kept: list[Acknowledged] = []
        self.acks: dict[tuple[str, int], float] = {}
        """When the answer to a seat's turn came: seat, and turns answered so far."""
        self.retries = 0
        self.reconnects = 0


class Trainee:
    """One person with a connection."""

    def __init__(self, crowd: Crowd, number: int) -> None:
        self.crowd = crowd
        self.number = number
        self.is_polling = crowd.dice.random() < POLLING
        self.seat = ""
        self.token = ""
        self.view = Told("update")
        self.answered = 0
        self._session: aiohttp.ClientSession | None = None
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._count = 0

    @asynccontextmanager
    async def seated(self) -> AsyncIterator[None]:
        """Join, and stay until the block ends."""
        source = f"127.0.0.{2 + self.number // ON_ONE_ADDRESS}"
        connector = aiohttp.TCPConnector(limit=4, local_addr=(source, 0))
        async with aiohttp.ClientSession(connector=connector) as self._session:
            await self._join()
            try:
                yield
            finally:
                await self._leave()

    async def play(self, turns: int) -> None:
        """Reply so many times, thinking before each, or until the talk has ended."""
        for _turn in range(turns):
            await asyncio.sleep(self.crowd.dice.uniform(*self.crowd.think))
            if not self.view.is_open:
                return
            await self.reply()

    async def look(self) -> None:
        """Wait until the talk has begun."""
        while not self.view.is_open:
            await self._read()

    async def reply(self) -> None:
        """Reply once, where the talk has not ended, and read what the customer says to it."""
        if self.view.is_open and self.view.talk is not None:
            await self._reply(self.view.talk)

    async def _join(self) -> None:
        place = self.crowd.place
        invited = msgspec.json.decode(
            await self._http("GET", f"/api/invitation?code={place.code}"), type=Invited
        )
        asked = {
            "type": "join",
            "code": place.code,
            "nickname": f"Trainee {self.number}",
            "consent": invited.digest,
        }
        welcome = msgspec.json.decode(await self._http("POST", "/api/join", asked), type=Told)
        self.seat, self.token = welcome.seat, welcome.token

    async def _http(self, method: str, path: str, asked: object = None) -> bytes:
        assert self._session is not None
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        while True:
            async with self._session.request(
                method, self.crowd.place.url + path, json=asked, headers=headers
            ) as response:
                if response.status == 429:
                    await asyncio.sleep(float(response.headers["Retry-After"]))
                    continue
                return await response.read()

    async def _read(self) -> None:
        if self.is_polling:
            if told := await self._http("GET", f"/api/update?after={self.view.number}&view=page"):
                self.view = msgspec.json.decode(told, type=Told)
            return
        self._note(await self._hear())

    async def _hear(self) -> Told:
        line = await self._line()
        return msgspec.json.decode(await line.receive_str(), type=Told)

    def _note(self, told: Told) -> None:
        if told.type == "update":
            self.view = told

    async def _line(self) -> aiohttp.ClientWebSocketResponse:
        assert self._session is not None
        if self._socket is None or self._socket.closed:
            self._socket = await self._session.ws_connect(self.crowd.place.url + "/live")
            await self._socket.send_json({"type": "hello", "token": self.token, "view": "page"})
        return self._socket

    async def _reply(self, talk: Talk) -> None:
        dice = self.crowd.dice
        choice, text = None, dice.choice(self.crowd.typed)
        if talk.page.choices and dice.random() >= TYPING:
            choice, text = dice.choice(talk.page.choices).id, ""
        asked = {
            "type": "reply",
            "session": talk.session,
            "version": talk.version,
            "choice": choice,
            "text": text,
        }
        if dice.random() < LOST:
            self.crowd.retries += 1
            await self._lose(asked)
        start = time.perf_counter()
        done = await self._ask(asked)
        now = time.perf_counter()
        if done.type != "done":
            raise RuntimeError(f"{done} for {asked} of {self.seat}")
        self.crowd.turns.append(now - start)
        self.crowd.kept.append(Acknowledged(talk.session, talk.version, choice, text))
        self.answered += sum(event.type == "replied" for event in done.events)
        self.crowd.acks.setdefault((self.seat, self.answered), now)
        while self.view.talk is None or self.view.talk.version < done.version:
            await self._read()
        if dice.random() < RECONNECT:
            self.crowd.reconnects += 1
            await self._leave()

    async def _ask(self, asked: object) -> Outcome:
        if self.is_polling:
            return msgspec.json.decode(await self._http("POST", "/api/do", asked), type=Outcome)
        line = await self._line()
        self._count += 1
        await line.send_json({"id": self._count, "ask": asked})
        while True:
            told = await self._hear()
            self._note(told)
            if told.type == "answer" and told.id == self._count and told.answer is not None:
                return told.answer

    async def _lose(self, asked: object) -> None:
        """Send a reply and hang up before its answer comes."""
        assert self._session is not None
        headers = {"Authorization": f"Bearer {self.token}"}
        try:
            async with asyncio.timeout(self.crowd.dice.uniform(0, 0.02)):
                await self._session.post(self.crowd.place.url + "/api/do", json=asked, headers=headers)
        except TimeoutError:
            return

    async def _leave(self) -> None:
        if self._socket is not None:
            await self._socket.close()
        self._socket = None


class Leader:
    """The facilitator, who also watches the board."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.boards: list[tuple[float, dict[str, int]]] = []
        """When each board came, and the turn that it shows of each seat."""

    async def command(self, kind: str) -> None:
        """Give a command, and wait until it is done."""
        headers = {"Authorization": f"Bearer {self.place.secret}"}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.place.url + "/api/command", json={"type": kind}, headers=headers) as response,
        ):
            response.raise_for_status()

    async def watch(self) -> None:
        """Watch the board until cancelled."""
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(self.place.url + "/live", max_msg_size=0) as socket,
        ):
            await socket.send_json({"type": "lead", "secret": self.place.secret})
            while True:
                told = msgspec.json.decode(await socket.receive_str(), type=Seen)
                self.boards.append((time.perf_counter(), {row.seat: row.turn for row in told.rows}))


class Usage(NamedTuple):
    """What a process has used."""

    cpu: float
    """Seconds."""
    memory: float
    """MB at the most."""


def usage_of(process_id: int) -> Usage:
    """Return what a process has used so far; Linux tells it."""
    fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    status = Path(f"/proc/{process_id}/status").read_text()
    peak = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return Usage((int(fields[11]) + int(fields[12])) / 100, int(peak) / 1024)
