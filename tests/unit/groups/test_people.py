"""Who takes part: names as people write them down, and what is wrong with a list."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.cleaning import clean_line
from roleplay.groups.people import LONGEST, numbered_people, read_people
from roleplay.i18n import activate, active_language


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = active_language()
    activate("en")
    yield
    activate(before)


def test_a_name_a_line() -> None:
    """Names are trimmed; empty lines and comments are passed over; titles after a comma stay."""
    text = "\n# Bekasi\n  Siti   Aminah \r\nBudi Santoso, S.H.\n\n"

    assert read_people(text, is_table=False) == (("Siti Aminah", "Budi Santoso, S.H."), ())


@pytest.mark.parametrize(
    "text",
    [
        'Nama,Unit\nSiti,Bekasi\n"Budi, S.H.",Bogor\n',
        "nama lengkap;unit\nSiti;Bekasi\nBudi, S.H.;Bogor\n",
        "Name\tOffice\nSiti\tBekasi\nBudi, S.H.\tBogor\n",
        "# list\nSiti;Bekasi\n\nBudi, S.H.;Bogor\n",
    ],
)
def test_the_first_column_of_a_table(text: str) -> None:
    """Whatever separates the columns, the first one counts, and a head above it does not."""
    assert read_people(text, is_table=True) == (("Siti", "Budi, S.H."), ())


def test_a_head_is_one_only_at_the_top() -> None:
    """Somebody further down may be called like the head of a column."""
    assert read_people("Siti\nNama\n", is_table=True).names == ("Siti", "Nama")


def test_doubles_are_told_with_their_lines() -> None:
    """The same name twice, however it is written, is named with both lines."""
    found = read_people("Siti\n\nBudi\n  SITI\nsiti\n", is_table=False)

    assert found.faults == (
        "Line 4: SITI is there already, on line 1.",
        "Line 5: siti is there already, on line 1.",
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [("17", "Line 2: “17” is no name."), ("x" * (LONGEST + 1), f"is longer than {LONGEST} characters")],
)
def test_what_is_no_name(line: str, told: str) -> None:
    """A number and a sentence are no names, and it is said where they stand."""
    (fault,) = read_people(f"Siti\n{line}\n", is_table=False).faults

    assert told in fault


def test_names_cannot_act() -> None:
    """What could act on a terminal or a page is gone from a name."""
    found = read_people("Si\x1b[31mti\u202e\nBudi\u200b\n", is_table=False)

    assert found.names == ("Si[31mti", "Budi")


@given(text=st.text(), is_table=st.booleans())
def test_any_text_is_read(text: str, is_table: bool) -> None:
    """No list makes the reader stumble, and every name in it is clean."""
    names, _faults = read_people(text, is_table=is_table)

    assert all(name and name == clean_line(name) for name in names)


def test_a_list_is_not_needed() -> None:
    """Where only a number is known, people are numbered."""
    assert numbered_people(3) == ("Person 1", "Person 2", "Person 3")
