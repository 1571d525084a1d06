"""A group is hosted, joined, led and taken up again over real sockets."""

import asyncio
import http.client
import json
import socket
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.functional.hosting import CHOICES, Hosted, Person, until
from tests.functional.program import SCENARIO, Program

Host = Callable[..., Hosted]


@pytest.fixture
def host(program: Program) -> Iterator[Host]:
    """Hosts groups in the home of the test, and ends what is still running afterwards."""
    running: list[Hosted] = []

    def start(*arguments: str) -> Hosted:
        running.append(Hosted(program, *(arguments or (SCENARIO,))))
        return running[-1]

    yield start
    for each in running:
        each.stop()


def test_a_round_from_the_first_seat_to_the_debrief(host: Host) -> None:
    """Two join and play, are paused, told something, and spoken to by the facilitator as the customer."""
    hosted = host()
    ani, budi = hosted.join("Ani"), hosted.join("Budi")
    assert ani.view()["phase"] == "lobby"
    assert hosted.lead("begin").status == 200

    assert [ani.take(choice).status for choice in CHOICES] == [200, 200, 200]
    assert ani.view()["talk"]["is_ended"]
    page = hosted.ask("GET", "/api/debrief", bearer=ani.token)
    assert page.status == 200
    assert b"<h1>A lost card</h1>" in page.body

    asked = budi.reply("greet")
    hosted.lead("pause")
    assert (budi.do(asked).status, budi.do(asked).said["reason"]) == (409, "paused")
    assert budi.view()["is_paused"]
    hosted.lead("continue")
    hosted.lead("say", text="Five minutes left.")
    hosted.lead("say", text="For you alone.", seat=budi.seat)
    assert budi.view()["messages"] == ["Five minutes left.", "For you alone."]
    assert ani.view()["messages"] == ["Five minutes left."]
    assert budi.do(asked).status == 200

    hosted.lead("take-over", seat=budi.seat)
    hosted.lead("speak", seat=budi.seat, text="I want your boss!")
    assert budi.view()["talk"]["is_taken_over"]
    assert budi.spoken()[-1] == "I want your boss!"
    assert budi.do(budi.reply(text="I will fetch her.")).status == 200
    hosted.lead("hand-back", seat=budi.seat)
    read = hosted.ask("GET", f"/api/talk/{budi.seat}?after=0", bearer=hosted.secret).said
    assert [line["text"] for line in read["talk"]["page"]["spoken"]] == budi.spoken()


def test_a_code_is_taken_however_it_is_typed(host: Host) -> None:
    """Capitals, hyphens and signs that look alike make no difference; a sign too many does."""
    hosted = host()
    for code in (
        hosted.code,
        hosted.code.lower(),
        hosted.code.replace("-", "%20"),
        hosted.code.replace("0", "o").replace("1", "l"),
    ):
        assert hosted.ask("GET", f"/api/invitation?code={code}").status == 200
    assert hosted.ask("GET", f"/api/invitation?code={hosted.code}0").status == 403
    assert hosted.ask("GET", "/api/invitation").status == 403


def test_a_talk_is_rated_by_all(host: Host) -> None:
    """Each rates blind; the board tells how many have; then all is shown, and the group is closed."""
    hosted = host()
    ani, budi = hosted.join("Ani"), hosted.join("Budi")
    hosted.lead("begin")
    budi.take("calm")
    hosted.lead("end")
    hosted.lead("open-panel", seat=budi.seat)
    panel = ani.view()["panel"]
    marks = [{"criterion": item["id"], "level": 4, "reason": "calm"} for item in panel["criteria"]]
    for person in (ani, budi):
        assert person.do({"type": "rate", "session": panel["session"], "marks": marks}).status == 200
    assert ani.view()["panel"]["results"] == []
    until(lambda: (hosted.board()["panel"] or {}).get("rated") == 2)
    hosted.lead("close-panel")
    assert [level for level, _why in ani.view()["panel"]["results"][0]["levels"]] == [4, 4]
    assert ani.do({"type": "act", "text": "Ask first."}).status == 200

    hosted.lead("close")
    assert ani.view()["phase"] == "closed"
    assert hosted.ask("POST", "/api/join", hosted.asking("Cici", "x")).said["reason"] == "not-now"


def test_the_socket_answers_and_tells(host: Host) -> None:
    """What one socket does another of the same seat is told; the board is told of both."""
    hosted = host()
    ani = hosted.join("Ani")
    hosted.lead("begin")

    async def scene() -> None:
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(hosted.url + "/live") as mine,
            session.ws_connect(hosted.url + "/live") as watching,
            session.ws_connect(hosted.url + "/live") as board,
        ):
            await mine.send_json({"type": "hello", "token": ani.token, "view": "page"})
            await watching.send_json({"type": "hello", "token": ani.token, "view": "events"})
            await board.send_json({"type": "lead", "secret": hosted.secret})
            talk = (await told(mine, "update"))["talk"]
            seen = await told(watching, "update")
            assert seen["talk"]["page"] is None
            assert seen["talk"]["events"][0]["type"] == "started"
            asked = {
                "type": "reply",
                "session": talk["session"],
                "version": talk["version"],
                "choice": "greet",
            }
            await mine.send_json({"id": 7, "ask": asked})
            answer = await told(mine, "answer")
            assert (answer["id"], answer["answer"]["type"]) == (7, "done")
            news = await told(watching, "update")
            assert news["number"] > seen["number"]
            assert len(news["talk"]["events"]) == answer["answer"]["version"]
            await board.send_json({"id": 1, "ask": {"type": "pause"}})
            assert (await told(board, "answer"))["answer"]["type"] == "done"
            while not (shown := await told(board, "board"))["is_paused"] or shown["rows"][0]["turn"] != 1:
                pass
            assert (shown["rows"][0]["nickname"], shown["connected"]) == ("Ani", 1)

    asyncio.run(scene())


def test_a_poll_waits_for_news(host: Host) -> None:
    """It answers when something happens and not before."""
    hosted = host()
    ani = hosted.join("Ani")
    number = ani.view()["number"]

    async def scene() -> None:
        headers = {"Authorization": f"Bearer {ani.token}"}
        async with aiohttp.ClientSession(headers=headers) as session:
            path = f"{hosted.url}/api/update?after={number}&view=page"
            waiting = asyncio.create_task(session.get(path))
            await asyncio.sleep(0.5)
            assert not waiting.done()
            await asyncio.to_thread(hosted.lead, "say", text="Hello.")
            async with asyncio.timeout(1):
                response = await waiting
            assert (await response.json())["messages"] == ["Hello."]

    asyncio.run(scene())


def test_the_same_reply_again_gets_the_same_answer(host: Host) -> None:
    """Who did not get an answer asks again: nothing is done twice, on whichever way it comes."""
    hosted = host()
    ani = hosted.join("Ani")
    hosted.lead("begin")
    asked = ani.reply("greet")
    first = ani.do(asked)
    typed = ani.reply(text="A new card is free of charge. I will write it down.")
    second = ani.do(typed)

    assert ani.do(asked).status == 200
    assert ani.do(typed).said == second.said
    assert first.said["version"] < second.said["version"] == ani.view()["talk"]["version"]
    assert ani.spoken().count(str(typed["text"])) == 1
    assert ani.do(asked | {"choice": "calm"}).said["reason"] == "stale"


def test_nothing_acknowledged_is_lost_by_a_kill(host: Host, program: Program) -> None:
    """After a kill in the middle the same code, links and seats lead to exactly where everybody was."""
    hosted = host()
    people = [hosted.join(f"Person {number}") for number in range(6)]
    hosted.lead("begin")
    hosted.lead("say", text="Begin.")
    acknowledged: dict[str, int] = {}

    async def play(person: Person, session: aiohttp.ClientSession) -> None:
        headers = {"Authorization": f"Bearer {person.token}"}
        try:
            for choice in CHOICES:
                asked = await asyncio.to_thread(person.reply, choice)
                async with session.post(hosted.url + "/api/do", json=asked, headers=headers) as response:
                    acknowledged[person.seat] = (await response.json())["version"]
                if len(acknowledged) == len(people) and sum(acknowledged.values()) > 60:
                    hosted.process.kill()
        except (aiohttp.ClientError, http.client.HTTPException, OSError):
            return

    async def scene() -> None:
        async with aiohttp.ClientSession() as session:
            await asyncio.gather(*(play(person, session) for person in people))

    asyncio.run(scene())
    hosted.kill()
    assert len(acknowledged) == 6

    again = host("--resume", hosted.code.lower())
    assert (again.code, again.secret, again.port) == (hosted.code, hosted.secret, hosted.port)
    for person in people:
        person.hosted = again
        view = person.view("events")
        assert view["nickname"] == person.nickname
        assert view["messages"] == ["Begin."]
        assert len(view["talk"]["events"]) >= acknowledged[person.seat]
        if not view["talk"]["is_ended"]:
            page = person.view()["talk"]["page"]
            assert person.take(page["choices"][0]["id"]).status == 200
    assert again.lead("end").status == 200


def test_a_request_is_answered_the_same_after_a_kill(host: Host) -> None:
    """An answer that was lost with the host is had from the next one."""
    hosted = host()
    ani = hosted.join("Ani")
    hosted.lead("begin")
    asked = ani.reply("greet")
    answer = ani.do(asked)
    hosted.kill()
    ani.hosted = host("--resume", hosted.code)

    assert ani.do(asked).said == answer.said


def test_stopping_says_how_to_go_on(host: Host, program: Program) -> None:
    """It ends in order, keeps a backup, and a group that is over is not taken up again."""
    hosted = host()
    hosted.join("Ani")
    until(lambda: any("Ani has joined; 1 person." in line for line in hosted.lines))
    done = hosted.stop()

    assert done.code == 0
    assert f"roleplay group host --resume {hosted.code}" in done.err
    again = host("--resume", hosted.code)
    again.lead("close")
    again.stop()
    refused = program.run("group", "host", "--resume", hosted.code)
    assert refused.code == 2
    assert "is over" in refused.err


def test_the_secret_is_kept_for_this_user_alone_and_told_once(host: Host, program: Program) -> None:
    """It stands in a private file and in the two links, and no address of a request ever has it."""
    hosted = host()
    ani = hosted.join("Ani")
    hosted.ask("GET", "/nothing", bearer=hosted.secret)
    hosted.ask("GET", "/api/update?after=x", bearer=ani.token)
    done = hosted.stop()
    (kept,) = (program.home / "data" / "groups").iterdir()

    assert json.loads(kept.read_bytes())["secret"] == hosted.secret
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert done.out.count(hosted.secret) == 2
    assert hosted.secret not in done.err
    assert ani.token not in done.out + done.err
    database = (program.home / "data" / "sessions.db").read_bytes()
    assert hosted.secret.encode() not in database
    assert ani.token.encode() not in database


def test_a_port_that_is_taken(host: Host, program: Program) -> None:
    """Another one is found, or, where a certain one was asked for, it is said."""
    first = host()
    second = host(SCENARIO)
    assert first.port != second.port
    assert hosted_title(second) == "A lost card"

    refused = program.run("group", "host", SCENARIO, "--port", str(first.port))
    assert refused.code == 2
    assert f"port {first.port} already" in refused.err


def test_an_address_is_the_only_one(host: Host) -> None:
    """With --address nothing listens elsewhere, and people are told this address."""
    hosted = host(SCENARIO, "--address", "127.0.0.1")

    assert hosted.place == "127.0.0.1"
    with socket.socket() as elsewhere, pytest.raises(ConnectionRefusedError):
        elsewhere.connect(("127.0.0.2", hosted.port))


def test_what_cannot_be_hosted_is_told(program: Program, tmp_path: Path) -> None:
    """A plan with a mistake, a name of nothing, an address of somebody else: where, why, what to do."""
    plan = tmp_path / "day.yaml"
    plan.write_text("format: 1\ntitle: Day\nlanguage: en\nrounds:\n  - scenario: lost-crad\n")
    done = program.run("group", "host", str(plan))
    assert done.code == 1
    assert f"{plan}:5:15  error RP203" in done.out
    assert "lost-card" in done.out

    for arguments, words in (
        (["nothing"], "There is no plan and no scenario 'nothing'."),
        ([SCENARIO, "--address", "203.0.113.7"], "cannot listen at '203.0.113.7'"),
        (["--resume", "zzzzzzzz"], "ZZZZZZZZ"),
        ([], "Say what is to be practised"),
        ([SCENARIO, "--resume", "zzzzzzzz"], "Say what is to be practised"),
    ):
        refused = program.run("group", "host", *arguments)
        assert refused.code in (2, 3), refused
        assert words.lower() in refused.err.lower()


def test_everybody_in_a_plan_plays_its_rounds(host: Host, tmp_path: Path) -> None:
    """Personas are given to the seats in turn; an assessment shows no moods and is not taken back."""
    plan = tmp_path / "day.yaml"
    plan.write_text(
        "format: 1\ntitle: A day\nlanguage: en\nrounds:\n"
        "  - {scenario: lost-card, personas: [ms-test, mr-test]}\n"
        "  - {scenario: lost-card, mode: assess}\n"
    )
    hosted = host(str(plan), "--site", "Office one")
    ani, budi = hosted.join("Ani"), hosted.join("Budi")
    hosted.lead("begin")
    talks = [person.view()["talk"] for person in (ani, budi)]
    assert talks[0]["page"]["persona"] != talks[1]["page"]["persona"]
    content = hosted.ask("GET", f"/api/encounter/{talks[0]['encounter']}", bearer=ani.token)
    assert content.status == 200
    assert hosted.ask("GET", f"/api/encounter/{talks[0]['encounter']}", bearer=budi.token).status == 403

    hosted.lead("end")
    hosted.lead("begin")
    talk = ani.view()["talk"]
    assert talk["page"]["moods"] == []
    assert hosted.ask("GET", "/api/debrief", bearer=ani.token).said["reason"] == "not-now"
    ani.take("greet")
    undo = {"type": "undo", "session": talk["session"], "version": ani.view()["talk"]["version"]}
    assert ani.do(undo).said["reason"] == "not-now"
    hosted.lead("end")
    assert hosted.lead("begin").said["reason"] == "not-now"


def test_who_is_removed_is_told_so(host: Host) -> None:
    """Their token leads nowhere any more, on a socket that is open too."""
    hosted = host()
    ani = hosted.join("Ani")

    async def scene() -> None:
        async with aiohttp.ClientSession() as session, session.ws_connect(hosted.url + "/live") as line:
            await line.send_json({"type": "hello", "token": ani.token, "view": "page"})
            await told(line, "update")
            await asyncio.to_thread(hosted.lead, "remove", seat=ani.seat)
            assert (await told(line, "answer"))["answer"]["reason"] == "unknown"
            last = await line.receive()
            assert (last.type, last.data) == (aiohttp.WSMsgType.CLOSE, 4403)

    asyncio.run(scene())
    assert ani.do({"type": "act", "text": "x"}).status == 403


async def told(line: aiohttp.ClientWebSocketResponse, kind: str) -> Any:
    """Return the next frame of a kind."""
    async with asyncio.timeout(10):
        while (frame := await line.receive_json())["type"] != kind:
            pass
    return frame


def hosted_title(hosted: Hosted) -> str:
    title: str = hosted.board()["title"]
    return title
