"""What a group tells of one person."""

import pytest

from roleplay.domain.group import GroupEvent
from roleplay.groups.person import Decision, RatingGiven, RatingReceived, seat_of
from tests.unit.groups.test_redaction import GROUP, SECRET


def test_everything_about_a_seat_is_told() -> None:
    """Nickname, consent, messages, ratings both ways, actions, decisions and sessions are there, in order."""
    found = seat_of(GROUP, "s1")
    assert (found.nickname, found.consent, found.is_removed) == (SECRET, "c" * 64, False)
    assert found.sessions == ("mine", "again")
    assert found.messages == (f"Pelan saja, {SECRET}.",)
    assert found.given == (RatingGiven("theirs", "empathy", 2, f"kata {SECRET}: kurang"),)
    assert found.received == (
        RatingReceived("mine", "empathy", 4, f"“{SECRET}” hangat", False),
        RatingReceived("mine", "closing", None, f"{SECRET} belum sempat", True),
    )
    assert found.actions == (f"{SECRET} akan lebih sabar",)
    assert found.decisions == (Decision("ours", 1, "1", f"Saya {SECRET}.", "supaya tenang"),)


def test_others_are_not_told_of() -> None:
    """Who rated, and what was said to another seat, is left out."""
    assert not any(text in str(seat_of(GROUP, "s1")) for text in ("Rina", "Kusuma", "Bagus", "Tim B"))


def test_a_seat_that_was_removed_and_one_that_never_was(group_events: tuple[GroupEvent, ...]) -> None:
    """What was played on a removed seat is still told of; a seat that nobody took is a KeyError."""
    assert seat_of(group_events, "s2").is_removed
    assert seat_of(group_events, "s2").sessions == ("8h3v5w6x",)
    with pytest.raises(KeyError):
        seat_of(group_events, "s9")
