"""The debrief as a page: complete, well-formed, and safe whatever stands in it."""

from collections.abc import Iterator
from typing import Final

import msgspec
import pytest

from roleplay.domain.mood import Factor, Mood, Receipt, ReceiptLine
from roleplay.domain.response import Evidence
from roleplay.domain.score import CriterionScore, GateScore, GoalScore, Quote, Satisfaction
from roleplay.i18n import activate, active_language
from roleplay.reporting.debrief import (
    BetterLine,
    Debrief,
    FactDebrief,
    Improvisation,
    PersonaDebrief,
    Practice,
    ScoreDebrief,
    TurnDebrief,
)
from roleplay.reporting.html import page
from roleplay.reporting.transcript_page import marked
from tests.unit.pages import HOSTILE, KEPT, Reader

TAGS: Final = frozenset(
    "html head meta title style body main header section footer h1 h2 h3 p div span strong b small q mark"
    " dl dt dd ul ol li table caption thead tbody tfoot tr th td figure figcaption svg g line polyline"
    " circle text".split()
)
ATTRIBUTES: Final = frozenset(
    "lang charset http-equiv content name class scope role aria-label aria-hidden viewbox points x y x1 x2"
    " y1 y2 cx cy r text-anchor".split()
)
FREE_TEXT: Final = frozenset(
    "session scenario title id name type about needs guide rubric started_at ending anchor text quote"
    " source said line criterion checked".split()
)


def a_debrief() -> Debrief:
    """Return a debrief in which every part is there."""
    before, after = Mood(60, 40, 40, 6), Mood(42, 45, 40, 5)
    lines = (
        ReceiptLine("tension", "empathize", -12, (Factor("type", 150, "Marah"),), -18),
        ReceiptLine("trust", "told", 2, (), 2),
        ReceiptLine("trust", "told", 3, (), 3),
        ReceiptLine("patience", "turn", -1, (), -1),
    )
    quotes = (Quote(1, "empathize", "pasti kaget"),)
    evidence = (Evidence("empathize", 0, 11, "pasti kaget"), Evidence("tells.deadline", 13, 23, "tujuh hari"))
    turn = TurnDebrief(
        1, "arrival", "pasti kaget, tujuh hari", None, ("empathize",), ("deadline",), (), (), evidence,
        ("Terus gimana?", "films"), after,
    )  # fmt: skip
    return Debrief(
        session="abcd2345",
        scenario="thr",
        title="THR belum dibayar",
        persona=PersonaDebrief("pak-darto", "Pak Darto", "Marah", "Buruh.", "Didengar.", "Dengarkan dulu."),
        rubric="Pelayanan",
        language="id",
        seed=7,
        mode="practice",
        started_at="2026-11-24T08:00:00Z",
        outcome="resolved",
        ending="Ia pulang lega.",
        score=ScoreDebrief(40, 78, 100, 40),
        quadrant="right-and-warm",
        satisfaction=Satisfaction(81.5, "B", ()),
        criteria=(
            CriterionScore("empathy", "Empati", 3, 5, "Menyebut perasaan.", quotes, "UU 25/2009"),
            CriterionScore("closing", "Penutup", 1, None, "", (), "LAST"),
        ),
        goals=(
            GoalScore("told", "Menjelaskan batas", 100, (Quote(1, "tells.deadline", "tujuh hari"),)),
            GoalScore("asked", "Menanyakan bulan", 50, ()),
            GoalScore("proof", "Meminta bukti", 0, ()),
        ),
        gates=(GateScore("facts", "Tidak keliru", 2, (Quote(1, "wrong.voluntary", "tidak wajib"),)),),
        opening=("THR saya belum dibayar.",),
        start=before,
        receipts=(Receipt(before, after, lines),),
        turns=(turn,),
        improvised=(
            Improvisation(1, False, "Saya mau <b>atasan</b>!"),
            Improvisation(1, True, "Saya panggilkan."),
        ),
        turning_point=BetterLine(1, "Tenang dulu.", 12, "Wajar Bapak kaget.", before, before, after),
        facts=(
            FactDebrief("right", "Batasnya H-7.", "Permenaker 6/2016", "2026-11-24", True, 1, "tujuh hari"),
            FactDebrief("wrong", "THR wajib.", "Permenaker 6/2016", "2026-11-24", False, 1, "tidak wajib"),
            FactDebrief("missed", "Denda 5%.", "", "", False, None, ""),
        ),
        practise=Practice("give_time", "Kejelasan"),
        undone=1,
        hints=2,
        cards_opened=0, contested=(),
    )  # fmt: skip


def poisoned(value: object) -> object:
    """Return plain data with hostile words in every free text."""
    if isinstance(value, dict):
        return {
            key: HOSTILE if key in FREE_TEXT and isinstance(item, str) else poisoned(item)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [poisoned(item) for item in value]
    return value


def a_hostile_debrief() -> Debrief:
    """Return the debrief with hostile words wherever an author or a trainee can put words."""
    data = msgspec.to_builtins(a_debrief())
    data = poisoned(data)
    assert isinstance(data, dict)
    data["opening"] = [HOSTILE]
    data["turns"][0]["answers"] = [HOSTILE]
    data["receipts"][0]["lines"][0]["factors"] = [{"name": "persona", "percent": 50, "source": HOSTILE}]
    return msgspec.convert(data, Debrief)


@pytest.fixture(params=["id", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Speak a language for one test."""
    before = active_language()
    activate(request.param)
    yield request.param
    activate(before)


def test_hostile_words_stay_words(language: str) -> None:
    """Whatever stands in a debrief, the page keeps to its elements and attributes, and shows the words."""
    text = page(a_hostile_debrief())
    read = Reader(text)
    assert read.tags <= TAGS
    assert read.attributes <= ATTRIBUTES
    assert KEPT in read.text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_every_hostile_field_is_escaped(language: str) -> None:
    """No hostile word reaches the page as it was written."""
    text = page(a_hostile_debrief())
    assert "<script" not in text
    assert "<img" not in text
    assert text.count("&lt;script&gt;") > 20


def test_page_is_complete(language: str) -> None:
    """Every text of the debrief that is for people stands on the page."""
    words = Reader(page(a_debrief())).text
    debrief = a_debrief()
    wanted = [
        debrief.title,
        debrief.persona.name,
        debrief.persona.about,
        debrief.persona.needs,
        debrief.ending,
    ]
    wanted += [debrief.persona.guide, debrief.rubric, debrief.session, *debrief.opening, "Terus gimana?"]
    wanted += [item.title for item in debrief.criteria] + [item.anchor for item in debrief.criteria]
    wanted += [goal.text for goal in debrief.goals] + [gate.title for gate in debrief.gates]
    wanted += [fact.text for fact in debrief.facts] + [fact.source for fact in debrief.facts]
    wanted += ["Tenang dulu.", "Wajar Bapak kaget.", "pasti kaget", "tujuh hari", "78", "100", "40"]
    assert [text for text in wanted if text not in words] == []


def test_receipt_adds_up_on_the_page() -> None:
    """A receipt shows the product of each cause, each of two equal causes, and the sum."""
    before = active_language()
    activate("id")
    words = Reader(page(a_debrief())).text
    activate(before)
    assert "−12 ×1,5 = −18" in words
    assert "+2, +3" in words
    assert "60 → 42 (−18)" in words


def test_page_says_its_language(language: str) -> None:
    """The page is marked with the language it speaks."""
    assert f'<html lang="{language}">' in page(a_debrief())


def test_page_needs_nothing_else() -> None:
    """The page forbids and has every link out: no script, no address."""
    text = page(a_debrief())
    assert "default-src &#x27;none&#x27;; style-src &#x27;unsafe-inline&#x27;" in text
    assert "http://" not in text
    assert "https://" not in text
    assert "url(" not in text


def test_unfinished_session_has_a_page(language: str) -> None:
    """A session in which nothing was said yet has a page too."""
    bare = msgspec.structs.replace(
        a_debrief(),
        outcome=None,
        turns=(),
        receipts=(),
        turning_point=None,
        facts=(),
        practise=None,
        gates=(),
    )
    assert "<svg" in page(bare)


@pytest.mark.parametrize(
    ("spans", "wanted"),
    [
        ([], "maaf ya"),
        ([("apologize", 0, 4)], "<mark>maaf</mark> ya"),
        ([("formula", 0, 4)], '<mark class="trap">maaf</mark> ya'),
        ([("apologize", 0, 7), ("formula", 0, 4)], '<mark class="trap">maaf</mark><mark> ya</mark>'),
        ([("apologize", 5, 99)], "maaf <mark>ya</mark>"),
    ],
)
def test_quotes_are_marked(spans: list[tuple[str, int, int]], wanted: str) -> None:
    """The quoted words are marked where they stand; a harmful mark wins; a span never leaves the text."""
    assert marked("maaf ya", [Evidence(label, start, end, "") for label, start, end in spans]) == wanted


def test_what_a_facilitator_said_stands_in_its_place() -> None:
    """Words said for the customer are in the transcript, marked as theirs and as not scored."""
    text = page(a_debrief())
    assert "Saya mau &lt;b&gt;atasan&lt;/b&gt;!" in text
    assert "Pak Darto, spoken by the facilitator" in text
    assert text.count("not scored") == 2
    assert text.index("atasan") < text.index("Saya panggilkan.")
