"""What the scenarios teach, gathered with sources and days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from roleplay.app.facts import list_facts

if TYPE_CHECKING:
    from roleplay.app.desk import Desk
    from tests.unit.conftest import ContentFolder

CARD = 'deadline: {{text: "{text}", source: "{source}", checked: {checked}, tells: [tujuh hari]{more}}}'


def second_scenario(content: ContentFolder, text: str, source: str, checked: str, more: str = "") -> None:
    """Add a scenario of its own with one card."""
    whole = (content.root / "scenarios/thr/scenario.yaml").read_text(encoding="utf-8")
    before, _cards, rest = whole.partition("cards:\n")
    after = rest[rest.index("knows:") :]
    card = CARD.format(text=text, source=source, checked=checked, more=more)
    folder = content.root / "scenarios/lebaran"
    folder.mkdir()
    written = f"{before}cards:\n  {card}\n{after}".replace("id: thr", "id: lebaran", 1)
    (folder / "scenario.yaml").write_text(written, encoding="utf-8")


def test_a_fact_has_its_source_and_a_day_of_review(desk: Desk) -> None:
    """A card is a fact, good for two years from its check."""
    (fact,) = list_facts(desk)

    assert (fact.source, fact.checked, fact.review_by) == ("Permenaker 6/2016", "2026-11-24", "2028-11-23")
    assert fact.scenarios == ("thr",)


@pytest.mark.parametrize(
    ("more", "review"), [("", "2028-10-01"), (", volatile: true", "2027-04-02")], ids=["firm", "volatile"]
)
def test_the_same_card_in_two_scenarios_is_one_fact(
    more: str, review: str, content: ContentFolder, desk: Desk
) -> None:
    """What two scenarios teach is listed once, with both; the older check and the doubt of either count."""
    same = "THR dibayar paling lambat tujuh hari sebelum hari raya."
    second_scenario(content, same, "Permenaker 6/2016", "2026-10-02", more)
    (fact,) = list_facts(desk)

    assert (fact.scenarios, fact.checked, fact.review_by) == (("lebaran", "thr"), "2026-10-02", review)
    assert fact.is_volatile == bool(more)


def test_what_must_be_checked_first_stands_first(content: ContentFolder, desk: Desk) -> None:
    """Facts are in the order of their reviews, and due when the day is past."""
    second_scenario(content, "Denda lima persen.", "Permenaker 6/2016", "2020-01-01")
    first, second = list_facts(desk)

    assert (first.scenarios, second.scenarios) == (("lebaran",), ("thr",))
    assert (first.review_by, first.is_due(date(2021, 12, 31))) == ("2021-12-31", False)
    assert first.is_due(date(2022, 1, 1))
    assert not second.is_due(date(2026, 11, 24))
