"""The debrief of a room as one HTML page that needs nothing else."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from roleplay import __version__
from roleplay.domain.vocabulary import TRAPS
from roleplay.i18n import _
from roleplay.reporting.debrief_words import fact_words, outcome_words, source_words
from roleplay.reporting.markup import Markup, element, join
from roleplay.reporting.mood_chart import mood_chart
from roleplay.reporting.receipt_words import MOVING_AXES
from roleplay.reporting.room_debrief import CampDebrief, Parting, RoomDebrief, SplitDebrief, WayDebrief
from roleplay.reporting.room_words import (
    again_words,
    camp_title,
    debrief_scores,
    effect_words,
    end_words,
    questions,
    score_words,
    split_title,
    technique_words,
    unshown_words,
    way_words,
)
from roleplay.reporting.sheet import sheet
from roleplay.reporting.transcript_page import transcript

_STYLE: Final = Path(__file__).with_name("room.css")


def room_page(debrief: RoomDebrief) -> str:
    """Return the whole debrief as an HTML document, in the language in use."""
    talk = debrief.ways[0].debrief
    title = _("Debrief of the room: {title}").format(title=f"{talk.title}, {talk.persona.name}")
    return sheet(title, tuple(_sections(debrief)), _STYLE.read_text(encoding="utf-8"))


def _sections(debrief: RoomDebrief) -> Iterator[Markup]:
    yield _header(debrief)
    yield _ways(debrief.ways)
    yield from (_parting(parting) for parting in debrief.partings)
    if debrief.splits:
        yield element("h2", _("Where you were furthest apart"))
        yield from (_split(split, len(debrief.ways)) for split in debrief.splits)
    yield _techniques(debrief)
    yield _list(_("To talk about"), questions(debrief), tag="ol")
    yield _actions(debrief)
    yield from (_transcript(way, len(debrief.ways)) for way in debrief.ways)
    yield element(
        "footer",
        _(
            "Made by roleplay {version} from the events of room {code}; the same seed gives the same talk."
        ).format(version=__version__, code=debrief.code),
    )


def _header(debrief: RoomDebrief) -> Markup:
    talk = debrief.ways[0].debrief
    told = [
        (_("teams"), ", ".join(debrief.teams)),
        (_("begun"), debrief.started_at[:16].replace("T", " ")),
        (_("rubric"), talk.rubric),
        (_("seed"), str(talk.seed)),
        (_("room"), debrief.code),
    ]
    about = (element("div", element("dt", name), element("dd", value)) for name, value in told)
    return element(
        "header",
        element("p", _("Debrief of the room"), class_="kind"),
        element("h1", talk.title),
        element("p", f"{talk.persona.name} · {talk.persona.type}"),
        element("dl", *about, class_="about"),
    )


def _ways(ways: Iterable[WayDebrief]) -> Markup:
    return element("section", element("h2", _("How it ended")), *(_way(way) for way in ways))


def _way(way: WayDebrief) -> Markup:
    debrief = way.debrief
    facts = [
        element(
            "li", fact_words(fact), element("p", source_words(fact), class_="quiet") if fact.source else ""
        )
        for fact in debrief.facts
        if fact.kind != "right"
    ]
    return element(
        "div",
        element("h3", way_words(way)),
        element("strong", outcome_words(debrief)),
        element("p", debrief.ending) if debrief.ending else "",
        element("p", debrief_scores(debrief)),
        element("ul", *facts, class_="quotes") if facts else "",
        class_="outcome",
    )


def _parting(parting: Parting) -> Markup:
    sides = [
        element(
            "div",
            element("h3", _("Way {number}").format(number=number)),
            element("p", element("q", future.reply)),
            element("p", element("b", end_words(future))),
            element("p", score_words(future), class_="quiet"),
            *(mood_chart(axis, [getattr(mood, axis) for mood in future.moods]) for axis in MOVING_AXES),
            class_="box",
        )
        for number, future in zip((parting.left, parting.right), parting.futures, strict=True)
    ]
    title = element("h2", _("Two ways from reply {turn} on").format(turn=parting.turn))
    return element("section", title, element("div", *sides, class_="pair"))


def _split(split: SplitDebrief, ways: int) -> Markup:
    silent = _("Abstained: {teams}").format(teams=", ".join(split.abstained)) if split.abstained else ""
    return element(
        "section",
        element("h3", split_title(split, ways)),
        element("p", element("q", split.said), class_="quiet"),
        *(_camp(split, camp) for camp in split.camps),
        element("p", silent, class_="quiet") if silent else "",
        class_="split",
    )


def _camp(split: SplitDebrief, camp: CampDebrief) -> Markup:
    reasons = [element("li", element("b", f"{team}: "), reason) for team, reason in camp.reasons]
    return element(
        "div",
        element("h4", camp_title(camp)),
        element("p", element("q", camp.text)),
        element("p", effect_words(split, camp), class_="quiet"),
        element("ul", *reasons, class_="plain") if reasons else "",
        class_="box",
    )


def _techniques(debrief: RoomDebrief) -> Markup:
    rows = [
        element("li", technique_words(done), class_="bad-text" if done.label in TRAPS else "")
        for done in debrief.techniques
    ]
    return join(
        element("section", element("h2", _("What your words did")), element("ul", *rows)) if rows else "",
        _list(_("What no team tried"), map(unshown_words, debrief.unshown)) if debrief.unshown else "",
    )


def _list(title: str, texts: Iterable[str], tag: str = "ul") -> Markup:
    return element("section", element("h2", title), element(tag, *(element("li", text) for text in texts)))


def _actions(debrief: RoomDebrief) -> Markup:
    rows = [
        element("tr", element("th", team, scope="row"), element("td", text)) for team, text in debrief.actions
    ]
    return element(
        "section",
        element("h2", _("What we will do differently")),
        element("table", element("tbody", *rows)) if rows else "",
        element("p", again_words(debrief), class_="next"),
    )


def _transcript(way: WayDebrief, ways: int) -> Markup:
    """Return the talk; of a way that left another, what came from there on."""
    if way.parent is None:
        return transcript(way.debrief, way_words(way) if ways > 1 else "")
    before = way.debrief.turns[: way.turn - 1]
    rest = replace(
        way.debrief,
        opening=before[-1].answers if before else way.debrief.opening,
        turns=way.debrief.turns[way.turn - 1 :],
        receipts=way.debrief.receipts[way.turn - 1 :],
    )
    return transcript(rest, way_words(way))
