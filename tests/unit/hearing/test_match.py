"""How cues are found: the notation, what may stand between words, and how much work it is."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest

from roleplay.domain.cues import Cues, CueTable
from roleplay.hearing import CueError, Ear

Maker = Callable[..., Ear]


def is_heard(ear: Ear, text: str) -> bool:
    return "thank" in ear.hear(text).shows


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("saya cek", "Baik, saya CEK dulu."),
        ("saya cek", "saya, Pak, cek"),
        ("saya * cek", "saya akan segera langsung coba cek"),
        ("saya * cek", "saya cek"),
        ("hangus*", "sudah kehangusan? hangusnya kapan"),
        ("saya (akan) cek", "saya cek"),
        ("saya (akan) cek", "saya akan cek"),
        ("cek/periksa berkas", "periksa berkas"),
        ("<cek|lihat dulu> berkas", "lihat dulu berkas"),
        ("wajar * <feeling>", "wajar kalau Bapak merasa tidak enak"),
        ("<feeling>", "khawatirnya"),
        ("<number> bulan", "enam bulan"),
        ("<number> bulan", "6 bulan"),
        ("6 bulan", "enam bulan"),
        ("tanggal phk", "tanggalnya PHK-nya"),
        ("batas 3/7", "batas 3/7"),
        ("di-PHK", "di phk"),
    ],
)
def test_a_cue_is_found(hears_all: Maker, cue: str, text: str) -> None:
    """A cue is found whatever the case, spelling, particles and endings are."""
    assert is_heard(hears_all(cue), text)


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("saya cek", "saya. Cek"),
        ("saya cek", "cek saya"),
        ("saya cek", "saya harus cek"),
        ("saya * cek", "saya satu dua x tiga x empat x cek"),
        ("saya * cek", "saya tidak cek"),
        ("hangus*", "angus"),
        ("<feeling>", "enak"),
        ("<number> bulan", "berapa bulan"),
        ("masa", "masalah"),
    ],
)
def test_a_cue_is_not_found(hears_all: Maker, cue: str, text: str) -> None:
    """A cue is not found across sentences, in another order, over a negation or in half a word."""
    assert not is_heard(hears_all(cue), text)


@pytest.mark.parametrize(
    "cue",
    [
        "",
        "* cek",
        "cek *",
        "(cek)",
        "saya (cek",
        "saya cek)",
        "<nothing> cek",
        "<cek",
        "c*k",
        "ab*",
        "cek/",
        "cek | lihat",
        "cek/lihat|periksa",
        "kata " * 20,
    ],
)
def test_a_cue_that_cannot_be_read(hears_all: Maker, cue: str) -> None:
    """A cue with a fault is refused in words for its author."""
    with pytest.raises(CueError, match="'"):
        hears_all(cue)


def test_a_cue_with_too_many_ways(hears_all: Maker) -> None:
    """What may be left out is bounded."""
    with pytest.raises(CueError, match="ways"):
        hears_all("a " + "(b) (c) (d) (e) (f) (g)")


def test_lists_may_hold_lists() -> None:
    """A list holds all of another list, in whatever order they are written, and in a circle too."""
    words = {"all": ("<some>",), "some": ("kesal", "<all>")}
    ear = Ear(CueTable("id", {"thank": Cues(any=("wajar <all>",))}, words=words))

    assert is_heard(ear, "wajar kesal")


def test_lists_hold_words_only() -> None:
    """A gap in a list is refused."""
    with pytest.raises(CueError, match="words only"):
        Ear(CueTable("id", {}, words={"odd": ("a * b",)}))


@pytest.mark.parametrize(
    ("kind", "text", "heard"),
    [
        ("opens", "Isi dulu.", True),
        ("opens", "Pak, lalu isi dulu", True),
        ("opens", "Berkasnya isi dulu.", False),
        ("opens", "Baik begitu, isi dulu.", True),
        ("asks", "isi dulu?", True),
        ("asks", "isi dulu.", False),
        ("alone", "Isi dulu ya, Pak.", True),
        ("alone", "Isi dulu formulirnya.", False),
    ],
)
def test_where_a_cue_counts(hears_all: Maker, kind: str, text: str, heard: bool) -> None:
    """Cues under `opens`, `asks` and `alone` count only there."""
    assert is_heard(hears_all(**{kind: ("isi dulu",)}), text) is heard


def test_what_silences(hears_all: Maker) -> None:
    """A cue under `not` silences the label in its sentence and in no other."""
    ear = hears_all("terima kasih", unless=("repot",))

    assert not is_heard(ear, "Terima kasih sudah repot.")
    assert is_heard(ear, "Terima kasih. Repot ya.")


def test_the_longest_cue_of_a_place_is_quoted(hears_all: Maker) -> None:
    """Of two cues that begin together the longer is the evidence."""
    response = hears_all("terima kasih", "terima kasih banyak").hear("Terima kasih banyak, Pak.")

    assert response.quote("thank") == "Terima kasih banyak"


@contextmanager
def steps() -> Iterator[list[int]]:
    """Count the lines of Python that run meanwhile: a measure of work that no other program disturbs."""
    count = [0]

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        count[0] += event == "line"
        return trace

    sys.settrace(trace)
    try:
        yield count
    finally:
        sys.settrace(None)


PATHOLOGICAL = (
    "ya ",
    "saya ",
    "saya akan ",
    "tidak ",
    "apa, ",
    "a. ",
    "seribu ",
    "'a ",
    "wajar kesal semangat ",
    "Saya cek? Maaf. KTP! ",
    "aaab",
    "2",
    "(",
    "jangan 2 hati-hati ya ",
)


@pytest.mark.parametrize("piece", PATHOLOGICAL)
def test_work_grows_with_the_length_alone(ears: dict[str, Ear], piece: str) -> None:
    """Twice the text is at most about twice the work, whatever stands in it."""
    ear = ears["id"]
    work = []
    for times in (150, 300):
        ear.hear(piece * times, citizen="beli rokok, dasar bodoh")
        with steps() as count:
            ear.hear(piece * times, citizen="beli rokok, dasar bodoh")
        work.append(count[0])

    assert work[1] <= 2.3 * work[0] + 2_000
