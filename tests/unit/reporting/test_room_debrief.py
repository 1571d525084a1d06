"""What a room learns from its own choices, as a value and as a page."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from roleplay.domain.encounter import Choice
from roleplay.domain.group import (
    ActionChosen,
    Branched,
    Committed,
    Disclosed,
    GroupEvent,
    Joined,
    Opened,
    Plan,
    Round,
    Seated,
)
from roleplay.domain.response import Response
from roleplay.groups.room import ROOM
from roleplay.reporting.room_debrief import RoomDebrief, build_room_debrief
from roleplay.reporting.room_page import room_page
from roleplay.reporting.room_words import questions, split_title

if TYPE_CHECKING:
    from tests.conftest import SmallEncounters

OWN = "Apa yang terjadi, Pak?"
HOSTILE = "<img src=x onerror=alert(1)>\x1b[2J\u202e[/]"


@pytest.fixture
def debrief(small: SmallEncounters) -> RoomDebrief:
    """A room of three teams that decided on two turns, and went another way on each of them."""
    return make(small, "Meja 1", "akrab")


def make(small: SmallEncounters, name: str, reason: str) -> RoomDebrief:
    from tests.conftest import Player

    encounter = small.with_node(
        choices=(
            Choice("on", "Baik.", shows=("greet",), goto="more"),
            Choice("rude", "Hm.", shows=("rude",), goto="more"),
            Choice("never", "Kapan?", shows=("ask_specific", "check", "ask_open"), goto="more"),
        )
    )
    first, second = Player(encounter, 5), Player(encounter, 5)
    first.choose("on")
    first.choose("finish")
    second.choose("rude")
    third = Player(encounter, 5)
    third.choose("on")
    third.choose("back")

    def vote(turn: int, team: str, choice: str | None, text: str, why: str = "") -> Committed:
        return Committed("one", turn, team, choice, text, why)

    events: list[GroupEvent] = [
        Opened(Plan("", "id", (Round("small"),))),
        *(Joined(str(seat), name if seat == 1 else f"Meja {seat}", "", "") for seat in (1, 2, 3)),
        Seated(ROOM, 0, "one"),
        vote(1, "1", "rude", "Hm.", reason),
        vote(1, "2", "on", "Baik."),
        vote(1, "3", None, OWN),
        Disclosed("one", 1),
        *(vote(2, seat, "finish", "Selesai.") for seat in "123"),
        Disclosed("one", 2),
        vote(3, "1", "never", "Belum dibuka."),
        Branched("two", "one", 1),
        Branched("three", "one", 2),
        ActionChosen("1", "Menyapa dulu."),
        ActionChosen("2", ""),
    ]
    heard = {("one", 1, "3"): Response(OWN, None, ("ask_open",))}
    return build_room_debrief(
        "7k2m9p4q",
        "2026-11-24T08:00:00+07:00",
        events,
        encounter,
        {"one": first.events, "two": second.events, "three": third.events},
        heard,
    )


def test_where_the_room_was_furthest_apart(debrief: RoomDebrief) -> None:
    """The turn with the camps that differed, what each camp said, why, and what it does there."""
    (split,) = debrief.splits

    assert debrief.decided == 2
    assert (split.way, split.turn, split.percent, split.said) == (1, 1, 100, "Halo.")
    camps = {camp.text: camp for camp in split.camps}
    assert set(camps) == {"Baik.", "Hm.", OWN}
    assert camps["Hm."].reasons == (("Meja 1", "akrab"),)
    assert [text for text, camp in camps.items() if camp.is_played] == ["Baik."]
    moods = {text: camp.mood for text, camp in camps.items()}
    rude, kind = moods["Hm."], moods["Baik."]
    assert rude is not None
    assert kind is not None
    assert rude.tension > split.before.tension > kind.tension
    assert moods[OWN] is not None


def test_what_was_shown_and_what_not(debrief: RoomDebrief) -> None:
    """What both ways share counts once; what a team decided on was tried, whatever was played."""
    assert [(done.label, done.times) for done in debrief.techniques] == [("greet", 1), ("rude", 1)]
    assert debrief.techniques[0].tension < 0 < debrief.techniques[1].tension
    assert debrief.unshown == ("ask_specific", "check"), "a vote that was not opened is no try"


def test_ways_and_partings(debrief: RoomDebrief) -> None:
    """Each way has its end and its figures, and one that left another stands beside it."""
    assert [(way.number, way.parent, way.turn) for way in debrief.ways] == [
        (1, None, 0),
        (2, 1, 1),
        (3, 1, 2),
    ]
    assert [way.debrief.outcome for way in debrief.ways] == ["resolved", None, None]
    replies = [[future.reply for future in parting.futures] for parting in debrief.partings]
    assert replies == [["Baik.", "Hm."], ["Selesai.", "Ulang."]]


def test_actions_and_the_day_to_practise_again(debrief: RoomDebrief) -> None:
    """Who wrote something down is named, and the next practice is three weeks later."""
    assert debrief.actions == (("Meja 1", "Menyapa dulu."),)
    assert debrief.again_on == "2026-12-15"


def test_questions_come_from_the_room(debrief: RoomDebrief) -> None:
    """The questions name the split, the ways and what nobody tried."""
    asked = list(questions(debrief))

    assert any("reply 1" in text and "Meja 1" in text for text in asked)
    assert any("way 1 and way 2" in text.lower() for text in asked)
    assert any("Specific question" in text for text in asked)
    assert "1 : 1 : 1" in split_title(debrief.splits[0], 2)


class Page(HTMLParser):
    """Collects what a page has in it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_page_has_everything_and_nothing_acts(small: SmallEncounters) -> None:
    """Names and reasons stand on the page as text, whatever is in them."""
    page = Page()
    page.feed(room_page(make(small, HOSTILE, HOSTILE)))

    assert not {"img", "script", "link", "iframe"} & set(page.tags)
    assert "<img src=x onerror=alert(1)>[2J[/]" in page.words
    assert "\x1b" not in page.words
    assert "\u202e" not in page.words
    for text in ("Menyapa dulu.", OWN, "2026-12-15", "7k2m9p4q"):
        assert text in page.words
