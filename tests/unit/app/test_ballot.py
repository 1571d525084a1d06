"""What a facilitator types while teams decide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.app.ballot import ABSTAINS, Entry, Mark, Reason, Recall, Words, read_entry
from roleplay.errors import RoleplayError

ALL = (1, 2, 3, 4)


def marks(*numbers: int) -> tuple[Mark, ...]:
    return tuple(Mark(team, number) for team, number in enumerate(numbers, 1))


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("1 1 3 2", marks(1, 1, 3, 2)),
        ("1,1, 3;2", marks(1, 1, 3, 2)),
        ("1132", marks(1, 1, 3, 2)),
        ("1 - 3 2", marks(1, ABSTAINS, 3, 2)),
        ("1-32", marks(1, ABSTAINS, 3, 2)),
        ("2=3", (Mark(2, 3),)),
        ("2 = 3, 4=1", (Mark(2, 3), Mark(4, 1))),
        ("2=-", (Mark(2, ABSTAINS),)),
        ("2: Wajar Ibu kesal: capek, ya?", Words(2, "Wajar Ibu kesal: capek, ya?")),
        ("2:ya", Words(2, "ya")),
        ("3+ ia ingin didengar", Reason(3, "ia ingin didengar")),
        ("x", Recall(None)),
        ("X2", Recall(2)),
        ("x 2", Recall(2)),
        ("Wajar Ibu kesal.", None),
        ("2:", None),
        ("2=", None),
        ("", None),
        ("-1", None),
    ],
)
def test_what_a_line_means(line: str, entry: Entry | None) -> None:
    """A row, a correction, own words, a reason, taking back; and what is none of these."""
    assert read_entry(line, 4, ALL, 5) == entry


@pytest.mark.parametrize(
    ("line", "entry"), [("3 2", (Mark(2, 3), Mark(4, 2))), ("32", (Mark(2, 3), Mark(4, 2)))]
)
def test_a_short_row_is_for_those_who_have_not_decided(line: str, entry: Entry) -> None:
    """As many numbers as teams are open go to these; as many as there are teams go to all."""
    assert read_entry(line, 4, (2, 4), 5) == entry
    assert read_entry("1 1 3 2", 4, (2, 4), 5) == marks(1, 1, 3, 2)
    assert read_entry("5", 4, (4,), 5) == (Mark(4, 5),)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("5=1", "no team 5"),
        ("0=1", "no team 0"),
        ("9: ya", "no team 9"),
        ("7+ ya", "no team 7"),
        ("x9", "no team 9"),
        ("2=6", "no reply 6"),
        ("1 1 3 9", "no reply 9"),
        ("1 1 3 0", "no reply 0"),
        ("1 1 3", "3 numbers"),
        ("111111", "1 number"),
        ("1 1 3 2 1", "5 numbers"),
    ],
)
def test_what_makes_no_sense_is_told(line: str, told: str) -> None:
    """A team or a reply that there is not, or a row of another length, changes nothing and is explained."""
    with pytest.raises(RoleplayError, match=told) as refused:
        read_entry(line, 4, ALL, 5)
    assert refused.value.hint


def test_a_row_when_all_have_decided() -> None:
    """A number too many is told, and how one team is corrected."""
    with pytest.raises(RoleplayError, match="all 4 teams have decided") as refused:
        read_entry("3", 4, (), 5)
    assert "2=3" in refused.value.hint


@given(st.text(), st.integers(2, 12), st.integers(0, 8))
def test_any_line(line: str, teams: int, replies: int) -> None:
    """Whatever is typed is read or refused, and names only teams and replies that there are."""
    try:
        entry = read_entry(line, teams, tuple(range(1, teams + 1)), replies)
    except RoleplayError:
        return
    if isinstance(entry, Words | Reason):
        assert 1 <= entry.team <= teams
        assert entry.text
    elif entry is not None and not isinstance(entry, Recall):
        assert all(1 <= mark.team <= teams and 0 <= mark.number <= replies for mark in entry)
