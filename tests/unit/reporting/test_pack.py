"""The debrief pack: what a room talks about, without a ranking of anybody, and safe whatever was typed."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from statistics import median
from typing import TYPE_CHECKING, Final

import msgspec
import pytest
from msgspec.structs import replace

from roleplay.groups.gain import Measurement, gain_report
from roleplay.groups.panel_scores import Figures, TwoLevels, TwoScores
from roleplay.groups.rating import MACHINE, Rating
from roleplay.groups.record import RoomRecord
from roleplay.groups.splits import Split, splits
from roleplay.i18n import activate, active_language
from roleplay.reporting.pack import Action, Occasion, Pack, build_pack
from roleplay.reporting.pack_page import page
from roleplay.reporting.pack_words import split_question
from tests.unit.groups.rooms import reply, talk
from tests.unit.pages import HOSTILE, KEPT, Reader

if TYPE_CHECKING:
    from roleplay.domain.encounter import Encounter
    from roleplay.groups.talks import Talk
    from tests.conftest import Shipped

OCCASION: Final = Occasion("Ruang Cendana", "24 November 2026", "15 Desember 2026")
PEOPLE: Final = ("Umi", "Ayu", "Eko", "Sari", "Tono", "Dewi", "Nia", "Oka", "Galih", "Vina", "Made", "Joko")

TAGS: Final = frozenset(
    "html head meta title style body main header section footer h1 h2 h3 p div strong b i small q dl dt dd"
    " ul ol li table caption thead tbody tr th td figure figcaption svg line polyline polygon rect"
    " text".split()
)
ATTRIBUTES: Final = frozenset(
    "lang charset http-equiv content name class scope role aria-label aria-hidden viewbox points x y x1 x2"
    " y1 y2 width height text-anchor preserveaspectratio".split()
)


@pytest.fixture(params=["id", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Speak a language for one test."""
    before = active_language()
    activate(request.param)
    yield request.param
    activate(before)


@pytest.fixture
def english() -> Iterator[None]:
    """Speak English for one test."""
    before = active_language()
    activate("en")
    yield
    activate(before)


def talks() -> tuple[Talk, ...]:
    """Return a room of twelve that split 2, 4 and 6."""
    ways = "xx" + "y" * 4 + "z" * 6
    return tuple(
        talk(
            name,
            reply("arrival", way, {"x": -20, "y": 0, "z": 10}[way], text=f"kata {way}", shows=["greet"]),
            reply("relief", "same", -30, shows=["empathize"]),
            outcome="walked-out" if way == "z" else "resolved",
            scenario="jkp-empat-bulan",
            goals={"asked-date": 100 * (way == "x")},
        )
        for name, way in zip(PEOPLE, ways, strict=True)
    )


def ratings() -> tuple[Rating, ...]:
    """Return what three people and the machine gave to four talks on ten criteria."""
    chance = Random(3)
    return tuple(
        Rating(rater, f"s{session}", f"criterion-{number}", 1 + (number + shift) % 5, f"kata {rater}")
        for session in range(4)
        for number in range(10)
        for rater, shift in (("a", 0), ("b", chance.choice((0, 0, 3))), ("c", 1), (MACHINE, 0))
    )


def agreeing() -> int:
    """Return in how many of the forty units the machine is at most half a level from the middle of people."""
    levels: dict[tuple[str, str], dict[str, int]] = {}
    for item in ratings():
        levels.setdefault((item.session, item.criterion), {})[item.rater] = item.level or 0
    return sum(abs(found.pop(MACHINE) - median(found.values())) <= 0.5 for found in levels.values())


def record() -> RoomRecord:
    """Return a room in which everything happened."""
    figures = Figures(60, 55, 50, 56, "neither")
    levels = TwoLevels("criterion-0", 1, 4.0, tuple(item for item in ratings() if item.rater == "a")[:1])
    measured = [
        Measurement(name, form, is_after, 50 + is_after * (10 + place), 50, 50)
        for place, name in enumerate(PEOPLE)
        for form, is_after in (("A", place % 2 == 1), ("B", place % 2 == 0))
    ]
    return RoomRecord(
        talks(),
        ratings(),
        (TwoScores("s0", figures, replace(figures, total=63), (levels,), ()),),
        gain_report(measured),
    )


@pytest.fixture
def encounter(shipped: Shipped) -> Encounter:
    return shipped.encounter("jkp-empat-bulan", "pak-darto", "en")


@pytest.fixture
def pack(encounter: Encounter) -> Pack:
    """Return a pack with every part in it."""
    return build_pack(OCCASION, [encounter], record(), [Action(name, "") for name in PEOPLE])


@pytest.mark.usefixtures("english")
def test_everything_is_on_the_page(pack: Pack, encounter: Encounter) -> None:
    """The split with its question, use, goals, moods, panel, both scores, gain, actions and refresher."""
    words = Reader(page(pack)).text

    for part in (
        encounter.title,
        "kata x",
        "tension −20, trust +0",
        "the customer walked out 6",
        "2 people went a way of their own, and the customer calmed down more than with the 6 people",
        "12 of 12 (100%)",
        "2 of 12 (17%)",
        "tension, the middle of the room",
        f"Machine agrees with this panel: {agreeing()} of 40, kappa ",
        "4 talks, 40 levels compared",
        "What split the panel",
        "level 1",
        "the machine 1, the panel 4",
        "points, 19 times of 20 between",
        "Nobody showed: inviting to speak",
        "15 Desember 2026, three weeks later",
    ):
        assert part in words
    assert "63" in words
    assert all(name in words for name in PEOPLE)


def test_no_ranking(pack: Pack, language: str) -> None:
    """Names stand in the order of the alphabet, in the list of actions alone, with nothing in between."""
    words = Reader(page(pack)).words
    places = [place for place, word in enumerate(words) if word in PEOPLE]

    assert [words[place] for place in places] == sorted(PEOPLE), language
    assert places == list(range(places[0], places[0] + len(PEOPLE)))
    assert [name for name in PEOPLE if name in "".join(words[: places[0]])] == []


def test_raters_are_not_named(pack: Pack, language: str) -> None:
    """Their reasons are told, and not who gave them."""
    renamed = tuple(
        replace(item, rater=f"Bu Rahasia {item.rater}") if item.rater != MACHINE else item
        for item in ratings()
    )
    told = build_pack(OCCASION, [], replace(record(), ratings=renamed, scores=()), [])

    assert "Rahasia" not in page(told), language
    assert "kata a" in page(told)


def test_hostile_words_stay_words(encounter: Encounter, language: str) -> None:
    """Whatever people called themselves and typed, the page keeps to its elements and shows the words."""
    room = record()
    bad = RoomRecord(
        tuple(
            replace(
                item,
                person=f"{HOSTILE}{place}",
                replies=tuple(replace(each, text=HOSTILE, answers=HOSTILE) for each in item.replies),
            )
            for place, item in enumerate(room.talks)
        ),
        tuple(
            replace(
                item,
                session=f"{HOSTILE}{item.session}",
                criterion=f"{HOSTILE}{item.criterion}",
                reason=HOSTILE,
            )
            for item in room.ratings
        ),
        tuple(replace(item, session=f"{HOSTILE}{item.session}") for item in room.scores),
        room.gain,
    )
    hostile = msgspec.structs.replace(encounter, title=HOSTILE)
    made = build_pack(Occasion(HOSTILE, HOSTILE, HOSTILE), [hostile], bad, [Action(HOSTILE, HOSTILE)])
    read = Reader(page(made))

    assert read.tags <= TAGS, language
    assert read.attributes <= ATTRIBUTES
    assert read.text.count(KEPT) > 20
    assert "\x1b" not in page(made)
    assert "default-src &#x27;none&#x27;; style-src" in page(made)


def test_an_empty_room(language: str) -> None:
    """Nobody played and nobody rated: the page says so and breaks nothing."""
    made = build_pack(OCCASION, [], RoomRecord((), (), (), None), [])
    read = Reader(page(made))

    assert read.tags <= TAGS, language
    assert (made.panel, made.machine, made.splits) == (None, None, ())


def test_without_people_on_the_panel_the_machine_stands_alone(pack: Pack, english: None) -> None:
    """Its own levels are no agreement."""
    alone = tuple(item for item in ratings() if item.rater == MACHINE)
    made = build_pack(OCCASION, [], replace(record(), ratings=alone), [])

    assert (made.panel, made.disputes) == (None, ())
    assert "kappa" not in page(made)
    assert "kappa" in page(pack)


def test_rated_talks_are_letters(pack: Pack) -> None:
    """In the order of their sessions, so that a panel can speak of them."""
    assert pack.labels == {"s0": "A", "s1": "B", "s2": "C", "s3": "D"}


def room_of(*camps: tuple[int, int]) -> Split:
    """Return how a room split whose camps had so many people and moved the tension so."""
    found = [
        talk(f"{way}{person}", reply("arrival", str(way), tension))
        for way, (people, tension) in enumerate(camps)
        for person in range(people)
    ]
    (split,) = splits(found)
    return split


@pytest.mark.parametrize(
    ("camps", "begins"),
    [
        (((2, -20), (6, 0)), "2 people went a way of their own, and the customer calmed down more"),
        (((2, 20), (6, 0)), "2 people went a way of their own, and the customer grew tenser"),
        (((2, 2), (6, 0)), "2 people and 6 people went different ways"),
        (((1, 20), (2, 0), (6, 0)), "2 people and 6 people went different ways"),
        (((1, 20), (6, 0)), "1 person went a way of their own, and the customer grew tenser"),
    ],
)
@pytest.mark.usefixtures("english")
def test_questions_begin_with_the_few(camps: tuple[tuple[int, int], ...], begins: str) -> None:
    """By what their way did to the mood; with a single person only where there are no other few."""
    assert split_question(room_of(*camps)).startswith(begins)
