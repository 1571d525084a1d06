"""The kits of what comes with the program: whole, translated, on their sheets, and no secret told."""

import re
from collections.abc import Iterator
from html import unescape
from importlib import import_module
from typing import TYPE_CHECKING, Final

import pytest

from roleplay.authoring.trainees import play_out
from roleplay.domain.triad import Play
from roleplay.groups.acting import part_of
from roleplay.i18n import LANGUAGES, speaking
from roleplay.reporting.sheet import sheet
from roleplay.reporting.triad.actor_card import actor_card
from roleplay.reporting.triad.kit_page import STYLE
from roleplay.reporting.triad.observer_sheet import observer_sheet
from roleplay.reporting.triad.officer_card import officer_card

if TYPE_CHECKING:
    from tests.conftest import Shipped

SEED: Final = 1
LONGEST: Final = 3
"""Sides of each kind that are laid out; the longest have the most to fit."""


class Kits:
    """The cards of every scenario with everybody who may bring it, each made once."""

    def __init__(self, shipped: "Shipped") -> None:
        self._shipped = shipped
        self._plays: dict[str, tuple[Play, ...]] = {}

    def plays(self, language: str) -> tuple[Play, ...]:
        """Return every play in a language."""
        if language not in self._plays:
            self._plays[language] = tuple(self._made(language))
        return self._plays[language]

    def _made(self, language: str) -> Iterator[Play]:
        for pair in self._shipped.pairs:
            encounter = self._shipped.encounter(*pair, language)
            good, bad = (play_out(encounter, name, SEED).events for name in ("expert", "defensive"))
            yield Play("A", encounter, part_of(encounter, good, bad, SEED))


@pytest.fixture(scope="module")
def kits(shipped: "Shipped") -> Kits:
    """Return the kits of what comes with the program."""
    return Kits(shipped)


def words(side: str) -> str:
    return unescape(re.sub(r"<[^>]*>", " ", side))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_is_whole(kits: Kits, language: str) -> None:
    """Whoever comes, the actor has something for every moment, filled in."""
    for play in kits.plays(language):
        part = play.part
        found = (part.opening, part.secrets, part.hurts, part.helps, part.good, part.pressing, part.lost)
        with speaking(language):
            cards = "".join((*actor_card(play), *officer_card(play), observer_sheet([play])))

        assert all(found), play.encounter.scenario
        assert all(moment.lines for moment in (*part.hurts, *part.helps)), play.encounter.persona.id
        assert "{" not in cards
        assert re.search(r"<(?:ul|ol|tbody|q|h1|h2|h3|p)[^>]*></", cards) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_officer_holds_no_secret(kits: Kits, language: str) -> None:
    """Nothing that the officer has to find out or to do, and no word of the customer, is on their card."""
    for play in kits.plays(language):
        encounter, part = play.encounter, play.part
        with speaking(language):
            card = words("".join(officer_card(play)))
        secrets = [
            encounter.persona.needs,
            encounter.persona.about,
            encounter.summary,
            *(secret.text for secret in part.secrets),
            *(goal.text for goal in encounter.goals),
            *part.opening,
            *(beat.text for beat in (*part.good, *part.bad)),
            *(line for moment in (*part.hurts, *part.helps) for line in moment.lines),
        ]

        assert [secret for secret in secrets if secret in card] == [], encounter.scenario


def test_nothing_is_left_in_english(kits: Kits) -> None:
    """In Indonesian no heading or sentence of the program itself is the English one."""
    play = kits.plays("id")[0]

    def headings(language: str) -> set[str]:
        with speaking(language):
            cards = "".join((*actor_card(play), *officer_card(play), observer_sheet([play])))
        return set(re.findall(r"<h2>(.*?)</h2>|class=\"(?:kind|note|legend)\">(.*?)<", cards))

    assert headings("id").isdisjoint(headings("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_keeps_to_its_sheet(kits: Kits, language: str) -> None:
    """The longest sides are laid out on A4: a side of a card is one page, an observer's sheet two."""
    weasyprint = import_module("weasyprint")
    with speaking(language):
        plays = kits.plays(language)
        cards = [(*actor_card(play), *officer_card(play)) for play in plays]
        by_kind = [
            sorted(sides, key=lambda side: len(words(side)))[-LONGEST:] for sides in zip(*cards, strict=True)
        ]
        sheets = {play.encounter.scenario: observer_sheet([play]) for play in plays}
        longest = sorted(sheets.values(), key=lambda side: len(words(side)))[-LONGEST:]
        pages = [
            [
                len(
                    weasyprint.HTML(string=sheet("", [side], STYLE.read_text(encoding="utf-8")))
                    .render()
                    .pages
                )
                for side in sides
            ]
            for sides in (*by_kind, longest)
        ]

    assert pages == [[1] * LONGEST] * 4 + [[2] * LONGEST]
