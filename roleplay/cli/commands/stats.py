"""`roleplay stats`: show how the choices of a scenario did when it was really played."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Final

import typer

from roleplay.app.documents import Statistics
from roleplay.app.stats import item_statistics
from roleplay.cli.exit import tell
from roleplay.cli.options import AsJson, Content, Lang, StoreName, folders
from roleplay.cli.output import print_json, print_table
from roleplay.cli.playing import desk_here, opened_store, tell_damaged
from roleplay.errors import ExitCode
from roleplay.i18n import N_, _
from roleplay.reporting.item_formulas import Correlation, Share
from roleplay.reporting.item_statistics import ChoiceStatistics, NodeStatistics
from roleplay.reporting.numbers import decimal, hundredths

_MOST_QUOTES: Final = 10
"""Quotes in a row on a terminal; a pipe and --json have all."""

_NOTES: Final = {
    "hard": N_("hard"),
    "easy": N_("easy"),
    "weak": N_("tells little apart"),
    "reversed": N_("poor trainees do better"),
    "unused": N_("hardly taken"),
    "attracts-good": N_("taken by the good"),
}

_NOTHING: Final = "–"

Rows = Iterable[tuple[str, ...]]


def command(
    scenario: Annotated[str, typer.Argument(help=_("The scenario."))],
    all_versions: Annotated[
        bool,
        typer.Option(
            "--all-versions", help=_("Count plays of older content too, where the ids are the same.")
        ),
    ] = False,
    as_json: AsJson = False,
    content: Content = None,
    lang: Lang = None,
    store: StoreName = None,
) -> ExitCode:
    """Show the item statistics of a scenario."""
    desk = desk_here(folders(content), store)
    with opened_store(desk) as opened:
        found = item_statistics(desk, opened, scenario, all_versions=all_versions)
    if as_json:
        print_json(found)
        return ExitCode.DONE
    _introduce(found)
    tell_damaged(desk, found.damaged)
    if found.plays:
        _show(found)
    return ExitCode.DONE


def _introduce(found: Statistics) -> None:
    """Say how many plays there are, how many were left out, and what they are too few for."""
    if found.plays:
        tell(_("Plays counted: {plays}, ended: {ended}.").format(plays=found.plays, ended=found.ended))
    else:
        tell(_("There is no play of {scenario} to count.").format(scenario=found.scenario))
    if found.older:
        tell(
            _("Left out, of older content: {count}. Count them with --all-versions.").format(
                count=found.older
            )
        )
    if found.unreadable:
        tell(_("Left out, cannot be read: {count}.").format(count=found.unreadable))
    if found.plays < found.least_plays:
        message = _("Rates and means are shown from {least} plays, discrimination from {many} ended ones.")
        tell(message.format(least=found.least_plays, many=found.least_for_correlation))


def _show(found: Statistics) -> None:
    is_grouped = sys.stdout.isatty()
    _section(
        "node",
        _("Who took a best choice in the first reply at a node"),
        (_("node"), _("plays"), _("times"), _("best taken"), _("discrimination"), _("to look at")),
        _node_rows(found),
    )
    _section(
        "choice",
        _("What was taken by those who chose"),
        (_("choice"), _("taken"), _("offered"), _("share"), _("total"), _("good/poor"), _("to look at")),
        _grouped(found.nodes) if is_grouped else _choice_rows(found.nodes),
    )
    _section(
        "unused",
        _("Not the best, and hardly anybody takes it"),
        (_("node"), _("choice"), _("taken"), _("offered"), _("share")),
        _unused_rows(found.nodes),
    )
    _section(
        "end",
        _("Where talks were left, and where the customer walked out"),
        (_("node"), _("plays"), _("left unfinished"), _("walked out")),
        _end_rows(found.nodes),
    )
    _section(
        "typed",
        _("Replies that were typed"),
        (_("node"), _("typed"), _("replies"), _("share")),
        ((item.node, *_counted(item.typed)) for item in found.nodes if item.typed.count),
    )
    _section(
        "unheard",
        _("Typed, and nothing understood"),
        (_("node"), _("times"), _("words")),
        _unheard_rows(found.nodes),
    )
    _section(
        "contested",
        _("Heard, and not meant"),
        (_("plays"), _("heard as"), _("words"), _("heard by")),
        _contested_rows(found),
    )


def _section(kind: str, title: str, columns: Sequence[str], rows: Rows) -> None:
    """Print a table under its title, or nothing without rows; in a pipe each row begins with its kind."""
    held = list(rows)
    if not held:
        return
    if not sys.stdout.isatty():
        print_table((), ((kind, *row) for row in held))
        return
    sys.stdout.write(f"\n{title}\n\n")
    print_table(columns, held)


def _node_rows(found: Statistics) -> Rows:
    for item in found.nodes:
        yield (
            item.node,
            str(item.plays),
            str(item.times),
            _rate(item.difficulty),
            _correlation(item.discrimination, found),
            _notes(item.notes),
        )


def _grouped(nodes: Iterable[NodeStatistics]) -> Rows:
    """Yield the choices under their node, which leaves room for the figures."""
    for node in nodes:
        yield (node.node, *("" for _cell in range(6)))
        for item in node.choices:
            yield (f"· {item.choice}", *_choice_cells(item))


def _choice_rows(nodes: Iterable[NodeStatistics]) -> Rows:
    for node in nodes:
        for item in node.choices:
            yield (node.node, item.choice, *_choice_cells(item))


def _choice_cells(item: ChoiceStatistics) -> tuple[str, ...]:
    return (
        *_counted(item.taken),
        _NOTHING if item.mean_total is None else decimal(item.mean_total),
        _NOTHING if item.correlation.value is None else hundredths(item.correlation.value),
        _("best") if item.is_best else _notes(item.notes),
    )


def _unused_rows(nodes: Iterable[NodeStatistics]) -> Rows:
    for node in nodes:
        for item in node.choices:
            if "unused" in item.notes:
                yield (node.node, item.choice, *_counted(item.taken))


def _end_rows(nodes: Iterable[NodeStatistics]) -> Rows:
    for item in nodes:
        if item.paused or item.walked_out:
            yield (item.node, str(item.plays), str(item.paused), str(item.walked_out))


def _unheard_rows(nodes: Iterable[NodeStatistics]) -> Rows:
    for item in nodes:
        rows = [(item.node, str(words.times), words.text) for words in item.unheard]
        yield from _shortened(rows, item.node)


def _contested_rows(found: Statistics) -> Rows:
    return _shortened(
        [(str(item.plays), item.label, item.quote, item.reason) for item in found.contested], ""
    )


def _shortened(rows: Sequence[tuple[str, ...]], first: str) -> Iterator[tuple[str, ...]]:
    """Yield rows; on a terminal the first few, and how many more there are."""
    if len(rows) <= _MOST_QUOTES or not sys.stdout.isatty():
        yield from rows
        return
    yield from rows[:_MOST_QUOTES]
    more = _("{count} more, all in --json").format(count=len(rows) - _MOST_QUOTES)
    yield (first, "", more, *("" for _cell in rows[0][3:]))


def _counted(item: Share) -> tuple[str, str, str]:
    return str(item.count), str(item.of), _rate(item)


def _rate(item: Share) -> str:
    if item.rate is None or item.margin is None:
        return _NOTHING
    return f"{item.rate:.0%} ±{100 * item.margin:.0f}"


def _correlation(item: Correlation, found: Statistics) -> str:
    if item.value is not None:
        return hundredths(item.value)
    return _("too few to say") if item.plays < found.least_for_correlation else _NOTHING


def _notes(notes: Iterable[str]) -> str:
    return "; ".join(_(_NOTES[note]) for note in notes)
