"""The debrief as one HTML page that needs nothing else: no script, no file, no network."""

from collections.abc import Iterable
from typing import Final

from roleplay import __version__
from roleplay.domain.score import CriterionScore, GateScore, GoalScore, Quote
from roleplay.i18n import _
from roleplay.reporting.debrief import BetterLine, Debrief, FactDebrief
from roleplay.reporting.debrief_words import (
    fact_words,
    help_words,
    outcome_words,
    practice_words,
    satisfaction_words,
    source_words,
)
from roleplay.reporting.markup import Markup, element, join
from roleplay.reporting.mood_chart import mood_chart
from roleplay.reporting.names import label_name, quadrant_name
from roleplay.reporting.numbers import points
from roleplay.reporting.receipt_words import MOVING_AXES, course
from roleplay.reporting.sheet import sheet
from roleplay.reporting.transcript_page import transcript

_HIGHEST: Final = 5
_QUOTES: Final = 3
"""Quotes shown for a criterion; all of them stand in the transcript."""


def page(debrief: Debrief) -> str:
    """Return the whole debrief as an HTML document, in the language in use."""
    title = f"{_('Debrief')}: {debrief.title}, {debrief.persona.name}"
    return sheet(title, tuple(debrief_parts(debrief)))


def debrief_parts(debrief: Debrief) -> Iterable[Markup]:
    """Yield the parts of which the document is made."""
    yield _header(debrief)
    yield _moods(debrief)
    yield _scores(debrief)
    yield _criteria(debrief.criteria)
    yield _goals(debrief.goals)
    yield from (_gate(gate) for gate in debrief.gates)
    if debrief.turning_point:
        yield _turning_point(debrief.turning_point)
    if debrief.facts:
        yield _facts(debrief.facts)
    yield _person(debrief)
    if debrief.practise:
        yield element("p", practice_words(debrief.practise), class_="next")
    yield transcript(debrief)
    yield element("footer", _footer(debrief))


def _header(debrief: Debrief) -> Markup:
    told = [
        (_("rubric"), debrief.rubric),
        (_("mode"), _("assessment") if debrief.mode == "assess" else _("practice")),
        (_("begun"), debrief.started_at[:16].replace("T", " ")),
        (_("seed"), str(debrief.seed)),
        (_("session"), debrief.session),
    ]
    about = (element("div", element("dt", name), element("dd", value)) for name, value in told)
    helps = help_words(debrief)
    outcome = element(
        "div",
        element("strong", outcome_words(debrief)),
        element("p", debrief.ending) if debrief.ending else "",
        element("p", helps, class_="quiet") if helps else "",
        class_="outcome",
    )
    return element(
        "header",
        element("p", _("Debrief"), class_="kind"),
        element("h1", debrief.title),
        element("p", f"{debrief.persona.name} · {debrief.persona.type}"),
        element("dl", *about, class_="about"),
        outcome,
    )


def _moods(debrief: Debrief) -> Markup:
    moods = (debrief.start, *(turn.mood for turn in debrief.turns))
    charts = (mood_chart(axis, [getattr(mood, axis) for mood in moods]) for axis in MOVING_AXES)
    return element("section", element("h2", _("How the mood went")), element("div", *charts, class_="charts"))


def _scores(debrief: Debrief) -> Markup:
    score = debrief.score
    cap = "" if score.cap is None else _("(at most {cap}: a gate was broken)").format(cap=score.cap)
    figures = [
        _figure(_("manner"), points(score.manner), _("warmth {points}").format(points=points(score.warmth))),
        _figure(_("substance"), points(score.substance), ""),
        _figure(_("total"), points(score.total), cap),
        element(
            "div",
            element("dt", _("together")),
            element("dd", quadrant_name(debrief.quadrant, is_wrong=bool(debrief.gates))),
            class_="verdict",
        ),
    ]
    return element(
        "section",
        element("h2", _("Scores")),
        element("dl", *figures, class_="figures"),
        element("p", satisfaction_words(debrief), class_="quiet"),
    )


def _figure(name: str, value: str, note: str) -> Markup:
    return element("div", element("dt", name), element("dd", value, element("small", note) if note else ""))


def _criteria(criteria: Iterable[CriterionScore]) -> Markup:
    columns = (_("level"), _("criterion and evidence"), _("weight"))
    head = (element("th", column, scope="col") for column in columns)
    table = element(
        "table",
        element("caption", _("Level 1 is the lowest, 5 the highest.")),
        element("thead", element("tr", *head)),
        element("tbody", *(_criterion(item) for item in criteria)),
    )
    return element("section", element("h2", _("Manner")), table)


def _criterion(item: CriterionScore) -> Markup:
    if item.level is None:
        level, words = join("–"), _("not rated, there was no occasion")
    else:
        dots = "●" * item.level + "○" * (_HIGHEST - item.level)
        level, words = join(f"{item.level} ", element("span", dots, aria_hidden="true")), item.anchor
    told = element(
        "td",
        element("h3", item.title),
        words,
        _quotes(item.evidence),
        element("p", item.source, class_="quiet"),
    )
    return element(
        "tr", element("td", level, class_="level"), told, element("td", str(item.weight), class_="number")
    )


def _quotes(quotes: Iterable[Quote]) -> Markup:
    rows = [
        element(
            "li",
            _("reply {turn}").format(turn=quote.turn),
            f", {_named(quote.label)}: ",
            element("q", quote.text),
        )
        for quote in quotes
    ]
    return element("ul", *rows, class_="quotes") if rows else Markup()


def _named(label: str) -> str:
    """Return the name of a label; of `tells.ID` and its like, of what kind they are."""
    kinds = {"tells": "told", "asks": "asked", "wrong": "wrong"}
    return label_name(kinds.get(label.partition(".")[0], label)).lower()


def _item(sign: str, tone: str, *parts: str) -> Markup:
    return element(
        "li", element("span", sign, class_="sign", aria_hidden="true"), element("div", *parts), class_=tone
    )


def _goals(goals: Iterable[GoalScore]) -> Markup:
    rows = []
    for goal in goals:
        sign, tone, words = {100: ("✓", "good", _("met")), 0: ("✗", "bad", _("not met"))}.get(
            goal.percent, ("◦", "", _("given unasked: counts half"))
        )
        quotes = _quotes(goal.evidence[:1])
        rows.append(_item(sign, tone, element("b", goal.text), f" ({words})", quotes))
    return element("section", element("h2", _("Substance")), element("ul", *rows, class_="plain marked"))


def _gate(gate: GateScore) -> Markup:
    words = element("h3", _("Gate broken: {title}").format(title=gate.title), class_="bad-text")
    return element("div", words, _quotes(gate.evidence), class_="box bad")


def _turning_point(point: BetterLine) -> Markup:
    said = element(
        "div",
        element("h3", _("You said")),
        element("p", element("q", point.said)),
        element("p", course(point.before, point.after_said), class_="quiet"),
        class_="box bad",
    )
    better = element(
        "div",
        element("h3", _("Better, on the same seed")),
        element("p", element("q", point.line)),
        element("p", course(point.before, point.after_line), class_="quiet"),
        class_="box good",
    )
    title = element("h2", _("Turning point: reply {turn}").format(turn=point.turn))
    return element("section", title, element("div", said, better, class_="pair"))


def _facts(facts: Iterable[FactDebrief]) -> Markup:
    rows = []
    for fact in facts:
        sign, tone, kind = {"right": ("✓", "good", _("right")), "wrong": ("✗", "bad", _("not right"))}.get(
            fact.kind, ("–", "", "")
        )
        lead = element("b", f"{kind}: ") if kind else ""
        source = element("p", source_words(fact), class_="quiet") if fact.source else ""
        rows.append(_item(sign, tone, lead, fact_words(fact), source))
    return element("section", element("h2", _("Facts")), element("ul", *rows, class_="plain marked"))


def _person(debrief: Debrief) -> Markup:
    person = debrief.persona
    return element(
        "section",
        element("h2", f"{person.name} · {person.type}"),
        element("p", person.about),
        element("p", _("Needed: {needs}").format(needs=person.needs)),
        element("p", person.guide),
    )


def _footer(debrief: Debrief) -> str:
    return _(
        "Made by roleplay {version} from the events of session {session}; the same seed gives the same talk."
    ).format(version=__version__, session=debrief.session)
