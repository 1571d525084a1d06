"""Where a server listens, and by which addresses it is reached."""

import socket

import pytest

from roleplay.errors import RoleplayError
from roleplay.server.ports import listen, local_addresses


def test_the_next_port_is_taken_where_one_is_not_free() -> None:
    """Only when no certain one was asked for."""
    with listen("127.0.0.1", None) as first:
        port = first.getsockname()[1]
        with listen("127.0.0.1", None, port) as second:
            assert second.getsockname()[1] > port
        with pytest.raises(RoleplayError) as told:
            listen("127.0.0.1", port)
    assert str(port) in told.value.message
    assert "--port" in told.value.hint


def test_everywhere_means_both_kinds_of_address() -> None:
    """By default any address of this computer leads to the server."""
    with listen("", None) as listening:
        port = listening.getsockname()[1]
        socket.create_connection(("127.0.0.1", port)).close()
        if socket.has_dualstack_ipv6():
            socket.create_connection(("::1", port)).close()


@pytest.mark.parametrize("address", ["203.0.113.7", "no such host.invalid", "::ffff:203.0.113.7"])
def test_an_address_of_somebody_else_is_refused_in_words(address: str) -> None:
    """What this computer does not have it cannot listen at."""
    with pytest.raises(RoleplayError) as told:
        listen(address, None)
    assert address in told.value.message


def test_local_addresses_are_those_of_the_network() -> None:
    """None leads only to this computer itself."""
    for address in local_addresses():
        assert not address.startswith("127.")
        assert socket.inet_aton(address)
