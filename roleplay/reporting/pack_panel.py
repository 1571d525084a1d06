"""The part of a debrief pack that is about the panel: how far it agrees, and both scores with reasons."""

from collections.abc import Iterable, Iterator
from typing import Final

from roleplay.groups.agreement import MachineAgreement, PanelAgreement
from roleplay.groups.disputes import Camp, Dispute
from roleplay.groups.panel_scores import TwoLevels, TwoScores
from roleplay.groups.rating import Rating
from roleplay.i18n import _
from roleplay.reporting.group_words import (
    alpha_words,
    coefficient_words,
    level_words,
    rate_words,
)
from roleplay.reporting.markup import Markup, element, join
from roleplay.reporting.numbers import decimal, points
from roleplay.reporting.pack import Pack
from roleplay.reporting.pack_words import camp_heading, machine_words, occasion_words

_MOST_REASONS: Final = 3
"""Reasons of one camp that are told."""

_MOST_CRITERIA: Final = 5
"""Criteria of one talk whose two levels are told."""


def panel_sections(pack: Pack) -> Iterator[Markup]:
    """Yield the sections on a panel; nothing where nobody rated."""
    if pack.panel is None or pack.machine is None:
        return
    yield element(
        "section",
        element("h2", _("The panel and the machine")),
        element("p", element("strong", machine_words(pack.machine)), class_="outcome"),
        *_occasion(pack.machine),
        _agreement(pack.panel),
        element("p", alpha_words(pack.panel.ordinal), class_="quiet"),
    )
    if pack.disputes:
        parts = (_dispute(pack, item) for item in pack.disputes)
        yield element("section", element("h2", _("What split the panel")), *parts)
    if pack.scores:
        yield _both(pack)


def _occasion(machine: MachineAgreement) -> Iterator[Markup]:
    if machine.panel.occasion:
        yield element("p", occasion_words(machine), class_="quiet")


def _agreement(panel: PanelAgreement) -> Markup:
    rows = [
        (_("the same level"), rate_words(panel.exact)),
        (_("at most one level apart"), rate_words(panel.near)),
        (_("kappa: above what chance would do, mean of all pairs"), coefficient_words(panel.quadratic)),
        (_("alpha: how far levels tell of the talk, not of who gave them"), coefficient_words(panel.ordinal)),
    ]
    caption = _("People with each other: {people} people, {talks} talks, {units} levels compared.").format(
        people=len(panel.people), talks=panel.talks, units=panel.units
    )
    body = (element("tr", element("td", name), element("td", value)) for name, value in rows)
    return element("table", element("caption", caption), element("tbody", *body), class_="whole")


def _dispute(pack: Pack, item: Dispute) -> Markup:
    title = pack.criteria[item.criterion].title if item.criterion in pack.criteria else item.criterion
    heading = _("{criterion}, talk {talk}").format(criterion=title, talk=pack.labels[item.session])
    camps = [_camp(pack, item.criterion, camp) for camp in item.camps]
    machine = (
        _("The machine: {level}. {reason}")
        .format(level=level_words(item.machine.level), reason=item.machine.reason)
        .strip()
        if item.machine
        else ""
    )
    note = _("On the mean two people are {distance} levels apart.").format(distance=decimal(item.distance))
    return element(
        "div",
        element("h3", heading),
        element("p", note, class_="quiet"),
        element("div", *camps, class_="pair"),
        element("p", machine, class_="quiet") if machine else "",
        class_="dispute",
    )


def _camp(pack: Pack, criterion: str, camp: Camp) -> Markup:
    known = pack.criteria[criterion].levels if criterion in pack.criteria else ()
    anchors = [item.anchor for item in known if item.level == camp.low]
    anchor = element("p", anchors[0], class_="quiet") if anchors else join()
    return element("div", element("h3", camp_heading(camp)), anchor, _voices(camp.ratings), class_="box camp")


def _voices(ratings: Iterable[Rating]) -> Markup:
    """Return what raters wrote, without their names: a panel talks about words, not about people."""
    said = _reasons_of(ratings)
    if not said:
        return element("p", _("(no reason written)"), class_="quiet")
    return element("ul", *(element("li", element("q", words)) for words in said), class_="voices")


def _reasons_of(ratings: Iterable[Rating]) -> list[str]:
    """Return some reasons, the same words once."""
    return list(dict.fromkeys(reason for item in ratings if (reason := item.reason.strip())))[:_MOST_REASONS]


def _both(pack: Pack) -> Markup:
    columns = (
        _("talk"),
        _("manner, machine"),
        _("manner, panel"),
        _("substance, machine"),
        _("total, machine"),
        _("total, panel"),
    )
    table = element(
        "table",
        element(
            "caption", _("Both scores are kept; neither corrects the other. Substance is the machine's.")
        ),
        element("thead", element("tr", *(element("th", name, scope="col") for name in columns))),
        element("tbody", *(_figures(pack, scores) for scores in pack.scores)),
        class_="whole",
    )
    reasons = [part for scores in pack.scores for part in _reasons(pack, scores)]
    return element("section", element("h2", _("Both scores, with reasons")), table, *reasons)


def _figures(pack: Pack, scores: TwoScores) -> Markup:
    machine, panel = scores.machine, scores.panel
    talk = (element("b", pack.labels[scores.session]), element("small", f" {scores.session}"))
    values = (
        points(machine.manner),
        points(panel.manner if panel else None),
        points(machine.substance),
        points(machine.total),
        points(panel.total if panel else None),
    )
    return element("tr", element("td", *talk), *(element("td", value) for value in values))


def _reasons(pack: Pack, scores: TwoScores) -> Iterator[Markup]:
    apart = [item for item in scores.criteria if item.is_apart]
    if not apart and not scores.missing:
        return
    rows = [_two_levels(pack, item) for item in apart[:_MOST_CRITERIA]]
    heading = _("Talk {talk}: where machine and panel are a level or more apart").format(
        talk=pack.labels[scores.session]
    )
    more = len(apart) - len(rows)
    yield element(
        "div",
        element("h3", heading),
        element("ul", *rows, class_="voices"),
        element("p", _("And {count} more.").format(count=more), class_="quiet") if more else "",
        element("p", _missing(pack, scores), class_="quiet") if scores.missing else "",
        class_="apart",
    )


def _missing(pack: Pack, scores: TwoScores) -> str:
    names = ", ".join(pack.criteria[name].title for name in scores.missing if name in pack.criteria)
    return _("Nobody of the panel rated: {criteria}. The two totals do not weigh the same.").format(
        criteria=names
    )


def _two_levels(pack: Pack, item: TwoLevels) -> Markup:
    known = pack.criteria.get(item.criterion)
    anchors = [level.anchor for level in known.levels if level.level == item.machine] if known else []
    said = _reasons_of(item.people)
    head = _("{criterion}: the machine {machine}, the panel {panel}.").format(
        criterion=known.title if known else item.criterion,
        machine=level_words(item.machine),
        panel=level_words(item.panel),
    )
    why = _("The machine's reason: {reason}").format(reason=anchors[0]) if anchors else ""
    voices = (element("q", words) for words in said)
    quoted = [part for voice in voices for part in (" ", voice)]
    people = (" ", _("The panel's:"), *quoted) if said else ()
    return element("li", element("b", head), f" {why}" if why else "", *people)
