"""Every state of every page can be used by everybody: names, roles, contrast, small and large windows."""

from collections.abc import Callable, Iterator

import pytest

from tests.functional.browser.audit import look
from tests.functional.browser.chromium import Page
from tests.functional.browser.room import choose, led, pictures, rate
from tests.functional.hosting import Hosted
from tests.functional.program import SCENARIO, Program

Host = Callable[..., Hosted]
Open = Callable[..., Page]
Sit = Callable[..., Page]
Look = Callable[[Page, str], None]

TRAINEE = ((320, 568), (390, 844), (640, 400), (1280, 800))
"""A small phone, a phone, a laptop at 200 %, a laptop."""

LEAD = ((320, 568), (640, 400), (1280, 800))
BOARD = ((1280, 720), (1920, 1080))


def picture(page: Page, name: str) -> None:
    """Keep a picture of a state, where they are wanted."""
    if folder := pictures():
        folder.mkdir(parents=True, exist_ok=True)
        page.picture(folder / f"{name}.png", is_whole=True)


@pytest.fixture
def look_at() -> Iterator[Look]:
    """Looks at states; what is found in all of them is told at the end."""
    found: list[str] = []

    def at(page: Page, state: str) -> None:
        kind = state.partition(" ")[0]
        sizes = {"trainee": TRAINEE, "lead": LEAD, "board": BOARD}[kind]
        found.extend(look(page, state.replace(" ", "-"), sizes, picture))

    yield at
    assert not found, "\n".join(found)


def test_the_way_to_a_seat(host: Host, open_page: Open, look_at: Look) -> None:
    """Code, a wrong code, consent and lobby; the board on which the code stands."""
    hosted = host()
    page = open_page(hosted.url + "/")
    page.shown("#join-code")
    look_at(page, "trainee code")
    page.fill("#code", "wrong")
    page.press("Enter")
    page.sees("This is not the code of the group")
    look_at(page, "trainee wrong")
    page.fill("#code", hosted.code)
    page.press("Enter")
    page.shown("#consent-form")
    look_at(page, "trainee consent")
    page.click("#consent-form .primary")
    page.shown("#lobby")
    look_at(page, "trainee lobby")
    page.click("#who")
    page.click("#leave")
    page.shown("#confirm")
    look_at(page, "trainee leave")
    board = led(open_page, hosted, "board", 1280, 720)
    board.shown("#picture svg")
    look_at(board, "board lobby")


def test_a_talk(host: Host, seat: Sit, open_page: Open, look_at: Look) -> None:
    """The first line, the talk with everything opened, pause, take-over, no network; lead and board."""
    hosted = host()
    page, lead = seat(hosted, "Ani"), led(open_page, hosted)
    board = led(open_page, hosted, "board", 1280, 720)
    look_at(lead, "lead lobby")
    hosted.lead("begin")
    page.shown("#choices")
    look_at(page, "trainee first")
    page.fill("#words", "Good morning. When did you lose the card?")
    page.click("#reply-form button")
    page.sees("What do I do now,")
    page.click("#hint")
    page.shown("#hints")
    for part in ("#receipt", "#contest", "#cards-part"):
        page.click(f"{part} summary")
    hosted.lead("say", text="Five minutes.")
    hosted.lead("say", text="Two minutes.")
    page.sees("Two minutes.")
    look_at(page, "trainee talk")
    hosted.lead("pause")
    page.sees("paused the group")
    look_at(page, "trainee paused")
    hosted.lead("continue")
    lead.click("#rows button")
    lead.shown("#take-over")
    look_at(lead, "lead reading")
    lead.click("#take-over")
    page.sees("The facilitator speaks for")
    look_at(page, "trainee taken-over")
    look_at(lead, "lead speaking")
    lead.click("#remove")
    look_at(lead, "lead confirming")
    look_at(board, "board playing")
    page.offline(True)
    page.sees("No connection. Trying again")
    look_at(page, "trainee offline")
    page.offline(False)


def test_rating_and_farewell(host: Host, seat: Sit, open_page: Open, look_at: Look) -> None:
    """The end of a talk with its debrief, the panel, what came of it, and the farewell; lead and board."""
    hosted = host()
    page, lead = seat(hosted, "Ani"), led(open_page, hosted)
    board = led(open_page, hosted, "board", 1280, 720)
    hosted.lead("begin")
    for choice in ("greet", "tell", "close"):
        choose(page, choice)
    page.click("#debrief summary")
    page.wait("document.querySelector('#debrief-body').shadowRoot?.querySelector('h1')")
    look_at(page, "trainee ended")
    hosted.lead("end")
    page.sees("The round is over")
    look_at(board, "board debrief")
    hosted.lead("open-panel", seat=hosted.board()["rows"][0]["seat"])
    page.shown("#panel-criteria")
    page.click("#panel-criteria summary")
    look_at(page, "trainee panel")
    rate(page, 4)
    page.sees("Saved. You can change it")
    lead.click("#panel summary")
    look_at(lead, "lead panel")
    look_at(board, "board panel")
    hosted.lead("close-panel")
    page.sees("How everybody rated")
    look_at(page, "trainee results")
    lead.sees("How everybody rated")
    look_at(lead, "lead results")
    hosted.lead("close")
    page.sees("Thank you")
    look_at(page, "trainee closed")


def test_a_page_without_its_link(host: Host, open_page: Open, look_at: Look) -> None:
    """Who opens a page of the facilitator without the secret is told what is missing."""
    hosted = host()
    for place in ("lead", "board"):
        page = open_page(f"{hosted.url}/{place}")
        page.sees("This page needs the facilitator's whole link")
        look_at(page, f"{place} refused")


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_language_of_the_group(program: Program, open_page: Open, language: str) -> None:
    """The page speaks the language of the group, and tells a screen reader which it is."""
    program.environment["ROLEPLAY_LANG"] = language
    hosted = Hosted(program, SCENARIO)
    page = open_page(hosted.url + "/")
    page.shown("#join-code")
    assert page.do("document.documentElement.lang") == language
    hosted.stop()


def test_a_screen_reader_finds_its_way(host: Host, seat: Sit) -> None:
    """Lines of the talk are a log, replies are buttons, the box has a name, and what changes is told."""
    hosted = host()
    page = seat(hosted, "Ani")
    hosted.lead("begin")
    choose(page, "greet")
    tree = page.tree()
    found = {(node["role"], node["name"]) for node in tree}
    assert ("log", "Ms Test, standing at the counter, an empty purse in her hand") in found
    assert ("textbox", "Or say it in your own words") in found
    assert ("button", "We shall see.") in found
    assert ("heading", "A lost card") in found
    assert {"main", "status"} <= {node["role"] for node in tree}
