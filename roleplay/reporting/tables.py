"""Plain tables of everything that happened in a room, for spreadsheets.

Rows stand in the order of names and of the talk, never of scores. Empty is what is not known; too few to say
is empty too, with the reason beside it.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from roleplay.groups.agreement import PairAgreement, machine_agreement, panel_agreement
from roleplay.groups.coefficients import Coefficient
from roleplay.groups.rates import Rate
from roleplay.groups.rating import Rating
from roleplay.groups.record import RoomRecord
from roleplay.groups.splits import Camp, Split, splits
from roleplay.groups.talks import Reply, Talk
from roleplay.groups.technique_use import goal_use, technique_use
from roleplay.i18n import _
from roleplay.reporting.gain_words import caution_words, figure_name
from roleplay.reporting.group_words import rater_name, reason_words, way_name
from roleplay.reporting.names import axis_name, label_name, outcome_name

Cell = str | int | float | None


class Table(Struct, frozen=True):
    """One sheet."""

    id: str
    """A word in small letters, for file names."""
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    """As many cells as columns, each."""


def room_tables(record: RoomRecord) -> tuple[Table, ...]:
    """Return every table of a room, in the language in use; those without rows too."""
    return (
        _sessions(record),
        _replies(record.talks),
        _ratings(record.ratings),
        _agreement(record.ratings),
        _techniques(record.talks),
        _goals(record.talks),
        _splits(record.talks),
        _gains(record),
    )


def _sessions(record: RoomRecord) -> Table:
    scores = {item.session: item for item in record.scores}
    rows = []
    for talk in sorted(record.talks, key=lambda item: item.session):
        found = scores.get(talk.session)
        panel = found.panel if found else None
        rows.append(
            (
                *_place(talk),
                talk.persona,
                talk.started_at,
                outcome_name(talk.outcome) if talk.outcome else None,
                len(talk.replies),
                talk.manner,
                talk.substance,
                talk.total,
                panel.manner if panel else None,
                panel.total if panel else None,
            )
        )
    columns = (
        *_place_columns(),
        _("customer"),
        _("begun"),
        _("outcome"),
        _("replies"),
        _("manner, machine"),
        _("substance, machine"),
        _("total, machine"),
        _("manner, panel"),
        _("total, panel"),
    )
    return Table("sessions", _("Sessions"), columns, tuple(rows))


def _place(talk: Talk) -> tuple[str, str, str]:
    return talk.session, talk.person, talk.scenario


def _place_columns() -> tuple[str, str, str]:
    return _("session"), _("who"), _("scenario")


def _replies(talks: Iterable[Talk]) -> Table:
    columns = (
        *_place_columns(),
        _("reply"),
        _("node"),
        _("choice"),
        _("text"),
        _("heard as"),
        _("told"),
        _("asked"),
        _("wrong"),
        *(_("{axis} after").format(axis=axis_name(axis)) for axis in ("tension", "trust", "clarity")),
    )
    rows = tuple(
        (*_place(talk), *_reply(reply))
        for talk in sorted(talks, key=lambda item: item.session)
        for reply in talk.replies
    )
    return Table("replies", _("Replies"), columns, rows)


def _reply(reply: Reply) -> tuple[Cell, ...]:
    return (
        reply.turn,
        reply.node,
        reply.choice,
        reply.text,
        ", ".join(label_name(label) for label in reply.shows),
        ", ".join(reply.tells),
        ", ".join(reply.asks),
        ", ".join(reply.wrong),
        reply.after.tension,
        reply.after.trust,
        reply.after.clarity,
    )


def _ratings(ratings: tuple[Rating, ...]) -> Table:
    last = {(item.rater, item.session, item.criterion): place for place, item in enumerate(ratings)}
    counted = frozenset(last.values())
    rows = tuple(
        (
            item.session,
            item.criterion,
            rater_name(item.rater),
            item.level,
            item.reason,
            _("yes") if place in counted else _("no, given anew later"),
        )
        for place, item in enumerate(ratings)
    )
    columns = (_("session"), _("criterion"), _("rater"), _("level"), _("reason"), _("counts"))
    return Table("ratings", _("Ratings"), columns, rows)


def _agreement(ratings: tuple[Rating, ...]) -> Table:
    columns = (
        _("who"),
        _("measure"),
        _("value"),
        _("low end"),
        _("high end"),
        _("count"),
        _("of"),
        _("note"),
    )
    return Table("agreement", _("Agreement"), columns, tuple(_agreement_rows(ratings)) if ratings else ())


def _agreement_rows(ratings: tuple[Rating, ...]) -> Iterator[tuple[Cell, ...]]:
    panel = panel_agreement(ratings)
    who = _("people with each other")
    yield _rate_row(who, _("the same level"), panel.exact)
    yield _rate_row(who, _("at most one level apart"), panel.near)
    for name, kappa in ((_("kappa, quadratic"), panel.quadratic), (_("kappa, linear"), panel.linear)):
        pairs = kappa.pairs + kappa.left_out
        yield who, name, kappa.value, None, None, kappa.pairs, pairs, reason_words(kappa.reason)
    yield _coefficient_row(who, _("alpha, ordinal"), panel.ordinal)
    yield _coefficient_row(who, _("alpha, interval"), panel.interval)
    for item in panel.criteria:
        yield _rate_row(f"{who}: {item.criterion}", _("at most one level apart"), item.near)
    machine = machine_agreement(ratings)
    yield from _pair_rows(_("the machine with the panel"), machine.panel)
    for pair in machine.people:
        yield from _pair_rows(_("the machine with {name}").format(name=pair.other), pair)


def _pair_rows(who: str, pair: PairAgreement) -> Iterator[tuple[Cell, ...]]:
    yield _rate_row(who, _("the same level"), pair.exact)
    yield _rate_row(who, _("at most one level apart"), pair.near)
    yield _coefficient_row(who, _("kappa, quadratic"), pair.quadratic)
    yield _coefficient_row(who, _("kappa, linear"), pair.linear)


def _rate_row(who: str, measure: str, found: Rate) -> tuple[Cell, ...]:
    return who, measure, found.value, None, None, found.count, found.of, None


def _coefficient_row(who: str, measure: str, found: Coefficient) -> tuple[Cell, ...]:
    note = reason_words(found.reason)
    return who, measure, found.value, found.low, found.high, found.units, None, note


def _techniques(talks: tuple[Talk, ...]) -> Table:
    columns = (_("technique or trap"), _("people"), _("of"), _("share"), _("talks"), _("median in a talk"))
    rows = tuple(
        (
            label_name(item.label),
            item.people.count,
            item.people.of,
            item.people.value,
            item.talks,
            item.median,
        )
        for item in technique_use(talks)
    )
    return Table("techniques", _("Technique use"), columns, rows if talks else ())


def _goals(talks: tuple[Talk, ...]) -> Table:
    columns = (_("scenario"), _("goal"), _("met"), _("of"), _("share"), _("given unasked"))
    rows = tuple(
        (item.scenario, item.goal, item.met.count, item.met.of, item.met.value, item.half)
        for item in goal_use(talks)
    )
    return Table("goals", _("Goals"), columns, rows)


def _splits(talks: tuple[Talk, ...]) -> Table:
    columns = (
        _("scenario"),
        _("node"),
        _("divided"),
        _("way"),
        _("people"),
        _("of"),
        _("quote"),
        *(_("{axis}, change").format(axis=axis_name(axis)) for axis in ("tension", "trust", "clarity")),
        _("outcomes"),
    )
    rows = tuple(_camp(split, camp) for split in splits(talks) for camp in split.camps)
    return Table("splits", _("Where the room split"), columns, rows)


def _camp(split: Split, camp: Camp) -> tuple[Cell, ...]:
    return (
        split.scenario,
        split.node,
        split.divided,
        way_name(split, camp) or camp.way,
        camp.people,
        split.people,
        camp.quote,
        *camp.moved.values(),
        ", ".join(f"{outcome_name(name)}: {count}" for name, count in camp.outcomes.items()),
    )


def _gains(record: RoomRecord) -> Table:
    columns = (
        _("figure"),
        _("people"),
        _("mean gain"),
        _("low end"),
        _("high end"),
        _("effect size"),
        _("low end of it"),
        _("high end of it"),
        _("form B easier by"),
        _("note"),
    )
    report = record.gain
    if report is None:
        return Table("gains", _("Gain from A to B"), columns, ())
    note = " ".join(caution_words(report))
    rows = tuple(
        (
            figure_name(name),
            gain.people,
            gain.mean,
            gain.low,
            gain.high,
            gain.effect,
            gain.effect_low,
            gain.effect_high,
            gain.forms,
            note,
        )
        for name, gain in report.gains.items()
    )
    return Table("gains", _("Gain from A to B"), columns, rows)
