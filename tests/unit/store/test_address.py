"""Where a store is, as people name it, and without the password as it is shown."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.errors import RoleplayError
from roleplay.store import Address, place_of


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgresql://sleman@db.example:5432/latihan", "postgresql://sleman@db.example:5432/latihan"),
        ("postgresql://db.example:5432/latihan", "postgresql://db.example:5432/latihan"),
        ("postgresql:///latihan?host=/run/postgresql", "postgresql:///latihan?host=/run/postgresql"),
        ("postgresql://sleman@[::1]:5432/latihan", "postgresql://sleman@[::1]:5432/latihan"),
        ("postgresql://sleman:kunci@db.example/latihan", "postgresql://sleman:***@db.example/latihan"),
        ("postgresql://sleman:k@un/c?i@db.example/l", "postgresql://sleman:***@db.example/l"),
        ("postgresql:///l?user=a&password=kunci&port=1", "postgresql:///l?user=a&password=***&port=1"),
        ("postgresql:///l?sslPassword=kunci", "postgresql:///l?sslPassword=***"),
        ("postgresql://a:kunci\n@db/\x1b[2Jl", "postgresql://a:***@db/[2Jl"),
    ],
)
def test_an_address_is_shown_without_its_password(text: str, shown: str) -> None:
    """Whoever reads a message, a list or a traceback learns where the store is and no password."""
    address = Address(text)
    assert str(address) == shown
    assert shown in repr(address)
    assert address.has_password == ("***" in shown)
    assert "kunci" not in f"{address!s}{address!r}"


@given(st.text("ab:/@?#&%", min_size=1))
def test_no_part_of_a_password_is_shown(secret: str) -> None:
    """However strange a password is, and whether or not it is written as it should be, none of it is left."""
    assert str(Address(f"postgresql://sleman:{secret}@db.example/latihan")) == (
        "postgresql://sleman:***@db.example/latihan"
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("sessions.db", Path("sessions.db")),
        ("/srv/latihan/sessions.db", Path("/srv/latihan/sessions.db")),
        ("C:/latihan/sessions.db", Path("C:/latihan/sessions.db")),
        ("postgresql://db/latihan", Address("postgresql://db/latihan")),
        ("postgres://db/latihan", Address("postgresql://db/latihan")),
        ("PostgreSQL://db/Latihan", Address("postgresql://db/Latihan")),
    ],
)
def test_a_store_is_a_file_or_a_server(text: str, place: Path | Address) -> None:
    """What begins as an address of PostgreSQL is one, and what is no address is a file."""
    assert place_of(text) == place


@pytest.mark.parametrize("text", ["mysql://db/latihan", "https://db/latihan", "sqlite:///sessions.db"])
def test_an_address_of_something_else_is_refused(text: str) -> None:
    """An address that is not of PostgreSQL is not taken for the name of a file."""
    with pytest.raises(RoleplayError, match=text.partition(":")[0]) as caught:
        place_of(text)
    assert "postgresql://" in caught.value.hint
