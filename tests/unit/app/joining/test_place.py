"""What people type for an address is read as they mean it."""

import pytest

from roleplay.app.joining.place import Place, read_link, typed_code
from roleplay.errors import RoleplayError


@pytest.mark.parametrize(
    ("text", "place", "code", "secret"),
    [
        ("192.168.1.5", Place("192.168.1.5", 8700), "", ""),
        (" 192.168.1.5:8701 ", Place("192.168.1.5", 8701), "", ""),
        ("http://192.168.1.5:8700/?code=CB1W-P48Z", Place("192.168.1.5", 8700), "CB1W-P48Z", ""),
        ("http://10.0.0.7:8700/lead#abc_-9", Place("10.0.0.7", 8700), "", "abc_-9"),
        ("ruang-dua.local", Place("ruang-dua.local", 8700), "", ""),
        ("fe80::1", Place("fe80::1", 8700), "", ""),
        ("[fe80::1]:8702", Place("fe80::1", 8702), "", ""),
    ],
)
def test_an_address_is_read(text: str, place: Place, code: str, secret: str) -> None:
    """Alone, with a port, or as a whole link; what it holds beside the place is told too."""
    assert read_link(text) == (place, code, secret)
    assert read_link(place.address).place == place


@pytest.mark.parametrize(
    "text",
    [
        "",
        "two words",
        "https://192.168.1.5/",
        "ftp://a",
        "a:99999",
        "a:b",
        "http://",
        "a\r\nHost: b",
        "[::1",
        "é.id",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    """Nothing that is not an address reaches a request line."""
    with pytest.raises(RoleplayError):
        read_link(text)


def test_a_code_is_kept_as_it_was_made() -> None:
    """Hyphens, capitals and signs that are mistaken for digits do not matter."""
    assert typed_code(" CBLW-P48O ") == "cb1wp480"
