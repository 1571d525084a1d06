"""What a trainee learns from one turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from roleplay.domain.encounter import Choice, Encounter
from roleplay.domain.response import Evidence, Response
from roleplay.engine.moving import move
from roleplay.reporting.feedback import Feedback, Hint, Shown, feedback, hint

if TYPE_CHECKING:
    from tests.conftest import MakePlayer, Player, SmallEncounters

CHOICES = (
    Choice("kind", "Saya paham beban Bapak.", shows=("empathize", "greet"), tells=("one",), goto="more"),
    Choice("plain", "Ya.", goto="more", note="Tidak salah."),
    Choice("near", "Saya paham.", shows=("empathize",), tells=("one",), goto="more"),
    Choice("rude", "Hus.", shows=("rude",), goto="more"),
)


@pytest.fixture(scope="session")
def encounter(small: SmallEncounters) -> Encounter:
    """Return an encounter with replies from kind to rude."""
    return small.with_node(choices=CHOICES)


def learned(session: Player, response: Response) -> Feedback:
    """Return the feedback on a response where a session stands."""
    receipt = move(session.encounter.persona, session.state, response)
    return feedback(session.encounter, session.state, response, receipt)


def taken(name: str) -> Response:
    """Return what a choice stands for."""
    choice = next(item for item in CHOICES if item.id == name)
    return Response(choice.text, choice.id, choice.shows, choice.tells, choice.asks, choice.wrong)


def test_better_line_is_the_best_choice(encounter: Encounter, player: MakePlayer) -> None:
    """After a reply that lost much, the line that does most is told."""
    found = learned(player(encounter), taken("rude"))

    assert found.better == "Saya paham beban Bapak."
    assert found.shown == (Shown("rude", "Hus.", True),)


@pytest.mark.parametrize("name", ["kind", "near"])
def test_no_better_line_where_little_was_lost(name: str, encounter: Encounter, player: MakePlayer) -> None:
    """The best reply, and one that does nearly as well, get no better line."""
    assert learned(player(encounter), taken(name)).better == ""


def test_free_text_gets_a_better_line_too(encounter: Encounter, player: MakePlayer) -> None:
    """Free text is held against the author's lines; the best line, typed, has none better."""
    assert learned(player(encounter), Response("Tenang.", shows=("dismiss",))).better == CHOICES[0].text
    assert learned(player(encounter), replace(taken("kind"), choice=None)).better == ""


def test_note_of_the_author_is_told(encounter: Encounter, player: MakePlayer) -> None:
    """A choice's note is told with it, and free text has none."""
    assert learned(player(encounter), taken("plain")).note == "Tidak salah."
    assert learned(player(encounter), Response("Ya.", shows=("own",))).note == ""


def test_facts_right_and_wrong_are_told(encounter: Encounter, player: MakePlayer) -> None:
    """A card is right the first time it is told, a wrong fact wrong every time."""
    session = player(encounter)
    response = Response("Enam bulan. Hangus.", tells=("one",), wrong=("expired",))
    first = learned(session, response)
    session.take(response)
    second = learned(session, response)

    assert ([card.id for card in first.right], [item.id for item in first.wrong]) == (["one"], ["expired"])
    assert ([card.id for card in second.right], [item.id for item in second.wrong]) == ([], ["expired"])


def test_shown_is_quoted(encounter: Encounter, player: MakePlayer) -> None:
    """What was shown comes with the words that showed it."""
    evidence = (Evidence("greet", 0, 4, "Pagi"),)
    found = learned(player(encounter), Response("Pagi, Pak.", shows=("greet",), evidence=evidence))

    assert found.shown == (Shown("greet", "Pagi", False),)


def test_hint_goes_from_stage_to_line(encounter: Encounter, player: MakePlayer) -> None:
    """A hint names the stage and technique of the best reply and a line that does it."""
    assert hint(encounter, player(encounter).state) == Hint(
        "acknowledge", "empathize", "Saya paham beban Bapak."
    )


def test_authors_stage_and_model_come_first(small: SmallEncounters, player: MakePlayer) -> None:
    """Where the author named a stage or wrote a model line, the hint gives those."""
    encounter = small.with_node(choices=CHOICES, stage="listen", model="Silakan, Pak.")
    found = hint(encounter, player(encounter).state)

    assert found is not None
    assert (found.stage, found.line) == ("listen", "Silakan, Pak.")


def test_hint_prefers_what_was_not_shown_yet(encounter: Encounter, player: MakePlayer) -> None:
    """Of the techniques of the best reply the one shown least is named."""
    session = player(encounter)
    session.reply("empathize")
    found = hint(encounter, session.state)

    assert found is not None
    assert found.technique == "greet"


def test_ended_session_has_no_hint(encounter: Encounter, player: MakePlayer) -> None:
    """After the end there is nothing to hint at."""
    session = player(encounter)
    session.choose("plain")
    session.choose("finish")

    assert hint(session.encounter, session.state) is None
