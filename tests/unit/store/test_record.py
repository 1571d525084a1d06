"""The record of a session, and ids as people type them."""

import pytest

from roleplay.errors import ExitCode, StoreError
from roleplay.store import session_id


@pytest.mark.parametrize("typed", ["4f7g2k9m", " 4F7G2K9M\n", "4F7g2K9m"])
def test_an_id_is_read_as_it_is_typed(typed: str) -> None:
    """Capitals and spaces around an id do not matter."""
    assert session_id(typed) == "4f7g2k9m"


def test_an_impossible_id_is_shown_safely() -> None:
    """The error quotes what was typed, on one line, shortened, and with nothing that acts on a terminal."""
    with pytest.raises(StoreError) as caught:
        session_id("..\x1b]52;c;\x07\n" + "x" * 900)
    assert caught.value.message.isprintable()
    assert len(caught.value.message) < 100
    assert caught.value.code is ExitCode.STORE
