"""Cards told, facts asked for and wrong facts stated."""

from collections.abc import Mapping

import pytest

from roleplay.domain.cues import Cues, CueTable, Sound
from roleplay.domain.encounter import Card, Encounter, Fact, Falsehood
from roleplay.hearing import CueError, Ear
from tests.conftest import SmallEncounters


@pytest.fixture(scope="module")
def encounter(small: SmallEncounters) -> Encounter:
    """Return an encounter with a card, two facts and a falsehood that have cues."""
    nobody = Cues()
    return small.like(
        digest="1" * 64,
        cards={
            "window": Card("window", "", "", "", False, Cues(any=("enam bulan",), unless=("lewat tangan",))),
            "other": Card("other", "", "", "", False, nobody),
        },
        facts={
            "dismissed-on": Fact("dismissed-on", "", Cues(any=("tanggal PHK", "kapan * PHK")), None),
            "letter": Fact("letter", "", Cues(any=("surat PHK",)), None),
        },
        falsehoods={"expired": Falsehood("expired", Cues(any=("hangus", "tidak bisa lagi")), "", None)},
    )


@pytest.fixture
def indonesian(ears: Mapping[str, Ear]) -> Ear:
    """Return the Indonesian ear."""
    return ears["id"]


@pytest.mark.parametrize(
    "text",
    [
        "Batasnya enam bulan, Pak.",
        "batasnya 6 bln kak",
        "Bukan tiga bulan, enam bulan.",
        "Bukan tiga tapi enam bulan.",
        "Batasnya enam bulan, jelas ya, Pak?",
        "Tidak lebih dari enam bulan ya, Bu.",
        "Enam bulan. Kapan tanggal PHK-nya?",
        "Bisa diajukan enam bulan, tidak perlu datang.",
    ],
)
def test_a_card_is_told(indonesian: Ear, encounter: Encounter, text: str) -> None:
    """A card is told in a statement, in any everyday spelling."""
    assert indonesian.hear(text, encounter=encounter).tells == ("window",)


def test_an_order_not_to_is_no_question(ears: Mapping[str, Ear], small: SmallEncounters) -> None:
    """“Don't …” tells what “Do you …?” would only ask."""
    proof = Card("proof", "", "", "", False, Cues(any=("delete the chat", "do not delete the chat")))
    encounter = small.like(digest="2" * 64, cards={"proof": proof})

    assert ears["en"].hear("Don't delete the chat.", encounter=encounter).tells == ("proof",)
    assert ears["en"].hear("Do they delete the chat?", encounter=encounter).tells == ()


@pytest.mark.parametrize(
    "text",
    [
        "Bukan enam bulan, Pak.",
        "Belum enam bulan.",
        "Enam bulan?",
        "Apakah enam bulan, Pak?",
        "Katanya enam bulan.",
        'Ada yang bilang "enam bulan" begitu.',
        "Enam bulan lewat tangan saya.",
        "Tiga bulan.",
    ],
)
def test_a_card_is_not_told(indonesian: Ear, encounter: Encounter, text: str) -> None:
    """What is denied, asked, reported, quoted or silenced is not told."""
    assert indonesian.hear(text, encounter=encounter).tells == ()


@pytest.mark.parametrize(
    "text",
    [
        "Boleh tahu tanggal PHK-nya?",
        "Tanggal PHK-nya?",
        "Kapan Bapak di-PHK",
        "tanggal PHK-nya, boleh tahu?",
        "Mohon sebutkan tanggal PHK.",
        "Maaf, boleh tahu nama, alamat, dan tanggal PHK Bapak?",
    ],
)
def test_a_fact_is_asked_for(indonesian: Ear, encounter: Encounter, text: str) -> None:
    """A fact is asked for in a question or a request."""
    assert indonesian.hear(text, encounter=encounter).asks == ("dismissed-on",)


@pytest.mark.parametrize(
    "text",
    [
        "Tanggal PHK sudah saya catat.",
        "Tanggal PHK sudah saya catat, ada lagi yang bisa dibantu?",
        "Tidak perlu tanggal PHK.",
        "Yang dipakai tanggal PHK, Pak.",
    ],
)
def test_a_fact_is_merely_named(indonesian: Ear, encounter: Encounter, text: str) -> None:
    """A fact that is named in a statement is not asked for."""
    assert indonesian.hear(text, encounter=encounter).asks == ()


@pytest.mark.parametrize(
    "text", ["Iya, kalau lewat tiga bulan memang hangus, Pak.", "Sudah hangus.", "Maaf, tidak bisa lagi."]
)
def test_a_wrong_fact_is_stated(indonesian: Ear, encounter: Encounter, text: str) -> None:
    """A wrong fact is stated, also by a cue that is itself negative."""
    assert indonesian.hear(text, encounter=encounter).wrong == ("expired",)


@pytest.mark.parametrize(
    "text",
    [
        "Belum hangus, Pak.",
        "Hak Bapak tidak hangus.",
        "Hangus?",
        "Bapak baca sudah hangus, begitu ya?",
        "Bukan berarti hangus.",
    ],
)
def test_a_wrong_fact_is_not_stated(indonesian: Ear, encounter: Encounter, text: str) -> None:
    """Denying a wrong fact, asking about it or retelling it states nothing."""
    assert indonesian.hear(text, encounter=encounter).wrong == ()


def test_substance_is_proved(indonesian: Ear, encounter: Encounter) -> None:
    """Evidence for substance is labelled by kind and id, quotes the words and says where the cue stands."""
    response = indonesian.hear("Batasnya enam bulan. Boleh tahu tanggal PHK-nya?", encounter=encounter)
    evidence = {item.label: item for item in response.evidence}

    assert evidence["tells.window"].quote == "enam bulan"
    assert evidence["asks.dismissed-on"].quote == "tanggal PHK-nya"
    assert (
        evidence["tells.window"].reason
        == 'cue "enam bulan" (scenarios/small/scenario.yaml, cards.window.tells)'
    )


def test_several_encounters_in_turn(indonesian: Ear, encounter: Encounter, small: SmallEncounters) -> None:
    """An ear hears each encounter's own cues, and none without one."""
    text = "Batasnya enam bulan."

    assert indonesian.hear(text, encounter=encounter).tells == ("window",)
    assert indonesian.hear(text).tells == ()
    assert indonesian.hear(text, encounter=small.plain).tells == ()
    assert indonesian.hear(text, encounter=encounter).tells == ("window",)
    assert Ear(small_table()).hear(text, encounter=encounter).tells == ("window",)


def small_table() -> CueTable:
    """Return a table without any cue."""
    return CueTable("id", {})


def test_a_cue_of_an_encounter_that_cannot_be_read(indonesian: Ear, small: SmallEncounters) -> None:
    """A faulty cue of an encounter is refused when it is first heard."""
    wrong = {"odd": Falsehood("odd", Cues(any=("<nothing> hangus",)), "", None)}

    with pytest.raises(CueError, match="no list"):
        indonesian.hear("", encounter=small.like(digest="2" * 64, falsehoods=wrong))


def test_own_cues_are_heard_but_not_when_quoted(small: SmallEncounters) -> None:
    """A label that an author knows the sound of is heard with the place of its cue, but not quoted."""
    sounds = (Sound("dismiss", "personas/small.yaml, sounds.dismiss", Cues(any=("gampang",))),)
    encounter = small.like(digest="3" * 64, sounds=sounds)
    (proof,) = Ear(small_table()).hear("Ah, gampang.", encounter=encounter).evidence

    assert (proof.label, proof.quote) == ("dismiss", "gampang")
    assert proof.reason == 'cue "gampang" (personas/small.yaml, sounds.dismiss)'
    assert Ear(small_table()).hear('Kata mereka "gampang".', encounter=encounter).shows == ()
