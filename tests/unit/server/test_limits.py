"""How often something may be tried, told the time by hand."""

from hypothesis import given
from hypothesis import strategies as st

from roleplay.server.limits import (
    ALL_WRONG_CODES,
    JOINS,
    REQUESTS,
    WRONG_CODES,
    Gate,
    Limits,
    Pace,
    network_of,
)


def test_a_gate_lets_a_burst_through_and_then_its_pace() -> None:
    """Three at once, then one every two seconds, and never more than three after a rest."""
    gate = Gate(Pace(3, 0.5))

    assert [gate.take("a", 0) for _ in range(4)] == [0, 0, 0, 2]
    assert gate.take("a", 1) == 1
    assert gate.take("a", 2) == 0
    assert gate.take("b", 2) == 0
    assert [gate.take("a", 1000) for _ in range(4)] == [0, 0, 0, 2]


@given(st.lists(st.floats(0, 100), max_size=300))
def test_no_rhythm_gets_more_through_than_the_pace(times: list[float]) -> None:
    """Whenever somebody comes: in any stretch of time, a burst and the pace over the stretch at the most."""
    gate, pace = Gate(Pace(5, 2)), Pace(5, 2)
    passed = [now for now in sorted(times) if gate.take("a", now) == 0]

    for first, start in enumerate(passed):
        for last, end in enumerate(passed[first:], first):
            assert last - first + 1 <= pace.burst + (end - start) * pace.rate + 1e-6


def test_waiting_takes_nothing() -> None:
    """Only who is let through is counted."""
    gate = Gate(Pace(1, 1))

    assert [gate.wait("a", 0) for _ in range(5)] == [0] * 5
    assert gate.take("a", 0) == 0


def test_many_addresses_take_no_memory_without_end() -> None:
    """The one heard of longest ago is forgotten; one that comes all the time is not."""
    gate = Gate(Pace(1, 0.0001))
    for number in range(30_000):
        gate.take(f"address {number}", 0)
        assert (gate.take("busy", 0) == 0) == (number == 0)


def test_a_wrong_code_delays_its_own_address_and_in_the_end_all() -> None:
    """A guesser waits, the right code from there too; others do not until hundreds guess together."""
    limits = Limits()
    for _ in range(WRONG_CODES.burst):
        assert limits.wait_for_code("192.168.1.9", 0) == 0
        limits.note_wrong_code("192.168.1.9", 0)

    assert limits.wait_for_code("192.168.1.9", 0) == 1
    assert limits.wait_for_code("192.168.1.8", 0) == 0
    for number in range(ALL_WRONG_CODES.burst):
        limits.note_wrong_code(f"10.0.{number // 250}.{number % 250}", 0)
    assert limits.wait_for_code("192.168.1.8", 0) > 0
    assert limits.wait_for_code("192.168.1.8", 1) == 0
    assert limits.guesses == WRONG_CODES.burst + ALL_WRONG_CODES.burst


def test_sixty_people_behind_one_address_get_in_at_once() -> None:
    """Right codes cost nothing, and each of sixty may mistype theirs before."""
    limits = Limits()
    for _ in range(59):
        limits.note_wrong_code("192.168.1.1", 0)
    for _ in range(60):
        assert limits.wait_for_code("192.168.1.1", 0) == 0
        assert limits.join(0) == 0


def test_guessing_for_a_day_finds_nothing() -> None:
    """The paces leave a chance of less than one in a million for a code of 40 bits."""
    tries = ALL_WRONG_CODES.burst + ALL_WRONG_CODES.rate * 24 * 3600

    assert tries / 2**40 < 1e-6


def test_joins_and_requests_have_their_pace() -> None:
    """Each seat its own; joining is counted over all."""
    limits = Limits()

    assert [limits.request("a", 0) for _ in range(REQUESTS.burst + 1)].count(0) == REQUESTS.burst
    assert limits.request("b", 0) == 0
    assert [limits.join(0) for _ in range(JOINS.burst + 1)].count(0) == JOINS.burst


def test_an_address_is_what_one_person_can_hardly_change() -> None:
    """Of version 6 the first half counts, and one of version 4 stays itself however it is written."""
    assert network_of("2001:db8:1:2:aaaa::1") == network_of("2001:db8:1:2:bbbb::9") == "2001:db8:1:2::"
    assert network_of("2001:db8:1:3::1") != network_of("2001:db8:1:2::1")
    assert network_of("::ffff:192.168.1.5") == network_of("192.168.1.5") == "192.168.1.5"
    assert network_of("fe80::1%eth0") == "fe80::"
    assert network_of("") == ""
