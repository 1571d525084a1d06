"""The debrief pack of a room as one page to print: no script, no file, no network."""

from collections.abc import Iterable, Iterator
from typing import Final

from roleplay import __version__
from roleplay.domain.vocabulary import TRAPS
from roleplay.groups.splits import Camp, Split
from roleplay.groups.technique_use import TechniqueUse
from roleplay.i18n import _
from roleplay.reporting.gain_words import (
    caution_words,
    effect_words,
    figure_name,
    gain_words,
)
from roleplay.reporting.gain_words import (
    people_words as measured_words,
)
from roleplay.reporting.group_words import rate_words, way_name
from roleplay.reporting.markup import Markup, element, join
from roleplay.reporting.names import label_name
from roleplay.reporting.numbers import decimal
from roleplay.reporting.pack import Action, Pack
from roleplay.reporting.pack_panel import panel_sections
from roleplay.reporting.pack_words import (
    camp_words,
    dispute_question,
    divided_words,
    people_words,
    split_question,
    unused_question,
)
from roleplay.reporting.room_chart import room_chart
from roleplay.reporting.sheet import sheet

_STYLE: Final = """
.room .split { margin-top: 1.6rem; }
.room .heard { margin: .2rem 0 .5rem; font-weight: 600; overflow-wrap: anywhere; }
.room .ways td { overflow-wrap: anywhere; }
.room .ways td:first-child { width: 9rem; white-space: nowrap; }
.room .ways { margin-bottom: .8rem; }
.room .bar { width: 100%; height: .6rem; margin-top: .35rem; }
.room .bar .all { fill: none; stroke: var(--quiet); stroke-width: 1; vector-effect: non-scaling-stroke; }
.room .bar .some { fill: var(--quiet); }
.room .ask { padding: .7rem 1rem; border: 2px solid var(--ink); border-radius: 4px; font-weight: 600; }
.room .used { margin-bottom: 1rem; }
.room .used td { padding: .15rem .8rem .15rem 0; }
.room .used td:nth-child(2) { width: 26%; }
.room .used td:nth-child(3), .room .used td:nth-child(4) { width: 17%; white-space: nowrap; }
.room caption { font-weight: 600; }
.room svg .half { fill: var(--rule); stroke: none; }
.room .lines td { height: 2rem; vertical-align: bottom; }
.room .lines td:first-child { width: 30%; overflow-wrap: anywhere; }
.room .pair { grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); margin-bottom: .5rem; }
.room .voices { margin: .3rem 0 0; padding-left: 1.1rem; font-size: .92rem; }
.room .apart { margin-top: 1rem; }
.room li { overflow-wrap: anywhere; }
.room td { overflow-wrap: break-word; }
.room small { color: var(--quiet); }
@media print {
  .room .ask, .room .dispute, .room .apart, .room .used, .room .whole { break-inside: avoid; }
  .room .ways tr:last-child { break-after: avoid; }
  .room .heard { break-after: avoid; }
  .room .actions { break-before: page; }
}
"""

_BAR: Final = 100


def page(pack: Pack) -> str:
    """Return the whole pack as an HTML document, in the language in use."""
    kind = _("Debrief pack")
    return sheet(f"{kind}: {pack.occasion.room}", (element("div", *_sections(pack), class_="room"),), _STYLE)


def _sections(pack: Pack) -> Iterator[Markup]:
    yield _header(pack)
    yield _splits(pack)
    yield _techniques(pack.techniques)
    if pack.goals:
        yield _goals(pack)
    yield _moods(pack)
    yield from panel_sections(pack)
    yield _gain(pack)
    yield _questions(pack)
    yield _actions(pack)
    yield element(
        "footer",
        _(
            "Made by roleplay {version} from what was played and rated in this room. No list in it is "
            "ordered by scores, and no score stands beside a name."
        ).format(version=__version__),
    )


def _header(pack: Pack) -> Markup:
    told = [
        (_("day"), pack.occasion.held_on),
        (_("people"), str(pack.people)),
        (_("talks"), str(pack.talks)),
        (_("refresher"), pack.occasion.refresher_on),
    ]
    about = (element("div", element("dt", name), element("dd", value)) for name, value in told)
    titles = [element("li", scenario.title) for scenario in pack.scenarios.values()]
    return element(
        "header",
        element("p", _("Debrief pack"), class_="kind"),
        element("h1", pack.occasion.room),
        element("ul", *titles, class_="plain"),
        element("dl", *about, class_="about"),
    )


def _splits(pack: Pack) -> Markup:
    parts = [_split(pack, number, split) for number, split in enumerate(pack.splits, 1)]
    if not parts:
        parts = [element("p", _("Too few came to the same place and went different ways: too few to say."))]
    return element("section", element("h2", _("Where the room split")), *parts)


def _split(pack: Pack, number: int, split: Split) -> Markup:
    known = pack.scenarios.get(split.scenario)
    title = known.title if known and len(pack.scenarios) > 1 else ""
    counted = people_words(split.people)
    if split.others:
        counted += " · " + _("{count} more replied in another way and are not counted").format(
            count=split.others
        )
    rows = [_way(split, camp) for camp in split.camps]
    head = (element("th", name, scope="col") for name in (_("who"), _("what they said, and what it led to")))
    return element(
        "div",
        element("h3", f"{number}. {title or split.node}"),
        element("p", element("q", split.answers), class_="heard"),
        element("p", f"{counted}. {divided_words(split)}", class_="quiet"),
        element("table", element("thead", element("tr", *head)), element("tbody", *rows), class_="ways"),
        element("p", split_question(split), class_="ask"),
        class_="split",
    )


def _way(split: Split, camp: Camp) -> Markup:
    who = element("td", element("b", people_words(camp.people)), _bar(camp.people, split.people))
    name = way_name(split, camp)
    said = element("q", camp.quote) if camp.quote else element("i", _("one person, not quoted"))
    lead = element("b", f"{name}: ") if name else join()
    return element("tr", who, element("td", lead, said, element("p", camp_words(camp), class_="quiet")))


def _bar(count: int, of: int) -> Markup:
    """Return a bar that also tells on a printer without colours; the number stands beside it."""
    width = f"{_BAR * count / max(of, 1):.1f}"
    return element(
        "svg",
        element("rect", class_="some", x="0", y="0", width=width, height="6"),
        element("rect", class_="all", x="0", y="0", width=str(_BAR), height="6"),
        class_="bar",
        viewBox=f"0 0 {_BAR} 6",
        preserveAspectRatio="none",
        aria_hidden="true",
    )


def _techniques(used: Iterable[TechniqueUse]) -> Markup:
    shown = [item for item in used if item.talks]
    kinds = (
        (_("What helped"), [item for item in shown if item.label not in TRAPS]),
        (_("What harmed"), [item for item in shown if item.label in TRAPS]),
    )
    columns = (_("technique or trap"), _("who showed it at least once"), "", _("median in a talk"))
    tables = [
        _table(title, columns, [_used(item) for item in items], "used") for title, items in kinds if items
    ]
    return element("section", element("h2", _("What the room said, and how")), *tables)


def _used(item: TechniqueUse) -> tuple[str, ...]:
    people = item.people
    return label_name(item.label), _bar(people.count, people.of), rate_words(people), decimal(item.median)


def _goals(pack: Pack) -> Markup:
    columns = (_("goal"), _("met, of the talks that ended"), "")
    tables = []
    for scenario in dict.fromkeys(item.scenario for item in pack.goals):
        known = pack.scenarios.get(scenario)
        rows = [
            (
                known.goals.get(item.goal, item.goal) if known else item.goal,
                _bar(item.met.count, item.met.of),
                rate_words(item.met),
            )
            for item in pack.goals
            if item.scenario == scenario
        ]
        tables.append(_table(known.title if known else scenario, columns, rows, "used"))
    return element("section", element("h2", _("Goals")), *tables)


def _table(caption: str, columns: Iterable[str], rows: Iterable[Iterable[str]], kind: str) -> Markup:
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *(element("th", name, scope="col") for name in columns))),
        element("tbody", *(element("tr", *(element("td", cell) for cell in row)) for row in rows)),
        class_=kind,
    )


def _moods(pack: Pack) -> Markup:
    charts = [room_chart(course) for course in pack.courses if course.points]
    if not charts:
        return element(
            "section", element("h2", _("How moods went")), element("p", _("Too few talks: too few to say."))
        )
    return element(
        "section",
        element("h2", _("How moods went")),
        element("div", *charts, class_="charts"),
        element(
            "p",
            _(
                "The line is the middle of the room, the grey half of all talks; from the start, one step a "
                "reply. A talk that has ended stays where it ended."
            ),
            class_="quiet",
        ),
    )


def _gain(pack: Pack) -> Markup:
    report = pack.gain
    if report is None:
        return join()
    columns = (_("figure"), _("people"), _("gain, after minus before"), _("effect size"))
    rows = [
        element(
            "tr",
            element("td", figure_name(name)),
            element("td", str(gain.people), class_="number"),
            element("td", gain_words(gain)),
            element("td", effect_words(gain)),
        )
        for name, gain in report.gains.items()
    ]
    forms = report.gains["total"].forms
    told = [measured_words(report), *caution_words(report)]
    if forms is not None:
        told.append(
            _("Form B came out {points} points easier than form A; that is taken out of the gain.").format(
                points=decimal(forms)
            )
            if forms >= 0
            else _(
                "Form A came out {points} points easier than form B; that is taken out of the gain."
            ).format(points=decimal(-forms))
        )
    told.append(
        _(
            "There was no group without the training: whatever else changed in between is part of the gain "
            "too."
        )
    )
    return element(
        "section",
        element("h2", _("Gain from form A to form B, and from B to A")),
        element(
            "table",
            element("thead", element("tr", *(element("th", name, scope="col") for name in columns))),
            element("tbody", *rows),
            class_="whole",
        ),
        *(element("p", sentence, class_="quiet") for sentence in told),
    )


def _questions(pack: Pack) -> Markup:
    questions = [
        dispute_question(item, _criterion(pack, item.criterion), pack.labels[item.session])
        for item in pack.disputes[:1]
    ]
    questions += unused_question(pack.techniques)
    questions.append(_("What did you say today that you will say again at your own counter? Say it aloud."))
    questions.append(_("Which sentence do you want back, and how would you say it now?"))
    return element(
        "section",
        element("h2", _("More questions for the room")),
        element("ol", *(element("li", question) for question in questions)),
    )


def _criterion(pack: Pack, name: str) -> str:
    return pack.criteria[name].title if name in pack.criteria else name


def _actions(pack: Pack) -> Markup:
    rows = [_line(action) for action in pack.actions]
    columns = (element("th", name, scope="col") for name in (_("who"), _("the one thing I will do")))
    return element(
        "section",
        element("h2", _("One action each")),
        element(
            "p",
            _("At the refresher on {day}, three weeks later, each tells what became of it.").format(
                day=pack.occasion.refresher_on
            ),
        ),
        element("table", element("thead", element("tr", *columns)), element("tbody", *rows), class_="lines"),
        class_="actions",
    )


def _line(action: Action) -> Markup:
    return element("tr", element("td", action.person), element("td", action.action))
