"""Everything that is kept about somebody, as one HTML page that can be read, printed and handed over."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from msgspec import Struct

from roleplay.domain.events import Event, Improvised, Replied, Said, Unheard
from roleplay.groups.person import Decision, RatingGiven, RatingReceived, Seat
from roleplay.i18n import _, ngettext
from roleplay.reporting.debrief import Debrief
from roleplay.reporting.html import debrief_parts
from roleplay.reporting.markup import Markup, element
from roleplay.reporting.sheet import sheet

_STYLE: Final = """
article { margin-top: 4rem; padding-top: 1rem; border-top: 3px solid var(--rule); }
dl.kept dt { margin-top: .9rem; font-weight: 600; }
dl.kept dd { margin: 0 0 0 1rem; overflow-wrap: anywhere; }
@media print { article { break-before: page; border: 0; margin: 0; } }
"""


class SeatKept(Struct, frozen=True):
    """Everything that a group holds about one person."""

    group: str
    title: str
    site: str
    started_at: str
    erase_from: str
    """From when on it may be erased."""
    agreed_to: tuple[str, ...]
    """The text they agreed to; empty where this version of the program has another."""
    messages_to_all: tuple[str, ...]
    """What the facilitator said to everybody."""
    about: Seat


class Talk(NamedTuple):
    """One session."""

    id: str
    title: str
    started_at: str
    debrief: Debrief | None
    """None for an assessment that has not ended: only its words are shown."""
    events: Sequence[Event]


def personal_page(seats: Sequence[SeatKept], talks: Sequence[Talk], at: str) -> str:
    """Return the page, in the language in use; `at` is when it was asked for."""
    title = _("What roleplay keeps about you")
    criteria = {
        item.id: item.title for talk in talks if talk.debrief is not None for item in talk.debrief.criteria
    }
    parts = (_head(title, seats, talks, at), *(_seat(seat, criteria) for seat in seats), *map(_talk, talks))
    return sheet(title, parts, _STYLE)


def _head(title: str, seats: Sequence[SeatKept], talks: Sequence[Talk], at: str) -> Markup:
    count = ngettext("{count} talk", "{count} talks", len(talks)).format(count=len(talks))
    rows = [element("li", count)]
    rows += [
        element("li", _("Group “{title}”, seat {seat}").format(title=seat.title, seat=seat.about.seat))
        for seat in seats
    ]
    rows += [element("li", f"{_day(talk.started_at)} · {talk.title} · {talk.id}") for talk in talks]
    return element(
        "header",
        element("h1", title),
        element("p", _("As of {day}.").format(day=_day(at)), class_="quiet"),
        element("ul", *rows),
        element(
            "p",
            _("The same can be had as data for programs, in a file whose name ends in .json."),
            class_="quiet",
        ),
    )


def _seat(seat: SeatKept, criteria: Mapping[str, str]) -> Markup:
    about = seat.about
    told = (
        (_("Nickname"), [about.nickname]),
        (_("Office"), [seat.site]),
        (_("Group begun"), [_day(seat.started_at)]),
        (_("May be erased from"), [_day(seat.erase_from)]),
        (_("What you agreed to"), seat.agreed_to or [about.consent]),
        (_("The facilitator to you"), about.messages),
        (_("The facilitator to everybody"), seat.messages_to_all),
        (_("What you decided to do differently"), about.actions),
        (_("What your team decided"), map(_decision, about.decisions)),
        (_("How you rated"), [_rating(item, criteria) for item in about.given]),
        (_("How others rated you"), [_rating(item, criteria) for item in about.received]),
    )
    rows = [
        part
        for name, values in told
        if (shown := [element("dd", value) for value in values if value])
        for part in (element("dt", name), *shown)
    ]
    title = _("Group “{title}”, seat {seat}").format(title=seat.title, seat=about.seat)
    return element("section", element("h2", title), element("dl", *rows, class_="kept"))


def _decision(item: Decision) -> str:
    said = item.text or item.choice or ""
    why = f" ({item.reason})" if item.reason else ""
    return f"{item.session}, " + _("reply {turn}").format(turn=item.turn) + f": {said}{why}"


def _rating(item: RatingGiven | RatingReceived, criteria: Mapping[str, str]) -> str:
    level = _("no occasion") if item.level is None else str(item.level)
    parts = [item.session, criteria.get(item.criterion, item.criterion)]
    if isinstance(item, RatingReceived):
        parts.insert(0, _("The facilitator") if item.is_facilitator else _("Somebody in the group"))
    why = f" ({item.reason})" if item.reason else ""
    return f"{', '.join(parts)}: {level}{why}"


def _talk(talk: Talk) -> Markup:
    if talk.debrief is not None:
        return element("article", *debrief_parts(talk.debrief))
    return element(
        "article",
        element("h1", talk.title),
        element("p", f"{_day(talk.started_at)} · {talk.id}"),
        element("p", _("This assessment has not ended, so that only the words are shown."), class_="quiet"),
        element("ol", *_words(talk.events), class_="talk"),
    )


def _words(events: Iterable[Event]) -> Iterable[Markup]:
    for event in events:
        match event:
            case Replied():
                yield element("li", element("b", _("You")), f": {event.response.text}")
            case Unheard():
                yield element("li", element("b", _("You")), f": {event.text}")
            case Said():
                yield element("li", event.text)
            case Improvised():
                yield element("li", *((element("b", _("You")), ": ") if event.is_officer else ()), event.text)


def _day(at: str) -> str:
    return at[:10]
