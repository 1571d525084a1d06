"""What is shown can act on nothing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.cleaning import MAX_MARKS, clean, clean_line

texts = st.one_of(
    st.text(),
    st.text(alphabet=st.sampled_from("a\x1b[31m\r\n\t\x00\u202e\u200b\u0301\ud800\ue000 \u2028é")),
)


@given(texts)
def test_nothing_that_acts_is_left(text: str) -> None:
    """No control, bidi or surrogate character is left but the newline, and it can be written as UTF-8."""
    cleaned = clean(text)

    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    for character in cleaned:
        assert character == "\n" or unicodedata.category(character) not in ("Cc", "Cs", "Co")
        assert character not in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff"


@given(texts)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """What is clean stays as it is."""
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(texts)
def test_line_is_one_line(text: str) -> None:
    """A cleaned line has no newline and no space at the ends or doubled."""
    line = clean_line(text)

    assert line.split() == [word for word in line.split(" ") if word]
    assert line == line.strip()


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Selamat pagi.", "Selamat pagi."),
        ("a\tb", "a b"),
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("\x1b[31mmerah\x1b[0m", "[31mmerah[0m"),
        ("a\u202eb\u200bc", "abc"),
        ("cafe\u0301", "café"),
        ("a\u00a0b", "a b"),
        ("\ue000", "\ufffd"),
        ("keluarga 👨\u200d👩\u200d👧", "keluarga 👨\u200d👩\u200d👧"),
        ("", ""),
    ],
)
def test_cleaned(text: str, cleaned: str) -> None:
    """Ordinary text stays, spaces and line ends become one kind, and what acts is gone."""
    assert clean(text) == cleaned


def test_piles_of_marks_are_cut() -> None:
    """A letter keeps four marks, and the next letter four again."""
    cleaned = clean(("q" + "\u0301" * 50) * 2)

    assert cleaned == ("q" + "\u0301" * MAX_MARKS) * 2


@pytest.mark.parametrize("hidden", ["\x1f", "\u202e", "\u200b"])
def test_piles_are_cut_across_what_is_taken_out(hidden: str) -> None:
    """Characters that are taken out part neither a pile of marks nor a letter from its mark."""
    assert clean(("q" + "\u0301" * 4 + hidden) + "\u0301" * 4) == "q" + "\u0301" * MAX_MARKS
    assert clean(f"A{hidden}\u0300") == "À"


def test_long_text_is_cleaned_in_one_go() -> None:
    """A megabyte of the worst is cleaned to what it holds."""
    assert clean("e\u0301\u202e" * 300_000) == "é" * 300_000
