"""What waits in the outbox arrives, once, at a real server, whatever that server does."""

from __future__ import annotations

import json
import ssl
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from roleplay.app.lrs import MOST_BYTES, Lrs, SilentError, endpoint_of
from roleplay.app.sending import BATCH, LONGEST_PAUSE, TRIES, Delivery, Postman
from roleplay.errors import RoleplayError
from roleplay.reporting.xapi.names import VERBS
from roleplay.store import Outbox, open_outbox
from tests.record_store import CREDENTIALS, RecordStore

NOW: Final = datetime(2026, 11, 24, 8, tzinfo=UTC)
AT: Final = "2026-11-24T08:00:00+07:00"

Deliver = Callable[..., Delivery]


@pytest.fixture
def lrs() -> Iterator[RecordStore]:
    """Return a record store that runs."""
    store = RecordStore()
    yield store
    store.close()


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    """Return an empty outbox."""
    opened = open_outbox(tmp_path / "outbox.db", NOW)
    assert opened.notices == ()
    yield opened.outbox
    opened.outbox.close()


@pytest.fixture
def waits() -> list[tuple[float, str]]:
    """Return where it is noted how long was waited, and why."""
    return []


@pytest.fixture
def deliver(lrs: RecordStore, outbox: Outbox, waits: list[tuple[float, str]]) -> Deliver:
    """Return what sends all that waits."""

    def make(*, with_refused: bool = False, credentials: str = CREDENTIALS) -> Delivery:
        postman = Postman(
            outbox,
            Lrs(endpoint_of(lrs.endpoint), credentials, seconds=0.5),
            now=lambda: AT,
            wait=lambda seconds, reason: waits.append((seconds, reason)),
            chance=lambda: 500,
        )
        return postman.deliver(with_refused=with_refused)

    return make


def name(number: int) -> str:
    return f"00000000-0000-5000-8000-{number:012}"


def put(outbox: Outbox, lrs: RecordStore, count: int, response: str = "") -> None:
    """Put so many statements into the outbox."""
    made = [
        (
            name(number),
            json.dumps(
                {
                    "id": name(number),
                    "actor": {"mbox": "mailto:a@example.org"},
                    "verb": {"id": VERBS["answered"].id},
                    "object": {"id": "https://example.org/talk"},
                    "result": {"response": f"{response}{number} é"},
                }
            ).encode(),
        )
        for number in range(count)
    ]
    outbox.put(lrs.endpoint, "ab12cd34", count, made, AT)


def test_all_arrives_in_batches(outbox: Outbox, lrs: RecordStore, deliver: Deliver) -> None:
    """Statements arrive in order, fifty at a time; a second time there is nothing to do."""
    put(outbox, lrs, 2 * BATCH + 3)
    assert deliver() == Delivery(2 * BATCH + 3, 0, (), None)
    assert [count for _method, _path, count in lrs.requests] == [BATCH, BATCH, 3]
    assert list(lrs.kept) == [name(number) for number in range(2 * BATCH + 3)]
    assert deliver() == Delivery(0, 0, (), None)
    assert len(lrs.requests) == 3


@pytest.mark.parametrize(
    "trouble",
    ["500", "503", "408", "cut before", "cut after", "cut within", "hang", "drip", "garbage"],
)
def test_trouble_that_passes(
    outbox: Outbox, lrs: RecordStore, deliver: Deliver, waits: list[tuple[float, str]], trouble: str
) -> None:
    """After no answer or a bad one the same is sent again; the store has everything once."""
    put(outbox, lrs, BATCH + 1)
    lrs.script = [trouble]
    done = deliver()

    assert done == Delivery(BATCH + 1, 0, (), None)
    assert len(lrs.kept) == BATCH + 1
    assert [seconds for seconds, _reason in waits] == [1.0]
    assert waits[0][1]


def test_a_store_that_takes_the_batch_and_says_nothing(
    outbox: Outbox, lrs: RecordStore, deliver: Deliver
) -> None:
    """What was taken, and is offered again because the answer was lost, counts as there and not as new."""
    put(outbox, lrs, 5)
    lrs.script, lrs.is_strict = ["cut after"], True
    assert deliver() == Delivery(0, 5, (), None)
    assert set(lrs.taken.values()) == {1}
    assert [method for method, _path, _count in lrs.requests] == ["POST", "POST", *["PUT"] * 5]


def test_pauses_grow_and_all_is_kept(
    outbox: Outbox, lrs: RecordStore, deliver: Deliver, waits: list[tuple[float, str]]
) -> None:
    """After some tries with longer and longer pauses the rest stays for later, and goes then."""
    put(outbox, lrs, 2 * BATCH)
    lrs.script = ["behave", *["503"] * TRIES]
    done = deliver()

    assert (done.sent, outbox.count_waiting(lrs.endpoint)) == (BATCH, BATCH)
    assert done.silence == "503 no"
    assert [seconds for seconds, _reason in waits] == [1.0, 2.0, 4.0, 8.0]
    assert deliver() == Delivery(BATCH, 0, (), None)
    assert set(lrs.taken.values()) == {1}


def test_a_store_may_ask_for_a_pause(
    outbox: Outbox, lrs: RecordStore, deliver: Deliver, waits: list[tuple[float, str]]
) -> None:
    """`Retry-After` is kept to, within reason."""
    put(outbox, lrs, 1)
    lrs.script = ["429"]
    assert deliver().sent == 1
    assert [seconds for seconds, _reason in waits] == [7.0]
    assert LONGEST_PAUSE >= 7


def test_what_is_refused_does_not_hold_up_the_others(
    outbox: Outbox, lrs: RecordStore, deliver: Deliver
) -> None:
    """Bad statements are found in their batch and kept with the reason, cleaned; a second run leaves them."""
    put(outbox, lrs, BATCH)
    lrs.refuses = {name(3), name(40)}
    done = deliver()

    assert (done.sent, done.silence) == (BATCH - 2, None)
    assert {item.id for item in done.refused} == lrs.refuses
    assert done.refused[0].reason == f"400 no [2J good: {name(3)}"
    assert len(lrs.requests) < BATCH / 2
    assert deliver() == Delivery(0, 0, (), None)
    lrs.refuses = {name(40)}
    again = deliver(with_refused=True)
    assert (again.sent, [item.id for item in again.refused]) == (1, [name(40)])
    assert deliver(with_refused=True).sent == 0


@pytest.mark.parametrize("status", ["413", "422"])
def test_one_that_is_too_large(outbox: Outbox, lrs: RecordStore, deliver: Deliver, status: str) -> None:
    """A batch that is too large is halved; one statement that is too large is refused."""
    put(outbox, lrs, 2)
    lrs.script = [status, status]
    done = deliver()
    assert (done.sent, [item.id for item in done.refused]) == (1, [name(0)])


def test_a_conflict_is_looked_into(outbox: Outbox, lrs: RecordStore, deliver: Deliver) -> None:
    """409 counts as there for the statement that is there, and is no excuse to drop the others."""
    put(outbox, lrs, 4)
    lrs.kept = {name(2): {"id": name(2), "of": "another time"}}
    assert deliver() == Delivery(3, 1, (), None)
    assert lrs.kept[name(2)] == {"id": name(2), "of": "another time"}


@pytest.mark.parametrize("is_there", [True, False])
def test_a_conflict_without_a_name(
    outbox: Outbox, lrs: RecordStore, deliver: Deliver, is_there: bool
) -> None:
    """Where 409 does not say that the id is there, the store is asked for it; if it is not, that is told."""
    put(outbox, lrs, 1)
    lrs.names_conflicts = False
    if is_there:
        lrs.kept = {name(0): {}}
    lrs.script = ["409", "409"]
    done = deliver()
    assert (done.there, len(done.refused)) == (int(is_there), int(not is_there))
    assert lrs.requests[2][0] == "GET"


def test_a_flood_is_not_drunk(outbox: Outbox, lrs: RecordStore, deliver: Deliver) -> None:
    """Of ten megabytes only the beginning is read, whether they come with yes or with no."""
    put(outbox, lrs, 1)
    lrs.script = ["flood"]
    assert deliver().sent == 1
    lrs.script = ["flood"]
    answer = Lrs(endpoint_of(lrs.endpoint), CREDENTIALS).ask("GET", {"statementId": name(0)})
    assert (answer.status, len(answer.body)) == (200, MOST_BYTES)


def test_any_web_page_says_200(outbox: Outbox, lrs: RecordStore, deliver: Deliver) -> None:
    """A 200 of something that is no record store loses nothing; one that gives the ids back will do."""
    put(outbox, lrs, 1)
    lrs.script = ["page"]
    with pytest.raises(RoleplayError, match="record store") as caught:
        deliver()
    assert "Welcome" in caught.value.message
    assert outbox.count_waiting(lrs.endpoint) == 1
    lrs.script = ["nameless"]
    assert deliver().sent == 1


@pytest.mark.parametrize("status", ["401", "403", "404", "405", "301"])
def test_a_wrong_address_or_password_loses_nothing(
    outbox: Outbox, lrs: RecordStore, deliver: Deliver, status: str
) -> None:
    """All is kept, it is told that endpoint or credentials are wrong, and no redirection is followed."""
    put(outbox, lrs, 2)
    lrs.script = [status]
    with pytest.raises(RoleplayError) as caught:
        deliver()
    assert "Nothing was lost" in caught.value.hint
    assert outbox.count_waiting(lrs.endpoint) == 2
    assert len(lrs.requests) == 1
    with pytest.raises(RoleplayError, match="password"):
        deliver(credentials="aladdin:wrong")
    assert deliver().sent == 2


def test_nobody_there(outbox: Outbox, lrs: RecordStore, deliver: Deliver) -> None:
    """Without a server, or a network, all is kept for later."""
    put(outbox, lrs, 2)
    lrs.close()
    done = deliver()
    assert (done.sent, outbox.count_waiting(lrs.endpoint)) == (0, 2)
    assert done.silence == "nobody answers there"


def test_a_first_content_stays(outbox: Outbox, lrs: RecordStore, deliver: Deliver) -> None:
    """A statement that is put in again with other words goes as it was first put in."""
    put(outbox, lrs, 1, "first ")
    put(outbox, lrs, 1, "second ")
    deliver()
    assert lrs.kept[name(0)]["result"]["response"] == "first 0 é"


@pytest.mark.parametrize(
    ("text", "endpoint"),
    [
        ("https://lrs.example.org/xapi", "https://lrs.example.org/xapi"),
        ("https://lrs.example.org/xapi/", "https://lrs.example.org/xapi"),
        ("https://lrs.example.org/xapi/statements", "https://lrs.example.org/xapi"),
        ("https://lrs.example.org", "https://lrs.example.org"),
        ("HTTPS://LRS.example.org:8443/a%20b", "https://lrs.example.org:8443/a%20b"),
        ("http://localhost:8080/xAPI", "http://localhost:8080/xAPI"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("https://lrs.example.org/cerita/é", "https://lrs.example.org/cerita/%C3%A9"),
    ],
)
def test_endpoints(text: str, endpoint: str) -> None:
    """An endpoint has one name, however it is typed."""
    assert str(endpoint_of(text)) == endpoint


@pytest.mark.parametrize(
    "text",
    [
        "",
        "lrs.example.org",
        "ftp://lrs.example.org",
        "file:///etc/passwd",
        "https://",
        "https://lrs.example.org/xapi?key=1",
        "https://lrs.example.org/#x",
        "https://aladdin:sesame@lrs.example.org/",
        "http://lrs.example.org/",
        "http://127.0.0.1.example.org/",
        "https://lrs.example.org:99999/",
        "https://lrs.example.org/\r\nX: y",
        "https://lrs example.org/",
    ],
)
def test_what_is_no_endpoint(text: str) -> None:
    """What is no address, or would show a password, is refused with what to do, and without the password."""
    with pytest.raises(RoleplayError) as caught:
        endpoint_of(text)
    assert caught.value.hint
    assert "sesame" not in caught.value.message + caught.value.hint


def test_the_server_must_show_who_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A certificate that nobody vouches for ends it before the password is sent; one of the office may do."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1".split()
    subprocess.run(
        [*command, "-keyout", key, "-out", certificate, "-addext", "subjectAltName=IP:127.0.0.1"],
        check=True,
        capture_output=True,
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    store = RecordStore(context)
    endpoint = endpoint_of(store.endpoint)
    with pytest.raises(RoleplayError, match="real one") as caught:
        Lrs(endpoint, CREDENTIALS).ask("GET", {})
    assert "SSL_CERT_FILE" in caught.value.hint
    assert store.requests == []
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert Lrs(endpoint, CREDENTIALS).ask("GET", {}).status == 404
    store.close()


def test_an_answer_that_is_no_answer(lrs: RecordStore) -> None:
    """Silence is told in words that say why."""
    endpoint = Lrs(endpoint_of(lrs.endpoint), CREDENTIALS, seconds=0.3)
    for trouble in ("hang", "drip", "cut before", "garbage", "cut within"):
        lrs.script = [trouble]
        with pytest.raises(SilentError) as caught:
            endpoint.ask("GET", {"statementId": name(0)})
        assert caught.value.reason
        assert "Error" not in caught.value.reason
