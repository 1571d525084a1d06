"""A hosted group in real browsers: from the code to the farewell, and through everything that breaks."""

import socket
from collections.abc import Callable

from tests.functional.browser.chromium import CTRL, Page
from tests.functional.browser.refusing_proxy import refusing_proxy
from tests.functional.browser.room import choose, led, rate, spoken
from tests.functional.hosting import Hosted, until
from tests.functional.program import SCENARIO, Program

Host = Callable[..., Hosted]
Open = Callable[..., Page]
Sit = Callable[..., Page]

GREETING = "Good morning, Madam. I am sorry to hear that. When did you lose it?"


def test_a_whole_round(host: Host, open_page: Open, seat: Sit) -> None:
    """Two trainees and a facilitator go from the code to the farewell; the board names nobody."""
    hosted = host()
    lead, board = led(open_page, hosted), led(open_page, hosted, "board")
    ani, budi = seat(hosted, "Ani"), seat(hosted, "Budi")
    join_and_play(lead, board, ani, budi)
    speak_for_the_customer(lead, budi)
    rate_together(lead, board, ani, budi)
    seen = board.text()
    assert ("Ani" in seen, "Budi" in seen) == (False, False)
    lead.click("#close")
    lead.click("#confirm-yes")
    for page in (ani, budi):
        page.sees("Thank you")


def join_and_play(lead: Page, board: Page, ani: Page, budi: Page) -> None:
    """From the lobby to the end of Ani's talk; Budi is told something, and held up for a while."""
    board.shown("#picture svg")
    ani.sees("2 people have joined")
    board.sees("2 people have joined")
    lead.click("#begin")
    for page in (ani, budi):
        page.shown("#choices")
        assert spoken(page)[-1].startswith("My ")
    choose(ani, "greet")
    ani.sees("+ Greeting: “Good morning”")
    choose(ani, "tell")
    choose(ani, "close")
    ani.sees("The talk has ended")
    ani.click("#debrief summary")
    title = "document.querySelector('#debrief-body').shadowRoot?.querySelector('h1')?.textContent"
    ani.wait(f"{title} === 'A lost card'")

    lead.fill("#say-text", "Five minutes left.")
    lead.click("#say-form button")
    budi.sees("Five minutes left.")
    lead.click("#pause")
    budi.sees("The facilitator has paused the group")
    budi.click('[data-choice="greet"]')
    lead.click("#continue")
    budi.wait("document.querySelector('#paused').hidden")
    assert len(spoken(budi)) == 1
    choose(budi, "calm")


def speak_for_the_customer(lead: Page, budi: Page) -> None:
    """The facilitator reads along, says something as the customer, and hands back."""
    lead.do(
        "[...document.querySelectorAll('#rows button')].find((row) => row.textContent === 'Budi').click()"
    )
    lead.sees("Calm down first, Madam.")
    lead.click("#take-over")
    lead.wait("document.activeElement.id === 'speak-text'")
    lead.type("I want your boss!")
    lead.press("Enter", CTRL)
    budi.sees("I want your boss!")
    budi.sees("not scored")
    budi.fill("#words", "I will fetch her.")
    budi.click("#reply-form button")
    lead.sees("I will fetch her.")
    lead.click("#hand-back")
    budi.shown("#choices")


def rate_together(lead: Page, board: Page, ani: Page, budi: Page) -> None:
    """The round is ended, Budi's talk is rated blind by both, and what came of it is shown to all."""
    lead.click("#end")
    lead.click("#confirm-yes")
    budi.sees("The round is over")
    lead.click("#open-panel")
    lead.click("#confirm-yes")
    for page, level in ((ani, 4), (budi, 2)):
        page.shown("#panel-criteria")
        page.sees("I want your boss!")
        rate(page, level)
        page.sees("Saved. You can change it")
        assert "How everybody rated" not in page.text()
    board.sees("2 of 2 have rated")
    lead.click("#close-rating")
    lead.click("#confirm-yes")
    lead.sees("How everybody rated")
    ani.sees("How everybody rated")
    given = ani.do("[...document.querySelectorAll('.given')][0].textContent")
    assert "4●" in given
    assert "2●" in given
    ani.fill("#action-text", "Ask first.")
    ani.click("#action-form button")
    ani.sees("Kept: Ask first.")


def test_the_facilitators_secret_leaves_the_address(host: Host, open_page: Open) -> None:
    """Neither address nor history holds it, no request line has it, and a reload still leads."""
    hosted = host()
    lead = led(open_page, hosted)
    lead.reload()
    lead.shown("#begin")
    assert lead.do("location.href") == f"{hosted.url}/lead"
    assert not [address for address in lead.requests if hosted.secret in address.partition("#")[0]]
    assert not lead.do(f"Object.values(localStorage).join().includes('{hosted.secret}')")
    stranger = open_page(f"{hosted.url}/lead#guessed")
    stranger.sees("This is not the facilitator's link")


def test_a_reload_in_the_middle(host: Host, seat: Sit) -> None:
    """Who loads the page again is in the same seat at the same place, with what they were typing."""
    hosted = host()
    page = seat(hosted, "Ani")
    hosted.lead("begin")
    choose(page, "greet")
    page.fill("#words", "Half a sen")
    before = spoken(page)
    page.reload()
    page.shown("#choices")
    assert spoken(page) == before
    assert page.value("#words") == "Half a sen"
    assert page.text().count("Ani") == 1


def test_what_was_not_answered_is_sent_once_after_a_reload(host: Host, seat: Sit) -> None:
    """Without a network nothing is said to be saved, the words stay, and they arrive once."""
    hosted = host()
    page = seat(hosted, "Ani")
    hosted.lead("begin")
    page.shown("#choices")
    page.offline(True)
    page.fill("#words", "Good morning, when did you lose it?")
    page.press("Enter", CTRL)
    page.sees("Not saved yet")
    page.sees("No connection. Trying again")
    assert page.value("#words") == "Good morning, when did you lose it?"
    assert "Saved" not in page.text().split("\n")
    page.offline(False)
    page.reload()
    page.sees("What do I do now,")
    page.wait("!localStorage['roleplay.outbox'] && document.querySelector('#words').value === ''")
    assert spoken(page).count("Good morning, when did you lose it?") == 1


def free_port() -> int:
    """Return a port that nothing listens at."""
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return int(asking.getsockname()[1])


def test_the_server_dies_in_the_middle(host: Host, seat: Sit, open_page: Open, program: Program) -> None:
    """After a power cut everybody comes back by themselves; a reply given meanwhile arrives once."""
    port = str(free_port())
    hosted = host(SCENARIO, "--port", port)
    page, lead = seat(hosted, "Ani"), led(open_page, hosted)
    hosted.lead("begin")
    choose(page, "greet")
    hosted.kill()
    page.sees("No connection. Trying again")
    page.click('[data-choice="tell"]')
    page.sees("Not saved yet")
    again = host("--resume", hosted.code, "--port", port)
    page.sees("And then?")
    page.wait("document.querySelector('#offline').hidden && !localStorage['roleplay.outbox']")
    lines = spoken(page)
    assert lines.count(GREETING) == 1
    assert lines.count("A new one is free of charge, Madam. I will write it down now.") == 1
    lead.wait(
        "document.querySelector('#offline').hidden && document.querySelector('.turn').textContent === '2'"
    )
    assert again.secret == hosted.secret


def test_a_proxy_refuses_sockets(host: Host, seat: Sit) -> None:
    """Where no socket comes through, the page asks by ordinary requests and misses nothing."""
    hosted = host()
    with refusing_proxy(hosted.port) as (url, refused):
        page = seat(hosted, "Ani", url)
        until(lambda: len(refused) >= 2)
        hosted.lead("begin")
        choose(page, "greet")
        hosted.lead("say", text="By poll.")
        page.sees("By poll.")
        assert page.do("document.querySelector('#offline').hidden")
        page.go("about:blank")


def test_a_removed_seat_is_told(host: Host, seat: Sit, open_page: Open) -> None:
    """Who is taken out of the group is told so and can join again; who leaves is asked first."""
    hosted = host()
    page, lead = seat(hosted, "Ani"), led(open_page, hosted)
    lead.click("#rows button")
    lead.click("#remove")
    lead.click("#confirm-yes")
    page.shown("#join-code")
    assert "There is no such seat" in page.text() or "not known here" in page.text()
    assert not page.do("localStorage['roleplay.seat']")
    other = seat(hosted, "Budi")
    other.shown("#lobby")
    other.click("#who")
    other.click("#leave")
    other.press("Escape")
    assert other.do("localStorage['roleplay.seat']")
    other.click("#leave")
    other.click("#confirm-yes")
    other.shown("#join-code")


def test_undo_hints_cards_and_what_was_not_meant(host: Host, seat: Sit) -> None:
    """What helps is there: hints one after the other, cards, the reply taken back, evidence contested."""
    hosted = host()
    page = seat(hosted, "Ani")
    hosted.lead("begin")
    page.click("#hint")
    page.sees("Stage: Welcome.")
    page.click("#hint")
    page.sees("Technique: ")
    page.click("#cards-part summary")
    page.sees("A new card is free of charge.")
    page.fill("#words", "Good morning. When did you lose the card?")
    page.click("#reply-form button")
    page.sees("What do I do now,")
    page.click("#contest summary")
    page.click("#heard button")
    page.sees("Noted for the authors")
    page.click("#undo")
    page.wait("document.querySelectorAll('#spoken > li').length === 1")


def test_by_keyboard_alone(host: Host, open_page: Open) -> None:
    """Join, choose, type and send without a mouse; news takes neither the focus nor a typed word away."""
    hosted = host()
    page = open_page(hosted.url + "/", 1024, 768)
    page.wait("document.activeElement.id === 'code'")
    page.type(hosted.code.lower().replace("-", " "))
    page.press("Enter")
    page.wait("document.activeElement.id === 'consent-title'")
    page.press("Tab")
    page.wait("document.activeElement.id === 'nickname'")
    page.press("Enter")
    page.shown("#lobby")
    hosted.lead("begin")
    page.wait("document.activeElement.closest('#spoken')")
    for _step in range(3):
        if page.do("document.activeElement.dataset.choice") == "greet":
            break
        page.press("Tab")
        page.wait("document.activeElement.matches('.choice')")
        if page.do("document.activeElement.dataset.choice") == "greet":
            break
    page.press("Enter")
    page.wait("document.activeElement.closest('#spoken')")
    assert page.do("document.activeElement.previousElementSibling.className") == "line officer"

    page.do("document.querySelector('#words').focus()")
    page.type("I am typ")
    hosted.lead("say", text="Two minutes.")
    page.sees("Two minutes.")
    hosted.lead("pause")
    page.sees("paused the group")
    hosted.lead("continue")
    page.wait("document.querySelector('#paused').hidden")
    assert page.do("document.activeElement.id") == "words"
    page.type("ing: a new card is free of charge")
    page.press("Enter", CTRL)
    page.sees("And then?")
    assert page.do("document.activeElement.id") == "words"
    assert "I am typing: a new card is free of charge" in spoken(page)


def test_a_new_phase_takes_no_word_away(host: Host, seat: Sit) -> None:
    """Who is writing down what to do differently goes on writing when the group is closed meanwhile."""
    hosted = host()
    page = seat(hosted, "Ani")
    hosted.lead("begin")
    choose(page, "greet")
    hosted.lead("end")
    page.fill("#action-text", "I will ")
    hosted.lead("close")
    page.sees("Thank you")
    assert page.do("document.activeElement.id") == "action-text"
    page.type("ask first.")
    assert page.value("#action-text") == "I will ask first."
