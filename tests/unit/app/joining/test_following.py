"""News are followed in the background, at a pace of our own."""

import socket
import time

import pytest
from msgspec import Struct

from roleplay.app.hosting.refused import Refused
from roleplay.app.joining.following import REST, Following
from roleplay.app.joining.line import LineDownError, ask, not_a_host
from roleplay.app.joining.place import Place


class Told(Struct, frozen=True):
    number: int


def test_a_host_that_answers_at_once_is_asked_at_our_pace() -> None:
    """A host that always has something new cannot keep a computer busy."""
    asked: list[int] = []

    def fetch(after: int) -> Told:
        asked.append(after)
        return Told(after + 1)

    following = Following(fetch, lambda: 0.0)
    following.start()
    assert following.wait(5)
    time.sleep(3 * REST)
    following.stop()
    assert 2 <= len(asked) <= 6
    assert asked == list(range(len(asked)))


def test_trouble_is_told_until_it_is_over_and_a_lost_seat_ends_it() -> None:
    """A dead line is asked again; what is not known any more is not."""
    answers: list[Told | Exception] = [LineDownError("gone"), Told(3), Refused("unknown", "no such seat")]

    def fetch(_after: int) -> Told:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    following = Following(fetch, lambda: 0.0)
    following.start()
    assert following.wait(5)
    assert (following.take(), following.trouble) == (None, "gone")
    end = time.monotonic() + 5
    while following.refusal is None:
        assert time.monotonic() < end
        time.sleep(0.01)
    assert (following.take(), following.trouble) == (Told(3), None)
    assert answers == []


@pytest.mark.parametrize("token", ["a\r\nX-More: b", "\u6f22"])
def test_a_token_that_cannot_be_sent_is_the_fault_of_the_host(token: str) -> None:
    """Nothing of it comes into the head of a request, and the error is the one of a bad host."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        place = Place("127.0.0.1", listening.getsockname()[1])
        with pytest.raises(LineDownError) as caught:
            ask(place, "GET", "/", bearer=token)
        near, _address = listening.accept()
        with near:
            assert near.recv(1000) == b""
    assert caught.value.reason == not_a_host().reason
