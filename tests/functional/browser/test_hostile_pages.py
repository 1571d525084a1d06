"""Nothing that people type acts on a page, also when it comes from a server that let it through."""

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

from tests.functional.browser.chromium import Chromium, Page
from tests.functional.browser.room import led, rate
from tests.functional.hosting import Hosted
from tests.functional.program import HOSTILE_DATA, hostile_strings

Host = Callable[..., Hosted]
Open = Callable[..., Page]
Sit = Callable[..., Page]

MARKUP = (
    "<script>window.acted = 1</script>",
    "<img src=x onerror='window.acted = 1'>",
    "<svg onload='window.acted = 1'>",
    "<iframe src='javascript:parent.acted = 1'></iframe>",
    "<a href='javascript:window.acted = 1'>x</a>",
    "'\"><script>window.acted = 1</script>",
    "</script><script>window.acted = 1</script>",
    "</textarea><img src=//192.0.2.1/x onerror=acted=1>",
    "<style>@import '//192.0.2.1/x'; * { display: none }</style>",
    "<link rel=stylesheet href=//192.0.2.1/x>",
    "<base href='//192.0.2.1/'>",
    "<form action=//192.0.2.1/><button>x",
    "<meta http-equiv=refresh content='0;url=//192.0.2.1/'>",
    "javascript:window.acted = 1",
    "{{constructor.constructor('window.acted = 1')()}}",
    "${window.acted = 1}",
    "{name} {count} {rated}",
    "__proto__",
    "constructor",
    "&lt;script&gt; &#60; &amp;",
    "<template><script>window.acted = 1</script></template>",
    "<details open ontoggle='window.acted = 1'>",
    "<math><mtext><table><mglyph><style><img src=x onerror=acted=1>",
)
"""Texts that act where they are taken for markup, a template, a style or an address."""

OURS = ("customer", "officer", "act", "good", "bold")
"""Words in such fields that are the program's own."""

WORDS = frozenset(
    "title place brief persona arrival text name word nickname messages judged feedback heard cards hints "
    "summary spoken action anchors levels scenario address code node".split()
)
"""Fields that hold what people wrote."""

COUNT = """[
  document.querySelectorAll("script, iframe, object, embed, img, link, style, base, meta, form, a").length,
  document.querySelectorAll("[onerror], [onload], [ontoggle], [onclick], template").length,
  window.acted ?? null,
]"""
"""How many elements there are that could act, and whether something has."""

FAKE_SERVER = """
window.WebSocket = class {
  static OPEN = 1;
  readyState = 1;
  constructor() {
    window.tell = (news) => this.onmessage({ data: JSON.stringify(news) });
    setTimeout(() => this.onopen?.(), 0);
  }
  send() {}
  close() {}
};
"""
"""Stands in for the socket of a page, so that a test says what the server tells."""


def payloads() -> Iterator[str]:
    """Yield every text: ours, and the well-known list where it stands beside the checkout."""
    yield from MARKUP
    yield from (text.encode("utf-8", "replace").decode() for _what, text in hostile_strings())
    known = HOSTILE_DATA / "blns" / "blns.json"
    if known.exists():
        yield from json.loads(known.read_text(encoding="utf-8"))


def poisoned(value: Any, text: str, is_words: bool = False) -> Any:
    """Return news with `text` in every field that holds what people wrote."""
    if isinstance(value, dict):
        return {name: poisoned(each, text, is_words or name in WORDS) for name, each in value.items()}
    if isinstance(value, list):
        return [poisoned(each, text, is_words) for each in value]
    return text if is_words and isinstance(value, str) and value not in OURS else value


def assert_nothing_acts(page: Page, news: dict[str, Any]) -> None:
    """Tell a page news with every payload in every field; it must show them and nothing else."""
    texts = list(payloads())
    page.wait("window.tell")
    page.do(f"tell({json.dumps(news)})")
    before, requests = page.do(COUNT), len(page.requests)
    for start in range(0, len(texts), 40):
        several = [poisoned(copy.deepcopy(news), text) for text in texts[start : start + 40]]
        page.do(f"for (const news of {json.dumps(several)}) tell(news)")
        assert page.do(COUNT) == before, texts[start : start + 40]
    asked = [address for address in page.requests[requests:] if "/api/" not in address]
    assert asked == []


def test_a_trainees_page_takes_nothing_for_markup(host: Host, seat: Sit, chromium: Chromium) -> None:
    """Names, lines, messages, feedback, criteria, reasons: all is shown as text alone."""
    hosted = host()
    page = seat(hosted, "Ani")
    hosted.lead("begin")
    page.fill("#words", "Good morning. When did you lose the card?")
    page.click("#reply-form button")
    page.sees("What do I do now,")
    token = json.loads(page.do("localStorage['roleplay.seat']"))["token"]
    hosted.lead("say", text="Five minutes.")
    talking = hosted.ask("GET", "/api/update?after=0&view=page", bearer=token).said
    hosted.lead("end")
    hosted.lead("open-panel", seat=talking["seat"])
    rate(page, 4)
    page.sees("Saved. You can change it")
    rating = hosted.ask("GET", "/api/update?after=0&view=page", bearer=token).said
    hosted.lead("close-panel")
    rated = hosted.ask("GET", "/api/update?after=0&view=page", bearer=token).said
    page.call("Page.addScriptToEvaluateOnNewDocument", source=FAKE_SERVER)
    page.reload()
    for news in (talking, rating, rated):
        assert_nothing_acts(page, news)


def test_the_facilitators_pages_take_nothing_for_markup(host: Host, open_page: Open) -> None:
    """The same for the table of seats and the board."""
    hosted = host()
    person = hosted.join("Ani")
    hosted.lead("begin")
    person.take("greet")
    for place in ("lead", "board"):
        page = led(open_page, hosted, place)
        page.call("Page.addScriptToEvaluateOnNewDocument", source=FAKE_SERVER)
        page.reload()
        assert_nothing_acts(page, hosted.board())


def test_what_is_typed_comes_back_as_text(host: Host, open_page: Open) -> None:
    """A nickname, a reply, a message, a reason and an action full of markup go all the way round."""
    hosted = host()
    evil = "<img src=x onerror=acted=1>"
    lead = led(open_page, hosted)
    page = open_page(f"{hosted.url}/?code={hosted.code}")
    page.fill("#nickname", "<b onclick=x>A</b>")
    page.click("#consent-form .primary")
    lead.sees("<b onclick=x>A</b>")
    hosted.lead("begin")
    page.fill("#words", evil)
    page.click("#reply-form button")
    page.wait(f"document.querySelector('#spoken').textContent.includes({json.dumps(evil)})")
    lead.click("#rows button")
    lead.sees(evil)
    lead.fill("#say-text", evil)
    lead.click("#say-form button")
    page.wait(f"document.querySelector('#message').textContent === {json.dumps(evil)}")
    page.click('[data-choice="greet"]')
    page.sees("What do I do now,")
    hosted.lead("end")
    lead.click("#open-panel")
    lead.click("#confirm-yes")
    page.shown("#panel-criteria")
    page.fill("#panel-criteria input[type=text]", evil)
    rate(page, 3)
    page.sees("Saved. You can change it")
    hosted.lead("close-panel")
    page.click("#results summary")
    page.sees(evil)
    page.fill("#action-text", evil)
    page.click("#action-form button")
    page.sees(f"Kept: {evil}")
    page.click("#debrief summary")
    page.wait("document.querySelector('#debrief-body').shadowRoot?.querySelector('h1')")
    assert not page.do(
        "document.querySelector('#debrief-body').shadowRoot.querySelector('img, script, [onclick]')"
    )
    for each in (page, lead):
        assert each.do(COUNT)[1:] == [0, None]
