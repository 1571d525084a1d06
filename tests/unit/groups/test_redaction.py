"""What is left of somebody in a group once their words are erased."""

from typing import Final

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.domain.group import (
    ActionChosen,
    Branched,
    Committed,
    GroupEvent,
    Joined,
    Messaged,
    Rated,
    Seated,
)
from roleplay.groups.person import seat_of
from roleplay.groups.redaction import (
    all_sessions,
    named_by_others,
    own_sessions,
    seats,
    shared_sessions,
    without_words,
)

SECRET: Final = "Wulandari"
GROUP: Final[tuple[GroupEvent, ...]] = (
    Joined("s1", SECRET, "a" * 64, "c" * 64),
    Joined("s2", "Kusuma", "b" * 64, "c" * 64),
    Seated("s1", 0, "mine"),
    Seated("s2", 0, "theirs"),
    Seated("s1", 1, "ours"),
    Seated("s2", 1, "ours"),
    Branched("again", "mine", 2),
    Messaged("Lima menit lagi.", ""),
    Messaged(f"Pelan saja, {SECRET}.", "s1"),
    Messaged("Bagus.", "s2"),
    Rated("theirs", "s1", "empathy", 2, f"kata {SECRET}: kurang"),
    Rated("mine", "s2", "empathy", 4, f"“{SECRET}” hangat"),
    Rated("mine", "facilitator:Rina", "closing", None, f"{SECRET} belum sempat"),
    Rated("theirs", "facilitator:Rina", "closing", 3, "cukup"),
    ActionChosen("s1", f"{SECRET} akan lebih sabar"),
    ActionChosen("s2", "menyebut waktu"),
    Committed("ours", 1, SECRET, "1", f"Saya {SECRET}.", "supaya tenang"),
    Committed("ours", 1, "Tim B", "2", "Baik, Bu.", "singkat"),
)


def test_the_words_of_one_go_and_the_others_keep_theirs() -> None:
    """Nickname, token, messages, reasons, actions and decisions of one are blank; nothing else is changed."""
    found = without_words(GROUP, "s1", own_sessions(GROUP, "s1"))
    assert len(found) == len(GROUP)
    assert SECRET not in msgspec.json.encode(found).decode()
    changed = {number for number, (old, new) in enumerate(zip(GROUP, found, strict=True)) if old != new}
    assert changed == {0, 8, 10, 11, 12, 14, 16}
    assert found[0] == Joined("s1", "", "", "c" * 64), "that they agreed stays"
    assert found[10] == Rated("theirs", "s1", "empathy", 2, ""), "a level is a figure of the other"
    assert found[16] == Committed("ours", 1, "s1", "1", "", "")


def test_an_erased_session_takes_the_words_about_it_along() -> None:
    """Where only a session is erased, what was said about it goes, and its player keeps the rest."""
    found = without_words(GROUP, None, {"mine"})
    changed = {number for number, (old, new) in enumerate(zip(GROUP, found, strict=True)) if old != new}
    assert changed == {11, 12}
    assert without_words(GROUP, None, {"ours"})[16] == Committed("ours", 1, SECRET, "1", "", "")


def test_messages_to_everybody_stay() -> None:
    """The empty seat of a message means everybody, and is nobody's to erase."""
    assert without_words(GROUP, None, ())[7] == GROUP[7]
    assert without_words(GROUP, "s2", ())[7] == GROUP[7]


def test_whose_sessions_are_whose() -> None:
    """What one played alone and its other ways are theirs; what several played is nobody's alone."""
    assert own_sessions(GROUP, "s1") == ("mine", "again")
    assert own_sessions(GROUP, "s2") == ("theirs",)
    assert shared_sessions(GROUP, "s1") == {"ours"}
    assert all_sessions(GROUP) == ("mine", "theirs", "ours", "again")
    assert seats(GROUP) == {"s1": SECRET, "s2": "Kusuma"}


@pytest.mark.parametrize(
    ("text", "count"),
    [("Bagus, wulandari!", 1), ("Wulandarini", 0), ("pewulandari", 0), ("“Wulandari”", 1), ("", 0)],
)
def test_a_name_in_the_words_of_others_is_found(text: str, count: int) -> None:
    """A nickname is found as a word of its own, in capitals or not."""
    assert named_by_others([Messaged(text)], SECRET) == count
    assert named_by_others([Rated("x", "s2", "empathy", 3, text)], SECRET) == count


def test_a_short_name_is_not_looked_for() -> None:
    """A nickname of two letters would be found everywhere."""
    assert named_by_others([Messaged("di sana")], "di") == 0
    assert named_by_others([Messaged("(a.*b)")], "(a.*b)") == 1


def test_every_kind_of_event_is_read(group_events: tuple[GroupEvent, ...]) -> None:
    """A group with an event of every kind loses the words of each seat, once and for good."""
    for seat, nickname in seats(group_events).items():
        found = without_words(group_events, seat, own_sessions(group_events, seat))
        assert nickname not in msgspec.json.encode(found).decode()
        assert [type(event) for event in found] == [type(event) for event in group_events]
        assert without_words(found, seat, own_sessions(group_events, seat)) == found


@given(st.lists(st.sampled_from(GROUP)), st.sampled_from(["s1", "s2", "s3"]))
def test_what_is_told_of_a_seat_is_what_is_erased(events: list[GroupEvent], seat: str) -> None:
    """Whatever the order of events, all of a seat's words that an export shows are gone after an erasure."""
    joined: list[GroupEvent] = [Joined(seat, "Nama", "d" * 64, "c" * 64)]
    found = without_words(joined + events, seat, own_sessions(joined + events, seat))
    left = seat_of(found, seat)
    assert left.nickname == ""
    assert not any((*left.messages, *left.actions))
    assert not any(item.reason for item in left.given)
    assert not any(item.reason for item in left.received)
    assert not any(item.text or item.reason for item in left.decisions)
