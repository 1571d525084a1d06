"""How typed text becomes plain words."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.hearing.normalize import Reader

READER = Reader("id", {"tidak": ("gak", "nggak"), "1 jam": ("sejam",)}, frozenset({"tolong", "maaf"}))


def words(readers: Mapping[str, Reader], language: str, text: str) -> list[str]:
    return [token.word for token in readers[language].read(text).tokens]


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("yg dgn sdh udh utk tsb", "yang dengan sudah sudah untuk tersebut"),
        ("gak nggak ga tdk", "tidak tidak tidak tidak"),
        ("blm jgn krn", "belum jangan karena"),
        ("bpk sy kpn gmn hrs dpt trs bs", "bapak saya kapan bagaimana harus dapat terus bisa"),
        ("makasih trims thx", "terima kasih terima kasih terima kasih"),
        ("SAYA CEK!", "saya cek"),
        ("Jum'at", "jumat"),
    ],
)
def test_everyday_indonesian(readers: Mapping[str, Reader], typed: str, plain: str) -> None:
    """Indonesian as people type it is read as the words it stands for."""
    assert words(readers, "id", typed) == plain.split()


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("pls thx u ur", "please thanks you your"),
        ("dont wont im", "do not will not i am"),
        ("I'm you're we'll he'd they've", "i am you are we will he would they have"),
        ("can't won't isn't", "can not will not is not"),
        ("it’s that's", "it is that is"),
        ("the neighbour's", "the neighbour"),
        ("five o'clock", "5 oclock"),
    ],
)
def test_everyday_english(readers: Mapping[str, Reader], typed: str, plain: str) -> None:
    """English as people type it is read as the words it stands for."""
    assert words(readers, "en", typed) == plain.split()


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("enam", "6"),
        ("dua puluh lima", "25"),
        ("seratus lima puluh ribu", "150000"),
        ("2 juta", "2000000"),
        ("1,5 jt", "1500000"),
        ("2.000.000", "2000000"),
        ("lima belas", "15"),
        ("dua tiga hari", "2 3 hari"),
        ("sejam", "1 jam"),
        ("setengah tahun", "6 bulan"),
        ("jam 09.00", "jam 9.00"),
        ("jam 9:00", "jam 9.00"),
    ],
)
def test_numbers_in_indonesian(readers: Mapping[str, Reader], typed: str, plain: str) -> None:
    """Number words equal digits."""
    assert words(readers, "id", typed) == plain.split()


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("twenty-five", "25"),
        ("one hundred", "100"),
        ("two thousand", "2000"),
        ("ten five", "10 5"),
        ("twenty twelve", "20 12"),
    ],
)
def test_numbers_in_english(readers: Mapping[str, Reader], typed: str, plain: str) -> None:
    """Number words equal digits."""
    assert words(readers, "en", typed) == plain.split()


@pytest.mark.parametrize("typed", ["tolooong", "TOLOOOONG", "ttolong", "tolong"])
def test_stretched_words(readers: Mapping[str, Reader], typed: str) -> None:
    """Repeated letters are brought back to a word that is known."""
    assert words(readers, "id", typed) == ["tolong"]


def test_stretched_words_keep_their_doubles(readers: Mapping[str, Reader]) -> None:
    """A word that is known with a double letter keeps it."""
    assert words(readers, "en", "sorrryyy") == ["sorry"]


def test_unknown_stretched_words_lose_only_what_no_word_has() -> None:
    """Three letters in a row become one; two may be right."""
    assert [token.word for token in READER.read("wooow saatnya").tokens] == ["wow", "saatnya"]


@pytest.mark.parametrize("typed", ["hati-hati", "hati2", "hati hati"])
def test_doubled_words(typed: str) -> None:
    """However it is written, a doubled word is the word twice."""
    assert [token.word for token in READER.read(typed).tokens] == ["hati", "hati"]


@pytest.mark.parametrize("typed", ["lantai2", "jam2", "lt2"])
def test_a_number_after_a_word(typed: str) -> None:
    """A 2 that counts something doubles nothing."""
    assert READER.read(typed).tokens[-1].word == "2"


def test_an_ending_after_a_hyphen() -> None:
    """An ending after a hyphen is part of the word before it, and of its place."""
    reading = READER.read("tanggal PHK-nya")

    assert [token.word for token in reading.tokens] == ["tanggal", "phk"]
    assert reading.text[slice(*reading.span(1, 2))] == "PHK-nya"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Baik. Saya cek!", 2),
        ("Baik\nSaya cek", 2),
        ("pukul 09.00 di ruang 2.04", 1),
        ("Jl. Melati no. 5", 1),
        ("Ya... saya cek", 1),
        ("Ya... Saya cek", 2),
        ("Kapan? Besok.", 2),
    ],
)
def test_sentences(text: str, sentences: int) -> None:
    """Sentences end at their marks, not at abbreviations, times or a pause."""
    assert len(READER.read(text).sentences) == sentences


def test_a_question_has_its_mark() -> None:
    """A sentence knows whether it ends in a question mark."""
    assert [sentence.has_mark for sentence in READER.read("Kapan? Besok. Ya?!").sentences] == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize("text", ["bukan tiga, enam", "bukan tiga tapi enam", "bukan tiga (enam)"])
def test_clauses(text: str) -> None:
    """A comma, a bracket or a word of contrast begins a clause."""
    tokens = READER.read(text).tokens

    assert tokens[0].clause != tokens[-1].clause


@pytest.mark.parametrize(
    "text", ["kata dia 'siapkan amplop', lapor", 'kata dia "siapkan amplop", lapor', "“siapkan amplop” lapor"]
)
def test_quotations(text: str) -> None:
    """Words between quotation marks are quoted, and no others."""
    quoted = [token.word for token in READER.read(text).tokens if token.is_quoted]

    assert quoted == ["siapkan", "amplop"]


def test_a_quotation_that_never_ends() -> None:
    """A stray quotation mark quotes nothing."""
    assert not any(token.is_quoted for token in READER.read('kata " dia siapkan amplop').tokens)


def test_a_prefix_written_apart(readers: Mapping[str, Reader]) -> None:
    """What people write apart is left apart: the cue for it may name both."""
    assert words(readers, "id", "di proses") == ["di", "proses"]


@given(st.text())
def test_every_token_stands_in_the_text(text: str) -> None:
    """Tokens and sentences follow the text: places never go back and never leave it."""
    reading = READER.read(text)
    starts = [token.start for token in reading.tokens]

    assert starts == sorted(starts)
    assert all(0 <= token.start < token.end <= len(text) for token in reading.tokens)
    assert [
        place for sentence in reading.sentences for place in range(sentence.first, sentence.last)
    ] == list(range(len(reading.tokens)))


@pytest.mark.parametrize(
    ("text", "is_quoted"),
    [('Kata mereka "gampang".', True), ("Kata mereka “gampang”", True), ('Kata mereka "gampang', False)],
)
def test_a_quotation_may_end_the_text(text: str, is_quoted: bool, readers: Mapping[str, Reader]) -> None:
    """The last words are quoted when the quotation ends after them, and not when it never ends."""
    assert readers["id"].read(text).tokens[-1].is_quoted is is_quoted
