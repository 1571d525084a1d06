"""What is hard to read is told in either language, and plain words never are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roleplay.authoring.officialese import stiff_words
from roleplay.authoring.reading_level import LEAST_WORDS, level
from roleplay.compiler.library import Library

if TYPE_CHECKING:
    from roleplay.schema.reading import SourceText
    from tests.unit.conftest import ContentFolder

NOTICE = {
    "id": "Penyelenggara berkewajiban menyampaikan pemberitahuan penyelesaian permohonan kepada pemohon"
    " disertai pertimbangan kelengkapan persyaratan administratif dan keabsahan dokumentasi serta ketentuan"
    " peraturan perundang-undangan dan perkembangan kebijakan.",
    "en": "The provider is obliged to communicate notification of completed applications, accompanied by"
    " consideration of administrative requirements together with applicable legislative provisions.",
}
PLAIN = {
    "id": "Kalau berkasnya sudah jadi, orangnya ditelepon. Sebutkan apa yang masih kurang, dan kapan ia boleh"
    " datang lagi. Jangan minta yang tidak ada di daftar.",
    "en": "When the papers are done, ring the person up. Say what is still to come and when they may call"
    " again. Ask for nothing that is not on the list.",
}


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_notice_is_harder_than_plain_words(language: str) -> None:
    """The same matter comes to more than twice the index in the words of a notice."""
    notice, plain = level(NOTICE[language], language), level(PLAIN[language], language)

    assert min(notice.words, plain.words) >= LEAST_WORDS
    assert notice.lix > 60
    assert plain.lix < 30


def test_the_index_is_the_mean_sentence_and_the_share_of_long_words() -> None:
    """Words to a sentence and long words in a hundred are added; braces and figures weigh nothing."""
    found = level("A letter of seven: letters. Officer {officer}, PP 6/2025!", "en")

    assert (found.words, found.sentence, found.long) == (8, 8 / 3, 25)
    assert found.lix == 28
    assert level("", "en") == level("123 {call}"[:3], "id") == (0, 0, 0)


@pytest.mark.parametrize(
    ("word", "is_long"),
    [
        ("membayarkannya", False), ("bayar", False), ("dituliskan", False), ("terlambat", False),
        ("sehari-hari", False), ("berjalanlah", False), ("mereka", False), ("pembayaran", True),
        ("keterlambatan", True), ("perusahaan", True), ("administratif", True), ("berkewajiban", True),
    ],
)  # fmt: skip
def test_the_grammar_of_a_verb_makes_no_word_long(word: str, is_long: bool) -> None:
    """Prefixes and endings of Indonesian verbs do not count; nouns made of verbs are as long as they are."""
    assert level(word, "id").long == (100 if is_long else 0)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("brief", 45),
        ("cards.deadline.text", 60),
        ("knows.since.says", 45),
        ("wrong.voluntary.note", 50),
        ("nodes.arrival.says", 45),
        ("nodes.done.ending.debrief", 50),
    ],
)
def test_each_kind_of_text_has_its_bound(path: str, most: int, language: str, content: ContentFolder) -> None:
    """A notice is told wherever it stands, in the language in which it is one, with what it may come to."""
    key = path.rpartition(".")[2]
    scenario = content.root / "scenarios/thr/scenario.yaml"
    text = scenario.read_text(encoding="utf-8")
    old = next(item.text for item in _texts(content) if item.path == path)
    if language == "id":
        assert text.count(old) == 1, key
        scenario.write_text(text.replace(old, NOTICE["id"]), encoding="utf-8")
        content.translate({path: PLAIN["en"]})
    else:
        content.translate({path: NOTICE["en"]})
    (item,) = [item for item in content.check() if item.code == "RP509"]

    assert f"at most {most}" in item.message
    assert item.message.endswith("[en]") is (language == "en")
    assert item.span.line == content.place("scenario", NOTICE["id"] if language == "id" else old)[0]


def test_short_texts_and_replies_are_not_measured(content: ContentFolder) -> None:
    """In a few words one long word decides, and a reply may be hard because that is its fault."""
    short = " ".join(NOTICE["id"].split()[: LEAST_WORDS - 1])
    content.put("scenario", f"brief: {short}\n")
    assert [item.code for item in content.check()] == []
    content.put("scenario", f"brief: {NOTICE['id']}\n")
    assert [item.code for item in content.check()] == ["RP509"]
    reply = (
        f'{{text: "Batasnya tujuh hari. {NOTICE["id"]}", shows: [explain], tells: [deadline], goto: left}}'
    )
    left = '{says: "Saya pulang.", ending: {outcome: walked-out, debrief: Warga pergi.}}'
    content.put(
        "scenario", f'nodes: {{arrival: {{says: "Halo.", choices: {{explain: {reply}}}}}, left: {left}}}\n'
    )

    assert [item.code for item in content.check() if item.code != "RP506"] == []


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("id", "Dalam rangka pendataan, warga diperkenankan masuk.", ["Dalam rangka", "diperkenankan"]),
        ("id", "Mekanisme (caranya) begini: isi, lalu kirim.", []),
        ("id", "Ikuti mekanisme, artinya langkah-langkah ini.", []),
        ("id", "Di suratnya tertulis “sehubungan dengan hal itu”.", []),
        ("id", "Tugas (tupoksi) saya di sini.", []),
        ("id", "Dalam rangkaian itu ada mekanismenya.", []),
        ("id", "Mekanisme itu mekanisme lama.", ["Mekanisme"]),
        ("en", "Pursuant to the rules, work commenced on Monday.", ["Pursuant to", "commenced"]),
        ("en", "A day in lieu of (instead of) pay.", []),
        ("en", "The rule has it prior to – before – the feast.", []),
        ("en", "He said “notwithstanding” twice.", []),
        ("en", "We are in the event hall.", []),
    ],
)  # fmt: skip
def test_words_of_the_office_are_found(language: str, text: str, words: list[str]) -> None:
    """A word of the office counts once, unless it is quoted, explained, or part of another word."""
    assert [item.word for item in stiff_words(text, language) if item.plain] == words


def test_words_of_the_office_are_told_with_what_people_say(content: ContentFolder) -> None:
    """Each text has one message, with every such word and what stands for it in plain speech."""
    content.put("scenario", "brief: Sehubungan dengan THR, ikuti mekanisme ini.\n")
    content.translate({"brief": "Pursuant to the rules on bonuses."})
    told = [item for item in content.check() if item.code == "RP510"]

    assert [item.message for item in told] == [
        "words of the office: 'Pursuant to' [en]", "words of the office: 'Sehubungan dengan', 'mekanisme'",
    ]  # fmt: skip
    assert "'Sehubungan dengan': soal, karena; 'mekanisme': cara, langkah" in told[1].hint


def _texts(content: ContentFolder) -> tuple[SourceText, ...]:
    loaded = Library([content.root]).get("scenario", "thr", "id")
    assert loaded is not None
    return loaded.texts
